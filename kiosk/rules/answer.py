"""An assessment as plain values, for programs that ask on the command line."""

from typing import Any

from kiosk.rules.assessment import Assessment, Deadline, Finding, Shown, Text


def answer(assessment: Assessment) -> dict[str, Any]:
    """``{"outcome", "findings": [...], "deadlines": [...]}`` with dates in ISO 8601 and texts in both languages.

    ``expected`` and ``seen`` are a string for a value (a date, a number, what a paper says) and ``{"zh", "en"}``
    for words; ``remedy`` and ``message`` are always ``{"zh", "en"}``.
    """
    return {
        "outcome": assessment.outcome.value,
        "findings": [_finding(finding) for finding in assessment.findings],
        "deadlines": [_deadline(deadline) for deadline in assessment.deadlines],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "expected": _shown(finding.expected),
        "seen": _shown(finding.seen),
        "remedy": _text(finding.remedy),
        "message": _text(finding.message),
        "source": finding.source,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    days = {"anchor": deadline.anchor, "come_by": deadline.come_by, "overdue_after": deadline.overdue_after}
    moments = days | {"ends_at": deadline.ends_at}
    plain = {name: None if moment is None else moment.isoformat() for name, moment in moments.items()}
    return {"name": deadline.name, **plain, "counting": _text(deadline.counting)}


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _shown(shown: Shown) -> str | dict[str, str]:
    return shown if isinstance(shown, str) else _text(shown)
