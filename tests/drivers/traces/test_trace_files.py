"""A trace's file: bounded, whole after a crash, and plain about what is wrong with it."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.device import DeviceKind, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.trace import TraceUnreadable, read_trace
from drivers.trace_recorder import TraceRecorder
from drivers.trace_schema import OPERATION, json_schema
from tests.helpers.scripted_device import ScriptedDevice
from tests.helpers.traces import recorded

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trace.jsonl"


def scanned(file: Path, *payloads: bytes) -> None:
    with recorded(SimulatedCodeScanner(), file) as scanner:
        scanner.bring_up()
        for payload in payloads:
            scanner.arm()
            scanner.present(payload)
            scanner.poll(1.0)


def test_a_trace_names_the_device_and_holds_its_operations_in_order(file: Path) -> None:
    scanned(file, b"ABC 12")
    trace = read_trace(file)
    assert trace.header.kind is DeviceKind.CODE_SCANNER
    assert trace.header.provenance.source is Source.SIMULATOR
    assert [line.operation for line in trace.lines] == [
        "open", "claim", "enable", "poll", "disable", "release", "close",
    ]  # fmt: skip
    assert trace.lines[3].result == {"is": "scan", "hex": b"XXX 00".hex(), "aim": None}
    offsets = [line.offset_ms for line in trace.lines]
    assert offsets == sorted(offsets)
    assert not trace.torn


def test_polls_without_an_event_are_counted_and_take_no_room(file: Path) -> None:
    with recorded(SimulatedCodeScanner(), file) as scanner:
        scanner.bring_up()
        for _ in range(50):
            scanner.poll(0.0)
        scanner.status()
    status = read_trace(file).lines[3]
    assert (status.operation, status.idle_polls, status.number) == ("status", 50, 54)


def test_a_fault_is_recorded_and_still_reaches_the_caller(file: Path) -> None:
    device = ScriptedDevice()

    def gone() -> None:
        raise DeviceError(DeviceErrorCode.NO_HARDWARE, "/dev/scanner", "No such file", retry_safe=True)

    device.on_open = gone
    with recorded(device, file), pytest.raises(DeviceError):
        device.open()
    assert read_trace(file).lines[0].error == DeviceError(
        DeviceErrorCode.NO_HARDWARE, "/dev/scanner", "No such file"
    )


def test_a_full_file_is_put_away_and_only_so_many_are_kept(file: Path) -> None:
    with recorded(SimulatedCodeScanner(), file, max_bytes=2000, parts=2) as scanner:
        scanner.bring_up()
        for _ in range(100):
            scanner.status()
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name, f"{file.name}.1", f"{file.name}.2"]
    assert all(path.stat().st_size <= 2000 for path in file.parent.iterdir())
    last, before = read_trace(file), read_trace(file.with_name(f"{file.name}.1"))
    assert last.header.part == before.header.part + 1
    assert last.lines[0].number == before.lines[-1].number + 1


def test_another_recording_is_put_away_and_not_written_over(file: Path) -> None:
    scanned(file, b"first")
    scanned(file, b"the second")
    assert len(read_trace(file).lines[3].result["hex"]) == 2 * len("the second")
    assert len(read_trace(file.with_name(f"{file.name}.1")).lines[3].result["hex"]) == 2 * len("first")


def test_a_device_opened_again_goes_on_in_the_same_file(file: Path) -> None:
    with recorded(SimulatedCodeScanner(), file) as scanner:
        scanner.bring_up()
        scanner.close()
        scanner.bring_up()
    assert [line.operation for line in read_trace(file).lines].count("open") == 2
    assert not file.with_name(f"{file.name}.1").exists()


def test_a_trace_is_for_its_owner_only(file: Path) -> None:
    scanned(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_ends_the_recording_and_not_the_work(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    device = SimulatedCodeScanner()
    recorder = TraceRecorder(device, tmp_path / "nowhere" / "trace.jsonl")
    device.attach(recorder)
    device.bring_up()
    device.present(b"x")
    device.arm()
    assert device.poll(1.0).data == b"x"
    device.close()
    assert recorder.failure == "No such file or directory"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


CRASH = """
import os, signal, sys
from pathlib import Path
from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.trace_recorder import TraceRecorder
device = SimulatedCodeScanner()
device.attach(TraceRecorder(device, Path(sys.argv[1])))
device.bring_up()
device.status()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_crash_leaves_every_whole_line(file: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CRASH, str(file)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert [line.operation for line in read_trace(file).lines] == ["open", "claim", "enable", "status"]


def test_a_torn_last_line_is_told_and_what_stands_before_it_is_read(file: Path) -> None:
    scanned(file, b"ABC")
    whole = file.read_bytes()
    for cut in range(1, 40):
        file.write_bytes(whole[:-cut])
        trace = read_trace(file)
        assert trace.torn
        assert len(trace.lines) == 6


def spoil(file: Path, line: int, **changes: object) -> None:
    lines = file.read_text().splitlines()
    told = json.loads(lines[line - 1]) | changes
    lines[line - 1] = json.dumps({name: value for name, value in told.items() if value != "gone"})
    file.write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("line", "changes", "wrong"),
    [
        (1, {"trace": 2}, "version 2 of the format, not 1"),
        (1, {"trace": "gone"}, "no header of a trace"),
        (1, {"kind": "toaster"}, "'kind' is 'toaster', none of code_scanner"),
        (1, {"part": "gone"}, "'part' is missing"),
        (1, {"provenance": {"source": "hardware"}}, "provenance.'driver' is missing"),
        (3, {"operation": 5}, "'operation' is not string"),
        (3, {"took_ms": True}, "'took_ms' is not number"),
        (3, {"surprise": 1}, "'surprise' is no member of the format"),
        (
            3,
            {"error": {"code": "D-999", "locus": "", "vendor_text": "", "retry_safe": True}},
            "error.'code' is 'D-999'",
        ),
        (3, {"result": "gone"}, "a result or an error, and one of them"),
        (5, {"result": {"is": "dream"}}, "'result.is' is 'dream'"),
        (5, {"result": {"is": "scan", "hex": "xy", "aim": None}}, "'result.hex' is not hexadecimal"),
        (5, {"result": {"is": "scan", "aim": None}}, "result.'hex' is missing"),
        (
            5,
            {
                "result": {
                    "is": "frame",
                    "size": [10**9, 1],
                    "number": 1,
                    "age_ms": 0,
                    "brightness": 0,
                    "grid": [[0]],
                }
            },
            "'result.size' is not two numbers of pixels",
        ),
        (
            5,
            {
                "result": {
                    "is": "frame",
                    "size": [9, 9],
                    "number": 1,
                    "age_ms": 0,
                    "brightness": 0,
                    "grid": [[0], []],
                }
            },
            "'result.grid' is not rows of greys",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(file: Path, line: int, changes: dict[str, object], wrong: str) -> None:
    scanned(file, b"ABC")
    spoil(file, line, **changes)
    with pytest.raises(TraceUnreadable) as caught:
        read_trace(file)
    assert caught.value.line == line
    assert wrong in caught.value.wrong
    assert str(caught.value).startswith(f"trace.jsonl line {line}: ")


@pytest.mark.parametrize(
    ("content", "line", "wrong"),
    [
        (b"", 1, "there is no header"),
        (b"\x00\xff\x00\n", 1, "no JSON"),
        (b"[1]\n", 1, "no JSON object"),
        (b"[" * 100_000 + b"\n", 1, "no JSON"),
        (b'{"a": "' + b"x" * 300_000 + b'"}\n', 1, "longer than"),
    ],
)
def test_garbage_is_named(file: Path, content: bytes, line: int, wrong: str) -> None:
    file.write_bytes(content)
    with pytest.raises(TraceUnreadable, match=wrong) as caught:
        read_trace(file)
    assert caught.value.line == line


def test_garbage_in_the_middle_is_named_by_its_line(file: Path) -> None:
    scanned(file, b"ABC")
    lines = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join([*lines[:3], b"?", *lines[3:]]) + b"\n")
    with pytest.raises(TraceUnreadable, match="line 4: no JSON"):
        read_trace(file)


def test_a_missing_file_is_no_trace(file: Path) -> None:
    with pytest.raises(TraceUnreadable, match="cannot be read"):
        read_trace(file)


def test_the_published_schema_is_the_one_in_force() -> None:
    published = json.loads((ROOT / "docs" / "trace.schema.json").read_text())
    assert published == json_schema()
    assert set(published["anyOf"][1]["properties"]) == set(OPERATION)
