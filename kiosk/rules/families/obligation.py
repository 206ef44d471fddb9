"""R-VER-01, R-VER-07: whether this class must have its originals verified on site here."""

from collections.abc import Iterator
from enum import Enum, auto

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case, undecided
from kiosk.rules.findings import finding


class Obligation(Enum):
    """Whether on-site verification is asked of this case. A class not known is treated as asked, and reviewed."""

    REQUIRED = auto()
    NOT_REQUIRED = auto()
    UNKNOWN = auto()


def obligation(case: Case) -> Obligation:
    """What the locality asks of this class (R-VER-01, R-VER-07)."""
    verification = case.profile.verification
    if verification.required.value is None:
        return Obligation.UNKNOWN
    if not verification.required.value:
        return Obligation.NOT_REQUIRED
    classes, permit_class = verification.classes.value, case.facts.permit_class
    if classes is None or permit_class is None or permit_class in classes:
        return Obligation.REQUIRED
    return Obligation.NOT_REQUIRED


def check(case: Case) -> Iterator[Finding]:
    """What to say of the class: not required here, not known, or nothing where it is plainly required."""
    verification = case.profile.verification
    if verification.required.value is None:
        yield from undecided(verification.required, "verification.required")
        return
    if not verification.required.value:
        yield _not_asked(case)
        return
    if verification.classes.value is None:
        yield from undecided(verification.classes, "verification.classes")
        return
    classes = verification.classes
    permit_class = case.facts.permit_class
    asked = " / ".join(classes.value or ())
    if obligation(case) is Obligation.NOT_REQUIRED:
        shown = permit_class.value if permit_class else ""
        yield finding(
            "class.not_required",
            "permit_class",
            expected=asked,
            seen=shown,
            source=classes.source,
            rule=classes.rule,
            words={"permit_class": shown, "place": case.profile.name},
        )
    elif permit_class is None:
        yield finding("class.unknown", "permit_class", expected=asked, source=classes.source, rule=classes.rule)
    elif verification.must_precede_residence_permit.value:
        order = verification.must_precede_residence_permit
        yield finding("verification.before_residence", "residence_permit", source=order.source, rule=order.rule)


def _not_asked(case: Case) -> Finding:
    required = case.profile.verification.required
    return finding(
        "verification.not_asked",
        "permit_class",
        source=required.source,
        rule=required.rule,
        words={"place": case.profile.name},
    )
