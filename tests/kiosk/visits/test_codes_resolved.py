"""A visit keeps which kinds of code the registry said mean its permit, and nothing else of them."""

from dataclasses import replace

import pytest

from kiosk.codes.token import ESSC_PREFIX, PERMIT_PREFIX
from kiosk.identities.from_visit import identities_of_visit
from kiosk.identities.identity import Paper
from kiosk.records.codec import decode_event, encode_event
from kiosk.visits.events import CodeKind, CodeResolved
from tests.helpers.played import PEOPLE, played_terminal

RECORD = PEOPLE["lukasz"].record
ELECTRONIC = ESSC_PREFIX + "E5S6" * 6
NOTICE = PERMIT_PREFIX + "A1B2" * 6


class Registry:
    """Knows every code, and means one permit by each."""

    def find_by_token(self, token):
        return RECORD

    def find_by_number(self, number):
        return RECORD


@pytest.fixture
def terminal(tmp_path):
    with played_terminal(tmp_path) as terminal:
        terminal.session._tools = replace(terminal.tools, registry=Registry())
        yield terminal


def papers(visit):
    return [each.paper for each in identities_of_visit(visit.record, (), visit.codes)]


def test_both_papers_codes_have_a_column_each_however_often_they_are_shown(terminal):
    for code in (ELECTRONIC, ELECTRONIC, NOTICE):
        terminal.show_code(code.encode())
    assert terminal.visit.codes == (CodeKind.ELECTRONIC_CARD, CodeKind.PERMIT)
    assert papers(terminal.visit) == [Paper.NOTICE, Paper.ELECTRONIC_CARD]
    stored = [each.event for each in terminal.store.load(terminal.visit.visit_id)]
    assert stored.count(CodeResolved(CodeKind.ELECTRONIC_CARD)) == 1
    assert ELECTRONIC not in repr(stored)


def test_a_typed_number_is_the_notices(terminal):
    terminal.after(lambda: terminal.session.look_up(RECORD.permit_number))
    assert terminal.visit.codes == ()
    assert papers(terminal.visit) == [Paper.NOTICE]


def test_the_event_reads_back_as_it_was():
    event = CodeResolved(CodeKind.ELECTRONIC_CARD)
    assert encode_event(event) == ("CodeResolved", '{"kind":"essc"}')
    assert decode_event(*encode_event(event)) == event
