"""R-RES-01, R-RES-02, R-OVS-04, R-ESC-05: what stands between the permit and the residence permit."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case, undecided
from kiosk.rules.findings import finding
from kiosk.rules.names import seen_words


def check(case: Case) -> Iterator[Finding]:
    """Verification first where the locality says so, the place, and what shows the permit."""
    if case.entered is False:
        yield finding("residence.after_entry", "entry_date")
        return
    yield from _order(case)
    yield from _place(case)
    yield from _proof(case)


def _order(case: Case) -> Iterator[Finding]:
    first, verified = case.profile.verification.must_precede_residence_permit, case.facts.stay.originals_verified
    if first.value is None:
        yield from undecided(first, "verification.must_precede_residence_permit")
    elif not first.value:
        return
    elif verified:
        yield finding("residence.verified", "A-PSB", source=first.source)
    elif verified is None:
        yield finding("residence.verified_unknown", "D-ORIG", source=first.source)
    else:
        yield finding("residence.verify_first", "BT-11", source=first.source)
        yield finding("residence.not_accepted", "D-ORIG", source=first.source)


def _place(case: Case) -> Iterator[Finding]:
    work, applying = case.facts.stay.work_place, case.facts.stay.applying_place
    if work is None or applying is None:
        return
    same = "".join(work.casefold().split()) == "".join(applying.casefold().split())
    yield finding("residence.here" if same else "residence.elsewhere", "A-PSB", expected=work, seen=applying)


def _proof(case: Case) -> Iterator[Finding]:
    page = case.facts.electronic_card.page_shown
    if case.notice_stands or page:
        yield finding("residence.proof", "D-NOT" if case.notice_stands else "D-ESSC")
    elif case.notice_stands is None or page is None:
        yield finding("residence.proof_not_yet", "D-NOT")
    else:
        yield finding("residence.proof_missing", "D-NOT", seen=seen_words("neither"))
