"""What a worked example of the domain page, section 7, is, and how one is checked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome
from kiosk.rules.business import BusinessType
from kiosk.rules.facts import Facts
from kiosk.rules.matters import (
    NoticeFact,
    PhysicalPermitFact,
    StayFact,
)
from kiosk.rules.profile import Profile
from tests.helpers.rules import CALENDAR, GZ, VISIT, named

BEIJING_TIME = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Row:
    """One worked example: ``found`` (rule, code, subject) must be there; ``absent``, ``never`` codes must not."""

    rule: str
    number: str
    facts: Facts
    outcome: Outcome
    found: tuple[tuple[str, str, str], ...] = ()
    never: tuple[str, ...] = ()
    absent: tuple[tuple[str, str, str], ...] = ()
    profile: Profile = GZ
    visit: date = VISIT

    def __str__(self) -> str:
        return f"{self.rule} #{self.number} {self.profile.id}"


@dataclass(frozen=True)
class Told:
    """One worked example about what is shown. ``text`` must hold all of ``shows`` and none of ``hides``."""

    rule: str
    number: str
    text: str
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule} #{self.number}"


def day(text: str) -> date:
    return date.fromisoformat(text)


def bt(code: str, **facts: object) -> Facts:
    """The facts of one business; ``entered=…`` and such are given in their own parts."""
    return Facts(business=BusinessType(code), **facts)  # type: ignore[arg-type]


def moment(text: str) -> datetime:
    """A moment on the hall's clock, or in UTC where the text says Z."""
    if text.endswith("Z"):
        return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING_TIME)


def card(**facts: object) -> PhysicalPermitFact:
    return PhysicalPermitFact(**facts)  # type: ignore[arg-type]


def notice(approved: str | None = None, **facts: object) -> NoticeFact:
    return NoticeFact(approved_on=day(approved) if approved else None, **facts)  # type: ignore[arg-type]


VALID_CARD = card(expires_on=day("2027-12-31"), brought=True)
ENTERED, ABROAD = StayFact(entered=True), StayFact(entered=False)
UNVERIFIED_SZ = bt("BT-18", stay=StayFact(entered=True, originals_verified=False))


def comes_out(row: Row) -> None:
    """The case is assessed as its row says."""
    assessment = assess(row.facts, row.profile, CALENDAR, row.visit)
    findings = named(assessment)
    assert assessment.outcome is row.outcome, findings
    assert set(row.found) <= findings
    assert not set(row.absent) & findings
    assert not {code for _, code, _ in findings} & set(row.never)


def is_told(row: Told) -> None:
    """The text shows what it must and hides the rest."""
    assert row.text
    assert [words for words in row.shows if words not in row.text] == []
    assert [words for words in row.hides if words in row.text] == []
