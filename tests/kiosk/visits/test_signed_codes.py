"""A signed code at the window does what an opaque one does, and says why where it does not."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

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


def test_a_code_only_the_registry_can_read_is_asked_for_there_as_it_is_and_not_kept(terminal):
    class Registry:
        asked: ClassVar[list[str]] = []

        def find_by_token(self, token):
            self.asked.append(token)
            return PERSON.record

    shape = re.compile("https://[^ ]{10,400}")
    terminal.session._tools = replace(terminal.tools, opaque_codes=shape, registry=Registry())
    terminal.show_code(b"https://example.invalid/notice?t=1")
    assert Registry.asked == ["https://example.invalid/notice?t=1"]
    assert terminal.visit.record == PERSON.record
    stored = [each.event for each in terminal.store.load(terminal.visit.visit_id)]
    assert "example" not in repr(stored)
    terminal.show_code(b"http://example.invalid/notice?t=1")
    assert terminal.message.code == "Q-104"
