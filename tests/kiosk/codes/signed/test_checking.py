"""A signed code holds, or is refused for exactly the fault it has."""

import zlib
from dataclasses import replace
from datetime import timedelta

import base45
import cbor2
import pytest

from kiosk.codes.signed.checking import CLOCK_SKEW, check, open_code
from kiosk.codes.signed.claims import Use
from kiosk.codes.signed.envelope import MAX_TEXT_CHARACTERS, SIGNED_PREFIX
from kiosk.codes.signed.faults import FAULT_ADVICE, TokenFault, TokenRefused
from kiosk.codes.signed.issuing import SigningKey
from kiosk.codes.signed.keys import KeyRing
from tests.helpers.signed_codes import KEY, NOW, PERMIT, RING, claims, cose, ring_with, text_of

SECOND = timedelta(seconds=1)
SAID = cbor2.loads(claims().encoded())
GOOD = cose()


def refusal(text, ring=RING, now=NOW):
    with pytest.raises(TokenRefused) as refused:
        check(text, ring, now)
    return refused.value.fault


def payload(**changes):
    return cbor2.dumps(SAID | {int(k.removeprefix("c").replace("m", "-")): v for k, v in changes.items()})


def without(key):
    return cbor2.dumps({k: v for k, v in SAID.items() if k != key})


def test_a_notices_code_holds_and_says_its_permit():
    proved = check(KEY.issue(claims()), RING, NOW)
    assert proved.claims == claims()
    assert proved.key == KEY.trusted
    assert check(KEY.issue(claims()), RING, NOW) == proved, "a code on paper can be shown again"


def test_a_code_put_together_by_another_encoder_holds_too():
    assert check(text_of(GOOD), RING, NOW).claims.permit_number == PERMIT


def test_a_phones_code_holds_for_a_minute_and_the_clocks_skew():
    code = KEY.phone_code(PERMIT, NOW)
    assert check(code, RING, NOW + timedelta(seconds=60) + CLOCK_SKEW - SECOND).claims.use is Use.PHONE
    assert refusal(code, now=NOW + timedelta(seconds=60) + CLOCK_SKEW) is TokenFault.EXPIRED


def test_a_code_fits_a_qr_code_of_version_11():
    assert len(KEY.notice_code("X" * 20, NOW)) <= 468, "11-L takes 468 alphanumeric characters"


BY_PYTHON_CWT = (
    "FWS1:NCFOXN%TSMAHN-HLK47GCTJNJYQV9H1EHCRB76BLH20KTEET0DTAJ3NJSY.T4$THAP63DTJCZ8DG8CG8CI.CK8CU2Q4"
    "/I38G2 0E34ZOF:L3ATCC8C3VCJ.CZ C5ET4.SK8T 2TB8NG8CC8C.XHBFJ-QKZ3T1O49UGC3RS38H2GI/OI*FCGWOL50QDA"
    "2J/YNUUEM4A2APJLAC/JNOG5MB718$XN$GU:VSV-D6LJL:TBUM50KX2BIDO:AJ$*0SV5708"
)
POINT_OF_PYTHON_CWT = bytes.fromhex("03a44aba50951ca3cd558c9dac2146c3150bb13cbf31153b83f5183d76d433c3fa")


def test_a_code_that_python_cwt_made_and_signed_holds():
    """Made once with python-cwt 3.3.0 under a key thrown away since; it reads ours likewise."""
    ring = KeyRing.of([replace(KEY.trusted, point=POINT_OF_PYTHON_CWT)])
    assert check(BY_PYTHON_CWT, ring, NOW).claims == claims()


