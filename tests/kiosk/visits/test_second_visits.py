"""At a second visit: nothing is told late, and where it were, desk, notice and receipt would say so (P-01)."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kiosk.printouts.compose import document_pdf
from kiosk.printouts.receipt import receipt_document
from kiosk.rules.facts import AgentProof, Seen, VisitorRole
from kiosk.visits.events import Assessed, Closing, Event, Face, Paper, RecordFound, VisitClosed, VisitOpened
from kiosk.visits.state import VisitState
from kiosk.visits.stored import second_visits
from printing.receipt import ChecklistRow
from tests.helpers.played import PEOPLE, PlayedTerminal, played_terminal
from tests.helpers.visit_to_kill import DAY

PERSON = PEOPLE["minh-anh"]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[PlayedTerminal]:
    with played_terminal(tmp_path) as terminal:
        yield terminal


def hiding(event: Event, subject: str) -> Event:
    """The event as rules would have written it that let one defect hide another."""
    if not isinstance(event, Assessed):
        return event
    kept = tuple(finding for finding in event.assessment.findings if finding.subject != subject)
    return replace(event, assessment=replace(event.assessment, findings=kept))


def came_before(terminal: PlayedTerminal, hidden: str) -> None:
    """Serve the person once, and write that visit down once more with one finding kept back."""
    terminal.serve(PERSON, until="close")
    (visit,) = terminal.store.visits()
    opened, *others = (recorded.event for recorded in terminal.store.load(visit))
    assert isinstance(opened, VisitOpened)
    again = terminal.store.open_visit(opened)
    terminal.store.append(again.visit_id, 1, [hiding(event, hidden) for event in others])


def test_a_second_visit_by_these_rules_is_told_nothing_late(terminal: PlayedTerminal) -> None:
    terminal.serve(PERSON, until="close")
    terminal.serve(PERSON, until="assess")
    assert terminal.visit.assessment is not None
    assert terminal.visit.assessment.defects
    assert terminal.visit.late == ()
    assert sum(len(pair.late) for pair in second_visits(map(terminal.store.load, terminal.store.visits()))) == 0


def judged_by_hand(terminal: PlayedTerminal, degree: Seen, copy: bool | None) -> VisitState:
    """One visit at the desk by its keys: every paper and its copy in order but the degree, judged as given."""
    terminal.show_code(PEOPLE["lukasz"])
    terminal.after(lambda: terminal.session.declare_visitor(VisitorRole.APPLICANT, AgentProof()))
    for original in terminal.visit.originals:
        seen, sealed = (degree, copy) if original.key == "M03" else (Seen.CONFIRMED, True)
        terminal.after(partial(terminal.session.judge, original.key, seen, "", sealed, sealed))
    terminal.after(terminal.session.assess)
    return terminal.visit


def test_who_comes_back_with_a_missing_original_had_been_told_of_its_sealed_copy(terminal: PlayedTerminal) -> None:
    first = judged_by_hand(terminal, Seen.MISSING, None)
    assert first.assessment is not None
    (told,) = (finding for finding in first.assessment.defects if finding.subject == "M03")
    assert "加盖用人单位公章的复印件" in told.remedy.zh
    terminal.after(lambda: terminal.session.close(Closing.ABANDONED))
    second = judged_by_hand(terminal, Seen.CONFIRMED, False)
    assert second.assessment is not None
    assert "D-COPY(M03)" in {finding.subject for finding in second.assessment.defects}
    assert second.late == ()


def test_what_the_first_notice_kept_back_is_marked_on_the_notice_and_the_receipt_and_counted(
    terminal: PlayedTerminal, tmp_path: Path
) -> None:
    came_before(terminal, hidden="M03")
    terminal.serve(PERSON, until="assess")
    visit = terminal.visit
    (late,) = visit.late
    assert (late.finding.subject, late.could_be_told_on) == ("M03", DAY)
    pdf, _ = document_pdf(visit, terminal.tools, Paper.CORRECTION_NOTICE, copy=1)
    file = tmp_path / "notice.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True).stdout
    assert told.count(late.mark.zh) == told.count(late.mark.en) == 1
    notes = {b.text.zh: b.notes for b in receipt_document(visit, terminal.tools, 1).blocks if _is_row(b)}
    marked = [name for name, said in notes.items() if any(getattr(note, "zh", "") == late.mark.zh for note in said)]
    assert marked == [late.finding.message.zh]
    terminal.serve(PERSON, until="close")
    pairs = list(second_visits(map(terminal.store.load, terminal.store.visits())))
    assert [len(pair.late) for pair in pairs] == [0, 1]


def _is_row(block: object) -> bool:
    return isinstance(block, ChecklistRow)


def test_the_mark_goes_with_the_assessment_it_belongs_to(terminal: PlayedTerminal) -> None:
    came_before(terminal, hidden="M03")
    terminal.serve(PERSON, until="assess")
    terminal.after(terminal.session.undo)
    assert terminal.visit.late == ()


def test_a_visit_for_another_permit_or_a_later_one_is_no_earlier_visit(terminal: PlayedTerminal) -> None:
    store, number = terminal.store, PERSON.record.permit_number
    first, second, third = (store.open_visit(VisitOpened(Face.DESK, "gz", "12", "S001")) for _ in range(3))
    other = replace(PERSON.record, permit_number=number + "7")
    for opened, record in ((first, PERSON.record), (second, other), (third, PERSON.record)):
        store.append(opened.visit_id, 1, [RecordFound(record, ()), VisitClosed(Closing.DONE)])
    assert [events[0].visit_id for events in store.earlier_visits(number, third.visit_id)] == [first.visit_id]
    assert list(store.earlier_visits(number, first.visit_id)) == []
    assert list(store.earlier_visits("%", third.visit_id)) == []
