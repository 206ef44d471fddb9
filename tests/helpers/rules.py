"""Cases for the rules' tests: one where everything is there, to be changed in one point."""

from dataclasses import replace
from datetime import date

from kiosk.permits import PermitClass, PermitStatus
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Assessment, Severity
from kiosk.rules.calendars import load_calendar
from kiosk.rules.facts import Facts, FieldMatch, MedicalFact, OriginalFact, Seen, VisitorRole
from kiosk.rules.profile import Profile
from kiosk.rules.profiles import load_profile

CALENDAR = load_calendar("cn")
GZ, SZ, NA, HB = (load_profile(name) for name in ("gz", "sz", "na", "hb"))
PROFILES = {"GZ": GZ, "SZ": SZ, "NA": NA, "HB": HB}
VISIT = date(2026, 11, 18)
"""A working day within thirty days of ENTRY, whichever way they are counted."""
ENTRY = date(2026, 10, 20)
HEALTH_CENTRE = "广州国际旅行卫生保健中心"

_NAMES = {
    "M01": ("申请表", "Application form"),
    "M03": ("最高学历证书", "Highest degree"),
    "M06": ("聘用合同", "Contract"),
    "M07": ("护照", "Passport"),
    "M11": ("签证复印件", "Copy of the visa"),
    "M12": ("体检报告", "Medical report"),
}


def original(key: str, seen: Seen = Seen.CONFIRMED, reason: str = "") -> OriginalFact:
    """One original with its sealed copy, as staff judged it."""
    name_zh, name_en = _NAMES.get(key, (key, key))
    return OriginalFact(key, name_zh, name_en, seen, reason, copy_present=True, copy_sealed=True)


def complete(**changes: object) -> Facts:
    """A class B case with everything there and seen, not yet signed off by staff; then ``changes``."""
    facts = Facts(
        permit_class=PermitClass.B,
        permit_status=PermitStatus.APPROVED,
        entry_date=ENTRY,
        visitor=VisitorRole.APPLICANT,
        originals=tuple(original(key) for key in _NAMES),
        visa_copy=True,
        medical=MedicalFact(present=True, issued_on=date(2026, 9, 1), issuer=HEALTH_CENTRE),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def with_original(facts: Facts, key: str, **changes: object) -> Facts:
    """The same facts with one original changed."""
    return replace(
        facts,
        originals=tuple(replace(o, **changes) if o.key == key else o for o in facts.originals),  # type: ignore[arg-type]
    )


def passport_number(seen: str | None, agrees: bool | None, staff_says: bool | None = None) -> FieldMatch:
    """The passport's number as read against the record's."""
    return FieldMatch("passport", "passport_number", "XA1234567", seen, agrees, staff_says)


def judged(facts: Facts, profile: Profile = GZ, visit: date = VISIT) -> Assessment:
    """The case assessed under the announced calendars."""
    return assess(facts, profile, CALENDAR, visit)


def named(assessment: Assessment, *severities: Severity) -> set[tuple[str, str, str]]:
    """(rule, code, subject) of the findings of these weights, of all where none is given."""
    return {
        (finding.rule, finding.code, finding.subject)
        for finding in assessment.findings
        if not severities or finding.severity in severities
    }
