"""R-VER-03 (c): a copy of the valid work visa or of the work residence permit; either will do."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case, undecided
from kiosk.rules.facts import Seen
from kiosk.rules.findings import finding
from kiosk.rules.names import seen_words

VISA_OR_RESIDENCE = "M11"


def check(case: Case) -> Iterator[Finding]:
    """Neither copy brought, or not yet looked for."""
    asked = case.profile.verification.visa_or_residence_copy
    if asked.value is None:
        yield from undecided(asked, "verification.visa_or_residence_copy")
    if not asked.value:
        return
    facts = case.facts
    if facts.visa_copy or facts.residence_permit_copy:
        return
    judged = case.judgement(VISA_OR_RESIDENCE)
    if judged is Seen.MISSING or (
        judged is None and facts.visa_copy is False and facts.residence_permit_copy is False
    ):
        yield finding(
            "visa_copy.missing", "D-VCOPY", seen=seen_words("not_brought"), source=asked.source, rule=asked.rule
        )
    elif judged is None:
        yield finding("visa_copy.not_yet", "D-VCOPY", source=asked.source, rule=asked.rule)
