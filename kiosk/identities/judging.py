"""One field of two identities: agree, differ or not comparable, with both values and the rules that judged them."""

import dataclasses
from datetime import date

from kiosk.identities.identity import Identity, IdentityField
from kiosk.identities.names import WrittenName, compare_names
from kiosk.identities.rules import Rule, Verdict, told
from kiosk.permits import Sex
from kiosk.rules.assessment import Text

Judged = tuple[Verdict, tuple[Rule, ...]]


@dataclasses.dataclass(frozen=True)
class FieldJudgement:
    """Two values side by side. ``explained``: they differ, and everything else fits the rule that says why."""

    field: IdentityField
    left: str | None = dataclasses.field(repr=False)
    right: str | None = dataclasses.field(repr=False)
    verdict: Verdict
    rules: tuple[Rule, ...]
    explained: bool = False

    @property
    def why(self) -> Text:
        """The rules in words."""
        return told(self.rules)


def judge(which: IdentityField, left: Identity, right: Identity) -> FieldJudgement:
    """Judge one field of two identities; the same the other way round."""
    verdict, rules = _missing(which, left, right) or _judged(which, left, right)
    return FieldJudgement(which, left.shown(which), right.shown(which), verdict, rules)


def _missing(which: IdentityField, left: Identity, right: Identity) -> Judged | None:
    if all(identity.shown(which) is not None for identity in (left, right)):
        return None
    unread = any(which in identity.unread for identity in (left, right))
    return Verdict.NOT_COMPARABLE, (Rule.UNREAD if unread else Rule.NOT_HELD,)


def _judged(which: IdentityField, left: Identity, right: Identity) -> Judged:
    one, other = getattr(left, which.value), getattr(right, which.value)
    if isinstance(one, date):
        return _dates(one, other)
    if isinstance(one, Sex):
        return _sexes(one, other)
    if which in (IdentityField.NAME, IdentityField.CHINESE_NAME):
        comparison = compare_names(_written(one), _written(other))
        return comparison.verdict, comparison.rules
    verdict, rules = _codes(one, other)
    inside = which in left.inside | right.inside
    if inside and verdict is Verdict.AGREE:
        return verdict, (Rule.NUMBER_INSIDE,)
    if inside and which is IdentityField.PASSPORT_NUMBER:
        return verdict, (Rule.EARLIER_PASSPORT,)
    return verdict, rules


def _written(name: "WrittenName | str") -> WrittenName:
    return name if isinstance(name, WrittenName) else WrittenName(name)


def _dates(one: date, other: date) -> Judged:
    if one == other:
        return Verdict.AGREE, (Rule.IDENTICAL,)
    exchanged = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    return Verdict.DIFFER, (Rule.DAY_AND_MONTH if exchanged else Rule.OTHER_VALUE,)


def _sexes(one: Sex, other: Sex) -> Judged:
    if Sex.UNSPECIFIED in (one, other):
        return Verdict.NOT_COMPARABLE, (Rule.NOT_STATED,)
    return (Verdict.AGREE, (Rule.IDENTICAL,)) if one is other else (Verdict.DIFFER, (Rule.OTHER_VALUE,))


def _codes(one: str, other: str) -> Judged:
    """Numbers and countries: case, spaces and hyphens are no part of them; letters and digits all are."""
    if one == other:
        return Verdict.AGREE, (Rule.IDENTICAL,)
    if _bare(one) == _bare(other):
        return Verdict.AGREE, (Rule.SPELLING,)
    return Verdict.DIFFER, (Rule.OTHER_VALUE,)


def _bare(code: str) -> str:
    return "".join(character for character in code.upper() if character.isalnum())
