"""R-OVS-01, R-OVS-02, R-OVS-06: the merged overseas application, what follows it, and what it leaves alone."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.business import BusinessType
from kiosk.rules.case import Case
from kiosk.rules.findings import finding


def check(case: Case) -> Iterator[Finding]:
    """Whether the merged application covers this stay, and which step is open after its notice."""
    yield from _stay(case)
    if case.facts.notice.approved_on is not None:
        yield from _next_step(case)


def scope(case: Case) -> Iterator[Finding]:
    """Whether the merge touches this business, where the locality says so."""
    said = case.profile.overseas.others_unaffected
    if said.value:
        affected = case.facts.business is BusinessType.OVERSEAS_APPLICATION
        kind = "overseas.affected" if affected else "overseas.unaffected"
        yield finding(kind, case.facts.business, source=said.source, rule=said.rule)


def _stay(case: Case) -> Iterator[Finding]:
    days, limit = case.facts.stay.days, case.profile.overseas.days
    if days is None or limit.value is None:
        return
    included = case.profile.overseas.days_included
    if days == limit.value and included.value is None:
        kind = "overseas.exactly"
    else:
        covered = days > limit.value or (days == limit.value and included.value is True)
        kind = "overseas.covered" if covered else "overseas.short"
    asked = f"> {limit.value}"
    yield finding(
        kind, "stay_days", expected=asked, seen=f"{days}", source=limit.source, words={"days": limit.value}
    )


def _next_step(case: Case) -> Iterator[Finding]:
    if case.entered is False:
        yield finding("overseas.after_entry", "D-ESSC")
    elif case.entered:
        scanned = case.facts.notice.code_scanned
        yield finding("overseas.register" if scanned else "overseas.scan", "BT-13")
