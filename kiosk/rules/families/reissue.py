"""R-RPL-01 to R-RPL-04, R-RPL-06: reissue of a physical permit card as an electronic certificate."""

from collections.abc import Iterator
from datetime import date

from kiosk.rules.assessment import Finding, Severity
from kiosk.rules.case import Case, undecided
from kiosk.rules.findings import finding
from kiosk.rules.names import seen_words
from kiosk.rules.profile_businesses import ReissueGround


def check(case: Case) -> Iterator[Finding]:
    """Who may have it; and where that stands, what must be there, all of it at once."""
    grounds = tuple(ground(case))
    yield from grounds
    if all(found.severity is not Severity.REVIEW for found in grounds):
        yield from _materials(case)
        if case.facts.reissue.remote:
            yield from _remote(case)


def ground(case: Case) -> Iterator[Finding]:
    """Whether the card, or an approval not yet collected, entitles to the reissue here."""
    card, eligible = case.facts.physical_permit, case.profile.reissue.eligible
    if eligible.value is None:
        yield from undecided(eligible, "reissue.eligible")
    elif card.lost:
        yield finding("reissue.lost", "D-PHYS")
    elif card.approved_not_collected:
        named = ReissueGround.APPROVED_NOT_COLLECTED in eligible.value
        yield finding(
            "reissue.not_collected" if named else "reissue.not_collected_unnamed", "D-PHYS", source=eligible.source
        )
    elif card.expires_on is None:
        yield finding("physical.expiry_unknown", "D-PHYS", rule="R-RPL-01")
    else:
        yield _validity(case, card.expires_on, ReissueGround.UNEXPIRED_CARD in eligible.value)


def _validity(case: Case, expires: date, named: bool) -> Finding:
    counts = case.profile.reissue.expiry_day_counts.value
    if expires < case.today or (expires == case.today and counts is False):
        kind = "reissue.expired"
    elif not named:
        kind = "reissue.not_named"
    elif expires == case.today and counts is None:
        kind = "reissue.last_day"
    else:
        kind = "reissue.eligible"
    return finding(kind, "D-PHYS", expected=f"≥ {case.today}", seen=f"{expires}")


def _materials(case: Case) -> Iterator[Finding]:
    asked = case.profile.reissue.materials
    if asked.value is None:
        yield from undecided(asked, "reissue.materials")
        return
    brought = {"D-APF": case.facts.reissue.form, "D-PHYS": case.facts.physical_permit.brought}
    for key in asked.value:
        if not brought[key]:
            absent = brought[key] is False
            kinds = _ABSENT if absent else _NOT_YET
            seen = seen_words("not_brought") if absent else ""
            yield finding(kinds[key], key, seen=seen, source=asked.source)
    if asked.value and all(brought[key] for key in asked.value):
        yield finding("reissue.complete", "BT-05", source=asked.source)


_ABSENT = {"D-APF": "reissue.form_missing", "D-PHYS": "reissue.card_missing"}
_NOT_YET = {"D-APF": "reissue.form_not_yet", "D-PHYS": "reissue.card_not_yet"}


def _remote(case: Case) -> Iterator[Finding]:
    allowed, letter = case.profile.reissue.remote_allowed, case.facts.reissue.commitment_letter
    if allowed.value is None:
        yield from undecided(allowed, "reissue.remote_allowed")
    elif not allowed.value:
        yield finding("reissue.in_person", "BT-05", source=allowed.source)
    elif letter is None:
        yield finding("reissue.letter_not_yet", "D-CML", source=allowed.source)
    else:
        yield finding("reissue.remote" if letter else "reissue.letter_missing", "D-CML", source=allowed.source)
