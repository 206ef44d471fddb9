"""Whether the papers of one visit name one person: every pair judged, and what that comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations

from kiosk.identities.identity import Identity, IdentityField, Paper
from kiosk.identities.judging import FieldJudgement, judge
from kiosk.identities.rules import Rule, Verdict
from kiosk.rules.assessment import Text

_F = IdentityField
_NAMES = (_F.NAME, _F.CHINESE_NAME)
_NUMBERS = (_F.PASSPORT_NUMBER, _F.SOCIAL_SECURITY_NUMBER, _F.PERMIT_NUMBER)
_ENOUGH = 2
"""Fields that must agree before two papers may be said to agree; a name, or a number, must be among them."""

_NEEDED: dict[Rule, tuple[IdentityField, ...]] = {
    Rule.FURTHER_PART: (_F.BIRTH_DATE,),
    Rule.INITIALS: (_F.BIRTH_DATE,),
    Rule.UMLAUT: (_F.BIRTH_DATE,),
    Rule.OTHER_SURNAME: (_F.BIRTH_DATE, _F.NATIONALITY),
    Rule.ONE_PART_DIFFERS: (_F.BIRTH_DATE, _F.NATIONALITY),
    Rule.EARLIER_PASSPORT: (_F.BIRTH_DATE, _F.NATIONALITY),
    Rule.OTHER_VALUE: (_F.BIRTH_DATE, _F.NATIONALITY),
}
"""What must agree in the same pair before a rule explains a difference. OTHER_VALUE: a passport's number only."""


class Conclusion(Enum):
    """What all pairs together come to. A person confirms it: that is not what the machine is for."""

    ONE_PERSON = Text(
        "各件所载为同一人，请在各件原件处人工确认", "The papers name one person; confirm at each original"
    )
    PARTLY = Text(
        "能比较的各件所载为同一人，其余未能比较，请人工核对",
        "The papers that could be compared name one person; check the rest by eye",
    )
    EXPLAINED = Text(
        "有差异，但可以解释，请看所列证明后在各件原件处人工确认",
        "There are differences with an explanation; see the proof named, then confirm at each original",
    )
    DIFFERENT = Text(
        "有无法解释的差异，请人工核对是否为同一人",
        "Some differences have no explanation: check by eye whether this is one person",
    )
    UNDECIDED = Text("读出的内容不足以比较，请人工核对", "Too little was read to compare: check by eye")


@dataclass(frozen=True)
class PairJudgement:
    """Two papers, field by field."""

    left: Paper
    right: Paper
    fields: tuple[FieldJudgement, ...]

    @property
    def verdict(self) -> Verdict:
        """Differ where any field does; agree where enough agrees; else not comparable."""
        verdicts = {judged.field: judged.verdict for judged in self.fields}
        if Verdict.DIFFER in verdicts.values():
            return Verdict.DIFFER
        agreeing = {which for which, verdict in verdicts.items() if verdict is Verdict.AGREE}
        telling = agreeing & {*_NAMES, *_NUMBERS}
        return Verdict.AGREE if telling and len(agreeing) >= _ENOUGH else Verdict.NOT_COMPARABLE

    @property
    def explained(self) -> bool:
        """Whether every field that differs is explained."""
        return all(judged.explained for judged in self.fields if judged.verdict is Verdict.DIFFER)


@dataclass(frozen=True)
class Joined:
    """The identities of one visit and what they come to. Values stay inside: repr shows none."""

    identities: tuple[Identity, ...]
    pairs: tuple[PairJudgement, ...]
    conclusion: Conclusion

    def pair(self, left: Paper, right: Paper) -> PairJudgement:
        """The judgement of two papers, whichever way round; KeyError where one of them was not there."""
        for pair in self.pairs:
            if {pair.left, pair.right} == {left, right}:
                return pair
        raise KeyError(f"{left.value.en} and {right.value.en}")


def join(identities: Iterable[Identity]) -> Joined:
    """Judge every pair. Raises ValueError for two identities of one paper."""
    present = tuple(sorted(identities, key=lambda identity: list(Paper).index(identity.paper)))
    if len({identity.paper for identity in present}) != len(present):
        raise ValueError("one identity a paper")
    pairs = tuple(_pair(left, right) for left, right in combinations(present, 2))
    return Joined(present, pairs, _conclusion(present, pairs))


def _pair(left: Identity, right: Identity) -> PairJudgement:
    judged = tuple(judge(which, left, right) for which in IdentityField if _either_holds(which, left, right))
    return PairJudgement(left.paper, right.paper, tuple(_explained(one, judged) for one in judged))


def _either_holds(which: IdentityField, left: Identity, right: Identity) -> bool:
    return any(identity.shown(which) is not None or which in identity.unread for identity in (left, right))


def _explained(judged: FieldJudgement, all_judged: Sequence[FieldJudgement]) -> FieldJudgement:
    """A difference of two numbers or names, with what would explain it, and whether everything else fits that."""
    if judged.verdict is not Verdict.DIFFER:
        return judged
    rule = judged.rules[0]
    if rule is Rule.OTHER_VALUE and judged.field is not _F.PASSPORT_NUMBER:
        return judged
    agreeing = {one.field for one in all_judged if one.verdict is Verdict.AGREE}
    needed = _NEEDED.get(rule)
    fits = needed is not None and agreeing.issuperset(needed) and not _others_differ(judged, all_judged)
    if rule is not Rule.OTHER_VALUE:
        return replace(judged, explained=fits)
    if fits and _name_fits(all_judged):
        return replace(judged, rules=(Rule.NEW_PASSPORT,), explained=True)
    return judged


def _name_fits(all_judged: Sequence[FieldJudgement]) -> bool:
    """Whether a name agrees, or differs in a way that a new passport comes with: a marriage changes both."""
    names = [one for one in all_judged if one.field in _NAMES and one.verdict is not Verdict.NOT_COMPARABLE]
    return bool(names) and all(one.verdict is Verdict.AGREE or one.rules[0] in _NEEDED for one in names)


def _others_differ(judged: FieldJudgement, all_judged: Sequence[FieldJudgement]) -> bool:
    """Whether something that no passport change nor marriage touches differs too."""
    steady = (_F.BIRTH_DATE, _F.SEX, _F.NATIONALITY, _F.PERMIT_NUMBER)
    return any(one.verdict is Verdict.DIFFER and one.field in steady for one in all_judged if one is not judged)


def _conclusion(identities: Sequence[Identity], pairs: Sequence[PairJudgement]) -> Conclusion:
    differing = [pair for pair in pairs if pair.verdict is Verdict.DIFFER]
    if any(not pair.explained for pair in differing):
        return Conclusion.DIFFERENT
    if differing:
        return Conclusion.EXPLAINED
    agreeing = [pair for pair in pairs if pair.verdict is Verdict.AGREE]
    if not agreeing:
        return Conclusion.UNDECIDED
    return Conclusion.ONE_PERSON if _all_linked(identities, agreeing) else Conclusion.PARTLY


def _all_linked(identities: Sequence[Identity], links: Sequence[PairJudgement]) -> bool:
    """Whether every paper hangs together with every other through pairs that agree."""
    reached = {identities[0].paper}
    for _ in identities:
        for link in links:
            if link.left in reached or link.right in reached:
                reached |= {link.left, link.right}
    return reached == {identity.paper for identity in identities}
