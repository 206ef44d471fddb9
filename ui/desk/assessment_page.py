"""The assessment: the outcome, the deadlines, and every finding at once, grouped, with its reason and source."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.printouts.wording import OUTCOMES
from kiosk.rules.assessment import Assessment, Deadline, Finding, Outcome, Severity, Text
from kiosk.rules.sources import source_title
from kiosk.visits.state import PrintJob, VisitState
from ui.i18n import Tongue, fill, literal, terms
from ui.i18n import desk as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, empty, frame, row, scroll
from ui.widgets.marks import TONES, Mark, Sign
from ui.widgets.spoken import SpokenLabel

_GOOD = (Outcome.VERIFIED, Outcome.COMPLETE, Outcome.NOT_REQUIRED)
_BAD = (Outcome.VISITOR_NOT_ENTITLED, Outcome.ERROR_DATE, Outcome.NOT_ACCEPTED_INCOMPLETE)
_SIGNS = {
    Severity.ERROR: Sign.MISSING,
    Severity.DEFECT: Sign.DIFFERS,
    Severity.REVIEW: Sign.UNREADABLE,
    Severity.WARNING: Sign.WARNING,
    Severity.NOTE: Sign.INFO,
}
_GROUNDS = {
    Severity.ERROR: "bad",
    Severity.DEFECT: "attention",
    Severity.REVIEW: "info",
    Severity.WARNING: "attention",
    Severity.NOTE: "info",
}


def outcome_sign(outcome: Outcome) -> Sign:
    """The mark for a whole case."""
    if outcome in _GOOD:
        return Sign.GOOD
    if outcome in _BAD:
        return Sign.MISSING
    return Sign.UNREADABLE if outcome is Outcome.MANUAL_REVIEW else Sign.WARNING


def staff_remedy(finding: Finding) -> Text:
    """What to do, said to staff: the remedy of a finding they must look into speaks to the visitor."""
    if finding.severity is not Severity.REVIEW or finding.subject == "permit_status":
        return finding.remedy
    if finding.code == "DIFFERS":
        return words.BY_STAFF_FIELDS
    return words.BY_STAFF_ENTRY if finding.subject == "entry_date" else words.BY_STAFF


class AssessmentPage(QFrame):
    """A page of the stage; scrolls by ``turn``."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._shown: object = None
        look(self, ground="card")
        box = column(self, pad=SIZES.gap_wide)
        content = QWidget()
        self._list = column(content, gap=SIZES.gap)
        self._area = scroll(content)
        box.addWidget(self._area)

    def turn(self, pages: int) -> None:
        """Scroll by whole pages, up where negative."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def show_visit(self, visit: VisitState | None) -> None:
        """Show what the rules say of this visit; empty where they have not been asked."""
        assessment = visit.assessment if visit is not None else None
        shown = (
            (assessment, visit.late, visit.staff_confirmed, visit.reported, visit.decision, visit.prints)
            if visit is not None and assessment
            else None
        )
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._list)
        if visit is None or assessment is None:
            return
        self._outcome(visit, assessment)
        self._findings(assessment, {late.finding: late.mark for late in visit.late})
        self._deadlines(assessment.deadlines)
        self._papers(visit.prints)
        self._list.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def _outcome(self, visit: VisitState, assessment: Assessment) -> None:
        sign = outcome_sign(assessment.outcome)
        head = row(gap=SIZES.pad)
        mark = Mark(sign, SIZES.hero)
        mark.setAccessibleName(self._tongue.say(OUTCOMES[assessment.outcome]))
        head.addWidget(mark)
        says = column(gap=0)
        outcome = OUTCOMES[assessment.outcome]
        says.addWidget(SpokenLabel(self._tongue, outcome, "title", tone=TONES[sign], wrap=True))
        by = fill(words.ASSESSED_BY, profile=assessment.profile, day=assessment.assessed_on)
        says.addWidget(SpokenLabel(self._tongue, by, "small", wrap=True))
        head.addLayout(says, 1)
        self._list.addLayout(head)
        for text in _what_stands(visit):
            self._list.addWidget(SpokenLabel(self._tongue, text, tone="good", wrap=True))
        if visit.late:
            told = fill(words.TOLD_LATE, count=len(visit.late))
            self._list.addWidget(SpokenLabel(self._tongue, told, "strong", tone="bad", wrap=True))
        if not assessment.findings:
            self._list.addWidget(SpokenLabel(self._tongue, words.NO_FINDINGS, wrap=True))

    def _findings(self, assessment: Assessment, late: Mapping[Finding, Text]) -> None:
        for severity in Severity:
            group = [finding for finding in assessment.findings if finding.severity is severity]
            if not group:
                continue
            title = fill(words.GROUP, name=terms.SEVERITIES[severity], count=len(group))
            self._list.addWidget(SpokenLabel(self._tongue, title, "heading"))
            for number, finding in enumerate(group, 1):
                self._list.addWidget(self._finding(finding, number, late.get(finding)))

    def _finding(self, finding: Finding, number: int, late: Text | None) -> QFrame:
        card = frame(_GROUNDS[finding.severity])
        line = row(card, gap=SIZES.pad, pad=SIZES.pad)
        line.addWidget(Mark(_SIGNS[finding.severity]), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(gap=SIZES.gap_small)
        numbered = fill(Text("{n}. {message}", "{n}. {message}"), n=number, message=finding.message)
        texts.addWidget(SpokenLabel(self._tongue, numbered, "strong", wrap=True))
        if late is not None:
            texts.addWidget(SpokenLabel(self._tongue, late, "strong", tone="bad", wrap=True))
        to_do = staff_remedy(finding)
        if to_do.zh:
            remedy = fill(words.REMEDY, remedy=to_do)
            texts.addWidget(SpokenLabel(self._tongue, remedy, wrap=True))
        if finding.expected or finding.seen:
            fact = fill(words.EXPECTED_SEEN, expected=finding.expected or "—", seen=finding.seen or "—")
            texts.addWidget(SpokenLabel(self._tongue, fact, "small", wrap=True))
        source = fill(words.RULE_SOURCE, rule=finding.rule, source=source_title(finding.source))
        texts.addWidget(SpokenLabel(self._tongue, source, "small", wrap=True))
        line.addLayout(texts, 1)
        return card

    def _deadlines(self, deadlines: tuple[Deadline, ...]) -> None:
        if not deadlines:
            return
        self._list.addWidget(SpokenLabel(self._tongue, words.DEADLINES, "heading"))
        for deadline in deadlines:
            known = deadline.come_by is not None and deadline.overdue_after is not None
            days = {"come_by": str(deadline.come_by), "overdue": str(deadline.overdue_after)}
            text = fill(words.DEADLINE_LINE, **days) if known else words.DEADLINE_UNKNOWN
            self._list.addWidget(SpokenLabel(self._tongue, text, wrap=True))
            self._list.addWidget(SpokenLabel(self._tongue, deadline.counting, "small", wrap=True))

    def _papers(self, prints: tuple[PrintJob, ...]) -> None:
        if not prints:
            return
        self._list.addWidget(SpokenLabel(self._tongue, words.PAPERS, "heading"))
        for job in prints:
            pattern = words.PAPER_COPY if job.copy > 1 else words.PAPER_LINE
            text = fill(pattern, paper=terms.PAPERS[job.paper], copy=job.copy, outcome=terms.PRINTS[job.outcome])
            self._list.addWidget(SpokenLabel(self._tongue, text, wrap=True))


def _what_stands(visit: VisitState) -> tuple[Text, ...]:
    if not visit.staff_confirmed:
        return ()
    stands = [words.STAFF_STANDS]
    if visit.reported:
        stands.append(words.REPORTED)
    decision = visit.decision
    stands.append(fill(words.DECISION, number=literal(decision.number)) if decision else words.DECISION_PENDING)
    return tuple(stands)
