"""Four papers, six pairs: one person, a difference with its explanation, or one without."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from kiosk.identities.identity import IdentityField, Paper
from kiosk.identities.joining import Conclusion, Joined, join
from kiosk.identities.judging import FieldJudgement
from kiosk.identities.names import WrittenName
from kiosk.identities.rules import Rule, Verdict
from kiosk.permits import Sex
from tests.helpers.identities import CHIP, ELECTRONIC, FOUR, NOTICE, PASSPORT, four, without

F = IdentityField
ONE, PARTLY, EXPLAINED, DIFFERENT, UNDECIDED = Conclusion
ZONE_CUT = WrittenName("WISNIEWSKA ANNA M", may_be_cut=True, surname="WISNIEWSKA")

CASES = [
    ("one person", {}, ONE, (Paper.NOTICE, Paper.CHIP), F.NAME, Verdict.AGREE, (Rule.ORDER, Rule.TRANSLITERATION)),
    ("order alone", {}, ONE, (Paper.CHIP, Paper.PASSPORT), F.NAME, Verdict.AGREE, (Rule.ORDER,)),
    ("accents", {}, ONE, (Paper.NOTICE, Paper.PASSPORT), F.NAME, Verdict.AGREE, (Rule.TRANSLITERATION,)),
    (
        "a number inside the card's",
        {},
        ONE,
        (Paper.CHIP, Paper.PASSPORT),
        F.PASSPORT_NUMBER,
        Verdict.AGREE,
        (Rule.NUMBER_INSIDE,),
    ),
    (
        "cut on the chip",
        {"chip": {"name": WrittenName("WISNIEWSKA ANNA MAR", may_be_cut=True)}},
        ONE,
        (Paper.CHIP, Paper.PASSPORT),
        F.NAME,
        Verdict.AGREE,
        (Rule.CUT,),
    ),
    (
        "cut in the zone",
        {"passport": {"name": ZONE_CUT}},
        ONE,
        (Paper.NOTICE, Paper.PASSPORT),
        F.NAME,
        Verdict.AGREE,
        (Rule.CUT,),
    ),
    (
        "a new passport since the notice",
        {"passport": {"passport_number": "XB7654321"}},
        EXPLAINED,
        (Paper.NOTICE, Paper.PASSPORT),
        F.PASSPORT_NUMBER,
        Verdict.DIFFER,
        (Rule.NEW_PASSPORT,),
    ),
    (
        "the card's number keeps the earlier passport",
        {"passport": {"passport_number": "XB7654321"}},
        EXPLAINED,
        (Paper.CHIP, Paper.PASSPORT),
        F.PASSPORT_NUMBER,
        Verdict.DIFFER,
        (Rule.EARLIER_PASSPORT,),
    ),
    (
        "a surname changed by marriage",
        {"passport": {"name": WrittenName("KOWALSKA ANNA MARIA", surname="KOWALSKA")}},
        EXPLAINED,
        (Paper.NOTICE, Paper.PASSPORT),
        F.NAME,
        Verdict.DIFFER,
        (Rule.OTHER_SURNAME,),
    ),
    (
        "a surname changed by marriage, and a new passport for it",
        {
            "passport": {
                "name": WrittenName("KOWALSKA ANNA MARIA", surname="KOWALSKA"),
                "passport_number": "XB7654321",
            }
        },
        EXPLAINED,
        (Paper.NOTICE, Paper.PASSPORT),
        F.PASSPORT_NUMBER,
        Verdict.DIFFER,
        (Rule.NEW_PASSPORT,),
    ),
    (
        "another name altogether, and another passport",
        {"passport": {"name": WrittenName("OTHER PERSON"), "passport_number": "XB7654321"}},
        DIFFERENT,
        (Paper.NOTICE, Paper.PASSPORT),
        F.PASSPORT_NUMBER,
        Verdict.DIFFER,
        (Rule.OTHER_VALUE,),
    ),
    (
        "a surname added by marriage",
        {"passport": {"name": WrittenName("WISNIEWSKA-KOWALSKA ANNA MARIA", surname="WISNIEWSKA-KOWALSKA")}},
        EXPLAINED,
        (Paper.NOTICE, Paper.PASSPORT),
        F.NAME,
        Verdict.DIFFER,
        (Rule.FURTHER_PART,),
    ),
    (
        "a middle name left out",
        {"chip": {"name": WrittenName("WISNIEWSKA ANNA")}},
        EXPLAINED,
        (Paper.CHIP, Paper.PASSPORT),
        F.NAME,
        Verdict.DIFFER,
        (Rule.FURTHER_PART,),
    ),
    (
        "another surname, and born on another day",
        {
            "passport": {
                "name": WrittenName("KOWALSKA ANNA MARIA", surname="KOWALSKA"),
                "birth_date": date(1990, 2, 12),
            }
        },
        DIFFERENT,
        (Paper.NOTICE, Paper.PASSPORT),
        F.NAME,
        Verdict.DIFFER,
        (Rule.OTHER_SURNAME,),
    ),
    (
        "another person's card",
        {"chip": {"name": WrittenName("OTHER PERSON"), "social_security_number": "DEU0C01X00T47"}},
        DIFFERENT,
        (Paper.NOTICE, Paper.CHIP),
        F.SOCIAL_SECURITY_NUMBER,
        Verdict.DIFFER,
        (Rule.OTHER_VALUE,),
    ),
    (
        "day and month exchanged",
        {"chip": {"birth_date": date(1990, 11, 2)}},
        DIFFERENT,
        (Paper.NOTICE, Paper.CHIP),
        F.BIRTH_DATE,
        Verdict.DIFFER,
        (Rule.DAY_AND_MONTH,),
    ),
    (
        "sex",
        {"chip": {"sex": Sex.MALE}},
        DIFFERENT,
        (Paper.CHIP, Paper.PASSPORT),
        F.SEX,
        Verdict.DIFFER,
        (Rule.OTHER_VALUE,),
    ),
    (
        "sex not stated",
        {"passport": {"sex": Sex.UNSPECIFIED}},
        ONE,
        (Paper.CHIP, Paper.PASSPORT),
        F.SEX,
        Verdict.NOT_COMPARABLE,
        (Rule.NOT_STATED,),
    ),
    (
        "another country",
        {"passport": {"nationality": "DEU"}},
        DIFFERENT,
        (Paper.CHIP, Paper.PASSPORT),
        F.NATIONALITY,
        Verdict.DIFFER,
        (Rule.OTHER_VALUE,),
    ),
    (
        "a new passport, of another country",
        {"passport": {"nationality": "DEU", "passport_number": "XB7654321"}},
        DIFFERENT,
        (Paper.NOTICE, Paper.PASSPORT),
        F.PASSPORT_NUMBER,
        Verdict.DIFFER,
        (Rule.OTHER_VALUE,),
    ),
    (
        "a Chinese name on the chip",
        {"chip": {"name": None, "chinese_name": "安娜"}},
        ONE,
        (Paper.NOTICE, Paper.CHIP),
        F.CHINESE_NAME,
        Verdict.AGREE,
        (Rule.IDENTICAL,),
    ),
    (
        "another Chinese name",
        {"chip": {"name": None, "chinese_name": "安妮"}},
        DIFFERENT,
        (Paper.NOTICE, Paper.CHIP),
        F.CHINESE_NAME,
        Verdict.DIFFER,
        (Rule.OTHER_NAME,),
    ),
    (
        "a number typed with spaces",
        {"notice": {"passport_number": "xa 123-4567"}},
        ONE,
        (Paper.NOTICE, Paper.PASSPORT),
        F.PASSPORT_NUMBER,
        Verdict.AGREE,
        (Rule.SPELLING,),
    ),
    (
        "another permit behind the electronic card's code",
        {"electronic": {"permit_number": "SPECIMEN0002"}},
        DIFFERENT,
        (Paper.NOTICE, Paper.ELECTRONIC_CARD),
        F.PERMIT_NUMBER,
        Verdict.DIFFER,
        (Rule.OTHER_VALUE,),
    ),
    (
        "no number at the registry",
        {"notice": {"social_security_number": None}},
        ONE,
        (Paper.NOTICE, Paper.CHIP),
        F.SOCIAL_SECURITY_NUMBER,
        Verdict.NOT_COMPARABLE,
        (Rule.NOT_HELD,),
    ),
]


def judgement(joined: Joined, papers: tuple[Paper, Paper], field: IdentityField) -> FieldJudgement:
    return next(judged for judged in joined.pair(*papers).fields if judged.field is field)


@pytest.mark.parametrize(
    ("changes", "conclusion", "papers", "field", "verdict", "rules"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_each_pair_comes_to_and_by_which_rule(changes, conclusion, papers, field, verdict, rules):
    identities = four(**changes)
    joined = join(identities)
    judged = judgement(joined, papers, field)
    assert (judged.verdict, judged.rules, joined.conclusion) == (verdict, rules, conclusion)
    by_paper = {identity.paper: identity for identity in identities}
    assert [judged.left, judged.right] == [by_paper[paper].shown(field) for paper in papers]
    assert judged.why.zh
    assert judged.why.en


def test_every_pair_of_four_papers_is_judged_whatever_the_order_they_come_in():
    expected = join(FOUR)
    assert len(expected.pairs) == 6
    assert {pair.verdict for pair in expected.pairs} == {Verdict.AGREE}
    for order in permutations(FOUR):
        assert join(order) == expected


def test_a_chip_that_kept_its_holder_back_is_not_comparable_and_nothing_is_concluded():
    kept_back = without(CHIP, F.NAME, F.BIRTH_DATE, F.SEX, F.SOCIAL_SECURITY_NUMBER)
    kept_back = replace(kept_back, nationality=None, passport_number=None, inside=frozenset())
    joined = join((NOTICE, kept_back))
    pair = joined.pair(Paper.NOTICE, Paper.CHIP)
    assert (pair.verdict, joined.conclusion) == (Verdict.NOT_COMPARABLE, UNDECIDED)
    rules = {judged.field: judged.rules for judged in pair.fields}
    assert rules[F.NAME] == (Rule.UNREAD,)
    assert rules[F.PASSPORT_NUMBER] == (Rule.NOT_HELD,)


def test_what_agrees_is_said_although_another_paper_could_not_be_compared():
    assert join((NOTICE, replace(CHIP, name=None, birth_date=None, sex=None), PASSPORT)).conclusion is ONE
    silent = replace(PASSPORT, name=None, birth_date=None, sex=None, nationality=None, passport_number=None)
    assert join((NOTICE, CHIP, silent)).conclusion is PARTLY


def test_birth_date_and_sex_alone_join_nobody():
    chip = replace(CHIP, name=None, nationality=None, passport_number=None, social_security_number=None)
    assert join((NOTICE, chip)).conclusion is UNDECIDED


def test_one_paper_alone_is_undecided_and_two_of_one_paper_are_a_mistake():
    assert join((NOTICE,)).conclusion is UNDECIDED
    assert join(()).conclusion is UNDECIDED
    with pytest.raises(ValueError, match="one identity a paper"):
        join((NOTICE, NOTICE))
    with pytest.raises(KeyError):
        join((NOTICE, CHIP)).pair(Paper.NOTICE, Paper.PASSPORT)


def test_two_papers_joined_through_a_third_are_one_person():
    """A chip with a Chinese name and nothing else in common with the passport hangs on the notice."""
    chip = replace(CHIP, name=None, chinese_name="安娜", nationality=None, passport_number=None, sex=None)
    joined = join((NOTICE, replace(chip, birth_date=None), PASSPORT))
    assert joined.pair(Paper.CHIP, Paper.PASSPORT).verdict is Verdict.NOT_COMPARABLE
    assert joined.conclusion is ONE


def test_no_representation_shows_a_person():
    shown = repr(join((NOTICE, ELECTRONIC, CHIP, PASSPORT)))
    for personal in ("ANNA", "安娜", "1990", "XA1234567", "SPECIMEN0001", "Wi"):
        assert personal not in shown
