"""Signed codes between a window and the registry: proved on both sides, used once, revoked, keys rotated."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import create_engine

from kiosk.codes.signed.checking import check
from kiosk.codes.signed.faults import TokenFault, TokenRefused
from kiosk.codes.signed.issuing import SigningKey
from kiosk.codes.signed.keys import KeyRing
from kiosk.registry.checked import KEYS_AT_MOST_EVERY, CheckedRegistry
from kiosk.registry.client import RegistryClient
from kiosk.registry.problems import PermitUnknown, RegistryAnswerNonsense, RegistryUnreachable
from kiosk.registry.server import RegistryServer
from kiosk.registry.token_keys import TokenKeys
from kiosk.registry.used_codes import REMEMBERED, UsedCodes
from tests.helpers.odd_http_server import OddHttpServer, answer
from tests.helpers.registry_cases import CASE, RECORD
from tests.helpers.signed_codes import KEY, NOW, claims, cose, text_of

PERMIT = RECORD.permit_number
SECOND = timedelta(seconds=1)


class Clock:
    """A clock the test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def server(database, clock):
    with RegistryServer(database, clock=clock, signing=KEY, rehearsal=True) as running:
        yield running


@pytest.fixture
def window(client, clock):
    return CheckedRegistry(client, clock)


@pytest.fixture
def keys(database):
    engine = create_engine(database)
    yield TokenKeys(engine)
    engine.dispose()


def refusal(ask, *arguments):
    with pytest.raises(TokenRefused) as refused:
        ask(*arguments)
    return refused.value.fault


def test_a_notices_code_leads_to_the_permit_as_often_as_it_is_shown(window):
    code = KEY.notice_code(PERMIT, NOW)
    assert [window.find_by_token(code) for _ in range(2)] == [RECORD, RECORD]


def test_opaque_codes_still_go_through_untouched(window):
    assert window.find_by_token(CASE.token) == RECORD
    with pytest.raises(PermitUnknown):
        window.find_by_token("FWPN:" + "Z" * 20)


def test_a_phones_code_counts_once_at_whichever_window(window, client, clock):
    code = KEY.phone_code(PERMIT, NOW)
    assert window.find_by_token(code) == RECORD
    assert refusal(CheckedRegistry(client, clock).find_by_token, code) is TokenFault.USED


def test_a_used_code_stays_used_when_the_registry_is_started_again(server, window):
    code = KEY.phone_code(PERMIT, NOW)
    assert window.find_by_token(code) == RECORD
    server.stop()
    server.start()
    assert refusal(window.find_by_token, code) is TokenFault.USED


def test_a_code_for_a_permit_nobody_knows_is_not_used_up_but_unknown(window):
    code = KEY.phone_code("44010020269999", NOW)
    for _ in range(2):
        with pytest.raises(PermitUnknown):
            window.find_by_token(code)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (KEY.issue(claims(expires=NOW - timedelta(minutes=1))), TokenFault.EXPIRED),
        (SigningKey.for_training(NOW).phone_code(PERMIT, NOW), TokenFault.KEY_UNKNOWN),
        ("FWS1:ABC DEF", TokenFault.NOT_BASE45),
        (text_of(cose(header={1: 0, 4: KEY.trusted.key_id})), TokenFault.ALGORITHM),
    ],
)
def test_a_code_that_does_not_hold_is_refused_at_the_window_and_at_the_registry_alike(window, client, code, fault):
    assert refusal(window.find_by_token, code) is fault
    assert refusal(client.find_by_token, code) is fault


def test_what_does_not_hold_is_never_sent(window, server):
    window.find_by_token(KEY.notice_code(PERMIT, NOW))
    server.stop()
    expired = KEY.issue(claims(expires=NOW - timedelta(minutes=1)))
    assert refusal(window.find_by_token, expired) is TokenFault.EXPIRED
    with pytest.raises(RegistryUnreachable):
        window.find_by_token(KEY.notice_code(PERMIT, NOW))