MALFORMED = {
    "no base45": (SIGNED_PREFIX + "ab", TokenFault.NOT_BASE45),
    "nothing after the prefix": (SIGNED_PREFIX, TokenFault.NOT_BASE45),
    "a character left over": (SIGNED_PREFIX + "0000", TokenFault.NOT_BASE45),
    "three characters beyond two bytes": (SIGNED_PREFIX + ":::", TokenFault.NOT_BASE45),
    "another prefix": ("HC1:" + "000", TokenFault.NOT_BASE45),
    "line end kept": (KEY.issue(claims()) + "\n", TokenFault.NOT_BASE45),
    "no zlib": (SIGNED_PREFIX + base45.b45encode(b"not packed").decode(), TokenFault.NOT_PACKED),
    "zlib cut": (SIGNED_PREFIX + base45.b45encode(zlib.compress(GOOD)[:-3]).decode(), TokenFault.NOT_PACKED),
    "bytes after zlib": (
        SIGNED_PREFIX + base45.b45encode(zlib.compress(GOOD) + b"x").decode(),
        TokenFault.NOT_PACKED,
    ),
    "a bomb": (text_of(b"\0" * 100_000), TokenFault.TOO_LARGE),
    "far too long": (SIGNED_PREFIX + "0" * MAX_TEXT_CHARACTERS, TokenFault.TOO_LARGE),
    "no tag": (text_of(GOOD[1:]), TokenFault.NOT_COSE),
    "another tag": (text_of(b"\xd1" + GOOD[1:]), TokenFault.NOT_COSE),
    "nothing behind the tag": (text_of(b"\xd2"), TokenFault.NOT_COSE),
    "no array": (text_of(b"\xd2\x01"), TokenFault.NOT_COSE),
    "three parts": (text_of(b"\xd2" + cbor2.dumps([b"", {}, b""])), TokenFault.NOT_COSE),
    "a part of another type": (text_of(b"\xd2" + cbor2.dumps([b"", {}, "", b""])), TokenFault.NOT_COSE),
    "nested too deep": (text_of(b"\xd2" + b"\x81" * 400), TokenFault.NOT_COSE),
    "a length beyond the end": (text_of(b"\xd2\x5b" + b"\x7f" * 8), TokenFault.NOT_COSE),
    "a number of 2 to the 2 to the 24": (text_of(bytes.fromhex("d2c5821a00ffffff01")), TokenFault.NOT_COSE),
    "bytes after the message": (text_of(GOOD + b"\0"), TokenFault.NOT_CANONICAL),
    "an array without a length": (text_of(b"\xd2\x9f" + GOOD[2:] + b"\xff"), TokenFault.NOT_CANONICAL),
    "a longer head than needed": (text_of(b"\xd2\x98\x04" + GOOD[2:]), TokenFault.NOT_CANONICAL),
}

HEADERS = {
    "a key id twice": (
        cose(protected=bytes.fromhex("a30126044801020304050607080448") + KEY.trusted.key_id),
        TokenFault.NOT_CANONICAL,
    ),
    "keys out of order": (
        cose(protected=b"\xa2\x04\x48" + KEY.trusted.key_id + b"\x01\x26"),
        TokenFault.NOT_CANONICAL,
    ),
    "no header": (cose(protected=b""), TokenFault.ALGORITHM),
    "no algorithm": (cose(header={4: KEY.trusted.key_id}), TokenFault.ALGORITHM),
    "the algorithm none": (cose(header={1: 0, 4: KEY.trusted.key_id}), TokenFault.ALGORITHM),
    "a MAC": (cose(header={1: 5, 4: KEY.trusted.key_id}), TokenFault.ALGORITHM),
    "ES384": (cose(header={1: -35, 4: KEY.trusted.key_id}), TokenFault.ALGORITHM),
    "RS256": (cose(header={1: -257, 4: KEY.trusted.key_id}), TokenFault.ALGORITHM),
    "ES256 by name": (cose(header={1: "ES256", 4: KEY.trusted.key_id}), TokenFault.ALGORITHM),
    "ES256 as a fraction": (cose(header={1: -7.0, 4: KEY.trusted.key_id}), TokenFault.ALGORITHM),
    "true for one": (cose(header={True: -7, 4: KEY.trusted.key_id}), TokenFault.HEADER),
    "no key id": (cose(header={1: -7}), TokenFault.HEADER),
    "a key id of a byte": (cose(header={1: -7, 4: b"1"}), TokenFault.HEADER),
    "a key id in letters": (cose(header={1: -7, 4: "key-0001"}), TokenFault.HEADER),
    "a header nobody asked for": (cose(header={1: -7, 4: KEY.trusted.key_id, 3: 0}), TokenFault.HEADER),
    "something critical": (cose(header={1: -7, 2: [77], 4: KEY.trusted.key_id}), TokenFault.HEADER),
    "headers outside the signature": (cose(unprotected={33: b"x5chain"}), TokenFault.HEADER),
    "a header that is a list": (cose(header=[1, -7]), TokenFault.HEADER),
    "half a signature": (b"\xd2" + cbor2.dumps([*cbor2.loads(GOOD[1:])[:3], b"s" * 32]), TokenFault.SIGNATURE),
}

