"""R-OVS-03: the kind of visa; Z and R are both taken, anything else is for a person (the list stays open)."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.business import HANDLED_HERE
from kiosk.rules.case import Case
from kiosk.rules.findings import finding

_WORK_VISAS = ("Z", "R")


def check(case: Case) -> Iterator[Finding]:
    """Taken, taken with a word that the locality's text does not name it, or for review.

    At verification the plain case goes without saying.
    """
    visa = (case.facts.stay.visa_type or "").strip().upper()
    if not visa:
        return
    named = case.profile.visa_types
    listed = visa in (named.value or ())
    expected = " / ".join(dict.fromkeys((*(named.value or ()), *_WORK_VISAS)))
    if listed and (visa == _WORK_VISAS[0] or named.note is None):
        if case.facts.business in HANDLED_HERE:
            return
        kind = "visa.accepted"
    else:
        kind = "visa.accepted_unnamed" if listed or visa in _WORK_VISAS else "visa.to_review"
    yield finding(kind, "D-VISA", expected=expected, seen=visa, source=named.source, words={"visa": visa})
