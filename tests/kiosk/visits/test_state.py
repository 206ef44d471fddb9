"""A visit's state follows from its events alone, and each step leads to the one next step."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from drivers.printing import PrintOutcome
from kiosk.rules.assessment import Finding, Outcome, Severity, Text
from kiosk.rules.facts import AgentProof, FieldMatch, MedicalFact, Seen, VisitorRole
from kiosk.visits import events as e
from kiosk.visits.folding import _after, fold
from kiosk.visits.state import RecordedEvent, Step
from tests.helpers.visits import CHECKLIST, HARDWARE, NOW, RECORD, SIMULATOR, VISIT, assessed, visit_after

FOUND = e.RecordFound(RECORD, CHECKLIST)
CAME = e.VisitorDeclared(VisitorRole.APPLICANT, AgentProof(), CHECKLIST)
DEGREE_SEEN = e.OriginalJudged("M03", Seen.CONFIRMED, "", True, True, "W01")
PASSPORT_SEEN = e.OriginalJudged("M07", Seen.CONFIRMED, "", True, True, "W01")
COMPLETE = e.Assessed(assessed(Outcome.COMPLETE))
ANSWERED_FOR = e.StaffConfirmed("W01", NOW)
MISSING = Text("缺少学历原件", "The degree original is missing")
DEFECT = Finding("R-VER-03", "MISSING", Severity.DEFECT, "M03", "original", "missing", MISSING, MISSING, "003")
UP_TO_ORIGINALS = (FOUND, CAME, DEGREE_SEEN, PASSPORT_SEEN)


@pytest.mark.parametrize(
    ("events", "step"),
    [
        ((), Step.SCAN),
        ((FOUND,), Step.VISITOR),
        ((FOUND, CAME), Step.ORIGINALS),
        ((FOUND, CAME, DEGREE_SEEN), Step.ORIGINALS),
        (UP_TO_ORIGINALS, Step.ASSESS),
        ((*UP_TO_ORIGINALS, COMPLETE), Step.CONFIRM),
        ((*UP_TO_ORIGINALS, COMPLETE, ANSWERED_FOR), Step.PRINT),
        ((*UP_TO_ORIGINALS, e.Assessed(assessed(Outcome.MANUAL_REVIEW))), Step.PRINT),
        ((FOUND, e.VisitClosed(e.Closing.ABANDONED)), Step.CLOSED),
    ],
)
def test_there_is_always_one_next_step(events: tuple[e.Event, ...], step: Step) -> None:
    assert visit_after(*events).step is step


def test_every_kind_of_event_has_a_fold() -> None:
    without = [t.__name__ for t in get_args(e.Event) if _after.dispatch(t) is _after.dispatch(object)]
    assert without == ["VisitOpened"]  # it begins the fold


@pytest.mark.parametrize(
    "fact",
    [
        e.EntryDateStated(date(2026, 10, 26), "W01"),
        e.MedicalStated(date(2026, 9, 1), "样张国际旅行卫生保健中心", "W01"),
        e.JudgementWithdrawn("M07", "W01"),
        e.CardRead((FieldMatch("card", "name", "A", "B", False),), False, HARDWARE),
    ],
)
def test_a_new_fact_undoes_what_was_concluded_without_it(fact: e.Event) -> None:
    before = visit_after(*UP_TO_ORIGINALS, COMPLETE, ANSWERED_FOR)
    after = visit_after(*UP_TO_ORIGINALS, COMPLETE, ANSWERED_FOR, fact)
    assert before.staff_confirmed
    assert after.assessment is None
    assert not after.staff_confirmed


def test_undo_takes_the_last_judgement_back_and_asks_again() -> None:
    visit = visit_after(FOUND, CAME, DEGREE_SEEN, PASSPORT_SEEN, e.JudgementWithdrawn("M07", "W01"))
    assert visit.judged == ("M03",)
    assert visit.next_original is not None
    assert visit.next_original.key == "M07"
    assert visit.originals[0].seen is Seen.CONFIRMED


def test_judging_again_makes_that_original_the_last_judged() -> None:
    visit = visit_after(FOUND, CAME, DEGREE_SEEN, PASSPORT_SEEN, replace(DEGREE_SEEN, seen=Seen.DIFFERS))
    assert visit.judged == ("M07", "M03")


def test_a_print_is_unsettled_until_its_end_is_known() -> None:
    asked = e.PrintRequested("job-1", e.Paper.RECEIPT, 1)
    unknown = e.PrintSettled("job-1", PrintOutcome.UNKNOWN, "no answer", None)
    seen = e.PrintSettled("job-1", PrintOutcome.PRINTED, "a person looked", None, "W01")
    prefix = (*UP_TO_ORIGINALS, COMPLETE, ANSWERED_FOR, asked)
    assert visit_after(*prefix).unsettled_print is not None
    assert visit_after(*prefix, unknown).unsettled_print is not None
    assert visit_after(*prefix, unknown, seen).unsettled_print is None


def test_a_defective_case_owes_the_notice_and_the_receipt_and_closes_when_both_are_out() -> None:
    assessment = replace(assessed(Outcome.CORRECTION_NOTICE), findings=(DEFECT,))
    prefix = (*UP_TO_ORIGINALS, e.Assessed(assessment))
    assert visit_after(*prefix).papers_due == (e.Paper.CORRECTION_NOTICE, e.Paper.RECEIPT)
    printed: list[e.Event] = []
    for number, paper in enumerate((e.Paper.CORRECTION_NOTICE, e.Paper.RECEIPT)):
        printed.append(e.PrintRequested(f"job-{number}", paper, 1))
        printed.append(e.PrintSettled(f"job-{number}", PrintOutcome.PRINTED, "", HARDWARE))
    assert visit_after(*prefix, *printed).step is Step.CLOSE


def test_self_service_never_owes_a_decision_or_a_notice() -> None:
    assessment = replace(assessed(Outcome.CORRECTION_NOTICE), findings=(DEFECT,))
    visit = visit_after(FOUND, e.Assessed(assessment), face=e.Face.SELF_SERVICE)
    assert visit.papers_due == (e.Paper.RECEIPT,)


def test_one_simulated_reading_marks_the_whole_visit() -> None:
    assert not visit_after(e.CodeScanned("permit", "FWPN:X", HARDWARE)).simulated
    assert visit_after(
        e.CodeScanned("permit", "FWPN:X", SIMULATOR), e.OriginalCaptured("M07", "0" * 64, HARDWARE)
    ).simulated


def test_what_staff_read_on_the_medical_report_is_a_fact() -> None:
    visit = visit_after(FOUND, e.MedicalStated(date(2026, 9, 1), "样张保健中心", "W01"))
    assert visit.medical == MedicalFact(True, date(2026, 9, 1), "样张保健中心")


def test_a_stream_that_does_not_begin_with_an_opening_is_refused() -> None:
    with pytest.raises(ValueError, match="VisitOpened"):
        fold([RecordedEvent(VISIT, 1, NOW, CAME)])


def test_a_record_of_a_simulated_registry_marks_the_whole_visit_even_with_real_devices() -> None:
    real = visit_after(e.CodeScanned("permit", "FWPN:X", HARDWARE), FOUND)
    training = visit_after(
        e.CodeScanned("permit", "FWPN:X", HARDWARE), e.RecordFound(replace(RECORD, specimen=True), CHECKLIST)
    )
    assert (real.simulated, training.simulated) == (False, True)
