"""What an assessment answers: one outcome, every finding at once, the deadlines with their counting."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """Outcome codes of a whole case (spec domain §9)."""

    VERIFIED = "VERIFIED"
    COMPLETE = "COMPLETE"
    CORRECT_ON_SPOT = "CORRECT_ON_SPOT"
    CORRECTION_NOTICE = "CORRECTION_NOTICE"
    NOT_ACCEPTED_INCOMPLETE = "NOT_ACCEPTED_INCOMPLETE"
    VISITOR_NOT_ENTITLED = "VISITOR_NOT_ENTITLED"
    WARN_ADVERSE = "WARN_ADVERSE"
    NOT_REQUIRED = "NOT_REQUIRED"
    REFER_ONLINE = "REFER_ONLINE"
    REFER = "REFER"
    BUSINESS_REMOVED = "BUSINESS_REMOVED"
    CANCEL_AND_REAPPLY = "CANCEL_AND_REAPPLY"
    NOT_YET_OPEN = "NOT_YET_OPEN"
    MANUAL_REVIEW = "MANUAL_REVIEW"
    ERROR_DATE = "ERROR_DATE"


class Severity(StrEnum):
    """How much a finding weighs. DEFECT goes on the notice; REVIEW asks a person; NOTE only informs."""

    ERROR = "error"
    DEFECT = "defect"
    REVIEW = "review"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One message in the terminal's two languages of record; equal to any other that says the same."""

    zh: str
    en: str

    def __eq__(self, other: object) -> bool:
        return (self.zh, self.en) == (other.zh, other.en) if isinstance(other, Text) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.zh, self.en))

    def in_language(self, language: str) -> str:
        """The Chinese text for ``zh…``, else the English one."""
        return self.zh if language.lower().startswith("zh") else self.en


Shown = str | Text
"""What was expected or seen: a value (a date, a number, what a paper says) is the same in both languages."""


def no_later_than(day: date) -> Text:
    """What is expected of a day that has a last one."""
    return Text(f"不晚于{day}", f"no later than {day}")


def shown_text(shown: Shown) -> Text:
    """What was expected or seen, as a text in both languages."""
    return Text(shown, shown) if isinstance(shown, str) else shown


def shown_days(shown: Shown) -> tuple[date, ...]:
    """The days written in what was expected or seen, in their order; what only looks like a day is none."""
    return tuple(day for written in _DAY.findall(shown_text(shown).en) if (day := _day(written)) is not None)


_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@dataclass(frozen=True)
class Finding:
    """One thing a rule has to say: about what, what was expected, what was seen, what to do, and why.

    ``code`` is the outcome code in the spec's words (MISSING, EXPIRED, WRONG_ISSUER, …); ``subject`` a dotted
    key such as ``M03`` or ``D-COPY(M03).seal``; ``source`` the notice's file or the P-fact with its confidence.
    ``expected`` and ``seen`` are a string for a value, a Text for words, and empty where there is nothing to show.
    ``asks_besides`` is another subject this finding asks for in the same breath, such as the copy of an original.
    """

    rule: str
    code: str
    severity: Severity
    subject: str
    expected: Shown
    seen: Shown
    message: Text
    remedy: Text
    source: str
    asks_besides: str = ""

    def __init__(
        self,
        rule: str,
        code: str,
        severity: Severity,
        subject: str,
        expected: Shown,
        seen: Shown,
        message: Text,
        remedy: Text,
        source: str,
        asks_besides: str = "",
    ) -> None:
        # Findings are many, and the generated one takes three times as long over object.__setattr__.
        own = vars(self)
        own["rule"] = rule
        own["code"] = code
        own["severity"] = severity
        own["subject"] = subject
        own["expected"] = expected
        own["seen"] = seen
        own["message"] = message
        own["remedy"] = remedy
        own["source"] = source
        own["asks_besides"] = asks_besides


@dataclass(frozen=True)
class Deadline:
    """A last day. ``come_by`` is the earlier one to tell the visitor; ``overdue_after`` decides lateness.

    ``counting`` says how both were counted. Dates are None where the calendar of the year is unknown. ``ends_at``
    is the moment ``overdue_after`` is over, in Asia/Shanghai; None where windows' closing time is not known.
    """

    name: str
    anchor: date
    come_by: date | None
    overdue_after: date | None
    counting: Text
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Assessment:
    """The answer for one case on one day, under one profile and calendar, both named with their versions.

    ``rules`` are the ids of the rules that were asked, so that a later engine can say what it asks besides.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    deadlines: tuple[Deadline, ...]
    profile: str
    assessed_on: date
    calendar: str = ""
    rules: tuple[str, ...] = ()

    @property
    def defects(self) -> tuple[Finding, ...]:
        """What the one correction notice must list."""
        return tuple(f for f in self.findings if f.severity in (Severity.DEFECT, Severity.ERROR))

    @property
    def may_be_confirmed(self) -> bool:
        """Whether a member of staff may answer for the verification; lateness alone warns, it does not refuse."""
        return self.outcome in (Outcome.COMPLETE, Outcome.WARN_ADVERSE)
