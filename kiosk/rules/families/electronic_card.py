"""R-ESC-01 to R-ESC-04, R-ESC-06, R-AGE-01: the electronic social security card and what it offers."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.findings import finding
from kiosk.rules.names import field_name

SUBJECT = "essc"
"""The subject of readings that compare the electronic card with the physical permit (R-ESC-04)."""

SERVICES = ("query", "download", "qr", "message")
"""What the notices name for the permit: query and download, verification by code, messages (R-ESC-06)."""


def check(case: Case) -> Iterator[Finding]:
    """Whether registration is open to this person, and what to expect of the card."""
    yield from _registration(case)
    yield from _name(case)
    if case.facts.social_security.age is not None:
        yield finding("electronic.age", "D-ESSC", seen=f"{case.facts.social_security.age}")
    held = case.facts.social_security.card_held
    if held is not None:
        yield finding("electronic.standard" if held else "electronic.permit_only", "D-SSC")
    service = case.facts.electronic_card.service
    if service is not None:
        offered = service in SERVICES
        yield finding("electronic.service" if offered else "electronic.not_promised", "service", seen=service)


def consistency(case: Case) -> Iterator[Finding]:
    """The electronic card carries what the physical permit said; anything else is reported."""
    matches = [match for match in case.facts.matches if match.subject == SUBJECT and match.agrees is not None]
    for match in matches:
        if not match.agrees:
            yield finding(
                "electronic.inconsistent",
                f"{SUBJECT}.{match.field}",
                expected=match.expected,
                seen=match.seen or "",
                words={"field": field_name(match.field)},
            )
    if matches and all(match.agrees for match in matches):
        yield finding("electronic.consistent", "D-ESSC")


def _registration(case: Case) -> Iterator[Finding]:
    card = case.facts.electronic_card
    if case.entered is None:
        yield finding("electronic.entry_unknown", "entry_date")
    elif not case.entered:
        yield finding("electronic.after_entry", "entry_date")
    if card.has_permit_number is False and card.has_social_security_number is False:
        yield finding("electronic.no_number", "permit_number")
    elif case.entered:
        yield finding("electronic.register", "SYS-3")


def _name(case: Case) -> Iterator[Finding]:
    typed, printed = case.facts.electronic_card.name, case.facts.electronic_card.name_on_notice
    if typed is None or printed is None or typed == printed:
        return
    alike = sorted(typed.casefold().split()) == sorted(printed.casefold().split())
    kind = "electronic.name_form" if alike else "electronic.name_differs"
    yield finding(kind, "name", expected=printed, seen=typed)
