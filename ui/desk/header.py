"""Above: who this is. Name, class, masked permit number, employer, who came, and the day to come by."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kiosk.identifiers.masking import mask_permit_number
from kiosk.permits import PermitStatus
from kiosk.rules.assessment import Deadline, Text
from kiosk.visits.state import VisitState
from ui.desk.deadline import NOT_ASKED, Standing, standing
from ui.desk.steps import asks_no_originals
from ui.i18n import EMPTY, Tongue, literal, terms
from ui.i18n import desk as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, row
from ui.widgets.spoken import SpokenLabel

_NOT_IN_FORCE = {PermitStatus.REVOKED: words.REVOKED, PermitStatus.EXPIRED: words.EXPIRED}

LONG_NAME = 26
"""Letters from which a name takes two lines of smaller type, so that it never widens the window."""


class Header(QFrame):
    """The strip above everything. ``deadlines`` answers from the entry date, before an assessment does."""

    def __init__(
        self, tongue: Tongue, today: Callable[[], date], deadlines: Callable[[VisitState], tuple[Deadline, ...]]
    ) -> None:
        super().__init__()
        self._today, self._deadlines = today, deadlines
        look(self, ground="header")
        self.name = SpokenLabel(tongue, words.NO_VISIT, "name")
        self.badge = SpokenLabel(tongue, EMPTY, "badge")
        self.permit = SpokenLabel(tongue, EMPTY, "strong")
        self.not_in_force = SpokenLabel(tongue, EMPTY, "strong", tone="bad")
        self.employer = SpokenLabel(tongue, EMPTY, wrap=True)
        self.visitor = SpokenLabel(tongue, EMPTY)
        self.come_by = SpokenLabel(tongue, EMPTY, "heading")
        self.days_left = SpokenLabel(tongue, EMPTY)
        line = row(self, gap=2 * SIZES.gap_wide)
        line.setContentsMargins(SIZES.gap_wide, SIZES.gap, SIZES.gap_wide, SIZES.gap)
        line.addWidget(self.name)
        line.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._cells: list[QFrame] = []
        number = column(gap=0)
        number.addWidget(self.permit)
        number.addWidget(self.not_in_force)
        line.addWidget(self._cell(tongue, words.PERMIT, number))
        line.addWidget(self._cell(tongue, words.EMPLOYER, self.employer), 1)
        line.addWidget(self._cell(tongue, words.VISITOR, self.visitor))
        days = row()
        days.addWidget(self.come_by)
        days.addWidget(self.days_left)
        line.addWidget(self._cell(tongue, words.DEADLINE, days))
        line.addStretch(0)
        self.show_visit(None)

    def _cell(self, tongue: Tongue, caption: Text, value: object) -> QFrame:
        cell = QFrame()
        box: QVBoxLayout = column(cell, gap=0)
        box.addWidget(SpokenLabel(tongue, caption, "caption"))
        if isinstance(value, SpokenLabel):
            box.addWidget(value)
        else:
            box.addLayout(value)  # type: ignore[arg-type]
        box.addStretch(1)
        self._cells.append(cell)
        return cell

    def show_visit(self, visit: VisitState | None) -> None:
        """Say who this is, or that nobody is here."""
        record = visit.record if visit is not None else None
        for cell in self._cells:
            cell.setVisible(record is not None)
        self.badge.setVisible(record is not None)
        stopped = _NOT_IN_FORCE.get(record.status, EMPTY) if record is not None else EMPTY
        self.not_in_force.tell(stopped)
        self.not_in_force.setVisible(stopped is not EMPTY)
        look(self, ground="bad" if stopped is not EMPTY else "header")
        if visit is None or record is None:
            look(self.name, type="title")
            self.name.setWordWrap(False)
            self.name.tell(words.NO_VISIT, tone="soft")
            for label in (self.badge, self.permit, self.employer, self.visitor, self.come_by, self.days_left):
                label.tell(EMPTY)
            return
        is_long = len(record.name) > LONG_NAME
        self.name.setWordWrap(is_long)
        self.name.setMinimumWidth(SIZES.column_left_min if is_long else 0)
        look(self.name, type="long_name" if is_long else "name")
        self.name.tell(literal(record.name), tone="")
        known = record.permit_class
        self.badge.tell(terms.CLASSES[known] if known else terms.CLASS_UNKNOWN)
        self.permit.tell(literal(mask_permit_number(record.permit_number)))
        self.employer.tell(literal(record.employer))
        self.visitor.tell(terms.ROLES[visit.visitor] if visit.visitor else literal("—"))
        stands = NOT_ASKED if asks_no_originals(visit) else self._standing(visit)
        self.come_by.tell(stands.day)
        self.days_left.tell(stands.words, tone=stands.tone)

    def _standing(self, visit: VisitState) -> Standing:
        deadlines = visit.assessment.deadlines if visit.assessment else self._deadlines(visit)
        return standing(deadlines, visit.entry_date, self._today())
