"""Nothing personal reaches a trace, in whatever argument or result it came and however it was written."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from drivers.card_reader import CardInserted
from drivers.code_scanner import Scan
from drivers.device import Device, DeviceKind, Provenance, Source
from drivers.document_camera import Frame
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult
from drivers.redaction import TERMS, masked_bytes, masked_scan, masked_writing, said, vendor_text
from drivers.redaction_card import masked_answer, masked_atr, masked_command, masked_objects
from drivers.status import DeviceStatus, Readiness, Sensor, StatusChanged
from drivers.trace import read_trace
from drivers.trace_recorder import TraceRecorder
from drivers.trace_schema import json_schema
from kiosk.cards.application import SSSE
from tests.helpers.cards import records_of
from tests.helpers.scripted_device import ScriptedDevice

FORMAT = json.dumps(json_schema()).lower()
"""Words of the format itself are no find."""
STAMP = Provenance(Source.HARDWARE, "d", "1")
CHINESE = "张王李赵陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程"

names = st.text("ABCDEFGHIJKLMNOPQRSTUVWYZ", min_size=5, max_size=20)
numbers = st.text("123456789", min_size=8, max_size=18)
chinese = st.text(CHINESE, min_size=2, max_size=8)
mixed = st.tuples(names, numbers).map("".join)
canaries = st.one_of(names, numbers, chinese, mixed)


def encodings_of(canary: str) -> list[bytes]:
    """Every way a canary could stand in a file."""
    raw = [canary.encode(name) for name in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")]
    if canary.isdigit():
        raw.append(bytes.fromhex(canary.ljust(len(canary) + len(canary) % 2, "F")))
    spelt = [json.dumps(canary)[1:-1].encode(), canary.lower().encode()]
    hexes = [text.encode() for data in raw for text in (data.hex(), data.hex().upper(), data.hex(" "))]
    return [*raw, *spelt, *hexes, *map(base64.b64encode, raw)]


def tlv(tag: int, value: bytes) -> bytes:
    return bytes((tag, len(value))) + value


def packed(canary: str) -> bytes:
    return (
        bytes.fromhex(canary.ljust(len(canary) + len(canary) % 2, "F"))
        if canary.isdigit()
        else canary.encode("gbk")
    )


def written_ways(canary: str) -> dict[str, tuple[str, tuple[Any, ...], Any]]:
    """Operations with the canary in an argument or in a result: name, arguments, result or error."""
    text, gbk, utf8 = canary, canary.encode("gbk"), canary.encode()
    status = DeviceStatus(Readiness.ONLINE, (("paper", Sensor.GOOD),), f"user {text} logged in")
    error = DeviceError(DeviceErrorCode.FAILURE, "line", f"no such job: {text}")
    frame = Frame(np.frombuffer(utf8.ljust(300, b"\x00"), np.uint8).reshape(10, 10, 3).copy(), 1, 0.0, STAMP)
    band = b"\x1b@" + gbk + b"\n"
    raster = b"\x1dv0\x00" + bytes((len(utf8), 0, 1, 0)) + utf8
    return {
        "record": ("transmit", (b"\x00\xb2\x01\x04\x00",), tlv(0x09, gbk) + b"\x90\x00"),
        "packed": ("transmit", (b"\x00\xb2\x01\x04\x00",), tlv(0x01, packed(text)) + b"\x90\x00"),
        "binary": ("transmit", (b"\x00\xb0\x00\x00\x00",), b"\x07" + packed(text) + b"\xfe" + utf8 + b"\x90\x00"),
        "nested": ("transmit", (b"\x00\xa4\x04\x00",), tlv(0x6F, tlv(0xA5, tlv(0x50, utf8))) + b"\x90\x00"),
        "file name": ("transmit", (b"\x00\xa4\x04\x00",), tlv(0x6F, tlv(0x84, utf8)) + b"\x90\x00"),
        "command": ("transmit", (b"\x00\x20\x00\x80" + bytes((len(utf8),)) + utf8,), b"\x90\x00"),
        "select": ("transmit", (b"\x00\xa4\x04\x00" + bytes((len(gbk),)) + gbk + b"\x00",), b"\x6a\x82"),
        "long command": ("transmit", (b"\x00\xd6\x00\x00\x00\x00\xff" + utf8,), b"\x67\x00"),
        "atr": ("power_on", (), b"\x3b" + bytes((0x00 | min(15, len(utf8)),)) + utf8[:15]),
        "no atr": ("power_on", (), utf8),
        "inserted": ("poll", (0.1,), CardInserted(utf8)),
        "scan": ("poll", (0.1,), Scan(b"FWPN:" + utf8, STAMP, text)),
        "part": ("poll", (0.1,), Scan(utf8, STAMP, of_several=True)),
        "address": ("poll", (0.1,), Scan(b"https://" + utf8 + b"/?n=" + gbk, STAMP)),
        "frame": ("poll", (0.1,), frame),
        "status": ("status", (), status),
        "change": ("poll", (0.1,), StatusChanged(status)),
        "answer": ("answer", (), f"hello {text}"),
        "bands": ("print_bands", (text, [band, raster, utf8]), PrintResult(text, PrintOutcome.PRINTED, text)),
        "pdf": ("print_pdf", (text, b"%PDF-1.4 " + utf8, 1), PrintResult(text, PrintOutcome.UNKNOWN, text, error)),
        "command fault": ("transmit", (b"\x00\x20\x00\x80" + bytes((len(gbk),)) + gbk,), error),
        "print fault": ("print_pdf", (text, utf8, 1), error),
        "refused print": (
            "print_bands",
            ("job", [gbk]),
            PrintResult(
                "job", PrintOutcome.NOT_PRINTED, "", DeviceError(DeviceErrorCode.FAILURE, "line", f"at {text}")
            ),
        ),
        "other argument": ("later", (text, utf8, {"name": text}), {"name": text}),
        "other bytes": ("later", (), utf8 + gbk),
        "driver's bug": ("status", (), ValueError(f"cannot parse {text}")),
    }


def record(file: Path, *operations: tuple[str, tuple[Any, ...], Any]) -> bytes:
    device: Device[Any] = ScriptedDevice()
    recorder = TraceRecorder(device, file)
    for operation, arguments, outcome in operations:
        try:
            recorder.around(operation, arguments, giving(outcome))
        except (DeviceError, ValueError):
            assert isinstance(outcome, Exception)
    recorder.end()
    return file.read_bytes()


def giving(outcome: Any) -> Callable[[], Any]:
    def proceed() -> Any:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return proceed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(canary=canaries)
def test_a_canary_in_any_argument_or_result_is_nowhere_in_the_file(canary: str, tmp_path: Path) -> None:
    assume(canary.lower() not in FORMAT and canary not in TERMS)
    file = tmp_path / "trace.jsonl"
    for place, operation in written_ways(canary).items():
        file.unlink(missing_ok=True)
        content = record(file, operation)
        assert len(content.splitlines()) == 2, place
        for encoded in encodings_of(canary):
            assert encoded not in content + content.lower(), (place, content)
        assert read_trace(file).lines[0].operation == operation[0]


@given(data=st.binary(max_size=300))
def test_masks_keep_the_length_of_whatever_comes(data: bytes) -> None:
    for mask in (
        masked_bytes,
        masked_writing,
        masked_scan,
        masked_answer,
        masked_atr,
        masked_command,
        masked_objects,
    ):
        assert len(mask(data)) == len(data), mask.__name__


@given(
    objects=st.lists(st.tuples(st.integers(1, 0x1E), st.binary(max_size=40)), max_size=6),
    scan=st.binary(max_size=60),
)
def test_what_is_masked_stays_as_it_is_when_it_is_masked_again(
    objects: list[tuple[int, bytes]], scan: bytes
) -> None:
    masked = masked_objects(b"".join(tlv(tag, value) for tag, value in objects))
    assert masked_objects(masked) == masked
    assert masked_scan(masked_scan(scan)) == masked_scan(scan)


@given(text=st.text(max_size=80))
def test_writing_keeps_the_length_of_its_bytes_in_either_encoding(text: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        data = text.encode(encoding, "replace")
        assert len(masked_writing(data)) == len(data)


def test_a_card_keeps_its_tags_lengths_and_status_words_and_loses_its_values() -> None:
    records = [record for file in records_of().values() for record in file]
    for record_ in records:
        masked = masked_answer(record_ + b"\x90\x00")
        assert masked[:2] == record_[:2]
        assert masked[-2:] == b"\x90\x00"
        assert len(masked) == len(record_) + 2
    name = next(record_ for record_ in records if record_[0] == 0x09)
    assert masked_objects(name)[2:].rstrip(b"\x00") == b"XXXXXXXX XXXX XXXXX"


def test_public_names_stay_so_that_a_replay_finds_the_application() -> None:
    select = b"\x00\xa4\x04\x00" + bytes((len(SSSE),)) + SSSE
    assert masked_command(select) == select
    assert masked_command(bytes.fromhex("00a4020002ef05")) == bytes.fromhex("00a4020002ef05")


@pytest.mark.parametrize(
    ("payload", "masked"),
    [
        ("FWPN:AB12", "FWPN:XX00"),
        ("http://hall/x?id=7", "http://xxxx.x.xx.0"),
        ("张三 13800138000", "文文 00000000000"),
    ],
)
def test_a_scan_keeps_its_public_scheme_and_its_classes(payload: str, masked: str) -> None:
    assert masked_scan(payload.encode()).decode() == masked


def test_vendor_texts_stay_but_for_what_they_repeat() -> None:
    text = "SCARD_E_NO_SERVICE: Service not available (0x8010001D)"
    assert vendor_text(text, ["ANNA"]) == text
    assert vendor_text("no user ANNA MARIA", ["ANNA MARIA"]) == "no user XXXX XXXXX"
    assert vendor_text("card 440300199002281234 refused", []) == "card 000000000000000000 refused"


def test_a_device_keeps_its_plain_words_about_itself() -> None:
    assert said("process id answered after the last band") == "process id answered after the last band"
    assert said("2 sheets, media-empty") == "2 sheets, media-empty"
    assert said("held for Li Na") == "held for Xx Xx"


def test_the_kinds_of_a_job_are_told_apart_without_their_names(tmp_path: Path) -> None:
    printed = [
        ("print_pdf", (job, b"", 1), PrintResult(job, PrintOutcome.PRINTED, "")) for job in ("a1", "b2", "a1")
    ]
    record(tmp_path / "t", *printed)
    assert [line.arguments[0] for line in read_trace(tmp_path / "t").lines] == ["job-1", "job-2", "job-1"]
    assert DeviceKind.CODE_SCANNER is read_trace(tmp_path / "t").header.kind
