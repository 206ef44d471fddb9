"""IPP messages are written and read as RFC 8010 lays them out."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.document_printer.ipp_message import (
    Attribute,
    Group,
    IppSyntaxError,
    Tag,
    decode_response,
    encode_request,
)


def test_a_request_has_the_bytes_of_the_standard() -> None:
    request = encode_request(
        (1, 1),
        0x000B,
        1,
        [(Group.OPERATION, [Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",))])],
    )
    assert request == b"\x01\x01\x00\x0b\x00\x00\x00\x01\x01\x47\x00\x12attributes-charset\x00\x05utf-8\x03"


def test_further_values_of_a_set_carry_no_name() -> None:
    request = encode_request((2, 0), 2, 1, [(Group.JOB, [Attribute(Tag.INTEGER, "n", (1, -2))])])
    assert request.endswith(b"\x02\x21\x00\x01n\x00\x04\x00\x00\x00\x01\x21\x00\x00\x00\x04\xff\xff\xff\xfe\x03")


def test_every_kind_of_value_is_read() -> None:
    response = decode_response(
        b"\x01\x01\x04\x06\x00\x00\x00\x09\x04"
        b"\x23\x00\x05state\x00\x04\x00\x00\x00\x03"
        b"\x22\x00\x04open\x00\x01\x01"
        b"\x33\x00\x01r\x00\x08\x00\x00\x00\x01\x00\x00\x00\x09"
        b"\x32\x00\x01d\x00\x09\x00\x00\x02\x58\x00\x00\x02\x58\x03"
        b"\x36\x00\x01l\x00\x08\x00\x02en\x00\x02hi"
        b"\x12\x00\x01u\x00\x00"
        b"\x30\x00\x01o\x00\x02\xff\x00"
        b"\x34\x00\x01c\x00\x00\x4a\x00\x00\x00\x01x\x21\x00\x00\x00\x04\x00\x00\x00\x07\x37\x00\x00\x00\x00"
        b"\x44\x00\x01k\x00\x01a\x44\x00\x00\x00\x01b"
        b"\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x2a\x03"
    )
    assert response.status == 0x0406
    assert response.first(Group.PRINTER) == {
        "state": [3],
        "open": [True],
        "r": [(1, 9)],
        "d": [(600, 600, 3)],
        "l": ["hi"],
        "u": [None],
        "o": [b"\xff\x00"],
        "c": [{"x": [7]}],
        "k": ["a", "b"],
    }
    assert response.all_of(Group.JOB) == [{"job-id": [42]}]
    assert response.first(Group.UNSUPPORTED) == {}


@given(st.binary(max_size=300))
def test_no_bytes_at_all_can_do_worse_than_be_refused(data: bytes) -> None:
    with suppress(IppSyntaxError):
        decode_response(b"\x01\x01\x00\x00\x00\x00\x00\x01\x04" + data)


def test_a_message_that_ends_early_is_refused() -> None:
    with pytest.raises(IppSyntaxError):
        decode_response(b"\x01\x01\x00\x00\x00\x00\x00\x01\x04\x44\x00\x05sta")
