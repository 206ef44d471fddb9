"""How a deadline stands today, in a date, a few words and a tone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.rules.assessment import Deadline, Text
from ui.i18n import EMPTY, fill, literal
from ui.i18n import desk as words

SOON_DAYS = 7
NO_DAY = literal("—")


@dataclass(frozen=True)
class Standing:
    """``day`` is the date to come by, NO_DAY where there is none; ``words`` how far off it is, or why none.

    Once late, ``day`` is the last day that was not: the one the days late are counted from.
    """

    day: Text
    words: Text
    tone: str


NOT_ASKED = Standing(NO_DAY, words.NOT_REQUIRED, "soft")
"""Nobody need come by any day."""


def standing(deadlines: Sequence[Deadline], entry_date: date | None, today: date) -> Standing:
    """The nearest deadline of a case as of ``today``."""
    if entry_date is not None and entry_date > today:
        return Standing(NO_DAY, words.ENTRY_AFTER_TODAY, "bad")
    known = [deadline for deadline in deadlines if deadline.come_by is not None]
    if not known:
        return Standing(NO_DAY, _why_none(deadlines, entry_date), "soft")
    nearest = min(known, key=lambda deadline: deadline.come_by or date.max)
    come_by, overdue = nearest.come_by or date.max, nearest.overdue_after
    day = literal(come_by.isoformat())
    left = (come_by - today).days
    if left >= 0:
        return Standing(day, _left(left), "attention" if left <= SOON_DAYS else "good")
    if overdue is None:
        return Standing(day, EMPTY, "attention")
    late = (today - overdue).days
    if late <= 0:
        return Standing(day, fill(words.GRACE, day=overdue), "attention")
    counted_from = literal(overdue.isoformat())
    return Standing(counted_from, fill(words.OVERDUE, days=late) if late > 1 else words.OVERDUE_ONE, "bad")


def _why_none(deadlines: Sequence[Deadline], entry_date: date | None) -> Text:
    """A last day that cannot be counted is not one the locality does not set."""
    if deadlines:
        return words.DEADLINE_UNKNOWN
    return words.ENTRY_UNKNOWN if entry_date is None else words.NO_DEADLINE


def _left(days: int) -> Text:
    if days == 0:
        return words.LAST_DAY
    return words.DAY_LEFT_ONE if days == 1 else fill(words.DAYS_LEFT, days=days)
