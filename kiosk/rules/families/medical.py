"""R-VER-03 (d), R-MED-01, R-MED-02: a medical report, still valid, by a domestic inspection and quarantine body."""

from collections.abc import Iterator
from datetime import date

from kiosk.rules.assessment import Finding, Text, no_later_than
from kiosk.rules.case import Case, undecided
from kiosk.rules.dates import add_months
from kiosk.rules.facts import Seen
from kiosk.rules.findings import finding
from kiosk.rules.issuers import Issuer, recognised
from kiosk.rules.names import seen_words
from kiosk.rules.profile_verification import ReferenceDay

REPORT = "M12"


def check(case: Case) -> Iterator[Finding]:
    """The report absent, out of date, of the wrong issuer, or not yet looked at; dates and issuer both at once."""
    medical = case.profile.medical
    if medical.required.value is None:
        yield from undecided(medical.required, "medical.required")
    if not medical.required.value:
        return
    present = case.present(REPORT, case.facts.medical.present)
    months = medical.months.value
    if present is False:
        yield finding(
            "medical.missing",
            "D-MED",
            seen=seen_words("not_brought"),
            source=medical.required.source,
            rule=medical.required.rule,
            words={"within": Text(f"（{months}个月内）", f", within {months} months,") if months else ""},
        )
        return
    if present is None and case.judgement(REPORT) is None:
        yield finding("medical.not_yet", "D-MED", source=medical.required.source, rule=medical.required.rule)
    yield from _dates(case, present)
    yield from _issuer(case, present)


def _dates(case: Case, present: bool | None) -> Iterator[Finding]:
    months, issued = case.profile.medical.months, case.facts.medical.issued_on
    if months.value is None:
        yield from undecided(months, "medical.months")
    if issued is None:
        if present:
            yield finding("medical.issue_unknown", "D-MED.issued_on", source=months.source, rule=months.rule)
        return
    if issued > case.today:
        yield finding(
            "medical.issued_later",
            "D-MED.issued_on",
            expected=no_later_than(case.today),
            seen=f"{issued}",
            source=months.source,
            rule=months.rule,
        )
    elif months.value is not None:
        yield from _validity(case, issued, months.value)


def _validity(case: Case, issued: date, months: int) -> Iterator[Finding]:
    value = case.profile.medical.months
    reference = _reference(case)
    last = add_months(issued, months)
    if reference is None:
        yield finding("medical.reference_unknown", "entry_date", source=value.source, rule=value.rule)
    elif last is not None and reference > last:
        yield finding(
            "medical.expired",
            "D-MED.issued_on",
            expected=Text(f"有效期至{reference}或以后", f"valid until {reference} or later"),
            seen=Text(f"有效期至{last}", f"valid until {last}"),
            source=value.source,
            rule=value.rule,
            words={"issued": issued, "last": last, "months": months},
        )


def _reference(case: Case) -> date | None:
    if case.profile.medical.reference.value is ReferenceDay.ENTRY_DATE:
        return case.facts.entry_date
    return case.today


def _issuer(case: Case, present: bool | None) -> Iterator[Finding]:
    asked, printed = case.profile.medical.issuer, case.facts.medical.issuer
    if asked.value is None:
        yield from undecided(asked, "medical.issuer")
        return
    if not printed or not printed.strip():
        if present:
            yield finding("medical.issuer_unknown", "D-MED.issuer", source=asked.source, rule=asked.rule)
        return
    match recognised(printed):
        case Issuer.DOMESTIC_IQ:
            return
        case Issuer.OTHER:
            kind = "medical.issuer_wrong"
        case Issuer.UNRECOGNISED:
            # Staff who confirmed the report have read its issuer; the list of names only helps them.
            if case.judgement(REPORT) is Seen.CONFIRMED:
                return
            kind = "medical.issuer_unrecognised"
    yield finding(
        kind, "D-MED.issuer", expected=seen_words("domestic_iq"), seen=printed, source=asked.source, rule=asked.rule
    )