def test_a_revoked_code_is_refused_by_the_registry_at_once_and_by_the_window_with_its_next_keys(
    window, client, clock, keys
):
    code = KEY.issue(claims())
    assert window.find_by_token(code) == RECORD
    keys.revoke_code(claims().code_id, claims().expires)
    assert refusal(client.find_by_token, code) is TokenFault.REVOKED
    clock.now += timedelta(minutes=10)
    assert refusal(window.find_by_token, code) is TokenFault.REVOKED
    assert client.token_keys().revoked == {claims().code_id}
    clock.now = claims().expires + timedelta(days=1)
    assert not client.token_keys().revoked, "forgotten once it would be refused as expired anyway"


def test_keys_are_rotated_with_an_overlap_and_the_old_one_is_forgotten(window, clock, keys):
    old = KEY.notice_code(PERMIT, NOW)
    clock.now += timedelta(hours=1)
    keys.retire(KEY.trusted, clock.now, overlap=timedelta(days=30))
    new = SigningKey.for_training(clock.now)
    keys.publish(new.trusted)
    assert window.find_by_token(new.phone_code(PERMIT, clock.now)) == RECORD
    assert window.find_by_token(old) == RECORD
    assert refusal(window.find_by_token, KEY.notice_code(PERMIT, clock.now)) is TokenFault.KEY_RETIRED
    clock.now += timedelta(days=30)
    assert refusal(window.find_by_token, old) is TokenFault.KEY_OVER


def test_a_new_key_is_learned_when_its_first_code_is_shown_but_made_up_keys_cannot_keep_asking(clock):
    new = SigningKey.for_training(NOW - timedelta(days=1))
    asked = []

    class Registry:
        ring = KeyRing.of([KEY.trusted])

        def token_keys(self):
            asked.append(clock.now)
            return self.ring

        def find_by_token(self, token):
            return RECORD

    registry = Registry()
    window = CheckedRegistry(registry, clock)
    assert window.find_by_token(KEY.notice_code(PERMIT, NOW)) == RECORD
    clock.now += KEYS_AT_MOST_EVERY
    registry.ring = KeyRing.of([KEY.trusted, new.trusted])
    assert window.find_by_token(new.notice_code(PERMIT, NOW)) == RECORD
    for _ in range(50):
        stranger = SigningKey.for_training(NOW).notice_code(PERMIT, NOW)
        assert refusal(window.find_by_token, stranger) is TokenFault.KEY_UNKNOWN
    assert len(asked) == 2


def test_a_revoked_keys_codes_are_all_refused(window, keys):
    keys.revoke_key(KEY.trusted)
    assert refusal(window.find_by_token, KEY.notice_code(PERMIT, NOW)) is TokenFault.KEY_REVOKED


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (replace(RECORD, specimen=False), TokenFault.TRAINING_ONLY),
        (replace(RECORD, permit_number="44010020260018"), TokenFault.OTHER_PERMIT),
    ],
)
def test_an_answer_that_does_not_fit_the_code_is_not_used(clock, record, fault):
    class Registry:
        def token_keys(self):
            return KeyRing.of([KEY.trusted])

        def find_by_token(self, token):
            return record

    assert refusal(CheckedRegistry(Registry(), clock).find_by_token, KEY.notice_code(PERMIT, NOW)) is fault


def test_in_rehearsal_the_registry_issues_codes_as_the_phone_and_the_notice_show_them(server, window):
    for use in ("phone", "notice"):
        order = {"permit_number": PERMIT, "use": use}
        code = httpx.post(f"{server.url}/admin/codes", json=order).json()["code"]
        assert window.find_by_token(code) == RECORD


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        ("expired", TokenFault.EXPIRED),
        ("not-yet", TokenFault.NOT_YET),
        ("changed", TokenFault.SIGNATURE),
        ("unlisted-key", TokenFault.KEY_UNKNOWN),
        ("revoked", TokenFault.REVOKED),
    ],
)
@pytest.mark.parametrize("use", ["phone", "notice"])
def test_in_rehearsal_a_code_can_be_spoilt_on_purpose(server, window, use, spoilt, fault):
    order = {"permit_number": PERMIT, "use": use, "spoilt": spoilt}
    code = httpx.post(f"{server.url}/admin/codes", json=order).json()["code"]
    assert refusal(window.find_by_token, code) is fault


