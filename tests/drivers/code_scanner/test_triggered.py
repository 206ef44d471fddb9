"""Units with a suffix or a pause, triggered by Honeywell's or Newland's commands."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.code_scanner.assembly import IDLE_SECONDS, SUFFIXES
from drivers.code_scanner.newland import (
    ANSWER_SECONDS,
    NEWLAND_TRIGGER,
    NewlandAnswer,
    NewlandReceiver,
    newland_command,
)
from drivers.code_scanner.receiving import HONEYWELL_TRIGGER, PlainReceiver

ACCEPTED = b"\x02\x010000#SCNTRG1\x06;\x03"
ENDINGS = {"any": b"\r", "cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "tab": b"\t", "none": b""}


def scans(receiver):
    found = []
    while (scan := receiver.next_scan()) is not None:
        found.append(scan)
    return found


@pytest.mark.parametrize(
    ("triggers", "on", "off"),
    [
        (HONEYWELL_TRIGGER, "16 54 0d", "16 55 0d"),
        (
            NEWLAND_TRIGGER,
            "7e 01 30 30 30 30 23 53 43 4e 54 52 47 31 3b 03",
            "7e 01 30 30 30 30 23 53 43 4e 54 52 47 30 3b 03",
        ),
        (None, "", ""),
    ],
    ids=["Honeywell", "Newland", "no command"],
)
def test_the_trigger_is_pressed_and_released_by_the_makers_bytes(triggers, on, off):
    receiver = PlainReceiver(triggers=triggers)
    for pressed, line in ((True, on), (False, off)):
        receiver.trigger(pressed, 0.0)
        assert receiver.to_send() == bytes.fromhex(line)
        assert receiver.to_send() == b""


def test_a_setting_is_kept_over_a_restart_only_when_asked():
    assert newland_command("SCNMOD2") == b"~\x010000#SCNMOD2;\x03"
    assert newland_command("SCNMOD2", kept=True) == b"~\x010000@SCNMOD2;\x03"


@pytest.mark.parametrize("kind", [PlainReceiver, NewlandReceiver])
@pytest.mark.parametrize("suffix", list(SUFFIXES))
def test_every_suffix_split_at_every_byte(kind, suffix):
    line = b"FIRST" + ENDINGS[suffix]
    for cut in range(len(line) + 1):
        receiver = kind(suffix)
        receiver.feed(line[:cut], 0.0)
        receiver.feed(line[cut:], 0.01)
        receiver.idle(1.0 + IDLE_SECONDS)
        assert scans(receiver) == [b"FIRST"]


@pytest.mark.parametrize(
    ("ending", "answer"),
    [(b"\x06", NewlandAnswer.ACCEPTED), (b"\x15", NewlandAnswer.REFUSED), (b"\x05", NewlandAnswer.NOT_SUPPORTED)],
)
def test_newlands_answers_are_told_from_the_scans_round_them(ending, answer):
    receiver = NewlandReceiver()
    line = b"ONE\r" + b"\x02\x010000#SCNTRG1" + ending + b";\x03" + b"TWO\r"
    for cut in range(len(line) + 1):
        receiver.last_answer = None
        receiver.feed(line[:cut], 0.0)
        receiver.feed(line[cut:], 0.0)
        assert scans(receiver) == [b"ONE", b"TWO"]
        assert receiver.last_answer is answer


def test_what_only_begins_like_an_answer_is_the_scans_after_all():
    receiver = NewlandReceiver("none")
    receiver.feed(b"DATA\x02\x0100", 0.0)
    assert receiver.seconds_until_idle(0.0) == IDLE_SECONDS
    receiver.idle(ANSWER_SECONDS)
    receiver.idle(ANSWER_SECONDS + IDLE_SECONDS)
    assert scans(receiver) in ([b"DATA", b"\x02\x0100"], [b"DATA\x02\x0100"])


def test_an_answer_that_never_ends_becomes_a_scan_and_not_a_leak():
    receiver = NewlandReceiver()
    receiver.feed(b"\x02\x010000" + b"x" * 1000 + b"\rNEXT\r", 0.0)
    assert scans(receiver) == [b"\x02\x010000" + b"x" * 1000, b"NEXT"]
    assert not receiver._held


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([b"ONE\r", b"TWO\r", ACCEPTED, b"\x02\r", b"\x02\x01\r"]), max_size=12),
    st.integers(1, 9),
)
def test_scans_and_answers_in_any_order_and_splitting(pieces, size):
    line, receiver = b"".join(pieces), NewlandReceiver()
    for start in range(0, len(line), size):
        receiver.feed(line[start : start + size], 0.0)
    receiver.idle(ANSWER_SECONDS)
    assert scans(receiver) == [piece[:-1] for piece in pieces if piece != ACCEPTED]


@pytest.mark.parametrize("kind", [PlainReceiver, NewlandReceiver])
def test_a_megabyte_of_noise_leaves_the_receiver_small_and_reading(kind):
    noise = random.Random(3).randbytes(1_000_000)
    receiver = kind("crlf")
    kept = 0
    for start in range(0, len(noise), 4096):
        receiver.feed(noise[start : start + 4096], start / 1e6)
        kept += len(scans(receiver))
    receiver.idle(10.0)
    receiver.idle(12.0)
    scans(receiver)
    assert kept < 300
    receiver.feed(b"STILL HERE\r\n", 20.0)
    assert scans(receiver) == [b"STILL HERE"]
