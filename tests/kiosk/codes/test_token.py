import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import Actor
from kiosk.codes.token import (
    ESSC_PREFIX,
    MAX_TOKEN_CHARACTERS,
    PERMIT_PREFIX,
    EsscToken,
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