def test_of_a_hundred_training_keys_the_newest_signs_and_the_last_few_still_hold(keys):
    listed = [SigningKey.for_training(NOW + timedelta(hours=hour)) for hour in range(100)]
    codes = [key.notice_code(PERMIT, key.trusted.signs_from) for key in listed]
    for key in listed:
        keys.hand_over(key.trusted, key.trusted.signs_from)
    later = NOW + timedelta(hours=101)
    ring = keys.ring(later)
    assert len(ring.keys) <= 10
    assert [key for key in ring.keys.values() if key.signs_until is None] == [listed[-1].trusted]
    assert [check(code, ring, later).claims.permit_number for code in codes[-3:]] == [PERMIT] * 3
    assert refusal(check, codes[0], ring, later) is TokenFault.KEY_UNKNOWN


def test_a_key_that_comes_back_goes_on_as_it_was(server, keys):
    before = keys.ring(NOW)
    server.stop()
    server.start()
    assert keys.ring(NOW) == before


def test_outside_rehearsal_it_issues_none(database):
    with RegistryServer(database) as server:
        order = {"permit_number": PERMIT, "use": "phone"}
        assert httpx.post(f"{server.url}/admin/codes", json=order).status_code == 404


@pytest.mark.parametrize(
    "say",
    [
        answer(b'{"keys": [], "revoked_codes": ["zz"]}'),
        answer(b'{"keys": 1, "revoked_codes": []}'),
        answer(
            b'{"keys": [{"issuer": "A", "point": "00", "signs_from": "2026-01-01T00:00:00Z", "signs_until": null,'
            b' "trusted_until": null, "revoked": false, "training": false}], "revoked_codes": []}'
        ),
        answer(b'{"error": "T-117"}', status="403 Forbidden"),
    ],
    ids=["no hexadecimal", "no list", "no point of the curve", "a refusal nobody asked for"],
)
def test_keys_that_make_no_sense_are_not_used(say):
    nonsense = pytest.raises((RegistryAnswerNonsense, TokenRefused))
    with OddHttpServer(say) as odd, RegistryClient(odd.url, timeout=2) as client, nonsense:
        client.token_keys()


def test_of_many_windows_with_the_same_code_exactly_one_uses_it(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'used.db'}")
    used, outcomes = UsedCodes(engine), []

    def take() -> None:
        try:
            used.take(b"the same code id", NOW + timedelta(minutes=1), NOW)
            outcomes.append("taken")
        except TokenRefused as refused:
            outcomes.append(refused.fault)

    windows = [threading.Thread(target=take) for _ in range(8)]
    for each in windows:
        each.start()
    for each in windows:
        each.join()
    engine.dispose()
    assert sorted(map(str, outcomes)) == ["T-120"] * 7 + ["taken"]


def test_the_memory_is_bounded_forgets_in_time_and_never_lets_a_code_count_twice(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'used.db'}")
    used = UsedCodes(engine, limit=2)
    ends = NOW + timedelta(minutes=1)
    for code in (b"one", b"two"):
        used.take(code, ends, NOW)
    assert refusal(used.take, b"three", ends, NOW) is TokenFault.MEMORY_FULL
    assert refusal(used.take, b"one", ends, NOW) is TokenFault.USED
    assert refusal(used.take, b"one", ends, ends + REMEMBERED - SECOND) is TokenFault.USED
    used.take(b"three", ends + REMEMBERED, ends + REMEMBERED)
    engine.dispose()


def test_a_key_kept_in_a_file_signs_over_restarts_and_another_kind_of_key_is_refused():
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    from kiosk.codes.signed.keys import KeyUnusable

    def pem(curve):
        return ec.generate_private_key(curve).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    kept = pem(ec.SECP256R1())
    first, again = (SigningKey.from_pem(kept, datetime(2026, 1, day, tzinfo=UTC)) for day in (1, 2))
    assert first.trusted.key_id == again.trusted.key_id
    for wrong in (pem(ec.SECP384R1()), b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"):
        with pytest.raises(KeyUnusable):
            SigningKey.from_pem(wrong, NOW)
