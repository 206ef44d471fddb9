"""What a printer says is believed only in the right form, and silence is never good or bad."""

import pytest

from drivers.errors import DeviceErrorCode
from drivers.receipt_printer.replies import Reply, ReplyKind, known_fault, read_status, take_reply
from drivers.status import Readiness, Sensor

GOOD = dict.fromkeys((1, 2, 3, 4), 0x12)


def replies(data: bytes) -> list[Reply]:
    buffer, found = bytearray(data), []
    while (reply := take_reply(buffer)) is not None:
        found.append(reply)
    return found


def test_merged_replies_are_taken_apart() -> None:
    assert replies(b"\x12\x37\x220042\x00\x1a\x00") == [
        Reply(ReplyKind.STATUS, b"\x12"),
        Reply(ReplyKind.PROCESS_ID, b"0042"),
        Reply(ReplyKind.STATUS, b"\x1a"),
        Reply(ReplyKind.PAPER, b"\x00"),
    ]


def test_a_split_reply_waits_for_its_rest() -> None:
    buffer = bytearray(b"\x37\x2200")
    assert take_reply(buffer) is None
    buffer += b"42\x00"
    assert take_reply(buffer) == Reply(ReplyKind.PROCESS_ID, b"0042")


@pytest.mark.parametrize("noise", [b"\x11", b"\x13", b"\xff", b"\x37\x41", b"\x37\x2200420", b"\x18\x00\x0f\x00"])
def test_noise_is_no_status_and_no_mark(noise: bytes) -> None:
    assert not {ReplyKind.STATUS, ReplyKind.PROCESS_ID} & {reply.kind for reply in replies(noise)}


@pytest.mark.parametrize(
    ("answers", "readiness", "sensor", "reading"),
    [
        (GOOD, Readiness.ONLINE, "paper", Sensor.GOOD),
        ({}, Readiness.UNKNOWN, "paper", Sensor.UNKNOWN),
        ({1: 0x12}, Readiness.UNKNOWN, "cover", Sensor.UNKNOWN),
        ({**GOOD, 4: 0x1E}, Readiness.ONLINE, "paper", Sensor.LOW),
        ({1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x7E}, Readiness.NEEDS_ATTENTION, "paper", Sensor.BAD),
        ({1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}, Readiness.NEEDS_ATTENTION, "cover", Sensor.BAD),
        ({1: 0x1A, 2: 0x52, 3: 0x1A, 4: 0x12}, Readiness.NEEDS_ATTENTION, "cutter", Sensor.BAD),
        ({1: 0x1A, 2: 0x12, 3: 0x12, 4: 0x12}, Readiness.OFFLINE, "line", Sensor.BAD),
    ],
)
def test_answers_become_a_status(
    answers: dict[int, int], readiness: Readiness, sensor: str, reading: Sensor
) -> None:
    status = read_status(answers)
    assert status.readiness is readiness
    assert dict(status.sensors)[sensor] is reading


def test_silence_is_no_known_fault() -> None:
    assert known_fault(read_status({}), "here", retry_safe=True) is None


def test_the_cause_is_named_before_its_consequence() -> None:
    fault = known_fault(read_status({1: 0x1A, 2: 0x36, 3: 0x12, 4: 0x7E}), "here", retry_safe=True)
    assert fault is not None
    assert fault.code is DeviceErrorCode.COVER_OPEN
