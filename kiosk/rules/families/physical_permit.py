"""R-GEN-04, R-GEN-05: the old physical permit card stays with its holder and stays valid until it expires."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.findings import finding
from kiosk.rules.matters import Wish


def wishes(case: Case) -> Iterator[Finding]:
    """What its holder's wish comes to: nothing to do, or the new procedure for an extension or a change."""
    match case.facts.physical_permit.wish:
        case Wish.NOTHING:
            yield from _stays(case)
        case Wish.EXTENSION:
            yield finding("physical.extension", "BT-02")
        case Wish.CHANGE:
            yield finding("physical.change", "BT-03")
        case _:
            return


def custody(case: Case) -> Iterator[Finding]:
    """The card is neither asked for nor kept."""
    if case.facts.physical_permit.offered:
        yield finding("physical.not_collected", "D-PHYS")
    if case.facts.physical_permit.retained:
        yield finding("physical.retained", "D-PHYS")


def _stays(case: Case) -> Iterator[Finding]:
    expires = case.facts.physical_permit.expires_on
    if expires is None:
        yield finding("physical.expiry_unknown", "D-PHYS", rule="R-GEN-04")
    elif expires >= case.today:
        yield finding(
            "physical.stays", "D-PHYS", expected=f"≥ {case.today}", seen=f"{expires}", words={"last": expires}
        )
    else:
        yield finding("reissue.expired", "D-PHYS", expected=f"≥ {case.today}", seen=f"{expires}")
