"""R-VER-03 (a, b), R-VER-07: the originals of all uploaded materials, and their copies under the unit's seal."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding, Shown, Text
from kiosk.rules.case import Case, undecided
from kiosk.rules.checklist import copy_asked
from kiosk.rules.facts import OriginalFact, Seen, VisitorRole, reason_text
from kiosk.rules.findings import finding
from kiosk.rules.names import copy_subject, seen_words
from kiosk.rules.profile import Value


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
            kind = _KINDS.get(original.seen)
            if kind is not None and not _said_elsewhere(original, case):
                yield _of_original(kind, original, case, with_copy=_asked_with_original(original, case))
    if verification.copies_with_seal.value:
        for original in case.facts.originals:
            if _lacks_copy(original) and not _asked_with_original(original, case):
                yield from _copy(original, verification.copies_with_seal)


def differing(case: Case) -> Iterator[Finding]:
    """The originals staff judged to differ; worth saying even where no verification is asked."""
    for original in case.facts.originals:
        if original.seen is Seen.DIFFERS:
            yield _of_original("original.differs", original, case, with_copy=False)


_NO_COPY = Text("", "")
_KINDS = {
    Seen.MISSING: "original.missing",
    Seen.DIFFERS: "original.differs",
    Seen.NOT_YET: "original.not_yet",
}


def _of_original(kind: str, original: OriginalFact, case: Case, *, with_copy: bool) -> Finding:
    """The finding on the original; ``with_copy`` asks for its sealed copy in the same breath."""
    expected, copy = Text(*_named(original)), _NO_COPY
    if with_copy:
        copy = seen_words("and_sealed_copy")
        expected = Text(f"{expected.zh}原件{copy.zh}", f"{expected.en}: the original{copy.en}")
    return _found(
        kind,
        original,
        case.profile.verification.originals,
        expected=expected,
        seen=_shown(original),
        copy=copy,
    )


def _lacks_copy(original: OriginalFact) -> bool:
    return not (original.copy_present and original.copy_sealed) and copy_asked(original.key)


def _asked_with_original(original: OriginalFact, case: Case) -> bool:
    """Whether the copy is asked for in the same breath: nothing is known of it, and the original is to come too."""
    verification = case.profile.verification
    return (
        bool(verification.originals.value and verification.copies_with_seal.value)
        and original.seen in _KINDS
        and original.copy_present is None
        and original.copy_sealed is not False
        and copy_asked(original.key)
    )


def _said_elsewhere(original: OriginalFact, case: Case) -> bool:
    """Whether another rule of this profile speaks of that paper's absence, so that it is said once."""
    if original.key not in _OF_ANOTHER_RULE or original.seen is not Seen.MISSING:
        return False
    match original.key:
        case "M11":
            return bool(case.profile.verification.visa_or_residence_copy.value)
        case "M12":
            return bool(case.profile.medical.required.value)
        case _:
            return case.facts.visitor in (VisitorRole.POA_AGENT, VisitorRole.OTHER)


_OF_ANOTHER_RULE = frozenset({"M11", "M12", "M13"})


def _shown(original: OriginalFact) -> Shown:
    """Not brought, or staff's reason: in both languages where it was chosen from the list, else as it was typed."""
    if original.seen is Seen.MISSING:
        return seen_words("not_brought")
    reason = reason_text(original.reason)
    return reason.zh if reason.zh == reason.en else reason


def _copy(original: OriginalFact, asked: Value[bool]) -> Iterator[Finding]:
    subject, wanted = copy_subject(original.key), seen_words("sealed_copy")
    if original.copy_present is False:
        yield _found(
            "copy.missing", original, asked, subject=subject, expected=wanted, seen=seen_words("not_brought")
        )
    elif original.copy_sealed is False:
        yield _found(
            "copy.unsealed", original, asked, subject=f"{subject}.seal", expected=wanted, seen=seen_words("no_seal")
        )
    elif original.copy_present is None:
        yield _found("copy.not_yet", original, asked, subject=subject, expected=wanted)
    elif original.copy_sealed is None:
        yield _found("copy.seal_not_yet", original, asked, subject=f"{subject}.seal", expected=wanted)


def _found(
    kind: str,
    original: OriginalFact,
    asked: Value[bool],
    *,
    expected: Shown,
    subject: str = "",
    seen: Shown = "",
    copy: Text = _NO_COPY,
) -> Finding:
    reason, name_zh, name_en = reason_text(original.reason), *_named(original)
    return finding(
        kind,
        subject or original.key,
        expected=expected,
        seen=seen,
        source=asked.source,
        rule=asked.rule,
        asks_besides=copy_subject(original.key) if copy.zh else "",
        name_zh=name_zh,
        name_en=name_en,
        reason_zh=f"\uff1a{reason.zh}" if reason.zh else "",
        reason_en=f": {reason.en}" if reason.en else "",
        copy_zh=copy.zh,
        copy_en=copy.en,
    )


def _named(original: OriginalFact) -> tuple[str, str]:
    """What the paper is called in each language; in the other's words, or by its key, where the record has none."""
    return (
        original.name_zh or original.name_en or original.key,
        original.name_en or original.name_zh or original.key,
    )
