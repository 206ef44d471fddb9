"""The health ladder of one device: every rung with how it went, what was seen, and what to do where it stopped."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult, Verdict
from kiosk.device_problems import DeviceProblem
from kiosk.failure_causes import explanations
from kiosk.rules.assessment import Text
from kiosk.rung_words import rung_seen
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import technician as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, frame, row, scroll
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel

SEEN_COLUMN = 2
_SIGNS = {
    RungResult.PASSED: Sign.GOOD,
    RungResult.FAILED: Sign.MISSING,
    RungResult.UNKNOWN: Sign.UNREADABLE,
    RungResult.NOT_SUPPORTED: Sign.TODO,
    RungResult.NOT_REACHED: Sign.TODO,
}
HINTED: Mapping[Rung, frozenset[DeviceErrorCode]] = {
    Rung.ATTACHED: frozenset({DeviceErrorCode.NO_HARDWARE, DeviceErrorCode.OFFLINE}),
    Rung.OS_DRIVER: frozenset({DeviceErrorCode.NO_HARDWARE, DeviceErrorCode.CONFIGURATION}),
    Rung.SERVICE: frozenset({DeviceErrorCode.SERVICE_DOWN, DeviceErrorCode.OFFLINE}),
    Rung.OPENED: frozenset({DeviceErrorCode.CONFIGURATION}),
    Rung.CLAIMED: frozenset({DeviceErrorCode.CLAIMED_ELSEWHERE}),
    Rung.ANSWERS: frozenset({DeviceErrorCode.OFFLINE, DeviceErrorCode.TIMEOUT}),
    Rung.SENSORS: frozenset({DeviceErrorCode.FAILURE}),
    Rung.EXERCISE: frozenset({DeviceErrorCode.FAILURE, DeviceErrorCode.TIMEOUT}),
    Rung.LOOPBACK: frozenset({DeviceErrorCode.TIMEOUT}),
}
"""The codes that a rung's own hint fits: of any other its cause and cure say where to look."""
_NO_MORE_TO_SEE = (Rung.OPENED, Rung.CLAIMED)
"""Passed, these have nothing to tell but that."""
_VERDICT_TONES = {Verdict.PASSED: "good", Verdict.FAILED: "bad", Verdict.UNKNOWN: "attention"}
_TONES = {RungResult.PASSED: "", RungResult.FAILED: "bad"}