PAYLOADS = {
    "empty": (b"", TokenFault.CLAIMS),
    "a list": (cbor2.dumps([1]), TokenFault.CLAIMS),
    "a date with a tag": (payload(c6=cbor2.CBORTag(1, 1_700_000_000)), TokenFault.CLAIMS),
    "no issuer": (without(1), TokenFault.CLAIMS),
    "no permit": (without(2), TokenFault.CLAIMS),
    "no expiry": (without(4), TokenFault.CLAIMS),
    "no start": (without(5), TokenFault.CLAIMS),
    "no issue": (without(6), TokenFault.CLAIMS),
    "no id": (without(7), TokenFault.CLAIMS),
    "a claim too many": (cbor2.dumps(SAID | {8: "x"}, canonical=True), TokenFault.CLAIMS),
    "an empty permit": (payload(c2=""), TokenFault.CLAIMS),
    "an endless permit": (payload(c2="9" * 65), TokenFault.CLAIMS),
    "a permit with a control": (payload(c2="44\n01"), TokenFault.CLAIMS),
    "a time as a fraction": (payload(c4=SAID[4] + 0.5), TokenFault.CLAIMS),
    "a time before time": (payload(c6=-1), TokenFault.CLAIMS),
    "a time after time": (payload(c4=2**63), TokenFault.CLAIMS),
    "true for a time": (payload(c6=True), TokenFault.CLAIMS),
    "an id too short": (payload(c7=b"1"), TokenFault.CLAIMS),
    "an unknown use": (payload(cm65537=3), TokenFault.CLAIMS),
    "expiry before start": (payload(c4=SAID[5]), TokenFault.CLAIMS),
    "start before issue": (payload(c5=SAID[6] - 1), TokenFault.CLAIMS),
    "a permit twice": (b"\xa8" + claims().encoded()[1:] + b"\x02\x61X", TokenFault.NOT_CANONICAL),
    "claims out of order": (cbor2.dumps(dict(reversed(SAID.items()))), TokenFault.NOT_CANONICAL),
    "a phone's code for a day": (claims(use=Use.PHONE).encoded(), TokenFault.LIFETIME),
    "a notice for ever": (claims(expires=NOW + timedelta(days=401)).encoded(), TokenFault.LIFETIME),
}


@pytest.mark.parametrize(("text", "fault"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_code_is_refused_for_what_is_wrong_with_it(text, fault):
    assert refusal(text) is fault


@pytest.mark.parametrize(("message", "fault"), HEADERS.values(), ids=HEADERS)
def test_a_header_outside_the_profile_is_refused_though_truly_signed(message, fault):
    assert refusal(text_of(message)) is fault


@pytest.mark.parametrize(("said", "fault"), PAYLOADS.values(), ids=PAYLOADS)
def test_claims_outside_the_profile_are_refused_though_truly_signed(said, fault):
    assert refusal(text_of(cose(said))) is fault


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"issuer": "SOMEBODY-ELSE"}, TokenFault.ISSUER),
        ({"expires": NOW - CLOCK_SKEW}, TokenFault.EXPIRED),
        ({"not_before": NOW + CLOCK_SKEW + SECOND}, TokenFault.NOT_YET),
        (
            {"issued_at": NOW + CLOCK_SKEW + SECOND, "not_before": NOW + CLOCK_SKEW + SECOND},
            TokenFault.FROM_THE_FUTURE,
        ),
    ],
)
def test_a_wellformed_code_is_refused_outside_its_time_or_issuer(changes, fault):
    assert refusal(KEY.issue(claims(**changes))) is fault


