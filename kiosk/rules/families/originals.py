"""R-VER-03 (a, b), R-VER-07: the originals of all uploaded materials, and their copies under the unit's seal."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case, undecided
from kiosk.rules.checklist import copy_asked
from kiosk.rules.facts import OriginalFact, Seen, VisitorRole, reason_text
from kiosk.rules.findings import finding
from kiosk.rules.profile import Value

_ABSENT = "未带来 not brought"


def check(case: Case) -> Iterator[Finding]:
    """What is missing, differs or is not yet seen among the originals and copies, each on its own."""
    verification = case.profile.verification
    if verification.originals.value is None:
        yield from undecided(verification.originals, "verification.originals")
    if verification.copies_with_seal.value is None:
        yield from undecided(verification.copies_with_seal, "verification.copies_with_seal")
    if verification.originals.value:
        if not case.facts.originals:
            yield finding("checklist.empty", "originals", source=verification.originals.source)
        for original in case.facts.originals:
            if original.seen is not Seen.CONFIRMED:
                yield from _original(original, case, verification.originals)
    if verification.copies_with_seal.value:
        for original in case.facts.originals:
            yield from _copy(original, case, verification.copies_with_seal)


def differing(case: Case) -> Iterator[Finding]:
    """The originals staff judged to differ; worth saying even where no verification is asked."""
    for original in case.facts.originals:
        if original.seen is Seen.DIFFERS:
            yield _found("original.differs", original, case.profile.verification.originals, seen=original.reason)


def _original(original: OriginalFact, case: Case, asked: Value[bool]) -> Iterator[Finding]:
    match original.seen:
        case Seen.MISSING if not _has_own_rule(original.key, case):
            yield _found("original.missing", original, asked, seen=_ABSENT)
        case Seen.DIFFERS:
            yield _found("original.differs", original, asked, seen=original.reason)
        case Seen.NOT_YET:
            yield _found("original.not_yet", original, asked)
        case _:
            return


def _has_own_rule(key: str, case: Case) -> bool:
    """Whether another rule of this profile speaks of that paper's absence, so that it is said once."""
    match key:
        case "M11":
            return bool(case.profile.verification.visa_or_residence_copy.value)
        case "M12":
            return bool(case.profile.medical.required.value)
        case "M13":
            return case.facts.visitor in (VisitorRole.POA_AGENT, VisitorRole.OTHER)
        case _:
            return False


def _copy(original: OriginalFact, case: Case, asked: Value[bool]) -> Iterator[Finding]:
    if (original.copy_present and original.copy_sealed) or not copy_asked(original.key):
        return
    subject = f"D-COPY({original.key})"
    if original.copy_present is False:
        yield _found("copy.missing", original, asked, subject=subject, seen=_ABSENT)
    elif original.copy_sealed is False:
        yield _found("copy.unsealed", original, asked, subject=f"{subject}.seal", seen="无公章 no seal")
    elif original.seen is Seen.NOT_YET:
        return  # the original's own review already asks for a look at the paper and its copy
    elif original.copy_present is None and original.seen is Seen.MISSING:
        return  # it is asked for with the original it goes with
    elif original.copy_present is None:
        yield _found("copy.not_yet", original, asked, subject=subject)
    elif original.copy_sealed is None:
        yield _found("copy.seal_not_yet", original, asked, subject=f"{subject}.seal")


def _found(
    kind: str, original: OriginalFact, asked: Value[bool], *, subject: str | None = None, seen: str = ""
) -> Finding:
    reason = reason_text(original.reason)
    return finding(
        kind,
        subject or original.key,
        expected=f"{original.name_zh} {original.name_en}".strip(),
        seen=seen,
        source=asked.source,
        rule=asked.rule,
        name_zh=original.name_zh or original.key,
        name_en=original.name_en or original.key,
        reason_zh=f"\uff1a{reason.zh}" if reason.zh else "",
        reason_en=f": {reason.en}" if reason.en else "",
    )
