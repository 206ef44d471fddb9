"""`kiosk trace`: record a device, show what it did, hold another driver against it."""

import json
from pathlib import Path

import pytest

from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import CardFaults, VirtualCard
from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.errors import DeviceError
from drivers.receipt_printer.simulated import SimulatedReceiptPrinter
from drivers.trace import read_trace
from drivers.trace_schema import json_schema
from tests.helpers.command_line import TERMINAL, kiosk, lines
from tests.helpers.receipt_bands import picture, receipt
from tests.helpers.traces import recorded


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    file = tmp_path / "scans.jsonl"
    with recorded(SimulatedCodeScanner(), file) as scanner:
        scanner.bring_up()
        scanner.present(b"FWPN:ABC123")
        scanner.arm()
        scanner.poll(1.0)
    return file


def test_a_device_is_recorded_for_a_while(tmp_path: Path) -> None:
    out = tmp_path / "camera.jsonl"
    result = kiosk(
        "trace", "record", "--device", "document_camera", "--out", out, "--seconds", 0.6, "--simulated", "--json"
    )
    assert result.exit_code == 0
    shapes = [line.shape for line in read_trace(out).lines]
    assert lines(result) == [{"trace": str(out), "device": "document_camera", "operations": len(shapes)}]
    assert {"frame", "status"} <= set(shapes)
    assert kiosk("trace", "check", out, "--driver", "simulated").exit_code == 0


def test_a_recording_may_have_the_device_do_something_that_can_be_seen(tmp_path: Path) -> None:
    out = tmp_path / "printer.jsonl"
    result = kiosk(
        "trace",
        "record",
        "--device",
        "receipt_printer",
        "--out",
        out,
        "--seconds",
        0.5,
        "--simulated",
        "--exercise",
    )
    assert result.exit_code == 0
    assert "answer" in [line.operation for line in read_trace(out).lines]


def test_a_device_that_cannot_be_used_is_a_problem_and_its_trace_says_why(tmp_path: Path) -> None:
    config, out = tmp_path / "terminal.toml", tmp_path / "scanner.jsonl"
    config.write_text(
        f'{TERMINAL}[devices.code_scanner]\ndriver = "serial"\noptions = {{ port = "/dev/nothing" }}\n'
    )
    result = kiosk(
        "trace", "record", "--device", "code_scanner", "--out", out, "--seconds", 0.3, "--config", config
    )
    assert result.exit_code == 3
    assert "D-102" in result.stderr
    assert read_trace(out).lines[0].shape == "NO_HARDWARE"


def test_wrong_use_of_a_recording_is_told(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(TERMINAL)
    none = kiosk("trace", "record", "--device", "code_scanner", "--out", tmp_path / "x", "--config", config)
    assert none.exit_code == 2
    assert "no code_scanner" in none.stderr
    nowhere = kiosk(
        "trace",
        "record",
        "--device",
        "code_scanner",
        "--out",
        tmp_path / "no" / "x",
        "--seconds",
        0.2,
        "--simulated",
    )
    assert nowhere.exit_code == 2
    assert "cannot be written" in nowhere.stderr


def test_a_trace_is_shown_for_people_and_for_programs(scans: Path) -> None:
    shown = kiosk("trace", "show", scans)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("code_scanner by simulated 1 (simulator)")
    assert "scan hex" in shown.stdout
    told = lines(kiosk("trace", "show", scans, "--json"))
    assert [line["operation"] for line in told][:4] == ["open", "claim", "enable", "poll"]
    scans.write_bytes(scans.read_bytes()[:-9])
    assert "broke off" in kiosk("trace", "show", scans).stdout


def test_a_trace_that_is_none_is_wrong_use_and_its_line_is_named(scans: Path) -> None:
    scans.write_text(scans.read_text().replace('"trace": 1', '"trace": 9'))
    for words in (("show", scans), ("check", scans, "--driver", "simulated")):
        result = kiosk("trace", *words)
        assert result.exit_code == 2
        assert "scans.jsonl line 1: version 9 of the format, not 1" in result.stderr


def test_the_same_driver_does_the_same(scans: Path) -> None:
    result = kiosk("trace", "check", scans, "--driver", "simulated", "--json")
    assert result.exit_code == 0
    summary = lines(result)[-1]
    assert (summary["compared"], summary["differences"]) == (7, 0)
    assert summary["timing"]["poll"]["times"] == 1


def test_a_trace_of_a_replay_of_a_trace_is_the_trace(scans: Path) -> None:
    result = kiosk("trace", "check", scans, "--driver", f"replay:{scans}")
    assert result.exit_code == 0, result.output


def test_where_a_driver_differs_is_said_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "printer.jsonl"
    with recorded(SimulatedReceiptPrinter(), file) as printer:
        printer.bring_up()
        printer.status()
        printer.print_bands("1", receipt(picture(120)))
    text = file.read_text().replace('"cutter": "good"', '"cutter": "unknown"')
    file.write_text(text.replace('"outcome": "printed"', '"outcome": "unknown"'))
    result = kiosk("trace", "check", file, "--driver", "simulated", "--json")
    assert result.exit_code == 1
    *found, summary = lines(result)
    assert [(each["line"], each["operation"], each["what"]) for each in found] == [
        (5, "status", "sensor cutter"),
        (6, "print_bands", "outcome"),
    ]
    assert (found[0]["recorded"], found[0]["found"]) == ("unknown", "good")
    assert summary["differences"] == 2
    assert (
        "line 5 status: sensor cutter was unknown, is good"
        in kiosk("trace", "check", file, "--driver", "simulated").stdout
    )


def test_an_event_that_comes_where_none_was_recorded_is_a_difference(tmp_path: Path) -> None:
    file = tmp_path / "reader.jsonl"
    with recorded(SimulatedCardReader(), file) as reader:
        reader.bring_up()
        reader.present(VirtualCard(b"\x3b\x00", {}, faults=CardFaults(torn_at=1)))
        reader.poll(1.0)
        reader.power_on()
        with pytest.raises(DeviceError):
            reader.transmit(b"\x00\xa4\x00\x00")
        reader.poll(1.0)
        reader.status()
    unheard = [line for line in file.read_text().splitlines() if "card_removed" not in line]
    told = [
        line.replace('"took_ms"', '"idle_polls": 9, "took_ms"') if '"status"' in line else line for line in unheard
    ]
    file.write_text("\n".join(told) + "\n")
    result = kiosk("trace", "check", file, "--driver", "simulated")
    assert result.exit_code == 1
    assert "poll: one more event was nothing, is card_removed" in result.stdout


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (("--driver", "nothing"), 2, "--driver"),
        (("--driver", "simulated", "--options", "[1]"), 2, "JSON object"),
        (("--driver", "simulated", "--options", "{"), 2, "JSON object"),
        (("--driver", "simulated", "--options", '{"speed": 1}'), 2, "no option speed"),
    ],
)
def test_what_cannot_be_checked_is_told(scans: Path, words: tuple[str, ...], exit_code: int, said: str) -> None:
    result = kiosk("trace", "check", scans, *words)
    assert result.exit_code == exit_code
    assert said in result.stderr


def test_the_format_is_published_by_the_command() -> None:
    assert json.loads(kiosk("trace", "schema").stdout) == json_schema()
