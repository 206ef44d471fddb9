"""A signed code at the window does what an opaque one does, and says why where it does not."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.codes.signed.claims import Use
from kiosk.visits.events import CodeScanned
from kiosk.visits.view import Tone
from tests.helpers.played import PEOPLE, played_terminal
from tests.helpers.signed_codes import KEY, claims

PERSON = PEOPLE["lukasz"]
PERMIT = PERSON.record.permit_number


@pytest.fixture
def terminal(tmp_path):
    with played_terminal(tmp_path) as terminal:
        yield terminal


def phone_code(terminal):
    return terminal.registry.signing.phone_code(PERMIT, datetime.now(UTC)).encode()


def test_a_phones_code_finds_the_permit_and_the_visit_keeps_nothing_of_it(terminal):
    code = phone_code(terminal)
    terminal.show_code(code)
    assert terminal.visit.record.permit_number == PERMIT
    stored = [each.event for each in terminal.store.load(terminal.visit.visit_id)]
    (scanned,) = [event for event in stored if isinstance(event, CodeScanned)]
    assert (scanned.token_kind, scanned.token) == ("signed", "")


def test_a_scanner_that_reads_a_one_time_code_twice_is_no_fault(terminal):
    code = phone_code(terminal)
    terminal.show_code(code)
    terminal.show_code(code)
    assert terminal.message.tone is Tone.INFO
    assert terminal.visit.record.permit_number == PERMIT


def test_each_fault_reaches_the_screen_and_the_visits_log_under_its_own_code(terminal):
    long_ago = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
    said = claims(
        permit_number=PERMIT,
        use=Use.PHONE,
        issued_at=long_ago,
        not_before=long_ago,
        expires=long_ago + timedelta(minutes=1),
    )
    expired = terminal.registry.signing.issue(said).encode()
    unlisted = KEY.phone_code(PERMIT, datetime.now(UTC)).encode()
    faults = {expired: "T-117", unlisted: "T-110", b"FWS1:NOT BASE45!": "T-101"}
    for code, number in faults.items():
        terminal.show_code(code)
        assert terminal.message.code == number == terminal.visit.problems[-1].code
    assert terminal.visit.record is None
