"""R-CAN-01 to R-CAN-03: cancelling a notice, on paper or online by the day it was approved."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case, undecided
from kiosk.rules.dates import POLICY_START, CutOverSide, cancellation_side
from kiosk.rules.findings import finding
from kiosk.rules.matters import Channel
from kiosk.rules.names import seen_words


def check(case: Case) -> Iterator[Finding]:
    """Which way this notice is cancelled, and what the paper way still lacks."""
    approved, by_date = case.facts.notice.approved_on, case.profile.notice_cancellation.by_approval_date
    if by_date.value is None:
        yield from undecided(by_date, "notice_cancellation.by_approval_date")
    elif approved is None:
        yield finding("notice.approval_unknown", "D-NOT", source=by_date.source, rule="R-CAN-01")
    else:
        side = cancellation_side(approved, case.profile.dates.dec1_side.value)
        match side if by_date.value else CutOverSide.ONLINE:
            case CutOverSide.OFFLINE:
                yield from _offline(case, first_day=approved == POLICY_START)
            case CutOverSide.ONLINE:
                yield from _online(case, first_day=approved == POLICY_START)
            case CutOverSide.MANUAL:
                yield finding("cancellation.first_day", "D-NOT", seen=f"{approved}")


def _online(case: Case, *, first_day: bool) -> Iterator[Finding]:
    if first_day:
        yield finding("cancellation.first_day_online", "SYS-1", seen=f"{POLICY_START}")
        yield finding("cancellation.staff_flag", "D-NOT", seen=f"{POLICY_START}")
    else:
        yield finding("cancellation.online", "SYS-1", seen=f"{case.facts.notice.approved_on}")
    if case.facts.channel is Channel.PAPER or case.facts.notice.written_request:
        yield finding("cancellation.no_paper", "D-WREQ")


def _offline(case: Case, *, first_day: bool) -> Iterator[Finding]:
    notice = case.facts.notice
    rule = "R-CAN-03" if first_day else "R-CAN-01"
    yield finding("cancellation.offline", "A-WIN", seen=f"{notice.approved_on}", rule=rule)
    if notice.written_request is False:
        yield finding("cancellation.request_missing", "D-WREQ", seen=seen_words("not_brought"))
    elif notice.written_request is None:
        yield finding("cancellation.request_not_yet", "D-WREQ")
    elif notice.written_request_sealed is False:
        yield finding("cancellation.seal_missing", "D-WREQ.seal", seen=seen_words("no_seal"))
    elif notice.written_request_sealed is None:
        yield finding("cancellation.seal_not_yet", "D-WREQ.seal")
    else:
        yield finding("cancellation.complete", "D-WREQ")
