import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import Actor
from kiosk.codes.token import (
    ESSC_PREFIX,
    MAX_TOKEN_CHARACTERS,
    PERMIT_PREFIX,
    EsscToken,
    OpaqueToken,
    PermitToken,
    SignedToken,
    UnknownToken,
    classify,
)
from kiosk.codes.unknown import ADVICE, UnknownReason

BODY = "ABCDEFGH01234567"


@pytest.mark.parametrize("length", [16, 17, 40, 64])
def test_a_permit_token_of_every_allowed_length_is_known(length):
    text = PERMIT_PREFIX + ("A1B2" * 16)[:length]
    assert classify(text.encode()) == PermitToken(text)


def test_an_electronic_card_token_is_known():
    assert classify(f"{ESSC_PREFIX}{BODY}".encode()) == EsscToken(f"{ESSC_PREFIX}{BODY}")


def test_white_space_round_a_token_is_the_scanners_not_the_tokens():
    assert classify(f" {PERMIT_PREFIX}{BODY}\r\n".encode()) == PermitToken(f"{PERMIT_PREFIX}{BODY}")


def test_a_signed_code_is_known_by_its_prefix_and_kept_whole_with_the_spaces_inside():
    token = classify(b"FWS1:AB C%+$-./:\r")
    assert token == SignedToken("FWS1:AB C%+$-./:")
    assert "AB C" not in repr(token)


@pytest.mark.parametrize("text", ["https://example.org/p?t=1", "GZ-2026-样张", "0123456789"])
def test_what_only_the_registry_can_read_is_passed_on_whole_when_its_shape_is_configured(text):
    assert classify(text.encode(), re.compile(".{8,40}")) == OpaqueToken(text)
    assert isinstance(classify(text.encode()), UnknownToken)
    assert text not in repr(classify(text.encode(), re.compile(".{8,40}")))


def test_a_configured_shape_takes_nothing_from_our_own_codes_and_no_binary_or_endless_one():
    anything = re.compile(".+", re.DOTALL)
    assert classify(f"{PERMIT_PREFIX}{BODY}".encode(), anything) == PermitToken(f"{PERMIT_PREFIX}{BODY}")
    assert classify(b"FWS1:ABC", anything) == SignedToken("FWS1:ABC")
    assert classify(b"\x00\xff\xfe", anything) == UnknownToken(UnknownReason.BINARY)
    assert classify(b"A" * 513, anything) == UnknownToken(UnknownReason.OVERSIZED)


def test_an_electronic_card_token_stays_out_of_its_printed_form():
    token = classify(f"{ESSC_PREFIX}{BODY}".encode())
    assert BODY not in repr(token)
    assert BODY not in f"{token}"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", UnknownReason.EMPTY),
        (b" \r\n", UnknownReason.EMPTY),
        (b"A" * (MAX_TOKEN_CHARACTERS + 1), UnknownReason.OVERSIZED),
        (b"\x00" * 4096, UnknownReason.OVERSIZED),
        (b"\x00\x01\x02\xff", UnknownReason.BINARY),
        (f"{PERMIT_PREFIX}{BODY}\x00".encode(), UnknownReason.BINARY),
        (b"https://example.org/permit?id=1", UnknownReason.WEB_ADDRESS),
        (b"HTTP://EXAMPLE.ORG", UnknownReason.WEB_ADDRESS),
        (b"weixin://wxpay/bizpayurl?pr=1", UnknownReason.WEB_ADDRESS),
        (b"www.example.org", UnknownReason.WEB_ADDRESS),
        (b"example.org/a", UnknownReason.WEB_ADDRESS),
        (f"{PERMIT_PREFIX}ABC".encode(), UnknownReason.DAMAGED),
        (f"{PERMIT_PREFIX}{'A' * 65}".encode(), UnknownReason.DAMAGED),
        (f"{PERMIT_PREFIX}{BODY.lower()}".encode(), UnknownReason.DAMAGED),
        (f"{PERMIT_PREFIX}{BODY} x".encode(), UnknownReason.DAMAGED),
        (f"fwpn:{BODY}".encode(), UnknownReason.DAMAGED),
        (f"FWPN：{BODY}".encode(), UnknownReason.DAMAGED),
        (f"ESSC;{BODY}".encode(), UnknownReason.DAMAGED),
        (f"fws1:{BODY}".encode(), UnknownReason.DAMAGED),
        (f"FWS1ö{BODY}".encode(), UnknownReason.FOREIGN),
        (f"FWS1;{BODY}".encode(), UnknownReason.DAMAGED),
        (b"6901234567892", UnknownReason.FOREIGN),
        ("中华人民共和国".encode(), UnknownReason.FOREIGN),
        ("中华人民共和国".encode("gb18030"), UnknownReason.FOREIGN),
        (b"BEGIN:VCARD\nEND:VCARD", UnknownReason.FOREIGN),
    ],
)
def test_each_unknown_code_has_its_own_reason(payload, reason):
    assert classify(payload) == UnknownToken(reason)


def test_every_reason_has_a_number_of_its_own_and_says_what_to_do_in_both_languages():
    assert set(ADVICE) == set(UnknownReason)
    for reason in UnknownReason:
        token = UnknownToken(reason)
        assert token.failure_code == reason.value
        assert token.actor in (Actor.USER, Actor.STAFF)
        assert "请" in token.message.zh
        assert token.message.en.endswith(".")


@given(st.binary(max_size=3000))
def test_any_bytes_are_classified_without_raising(data):
    assert isinstance(classify(data), PermitToken | EsscToken | SignedToken | UnknownToken)


@given(st.text(alphabet="ABCXYZ0189", min_size=16, max_size=64))
def test_every_wellformed_body_makes_a_permit_token(body):
    assert classify((PERMIT_PREFIX + body).encode()) == PermitToken(PERMIT_PREFIX + body)
