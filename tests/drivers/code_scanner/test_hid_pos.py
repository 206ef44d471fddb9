"""HID point-of-sale reports: pieces of a code, put together or forgotten."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.aim import split_identifier
from drivers.code_scanner.assembly import Refused
from drivers.code_scanner.hid_pos import (
    NEXT_REPORT_SECONDS,
    REPORT_BYTES,
    HidPosReceiver,
    command_report,
    parse_report,
)
from drivers.code_scanner.receiving import HONEYWELL_TRIGGER
from tests.helpers.hid_scanner import report, reports


def scans(receiver):
    found = []
    while (scan := receiver.next_scan()) is not None:
        found.append(scan)
    return found


def test_a_makers_published_example_of_sixty_bytes_in_two_reports_is_read():
    text = b"M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23   100 "
    receiver = HidPosReceiver()
    for each in reports(text, aim=b"]Q0"):
        assert len(each) == REPORT_BYTES
        receiver.feed(each, 0.0)
    (scan,) = scans(receiver)
    assert split_identifier(scan) == ("]Q0", text)


def test_a_unit_that_sends_no_identifier_gives_the_data_alone():
    receiver = HidPosReceiver()
    receiver.feed(report(b"FWPN:ABC", aim=b""), 0.0)
    assert scans(receiver) == [b"FWPN:ABC"]


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        report(b"DATA")[:-1],
        report(b"DATA") + b"\0",
        report(b"DATA", number=1),
        b"\x02\x39" + report(b"DATA")[2:],
        b"\x02\xff" + report(b"DATA")[2:],
        report(b"DATA", aim=b"xyz"),
    ],
    ids=[
        "nothing",
        "a byte short",
        "a byte long",
        "another report",
        "a length of 57",
        "of 255",
        "no AIM identifier",
    ],
)
def test_a_report_that_contradicts_itself_is_dropped(wrong):
    assert parse_report(wrong) is None


def test_two_codes_in_one_burst_of_reports_are_two_scans():
    receiver = HidPosReceiver()
    receiver.feed(b"".join([*reports(b"A" * 100), *reports(b"B" * 10)]), 0.0)
    assert scans(receiver) == [b"]Q1" + b"A" * 100, b"]Q1" + b"B" * 10]


def test_a_code_whose_reports_stop_is_forgotten():
    receiver = HidPosReceiver()
    receiver.feed(report(b"HALF", more=True), 0.0)
    assert receiver.seconds_until_idle(0.0) == NEXT_REPORT_SECONDS
    receiver.idle(NEXT_REPORT_SECONDS)
    receiver.feed(report(b"NEXT"), 2.0)
    assert scans(receiver) == [b"]Q1NEXT"]


@pytest.mark.parametrize("changes", [{"aim": b"]E0"}, {"symbology": 1}])
def test_a_code_that_goes_on_under_another_identifier_is_another_code(changes):
    receiver = HidPosReceiver()
    receiver.feed(report(b"HALF", more=True), 0.0)
    receiver.feed(report(b"NEXT", **changes), 0.0)
    assert [scan[3:] for scan in scans(receiver)] == [b"NEXT"]


def test_reports_of_other_kinds_between_do_not_break_a_code():
    first, second = reports(b"A" * 60)
    receiver = HidPosReceiver()
    for each in (first, report(b"status", number=3), second):
        receiver.feed(each, 0.0)
    assert scans(receiver) == [b"]Q1" + b"A" * 60]


@pytest.mark.parametrize(("size", "kept"), [(MAX_SCAN_BYTES, True), (MAX_SCAN_BYTES + 1, False), (50_000, False)])
def test_a_code_too_long_is_refused_once_and_the_next_is_whole(size, kept):
    receiver = HidPosReceiver()
    for each in [*reports(b"x" * size), report(b"NEXT")]:
        receiver.feed(each, 0.0)
        assert len(receiver._pieces) <= MAX_SCAN_BYTES + 1
    assert scans(receiver) == [b"]Q1" + b"x" * size if kept else Refused.OVERSIZE, b"]Q1NEXT"]


def test_a_trigger_goes_out_as_a_report():
    receiver = HidPosReceiver(HONEYWELL_TRIGGER)
    receiver.trigger(True, 0.0)
    sent = receiver.to_send()
    assert sent[:5] == b"\xfd\x03\x16T\r"
    assert len(sent) == REPORT_BYTES
    assert receiver.to_send() == b""
    with pytest.raises(ValueError):
        command_report(b"x" * 63)


@settings(deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=300), max_size=6))
def test_any_codes_come_through(payloads):
    receiver = HidPosReceiver()
    for payload in payloads:
        for each in reports(payload):
            receiver.feed(each, 0.0)
    assert scans(receiver) == [b"]Q1" + payload for payload in payloads]


@settings(deadline=None)
@given(st.binary(max_size=500), st.binary(min_size=REPORT_BYTES, max_size=REPORT_BYTES))
def test_any_bytes_are_taken_without_raising(chunk, made_up):
    receiver = HidPosReceiver()
    receiver.feed(chunk, 0.0)
    receiver.feed(b"\x02" + made_up[1:], 0.0)
    receiver.idle(5.0)
    scans(receiver)
    receiver.feed(report(b"NEXT"), 9.0)
    assert scans(receiver) == [b"]Q1NEXT"]


def test_a_megabyte_of_noise_leaves_the_receiver_small_and_reading():
    noise, receiver = random.Random(4).randbytes(1_000_000), HidPosReceiver()
    for start in range(0, len(noise), REPORT_BYTES):
        receiver.feed(noise[start : start + REPORT_BYTES], 0.0)
    receiver.idle(5.0)
    assert scans(receiver) == []
    receiver.feed(report(b"STILL HERE"), 9.0)
    assert scans(receiver) == [b"]Q1STILL HERE"]
