"""R-VER-03 (a, b), R-VER-07: the originals of all uploaded materials, and their copies under the unit's seal."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding, Shown, Text
from kiosk.rules.case import Case, undecided
from kiosk.rules.checklist import copy_asked
from kiosk.rules.facts import OriginalFact, Seen, VisitorRole, reason_text
from kiosk.rules.findings import finding
from kiosk.rules.names import copy_subject, seen_words
from kiosk.rules.phrases import Phrase, Told
from kiosk.rules.profile_value import Value


def check(case: Case) -> Iterator[Finding]:
    """What is missing, differs or is not yet seen among the originals and copies, each on its own."""
    verification = case.profile.verification
    originals, copies = verification.originals, verification.copies_with_seal
    if originals.value is None:
        yield from undecided(originals, "verification.originals")
    if copies.value is None:
        yield from undecided(copies, "verification.copies_with_seal")
    if originals.value and not case.facts.originals:
        yield finding("checklist.empty", "originals", source=originals.source)
    for original in case.facts.originals:
        with_copy = _asked_with_original(original, case)
        kind = _KINDS.get(original.seen)
        if originals.value and kind is not None and not _said_elsewhere(original, case):
            yield _of_original(kind, original, originals, with_copy=with_copy)
        if copies.value and not with_copy and _lacks_copy(original):
            yield from _copy(original, copies)


def differing(case: Case) -> Iterator[Finding]:
    """The originals staff judged to differ; worth saying even where no verification is asked."""
    for original in case.facts.originals:
        if original.seen is Seen.DIFFERS:
            yield _of_original("original.differs", original, case.profile.verification.originals, with_copy=False)


_KINDS = {
    Seen.MISSING: "original.missing",
    Seen.DIFFERS: "original.differs",
    Seen.NOT_YET: "original.not_yet",
}
_WITH_COPY = Phrase("{name}原件{copy}", "{name}: the original{copy}")


def _of_original(kind: str, original: OriginalFact, asked: Value[bool], *, with_copy: bool) -> Finding:
    """The finding on the original; ``with_copy`` asks for its sealed copy in the same breath."""
    name = Told(_name, original)
    copy = seen_words("and_sealed_copy") if with_copy else ""
    return finding(
        kind,
        original.key,
        expected=_WITH_COPY.told({"name": name, "copy": copy}) if with_copy else name,
        seen=_shown(original),
        source=asked.source,
        rule=asked.rule,
        asks_besides=copy_subject(original.key) if with_copy else "",
        words={"name": name, "reason": Told(_because, original.reason) if original.reason else "", "copy": copy},
    )


def _lacks_copy(original: OriginalFact) -> bool:
    return not (original.copy_present and original.copy_sealed) and copy_asked(original.key)


def _asked_with_original(original: OriginalFact, case: Case) -> bool:
    """Whether the copy is asked for in the same breath: nothing is known of it, and the original is to come too."""
    verification = case.profile.verification
    return (
        original.copy_present is None
        and original.copy_sealed is not False
        and original.seen in _KINDS
        and bool(verification.originals.value and verification.copies_with_seal.value)
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


def _because(written: str) -> Text:
    reason = reason_text(written)
    return Text(f"\uff1a{reason.zh}", f": {reason.en}")


def _copy(original: OriginalFact, asked: Value[bool]) -> Iterator[Finding]:
    """What is wrong with the copy, or not yet looked at; the worst of it."""
    copy, seal = copy_subject(original.key), f"{copy_subject(original.key)}.seal"
    if original.copy_present is False:
        yield _of_copy("copy.missing", original, asked, copy, seen_words("not_brought"))
    elif original.copy_sealed is False:
        yield _of_copy("copy.unsealed", original, asked, seal, seen_words("no_seal"))
    elif original.copy_present is None:
        yield _of_copy("copy.not_yet", original, asked, copy)
    elif original.copy_sealed is None:
        yield _of_copy("copy.seal_not_yet", original, asked, seal)


def _of_copy(kind: str, original: OriginalFact, asked: Value[bool], subject: str, seen: Shown = "") -> Finding:
    return finding(
        kind,
        subject,
        expected=seen_words("sealed_copy"),
        seen=seen,
        source=asked.source,
        rule=asked.rule,
        words={"name": _name(original)},
    )


def _name(original: OriginalFact) -> Text:
    """What the paper is called in each language; in the other's words, or by its key, where the record has none."""
    zh, en, key = original.name_zh, original.name_en, original.key
    return Text(zh or en or key, en or zh or key)
