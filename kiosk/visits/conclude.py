"""From what was seen to what follows: the assessment, a person's word for it, and the registry's answer."""

from datetime import UTC, datetime

from drivers.errors import Actor
from kiosk.problems import Problem
from kiosk.registry.problems import DecisionPending
from kiosk.registry.verification import VerificationReport
from kiosk.rules.assess import assess as assess_facts
from kiosk.rules.assessment import Assessment, Outcome, Text
from kiosk.rules.replay import StoredAssessment
from kiosk.rules.second_visit import told_late
from kiosk.visits.events import Assessed, DecisionReceived, Face, StaffConfirmed, VerificationReported
from kiosk.visits.facts import facts_of
from kiosk.visits.log import NoVisit, VisitLog
from kiosk.visits.tools import Tools
from kiosk.visits.view import Message, Tone


class NotForSelfService(Problem):
    """Only staff at a desk can confirm that originals were seen (V-108)."""

    def __init__(self) -> None:
        super().__init__(
            "V-108", Actor.USER, Text("原件须由窗口人员核验。", "Originals are verified by staff at the window.")
        )


class NotReadyToConfirm(Problem):
    """The case does not stand so that anyone could answer for it (V-109)."""

    def __init__(self) -> None:
        super().__init__(
            "V-109",
            Actor.STAFF,
            Text(
                "尚有未完成或不符的项目，不能确认核验通过。请先逐项处理。",
                "Something is still open or not right, so the case cannot be confirmed. Settle every item first.",
            ),
        )


def assess(log: VisitLog, tools: Tools) -> Message:
    """Ask the rules about the case as it stands."""
    assessment = _assess(log, tools)
    defects = len(assessment.defects)
    if assessment.outcome is Outcome.WARN_ADVERSE:
        return Message(
            Tone.ATTENTION,
            Text(
                "已逾期：请先报窗口负责人，再由您确认核验。",
                "Late: report it to the supervisor first, then confirm the verification.",
            ),
        )
    if assessment.may_be_confirmed:
        return Message(Tone.GOOD, Text("材料齐全，请确认核验。", "Everything is here. Confirm the verification."))
    if defects:
        return Message(
            Tone.ATTENTION,
            Text(f"共{defects}处需补正，将一次性全部告知。", f"{defects} to correct; all go on one notice."),
        )
    return Message(Tone.INFO, Text("请看评估结果。", "See the assessment."))


def _assess(log: VisitLog, tools: Tools) -> Assessment:
    record = log.visit.record
    if record is None:
        raise NoVisit
    facts = facts_of(log.visit, training=tools.station.has_simulators)
    assessment = assess_facts(facts, tools.profile_of(record), tools.calendar, tools.today())
    before = log.told_before(record.permit_number)
    late = told_late(before, StoredAssessment(facts, assessment)) if before else ()
    log.note(Assessed(assessment, facts, late))
    return assessment


def confirm(log: VisitLog, tools: Tools) -> Message:
    """A member of staff answers for the verification; the registry is told, and asked for the decision.

    Asked again after the registry was down, it only goes on where it stopped.
    """
    if tools.face is not Face.DESK:
        raise NotForSelfService
    visit = log.visit
    if not visit.staff_confirmed:
        if visit.assessment is None or not visit.assessment.may_be_confirmed:
            raise NotReadyToConfirm
        log.note(StaffConfirmed(tools.operator, datetime.now(UTC)))
        _assess(log, tools)
    return _report(log, tools)


def _report(log: VisitLog, tools: Tools) -> Message:
    visit = log.visit
    if visit.record is None or visit.confirmed_at is None or visit.assessment is None:
        raise NotReadyToConfirm
    if not visit.reported:
        report = VerificationReport(
            visit_id=str(visit.visit_id),
            permit_number=visit.record.permit_number,
            outcome=visit.assessment.outcome,
            verified_at=visit.confirmed_at,
            terminal=tools.window,
            operator=tools.operator,
            simulated=visit.simulated,
        )
        log.note(VerificationReported(tools.registry.report_verification(report).received_at))
    return _fetch_decision(log, tools, visit.record.permit_number)


def _fetch_decision(log: VisitLog, tools: Tools, permit_number: str) -> Message:
    if log.visit.decision is None:
        try:
            log.note(DecisionReceived(tools.registry.decision(permit_number)))
            _assess(log, tools)
        except DecisionPending:
            _assess(log, tools)
            return Message(
                Tone.INFO,
                Text(
                    "核验通过，决定书尚未下达。请打印凭条。",
                    "Verified. The decision has not been issued yet: print the receipt.",
                ),
            )
    return Message(
        Tone.GOOD, Text("核验通过，决定书已下达。请打印。", "Verified, and the decision is here. Print it.")
    )
