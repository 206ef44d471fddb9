"""R-VER-05: how the decision reaches the applicant once the originals stand."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.findings import finding
from kiosk.rules.profile import Delivery

DECISION = "D-DEC"
"""The subject of what is said of the decision."""
_KINDS = {
    Delivery.WINDOW: "decision.window",
    Delivery.DOWNLOAD: "decision.download",
    Delivery.BOTH: "decision.window",
}


def check(case: Case) -> Iterator[Finding]:
    """A note of what follows, once it is known whether there is a decision; the terminal never writes one."""
    delivery = case.profile.decision_delivery
    kind = _KINDS.get(delivery.value, "decision.unknown") if delivery.value else "decision.unknown"
    if kind == "decision.window":
        if case.facts.decision_available is None:
            return  # nobody has asked the registry yet
        if not case.facts.decision_available:
            kind = "decision.pending"
    yield finding(kind, DECISION, source=delivery.source, rule=delivery.rule)
