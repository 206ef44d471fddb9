"""What the identities' page says of the judgements: one sign and word a field, and each rule once."""

from collections.abc import Iterable, Sequence

from kiosk.identities.identity import IdentityField
from kiosk.identities.joining import PairJudgement
from kiosk.identities.judging import FieldJudgement
from kiosk.identities.rules import Rule, Verdict, told
from kiosk.rules.assessment import Text
from kiosk.rules.names import enumerated
from ui.i18n import fill, terms
from ui.i18n import identities as words
from ui.widgets.marks import Sign

_SELF_EVIDENT = {(Rule.IDENTICAL,), (Rule.NOT_HELD,)}
_ORDER = (Sign.DIFFERS, Sign.INFO, Sign.GOOD, Sign.UNREADABLE)


def of_field(which: IdentityField, pairs: Iterable[PairJudgement]) -> list[FieldJudgement]:
    """What every pair came to in one field."""
    return [judged for pair in pairs for judged in pair.fields if judged.field is which]


def verdict_sign(verdict: Verdict, *, explained: bool) -> Sign:
    """The mark a verdict takes; a difference with its explanation is news, no alarm."""
    if verdict is Verdict.AGREE:
        return Sign.GOOD
    if verdict is Verdict.NOT_COMPARABLE:
        return Sign.UNREADABLE
    return Sign.INFO if explained else Sign.DIFFERS


def field_sign(judged: Sequence[FieldJudgement]) -> tuple[Sign, Text]:
    """The weightiest thing to say of one field over all pairs: a difference first, then agreement."""
    differing = [each for each in judged if each.verdict is Verdict.DIFFER]
    if differing:
        explained = all(each.explained for each in differing)
        word = words.EXPLAINED if explained else words.VERDICTS[Verdict.DIFFER]
        return verdict_sign(Verdict.DIFFER, explained=explained), word
    verdict = Verdict.AGREE if any(each.verdict is Verdict.AGREE for each in judged) else Verdict.NOT_COMPARABLE
    return verdict_sign(verdict, explained=False), words.VERDICTS[verdict]


def reasons_of(pairs: Iterable[PairJudgement]) -> list[tuple[Sign, Text]]:
    """Every rule that is not self-evident, once, with the fields and the pairs it judged; differences first."""
    grouped: dict[tuple[Sign, IdentityField, tuple[Rule, ...]], list[Text]] = {}
    for pair in pairs:
        papers = fill(words.PAIR, left=pair.left.value, right=pair.right.value)
        for judged in pair.fields:
            if judged.rules not in _SELF_EVIDENT:
                sign = verdict_sign(judged.verdict, explained=judged.explained)
                grouped.setdefault((sign, judged.field, judged.rules), []).append(papers)
    fields: dict[tuple[Sign, tuple[Rule, ...], tuple[Text, ...]], list[Text]] = {}
    for (sign, field, rules), said in grouped.items():
        fields.setdefault((sign, rules, tuple(said)), []).append(terms.field(field.value))
    found = sorted(fields.items(), key=lambda item: _ORDER.index(item[0][0]))
    return [(sign, _reason(names, rules, papers)) for (sign, rules, papers), names in found]


def _reason(names: Sequence[Text], rules: tuple[Rule, ...], papers: Sequence[Text]) -> Text:
    said = fill(words.WHY, field=enumerated(names), rule=told(rules))
    zh, en = "；".join(text.zh for text in papers), "; ".join(text.en for text in papers)
    return Text(f"{said.zh}（{zh}）", f"{said.en} ({en})")
