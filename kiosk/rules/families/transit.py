"""R-TRN-01 to R-TRN-03, R-VER-09: what was under way at the cut-over, and what follows its re-approval."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case, undecided
from kiosk.rules.dates import is_merged_procedure
from kiosk.rules.families import reissue
from kiosk.rules.findings import finding


def notice_pending(case: Case) -> Iterator[Finding]:
    """A notice application under way goes on as usual, and its notice is the new version (BT-07)."""
    approved = case.facts.notice.approved_on
    if approved is not None and not is_merged_procedure(approved):
        yield from _old_notice(case)
        return
    yield finding("transit.notice_normal", "D-NOT")
    if approved is not None:
        yield finding("transit.new_version", "D-NOT", seen=f"{approved}")


def permit_pending(case: Case) -> Iterator[Finding]:
    """A permit application under way went back to preliminary review (BT-08)."""
    if case.facts.physical_permit.approved_not_collected:
        yield finding("transit.not_pending", "BT-05")
        yield from reissue.ground(case)
    elif case.facts.notice.permit_pending is False:
        yield finding("transit.nothing_pending", "BT-08")
    elif case.facts.notice.reapproved:
        yield from _reapproved(case)
    else:
        yield finding("transit.returned", "BT-08")


def notice_reissue(case: Case) -> Iterator[Finding]:
    """A notice of the old procedure without a permit application is filed for anew (BT-06)."""
    approved = case.facts.notice.approved_on
    if case.facts.notice.reapproved:
        yield from _reapproved(case)
    elif approved is None:
        yield finding("notice.approval_unknown", "D-NOT", rule="R-TRN-03")
    elif is_merged_procedure(approved):
        yield finding("transit.already_new", "D-NOT", seen=f"{approved}")
    else:
        yield from _old_notice(case)


def is_old_notice_without_permit(case: Case) -> bool:
    """Whether R-TRN-03 is this person's way: a notice of the old procedure and no permit applied for."""
    notice = case.facts.notice
    old = notice.approved_on is None or not is_merged_procedure(notice.approved_on)
    return notice.permit_applied is False and old


def _old_notice(case: Case) -> Iterator[Finding]:
    match case.facts.notice.permit_applied:
        case True:
            yield finding("transit.permit_applied", "BT-08")
        case False:
            yield finding("transit.resubmit", "BT-06")
        case _:
            yield finding("transit.applied_unknown", "BT-06")


def _reapproved(case: Case) -> Iterator[Finding]:
    verify = case.profile.transit.verify_when_reapproved
    if verify.value is None:
        yield from undecided(verify, "transit.verify_when_reapproved")
    else:
        kind = "transit.verify_here" if verify.value else "transit.download"
        yield finding(kind, "D-DEC", source=verify.source, rule=verify.rule)