@pytest.mark.parametrize(
    "changes",
    [
        {"expires": NOW - CLOCK_SKEW + SECOND},
        {"not_before": NOW + CLOCK_SKEW},
        {"issued_at": NOW + CLOCK_SKEW, "not_before": NOW + CLOCK_SKEW},
    ],
)
def test_within_the_clocks_skew_a_code_still_holds(changes):
    assert check(KEY.issue(claims(**changes)), RING, NOW)


def test_a_bit_changed_anywhere_in_the_signature_or_the_claims_is_noticed():
    message = bytearray(GOOD)
    for place in range(len(message)):
        message[place] ^= 1
        with pytest.raises(TokenRefused):
            check(text_of(bytes(message)), RING, NOW)
        message[place] ^= 1


def test_another_key_under_the_same_name_does_not_sign():
    other = SigningKey.for_training(NOW - timedelta(days=30))
    assert refusal(text_of(cose(header={1: -7, 4: KEY.trusted.key_id}, key=other))) is TokenFault.SIGNATURE


def test_a_key_nobody_lists_is_unknown():
    assert refusal(KEY.issue(claims()), KeyRing.of([])) is TokenFault.KEY_UNKNOWN


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"signs_from": NOW}, TokenFault.KEY_NOT_YET),
        ({"signs_until": NOW - timedelta(hours=1)}, TokenFault.KEY_RETIRED),
        ({"trusted_until": NOW}, TokenFault.KEY_OVER),
        ({"revoked": True}, TokenFault.KEY_REVOKED),
        ({"issuer": "SOMEBODY-ELSE"}, TokenFault.ISSUER),
    ],
)
def test_a_key_counts_in_its_time_only(changes, fault):
    assert refusal(KEY.issue(claims()), ring_with(**changes)) is fault


def test_an_old_and_a_new_key_overlap():
    new = SigningKey.for_training(NOW - timedelta(minutes=1))
    retired = replace(KEY.trusted, signs_until=NOW, trusted_until=NOW + timedelta(days=1))
    ring = KeyRing.of([retired, new.trusted])
    before = KEY.issue(claims())
    assert check(before, ring, NOW + timedelta(minutes=1)), "issued before the retirement"
    assert check(new.phone_code(PERMIT, NOW), ring, NOW)
    assert refusal(KEY.phone_code(PERMIT, NOW), ring, NOW + SECOND) is TokenFault.KEY_RETIRED


def test_a_revoked_code_is_refused_and_others_of_its_key_are_not():
    ring = KeyRing.of([KEY.trusted], [bytes(range(16))])
    assert refusal(KEY.issue(claims()), ring) is TokenFault.REVOKED
    assert check(KEY.issue(claims(code_id=b"another code's id"[:16])), ring, NOW)


def test_opening_a_code_proves_nothing_and_says_what_it_says():
    forged = text_of(cose(key=SigningKey.for_training(NOW)))
    assert open_code(forged).claims == claims()


def test_a_person_is_not_shown_by_a_claims_printed_form():
    assert PERMIT not in repr(open_code(KEY.issue(claims())).claims)


def test_every_fault_has_a_number_of_its_own_and_says_what_to_do_in_both_languages():
    assert set(FAULT_ADVICE) == set(TokenFault)
    messages = {advice.message for advice in FAULT_ADVICE.values()}
    assert len(messages) == len(TokenFault)
    for fault in TokenFault:
        problem = TokenRefused(fault)
        assert problem.code == fault.value
        assert "请" in problem.message.zh
        assert problem.message.en.endswith(".")