class LadderView(QFrame):
    """Nine rungs from the cable up; ``lines`` holds what each says."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._failed: Rung | None = None
        look(self, ground="card")
        box = column(self, pad=SIZES.pad)
        head = row()
        head.addWidget(SpokenLabel(tongue, words.LADDER, "heading"))
        head.addStretch(1)
        self.result = SpokenLabel(tongue, words.NOT_CHECKED, tone="soft")
        head.addWidget(self.result)
        box.addLayout(head)
        box.addWidget(frame("rule"))
        rungs = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SIZES.gap)
        self._grid.setVerticalSpacing(SIZES.gap_small)
        self._grid.setColumnStretch(SEEN_COLUMN, 1)
        self.lines: dict[Rung, tuple[Mark, SpokenLabel, SpokenLabel, SpokenLabel]] = {}
        for at, rung in enumerate(Rung):
            self._add(at, rung)
        held = column(rungs)
        held.addLayout(self._grid)
        held.addStretch(1)
        self._area = scroll(rungs)
        box.addWidget(self._area, 1)  # beside a fault and a question a low screen has no room for nine rungs
        self.advice = SpokenLabel(tongue, EMPTY, wrap=True)
        self._stopped = frame("bad")
        inner = column(self._stopped, gap=SIZES.gap_small, pad=SIZES.gap)
        inner.addWidget(self.advice)
        box.addWidget(self._stopped)
        self.show_report(None, None)

    def _add(self, at: int, rung: Rung) -> None:
        line = (
            Mark(Sign.TODO, SIZES.mark),
            SpokenLabel(self._tongue, words.RUNGS[rung], "strong"),
            SpokenLabel(self._tongue, EMPTY, wrap=True),
            SpokenLabel(self._tongue, EMPTY, "small"),
        )
        for place, widget in enumerate(line):
            aligned = Qt.AlignmentFlag(0) if place == SEEN_COLUMN else Qt.AlignmentFlag.AlignVCenter
            if place > SEEN_COLUMN:
                aligned |= Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(widget, at, place, aligned)
        self.lines[rung] = line

    def show_report(
        self,
        kind: DeviceKind | None,
        report: HealthReport | None,
        *,
        checking: bool = False,
        told: DeviceErrorCode | None = None,
    ) -> None:
        """Show a climb of one device; None: none yet. ``told``: the fault that stands on the page already."""
        found = {finding.rung: finding for finding in report.findings} if report is not None else {}
        for rung in Rung:
            self._show_rung(rung, found.get(rung), climbed=report is not None)
        stopped = report.stopped_at if report is not None else None
        if stopped is not None and stopped.rung is not self._failed:
            QTimer.singleShot(0, self, self.show_stopped)  # when the advice has taken its room
        self._failed = stopped.rung if stopped is not None else None
        advice = EMPTY if report is None or kind is None else _what_to_do(kind, report, told)
        self.advice.tell(advice)
        look(self._stopped, ground="bad" if stopped is not None else "attention")
        self._stopped.setVisible(advice != EMPTY and not checking)
        if checking:
            self.result.tell(words.CHECKING, tone="info")
        elif report is None:
            self.result.tell(words.NOT_CHECKED, tone="soft")
        else:
            self.result.tell(_result(report), tone=_VERDICT_TONES[report.verdict])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the rung that failed in sight."""
        super().resizeEvent(event)
        self.show_stopped()

    @Slot()
    def show_stopped(self) -> None:
        """Scroll to the rung that failed, if one did."""
        if self._failed is not None:
            self._area.ensureWidgetVisible(self.lines[self._failed][1])

    def show_failure(self, message: Text) -> None:
        """The check itself could not be made."""
        self.show_report(None, None)
        self.result.tell(fill(words.NOT_RUN, message=message), tone="bad")

    def _show_rung(self, rung: Rung, finding: RungFinding | None, *, climbed: bool) -> None:
        mark, name, seen, took = self.lines[rung]
        if finding is None:
            mark.tell(Sign.TODO, "")
            look(name, tone="soft")
            seen.tell(EMPTY)
            took.tell(EMPTY)
            return
        result = words.RESULTS[finding.result]
        mark.tell(_SIGNS[finding.result], self._tongue.say(result))
        quiet = finding.result in (RungResult.NOT_SUPPORTED, RungResult.NOT_REACHED)
        look(name, tone="soft" if quiet else _TONES.get(finding.result, ""))
        plain = not finding.seen or (finding.error is None and rung in _NO_MORE_TO_SEE)
        seen.tell(result if plain else rung_seen(finding), tone="soft" if quiet or plain else "")
        timed = climbed and not quiet
        took.tell(fill(words.MILLISECONDS, ms=_short(finding.milliseconds)) if timed else EMPTY)


def _short(milliseconds: float) -> str:
    return "<1" if milliseconds < 1 else f"{milliseconds:.0f}"


def _result(report: HealthReport) -> Text:
    level: Text = words.CHECKS[HealthLevel(report.level)]
    ms = _short(report.milliseconds)
    stopped = report.stopped_at
    if report.verdict is Verdict.UNKNOWN:
        return fill(words.NOT_KNOWN, rung=words.RUNGS[report.open_at[0].rung], level=level, ms=ms)
    if stopped is None:
        return fill(words.PASSED, level=level, ms=ms)
    return fill(words.STOPPED, rung=words.RUNGS[stopped.rung], level=level, ms=ms)


def _what_to_do(kind: DeviceKind, report: HealthReport, told: DeviceErrorCode | None) -> Text:
    if report.stopped_at is not None:
        return _advice(kind, report.stopped_at, told)
    if report.verdict is not Verdict.UNKNOWN:
        return EMPTY
    for finding in report.open_at:
        if finding.hindered_by is not None and finding.error is not None:
            return _spoken(DeviceProblem(finding.hindered_by, finding.error))
    return words.NOT_KNOWN_ADVICE


def _advice(kind: DeviceKind, stopped: RungFinding, told: DeviceErrorCode | None) -> Text:
    """Who must act, the code's cause and cure, and where on this rung to look, if that fits the code."""
    hint = words.RUNG_HINTS[stopped.rung]
    if stopped.error is None:
        return hint
    problem = DeviceProblem(kind, stopped.error)
    parts = [] if stopped.error.code is told else [_spoken(problem)]
    why = explanations().get(problem.code)
    if why is not None:
        parts.append(fill(words.CAUSE_AND_CURE, cause=why.cause, cure=why.cure))
    if stopped.error.code in HINTED[stopped.rung]:
        parts.append(hint)
    return Text("\n".join(part.zh for part in parts), "\n".join(part.en for part in parts))


def _spoken(problem: DeviceProblem) -> Text:
    actor = terms.ACTORS[problem.actor]
    return fill(words.FAULT, code=literal(problem.code), actor=actor, message=problem.message)
