"""R-GEN-01: whether the merged procedure applies to what happened on that civil day in Asia/Shanghai."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.dates import POLICY_START, NaiveDatetimeError, civil_date, is_merged_procedure
from kiosk.rules.findings import finding


def check(case: Case) -> Iterator[Finding]:
    """Which procedure; the old one is for staff, since this terminal only knows the merged one."""
    moment = case.facts.event_at
    if moment is None:
        return
    try:
        day = civil_date(moment)
    except (NaiveDatetimeError, OverflowError):
        yield finding("procedure.day_unknown", "event_at", seen=f"{moment}")
        return
    kind = "procedure.merged" if is_merged_procedure(day) else "procedure.old"
    yield finding(kind, "event_at", expected=f"≥ {POLICY_START}", seen=f"{day}")


def in_force(case: Case) -> Iterator[Finding]:
    """The locality's rules begin on a day of their own; before it a person decides."""
    start = case.profile.effective_from
    if case.today < start:
        seen = f"{case.today}"
        yield finding("procedure.rules_not_yet", "profile", expected=f"≥ {start}", seen=seen, words={"day": start})
