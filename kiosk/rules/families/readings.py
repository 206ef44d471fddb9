"""R-GEN-08, R-VER-03: what was read from an original or the card, against the record, field by field."""

from collections.abc import Iterator

from kiosk.identifiers.social_security_number import ssn_doubt
from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.facts import FieldMatch, Seen
from kiosk.rules.findings import finding
from kiosk.rules.names import checklist_key, field_name, paper_name


def check(case: Case) -> Iterator[Finding]:
    """A difference is a defect once a person stands behind it, a review while only a machine does."""
    for match in case.facts.matches:
        if match.agrees is None:
            yield _found("reading.unreadable", match)
        elif not match.agrees:
            yield _difference(match, case)
        if _is_doubtful(match):
            yield _found("reading.doubtful_number", match)


def _is_doubtful(match: FieldMatch) -> bool:
    """How these numbers are made is not published (P-04): an odd one is worth a look and never a reason."""
    read = match.seen.strip().upper() if match.seen else ""
    return match.field == "social_security_number" and bool(read) and ssn_doubt(read) is not None


def _difference(match: FieldMatch, case: Case) -> Finding:
    key = checklist_key(match.subject)
    paper_differs = key is not None and case.judgement(key) is Seen.DIFFERS
    if match.staff_says is True and not paper_differs:
        return _found("reading.accepted", match)
    if match.staff_says is False or paper_differs:
        originals = case.profile.verification.originals
        return _found("reading.differs", match, rule=originals.rule, source=originals.source)
    return _found("reading.to_review", match)


def _found(kind: str, match: FieldMatch, *, rule: str | None = None, source: str | None = None) -> Finding:
    return finding(
        kind,
        f"{match.subject}.{match.field}",
        expected=match.expected,
        seen=match.seen or "",
        rule=rule,
        source=source,
        words={"paper": paper_name(match.subject), "field": field_name(match.field)},
    )
