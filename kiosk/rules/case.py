"""One case as the rules look at it: the facts, the locality's parameters, and what follows from both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kiosk.rules.assessment import Deadline, Finding
from kiosk.rules.calendars import Calendar
from kiosk.rules.deadlines import verification_deadlines
from kiosk.rules.facts import Facts, Seen
from kiosk.rules.findings import finding
from kiosk.rules.names import profile_value_name
from kiosk.rules.profile import Profile
from kiosk.rules.profile_value import Value

_WORST_FIRST = (Seen.MISSING, Seen.DIFFERS, Seen.NOT_YET, Seen.CONFIRMED)


@dataclass(frozen=True)
class Case:
    """What every rule is given. ``today`` is the civil date of the visit in Asia/Shanghai."""

    facts: Facts
    profile: Profile
    calendar: Calendar
    today: date

    def judgement(self, key: str) -> Seen | None:
        """What staff said of that original; the worst where it is listed twice, None where it is not listed."""
        said = {original.seen for original in self.facts.originals if original.key == key}
        return next((seen for seen in _WORST_FIRST if seen in said), None)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """By when to come for verification, where the locality sets a day."""
        return verification_deadlines(self.facts.entry_date, self.profile, self.calendar)

    @property
    def entered(self) -> bool | None:
        """Whether the applicant has entered by today, by the day of entry first, else as stated.

        None also where a day to come is given of somebody said to be here: then one of the two is wrong.
        """
        entry, stated = self.facts.entry_date, self.facts.stay.entered
        if entry is None:
            return stated
        here = entry <= self.today
        return None if stated and not here else here

    @property
    def notice_stands(self) -> bool | None:
        """Whether the work permit notice is at hand and still valid (R-ESC-05)."""
        notice = self.facts.notice
        if notice.shown is False:
            return False
        return None if notice.valid_until is None else notice.valid_until >= self.today

    def present(self, key: str, stated: bool | None) -> bool | None:
        """Whether that paper was brought: staff's judgement of the original, else what the facts state."""
        match self.judgement(key):
            case Seen.CONFIRMED | Seen.DIFFERS:
                return True
            case Seen.MISSING:
                return False
            case _:
                return stated


def undecided(value: Value[Any], key: str) -> Iterator[Finding]:
    """The review asked by a value the sources do not decide. ``key`` is its place in the profile."""
    yield finding(
        "profile.unknown",
        f"profile.{key}",
        source=value.source,
        rule=value.rule,
        words={"what": profile_value_name(key)},
    )
