"""Every rule this terminal applies, and the family that looks after it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.families import (
    contract,
    deadline,
    decision,
    medical,
    obligation,
    originals,
    permit,
    photo,
    photo_image,
    readings,
    visa_copy,
    visitor,
)

Check = Callable[[Case], Iterable[Finding]]


@dataclass(frozen=True)
class Family:
    """Rules that look at one matter together, with the ids they speak for."""

    rules: tuple[str, ...]
    check: Check


ALWAYS = (
    Family(("R-VER-01", "R-VER-07"), obligation.check),
    Family(("R-GEN-08",), permit.check),
)
"""Asked of every case, first."""

WHEN_REQUIRED = (
    Family(("R-VER-04", "R-VER-07"), visitor.check),
    Family(("R-VER-02", "R-VER-06"), deadline.check),
    Family(("R-VER-03", "R-VER-07"), originals.check),
    Family(("R-VER-03",), visa_copy.check),
    Family(("R-VER-03", "R-MED-01", "R-MED-02"), medical.check),
    Family(("R-PHO-02", "R-PHO-04"), photo.check),
    Family(("R-PHO-01", "R-PHO-03", "R-PHO-04"), photo_image.check),
    Family(("R-CON-01", "R-CON-02", "R-CON-03", "R-CON-04", "R-CON-05"), contract.check),
    Family(("R-GEN-08", "R-VER-03", "R-VER-07"), readings.check),
)
"""Asked where on-site verification is asked of this class."""

WHEN_NOT_REQUIRED = (
    Family(("R-VER-03", "R-VER-07"), originals.differing),
    Family(("R-GEN-08", "R-VER-03", "R-VER-07"), readings.check),
)
"""What was seen anyway is said where nothing is asked, or where it is unknown: for review, never as a defect."""

WHEN_COMPLETE = (Family(("R-VER-05",), decision.check),)
"""What follows once nothing stands in the way."""


def rule_ids() -> frozenset[str]:
    """The ids of all rules implemented."""
    families = ALWAYS + WHEN_REQUIRED + WHEN_NOT_REQUIRED + WHEN_COMPLETE
    return frozenset(rule for family in families for rule in family.rules)
