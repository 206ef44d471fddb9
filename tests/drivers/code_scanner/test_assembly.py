import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.assembly import IDLE_SECONDS, TORN_SECONDS, Refused, ScanAssembler


def scans(assembler):
    found = []
    while (scan := assembler.next_scan()) is not None:
        found.append(scan)
    return found


@pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n", b"\t"])
def test_each_suffix_ends_a_scan_and_leaves_no_empty_one(suffix):
    assembler = ScanAssembler()
    assembler.feed(b"ONE" + suffix + b"TWO" + suffix, 0.0)
    assert scans(assembler) == [b"ONE", b"TWO"]


def test_without_a_suffix_a_pause_ends_the_scan_and_no_shorter_pause_does():
    assembler = ScanAssembler()
    assembler.feed(b"AB", 10.0)
    assembler.idle(10.0 + IDLE_SECONDS * 0.9)
    assert scans(assembler) == []
    assembler.feed(b"CD", 10.0 + IDLE_SECONDS * 0.9)
    assembler.idle(10.0 + IDLE_SECONDS * 1.8)
    assert scans(assembler) == []
    assembler.idle(10.0 + IDLE_SECONDS * 2)
    assert scans(assembler) == [b"ABCD"]


def test_a_suffix_of_the_units_own_leaves_other_line_ends_in_the_payload():
    assembler = ScanAssembler("crlf")
    assembler.feed(b"LINE 1\nLINE 2\r", 0.0)
    assembler.feed(b"\n", 0.0)
    assert scans(assembler) == [b"LINE 1\nLINE 2"]


def test_with_no_suffix_at_all_every_byte_is_payload():
    assembler = ScanAssembler("none")
    assembler.feed(b"A\r\n\tB\r", 0.0)
    assembler.idle(1.0)
    assert scans(assembler) == [b"A\r\n\tB\r"]


@pytest.mark.parametrize(("suffix", "end"), [("cr", b"\r"), ("lf", b"\n"), ("crlf", b"\r\n"), ("tab", b"\t")])
def test_without_the_units_own_suffix_nothing_is_a_scan(suffix, end):
    assembler = ScanAssembler(suffix)
    assembler.feed(b"HALF", 0.0)
    assembler.idle(0.3)
    assert scans(assembler) == []
    assembler.idle(TORN_SECONDS)
    assembler.idle(TORN_SECONDS * 2)
    assert scans(assembler) == [Refused.TORN]
    assembler.feed(b"WHOLE" + end, TORN_SECONDS * 3)
    assert scans(assembler) == [b"WHOLE"]


def test_a_pause_within_a_scan_joins_what_the_suffix_then_ends():
    assembler = ScanAssembler("crlf")
    assembler.feed(b"HALF", 0.0)
    assembler.idle(0.3)
    assembler.feed(b"REST\r\n", 0.3)
    assert scans(assembler) == [b"HALFREST"]


def test_a_unit_that_has_once_sent_a_suffix_is_held_to_it():
    assembler = ScanAssembler("any")
    assembler.feed(b"WHOLE\r", 0.0)
    assembler.feed(b"HALF", 1.0)
    assembler.idle(1.0 + IDLE_SECONDS)
    assert scans(assembler) == [b"WHOLE"]
    assembler.idle(1.0 + TORN_SECONDS)
    assert scans(assembler) == [Refused.TORN]


def test_a_line_end_inside_a_payload_does_not_make_a_suffix_known():
    assembler = ScanAssembler("any")
    for at in (0.0, 5.0):
        assembler.feed(b"LINE 1\nLINE 2", at)
        assembler.idle(at + IDLE_SECONDS)
        assert scans(assembler) == [b"LINE 1", b"LINE 2"]


def test_the_longest_scan_allowed_passes():
    assembler = ScanAssembler()
    assembler.feed(b"x" * MAX_SCAN_BYTES + b"\r", 0.0)
    assert scans(assembler) == [b"x" * MAX_SCAN_BYTES]


@pytest.mark.parametrize("suffix", ["any", "crlf", "none"])
def test_one_byte_more_is_refused_once_and_the_next_scan_is_whole(suffix):
    assembler = ScanAssembler(suffix)
    for _ in range(3):
        assembler.feed(b"x" * MAX_SCAN_BYTES, 0.0)
    if suffix == "none":
        assembler.idle(1.0)
        assembler.feed(b"NEXT", 2.0)
        assembler.idle(3.0)
    else:
        assembler.feed(b"\r\nNEXT\r\n", 0.0)
    assert scans(assembler) == [Refused.OVERSIZE, b"NEXT"]


@given(
    st.lists(st.binary(min_size=1, max_size=50).filter(lambda b: not set(b) & set(b"\r\n\t")), max_size=8),
    st.integers(1, 20),
)
def test_how_the_bytes_are_split_on_the_way_does_not_matter(payloads, piece):
    stream = b"".join(p + b"\r\n" for p in payloads)
    assembler = ScanAssembler()
    for start in range(0, len(stream), piece):
        assembler.feed(stream[start : start + piece], 0.0)
    assert scans(assembler) == payloads
