"""Whether two spellings are one name, and by which rules: no likeness is ever counted, every rule is named."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kiosk.identifiers.transliteration import NotTransliterable, transliterations
from kiosk.identities.rules import Rule, Verdict, told
from kiosk.rules.assessment import Text

Parts = tuple[str, ...]

_SEPARATORS = set(" -‐‑–,，、<\u3000\u00a0")
_SILENT = set("·•‧・･.'’‘`´ʼ")
_IDEOGRAPHS = range(0x20000, 0x3FFFE)
"""The planes that hold nothing but Chinese characters, also those younger than Python's own tables."""
_DIGRAPHS = (("AE", "A"), ("OE", "O"), ("UE", "U"), ("AA", "A"))
_COMMON_PARTS = 2
"""How many parts two names must share before a further one can be called a middle name."""


@dataclass(frozen=True)
class WrittenName:
    """A name as one paper has it. ``may_be_cut``: it fills its field. ``surname``: where the paper tells it."""

    text: str = field(repr=False)
    may_be_cut: bool = False
    surname: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class NameComparison:
    """The verdict, and the rules that led to it: more than one where two things had to be overlooked."""

    verdict: Verdict
    rules: tuple[Rule, ...]

    @property
    def note(self) -> Text | None:
        """The rules in words; None where there is nothing to say."""
        return None if self.rules == (Rule.IDENTICAL,) else told(self.rules)


def is_chinese(name: str) -> bool:
    """Whether a name is written with Chinese characters, rare ones included."""
    return any(
        ord(character) in _IDEOGRAPHS or unicodedata.name(character, "").startswith(("CJK", "IDEOGRAPHIC NUMBER"))
        for character in name
    )


def compare_names(left: WrittenName, right: WrittenName) -> NameComparison:
    """Judge two spellings; the same the other way round. Only a name that fills its field may be cut."""
    if left.text == right.text:
        return NameComparison(Verdict.AGREE, (Rule.IDENTICAL,))
    lefts, rights = _forms(left.text), _forms(right.text)
    if is_chinese(left.text) != is_chinese(right.text) or lefts is None or rights is None:
        return NameComparison(Verdict.NOT_COMPARABLE, (Rule.SCRIPTS,))
    pairs = [(one, other) for one in lefts for other in rights]
    agreeing = _agreeing(left, right, pairs)
    if agreeing:
        return NameComparison(Verdict.AGREE, agreeing)
    return NameComparison(Verdict.DIFFER, (_difference(left, right, pairs),))


def _agreeing(left: WrittenName, right: WrittenName, pairs: Sequence[tuple[Parts, Parts]]) -> tuple[Rule, ...]:
    """The rules by which the names are one; none where they are not."""
    if any("".join(one) == "".join(other) for one, other in pairs):
        same = "".join(_parts(left.text)) == "".join(_parts(right.text))
        return (Rule.SPELLING if same else Rule.TRANSLITERATION,)
    if any(_is_reordered(one, other) for one, other in pairs):
        return (Rule.ORDER, *_spelling(left.text, right.text))
    for shorter, orders in ((left, pairs), (right, [(other, one) for one, other in pairs])):
        if shorter.may_be_cut and any(_is_cut(short, whole) for short, whole in orders):
            return (Rule.CUT,)
    return ()


def _spelling(left: str, right: str) -> tuple[Rule, ...]:
    one, other = _parts(left), _parts(right)
    if sorted(left.split()) == sorted(right.split()):
        return ()
    plain = sorted(one) == sorted(other) or _is_reordered(one, other)
    return (Rule.SPELLING if plain else Rule.TRANSLITERATION,)


def _is_reordered(one: Parts, other: Parts) -> bool:
    return sorted(one) == sorted(other) or "".join(one) in set(_rotations(other))


def _rotations(parts: Parts) -> Iterator[str]:
    """The parts run together, beginning with each of them: surname first, surname last, middle names between."""
    for start in range(len(parts)):
        yield "".join(parts[start:] + parts[:start])


def _is_cut(short: Parts, whole: Parts) -> bool:
    """The field's end cut the name; or each of its parts, as zones do: each then begins one of the whole's."""
    joined = "".join(short)
    if any(rotated.startswith(joined) and rotated != joined for rotated in _rotations(whole)):
        return True
    if not short or not whole or not whole[0].startswith(short[0]):
        return False
    rest = iter(whole)
    return all(any(part.startswith(piece) for part in rest) for piece in short)


def _difference(left: WrittenName, right: WrittenName, pairs: Sequence[tuple[Parts, Parts]]) -> Rule:
    """The first rule that says how two different names differ."""
    for one, other in pairs:
        shorter, longer = sorted((one, other), key=len)
        if _COMMON_PARTS <= len(shorter) < len(longer) and _is_within(shorter, longer):
            return Rule.FURTHER_PART
        if len(one) == len(other) and _are_initials(one, other):
            return Rule.INITIALS
    if any(_without_digraphs(one) == _without_digraphs(other) for one, other in pairs):
        return Rule.UMLAUT
    if _given_names_agree(left, right) or _given_names_agree(right, left):
        return Rule.OTHER_SURNAME
    if any(_differ_in_one(one, other) for one, other in pairs):
        return Rule.ONE_PART_DIFFERS
    return Rule.OTHER_NAME


def _is_within(short: Parts, whole: Parts) -> bool:
    return not Counter(short) - Counter(whole)


def _are_initials(one: Parts, other: Parts) -> bool:
    """Every part is the same, or one letter that begins the other's; at least one of each."""
    same = [a == b for a, b in zip(one, other, strict=True)]
    initial = [a != b and min(len(a), len(b)) == 1 and a[0] == b[0] for a, b in zip(one, other, strict=True)]
    return any(same) and any(initial) and all(s or i for s, i in zip(same, initial, strict=True))


def _without_digraphs(parts: Parts) -> str:
    joined = "".join(parts)
    for digraph, letter in _DIGRAPHS:
        joined = joined.replace(digraph, letter)
    return joined


def _given_names_agree(telling: WrittenName, other: WrittenName) -> bool:
    """The paper that tells the surname apart has all its given names in the other's name, beside another one."""
    if telling.surname is None:
        return False
    surnames, others = _forms(telling.surname) or [], _forms(other.text) or []
    for whole in _forms(telling.text) or []:
        for given in (whole[len(surname) :] for surname in surnames if whole[: len(surname)] == surname):
            if given and any(len(form) > len(given) and _is_within(given, form) for form in others):
                return True
    return False


def _differ_in_one(one: Parts, other: Parts) -> bool:
    if len(one) != len(other) or len(one) <= _COMMON_PARTS:
        return False
    return (Counter(one) - Counter(other)).total() == 1


def _forms(name: str) -> list[Parts] | None:
    """The parts of a name in every spelling it may take; None for a script that has no Latin form here."""
    if is_chinese(name):
        return [_parts(unicodedata.normalize("NFC", name))]
    try:
        return [tuple(form.split()) for form in transliterations(name)]
    except NotTransliterable:
        return None


def _parts(name: str) -> Parts:
    silent = "".join(character for character in name.upper() if character not in _SILENT)
    return tuple("".join(" " if character in _SEPARATORS else character for character in silent).split())
