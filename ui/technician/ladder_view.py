"""The health ladder of one device: every rung with what it asks, how it went, and what was seen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from drivers.health import HealthLevel, Rung, RungFinding, RungResult, Verdict
from kiosk.rules.assessment import Text
from kiosk.rung_words import rung_seen
from ui.i18n import EMPTY, Tongue, fill
from ui.i18n import technician as words
from ui.technician.checks import LIMITS, Checked, UnderWay
from ui.theme import DURATIONS, SIZES, look
from ui.widgets.boxes import column, frame, row, scroll
from ui.widgets.busy_sign import BusySign
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
_FROM_LEVEL: Mapping[Rung, HealthLevel] = {
    Rung.EXERCISE: HealthLevel.EXTERNAL,
    Rung.LOOPBACK: HealthLevel.INTERACTIVE,
}
"""The rungs that not every check climbs, with the level that does."""
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
        self._under_way: UnderWay | None = None
        self._stands_on: Rung | None = None
        look(self, ground="card")
        box = column(self, pad=SIZES.pad)
        head = row()
        head.addWidget(SpokenLabel(tongue, words.LADDER, "heading"))
        head.addStretch(1)
        self.busy = BusySign(tongue)
        self.result = SpokenLabel(tongue, EMPTY, tone="soft")
        head.addWidget(self.busy)
        head.addWidget(self.result)
        box.addLayout(head)
        box.addWidget(frame("rule"))
        rungs = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SIZES.gap)
        self._grid.setVerticalSpacing(SIZES.hairline)
        self._grid.setColumnStretch(SEEN_COLUMN, 1)
        self.lines: dict[Rung, tuple[Mark, SpokenLabel, SpokenLabel, SpokenLabel]] = {}
        for at, rung in enumerate(Rung):
            self._add(at, rung)
        held = column(rungs)
        held.addLayout(self._grid)
        held.addStretch(1)
        self._area = scroll(rungs)
        box.addWidget(self._area, 1)  # under a trouble a low screen may have no room for nine rungs
        self._second = QTimer(self, interval=DURATIONS.idle_tick)
        self._second.timeout.connect(self._tick)
        self.show_check(None, None)

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

    def show_check(self, under_way: UnderWay | None, checked: Checked | None) -> None:
        """Show the check that is under way, or what came of the last; None and None: none was made yet."""
        self._under_way, self._stands_on = under_way, None
        report = checked.report if checked is not None else None
        found = {finding.rung: finding for finding in report.findings} if report is not None else {}
        for rung in Rung:
            self._show_rung(rung, found.get(rung), checked if report is not None else None)
        stopped = report.stopped_at if report is not None else None
        if stopped is not None and stopped.rung is not self._failed:
            QTimer.singleShot(0, self, self.show_stopped)  # when what is told of it has taken its room
        self._failed = stopped.rung if stopped is not None else None
        self._show_result(checked)

    def _show_result(self, checked: Checked | None) -> None:
        self.result.setVisible(self._under_way is None)
        if self._under_way is not None:
            self._second.start()
            self._tick()
            return
        self._second.stop()
        self.busy.tell(None)
        if checked is None:
            self.result.tell(words.NOT_CHECKED, tone="soft")
        elif checked.overtaken:
            self.result.tell(fill(words.AND_WELL_SINCE, said=_came_to(checked)), tone="soft")
        else:
            verdict = checked.report.verdict if checked.report is not None else Verdict.FAILED
            self.result.tell(_came_to(checked), tone=_VERDICT_TONES[verdict])

    @Slot()
    def _tick(self) -> None:
        if self._under_way is not None:
            self._show_standing(self._under_way.stands_on())
            limit, seconds = f"{LIMITS[self._under_way.level]:.0f}", f"{self._under_way.seconds:.0f}"
            said = words.CHECKING if self._stands_on is None else words.CHECKING_AT
            rung = EMPTY if self._stands_on is None else words.RUNGS[self._stands_on]
            self.busy.tell(fill(said, rung=rung, seconds=seconds, limit=limit))

    def _show_standing(self, rung: Rung | None) -> None:
        """Mark the rung the check stands on, and no other."""
        if self._stands_on is not None:
            self._show_rung(self._stands_on, None, None)
        self._stands_on = rung
        if rung is not None:
            _, name, seen, _ = self.lines[rung]
            look(name, tone="info")
            seen.tell(words.IS_CHECKED, tone="info")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the rung that failed in sight."""
        super().resizeEvent(event)
        self.show_stopped()

    @Slot()
    def show_stopped(self) -> None:
        """Scroll to the rung that failed, if one did."""
        if self._failed is not None:
            self._area.ensureWidgetVisible(self.lines[self._failed][1])

    def _show_rung(self, rung: Rung, finding: RungFinding | None, checked: Checked | None) -> None:
        mark, name, seen, took = self.lines[rung]
        if finding is None:
            mark.tell(Sign.TODO, "")
            look(name, tone="soft")
            seen.tell(_not_tried(rung, checked), tone="soft")
            took.tell(EMPTY)
            return
        result = words.RESULTS[finding.result]
        mark.tell(_SIGNS[finding.result], self._tongue.say(result))
        quiet = finding.result in (RungResult.NOT_SUPPORTED, RungResult.NOT_REACHED)
        look(name, tone="soft" if quiet else _TONES.get(finding.result, ""))
        plain = not finding.seen or (finding.error is None and rung in _NO_MORE_TO_SEE)
        seen.tell(result if plain else rung_seen(finding), tone="soft" if quiet or plain else "")
        took.tell(EMPTY if quiet else fill(words.MILLISECONDS, ms=_short(finding.milliseconds)))


def _not_tried(rung: Rung, checked: Checked | None) -> Text:
    """What the rung asks; after a check that does not climb it what does, unless it stopped below."""
    higher = _FROM_LEVEL.get(rung)
    if checked is None or checked.report is None or higher is None:
        return words.RUNG_ASKS[rung]
    stopped = checked.report.stopped_at is not None
    return words.RESULTS[RungResult.NOT_REACHED] if stopped else words.ONLY_WITH[higher]


def _short(milliseconds: float) -> str:
    return "<1" if milliseconds < 1 else f"{milliseconds:.0f}"


def _at(checked: Checked, pattern: Text, **values: Text | str) -> Text:
    level, at = words.CHECKS[checked.level], f"{checked.at:%H:%M:%S}"
    return fill(pattern, level=level, at=at, **values)


def _came_to(checked: Checked) -> Text:
    report = checked.report
    if report is None:
        return _at(checked, words.NOT_RUN)
    ms = _short(report.milliseconds)
    stopped = report.stopped_at
    if report.verdict is Verdict.UNKNOWN:
        return _at(checked, words.NOT_KNOWN, rung=words.RUNGS[report.open_at[0].rung], ms=ms)
    if stopped is None:
        return _at(checked, words.PASSED, ms=ms)
    return _at(checked, words.STOPPED, rung=words.RUNGS[stopped.rung], ms=ms)
