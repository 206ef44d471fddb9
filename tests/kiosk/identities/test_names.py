"""Two spellings of a name: the verdict, and every rule it took."""

import pytest

from kiosk.identities.names import WrittenName, compare_names, is_chinese
from kiosk.identities.rules import Rule, Verdict

AGREE, DIFFER, NOT_COMPARABLE = Verdict


def cut(text: str) -> WrittenName:
    return WrittenName(text, may_be_cut=True)


def of(surname: str, given: str) -> WrittenName:
    return WrittenName(f"{surname} {given}", surname=surname)


SAME = [
    ("SPECIMEN ANNA", "SPECIMEN ANNA", Rule.IDENTICAL),
    ("Specimen, Anna", "SPECIMEN ANNA", Rule.SPELLING),
    ("O'CONNOR SEAN", "OCONNOR SEAN", Rule.SPELLING),
    ("VAN DEN ABEELE JAN", "VANDENABEELE JAN", Rule.SPELLING),
    ("玛丽亚·穆勒", "玛丽亚穆勒", Rule.SPELLING),
    ("Müller Anna", "MUELLER ANNA", Rule.TRANSLITERATION),
    ("Müller Anna", "MULLER ANNA", Rule.TRANSLITERATION),
    ("Müller Anna", "MUXXLLER ANNA", Rule.TRANSLITERATION),
    ("Øster Åse", "OESTER AASE", Rule.TRANSLITERATION),
    ("Ñandú Peña", "NXXANDU PENXXA", Rule.TRANSLITERATION),
    ("Weiß Þóra", "WEISS THORA", Rule.TRANSLITERATION),
    ("Wiśniewski Łukasz", "WISNIEWSKI LUKASZ", Rule.TRANSLITERATION),
    ("NGUYỄN THỊ HOA", "NGUYEN THI HOA", Rule.TRANSLITERATION),
    ("SPECIMEN ANNA", "ANNA SPECIMEN", Rule.ORDER),
    ("NGUYEN THI MINH ANH", "MINH ANH THI NGUYEN", Rule.ORDER),
]


@pytest.mark.parametrize(("left", "right", "rule"), SAME)
def test_a_name_agrees_with_itself_by_the_one_rule_it_took_whichever_side_it_stands_on(left, right, rule):
    for one, other in ((left, right), (right, left)):
        comparison = compare_names(WrittenName(one), WrittenName(other))
        assert (comparison.verdict, comparison.rules) == (AGREE, (rule,))


def test_two_rules_at_once_are_both_told():
    comparison = compare_names(WrittenName("Jónsdóttir Björk"), WrittenName("BJORK JONSDOTTIR"))
    assert (comparison.verdict, comparison.rules) == (AGREE, (Rule.ORDER, Rule.TRANSLITERATION))
    comparison = compare_names(WrittenName("van Berg Jan"), WrittenName("JAN VAN-BERG"))
    assert comparison.rules == (Rule.ORDER, Rule.SPELLING)


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("WOLFESCHLEGELSTEINHAUSEN CHRISTOPHER", "WOLFESCHLEGELSTEINHAUSEN CHRIS"),
        ("Wölfeschlegelsteinhausen Christopher", "WOELFESCHLEGELSTEINHAUSEN CHRI"),
        ("CHRISTOPHER WOLFESCHLEGELSTEINHAUSEN", "WOLFESCHLEGELSTEINHAUSEN CHRIS"),
        ("PAPANDROPOULOUS JONATHON ALEXANDER CHARLES", "PAPANDROPOULOUS JONATHON ALEX C"),
        ("爱新觉罗·阿布都热合曼·买买提明·吐尔逊", "爱新觉罗·阿布都热合曼·买买"),
    ],
)
def test_a_name_a_full_field_cut_off_agrees_and_without_a_full_field_it_does_not(whole, short):
    comparison = compare_names(WrittenName(whole), cut(short))
    assert (comparison.verdict, comparison.rules) == (AGREE, (Rule.CUT,))
    assert compare_names(cut(short), WrittenName(whole)).verdict is AGREE
    assert compare_names(WrittenName(whole), WrittenName(short)).verdict is DIFFER


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        (of("SILVA", "MARIA CLARA"), WrittenName("SANTOS MARIA CLARA"), Rule.OTHER_SURNAME),
        (WrittenName("MARIA CLARA SANTOS"), of("SILVA", "MARIA CLARA"), Rule.OTHER_SURNAME),
        (WrittenName("SILVA MARIA CLARA"), WrittenName("SANTOS MARIA CLARA"), Rule.ONE_PART_DIFFERS),
        (WrittenName("SILVA MARIA CLARA"), WrittenName("SILVA MARIA"), Rule.FURTHER_PART),
        (of("SILVA", "MARIA"), WrittenName("SILVA SANTOS MARIA"), Rule.FURTHER_PART),
        (WrittenName("KENNEDY JOHN F"), WrittenName("KENNEDY JOHN FITZGERALD"), Rule.INITIALS),
        (WrittenName("MUELLER ANNA"), WrittenName("MULLER ANNA"), Rule.UMLAUT),
        (WrittenName("KIM JIN"), WrittenName("LEE MIN"), Rule.OTHER_NAME),
        (WrittenName("ANNA"), WrittenName("ANN"), Rule.OTHER_NAME),
        (WrittenName("SPECIMEN"), WrittenName("SPECIMEN ANNA"), Rule.OTHER_NAME),
        (WrittenName("𠮷田喆"), WrittenName("吉田喆"), Rule.OTHER_NAME),
        (cut("ANNA SPECIMEN BERTA"), WrittenName("ANNA OTHERNAME CLARA"), Rule.OTHER_NAME),
    ],
)
def test_names_that_differ_say_by_what_and_never_agree(left, right, rule):
    for one, other in ((left, right), (right, left)):
        comparison = compare_names(one, other)
        assert (comparison.verdict, comparison.rules) == (DIFFER, (rule,))


@pytest.mark.parametrize(
    ("left", "right"), [("张三", "ZHANG SAN"), ("Иванов Иван", "IVANOV IVAN"), ("محمد", "MOHAMMED")]
)
def test_two_scripts_are_not_comparable(left, right):
    comparison = compare_names(WrittenName(left), WrittenName(right))
    assert (comparison.verdict, comparison.rules) == (NOT_COMPARABLE, (Rule.SCRIPTS,))


def test_characters_of_every_plane_are_chinese():
    assert all(map(is_chinese, ("张", "𠮷", "䶮", "\U00031350", "〇")))
    assert not is_chinese("MÜLLER")


def test_a_names_representation_shows_none_of_it():
    assert "ANNA" not in repr(WrittenName("ANNA", surname="ANNA"))


TABLE_A = """
ÁA ÀA ÂA ÄAE ÄA ÃA ĂA ÅAA ÅA ĀA ĄA ĆC ĈC ČC ĊC ÇC ĐD ĎD ÐD ÉE ÈE ÊE ËE ĚE ĖE ĒE ĘE ĔE ĜG ĞG ĠG ĢG ĦH ĤH ıI ÍI ÌI
ÎI ÏI ĨI İI ĪI ĮI ĬI ĴJ ĶK ŁL ĹL ĽL ĻL ĿL ŃN ÑN ÑNXX ŇN ŅN ŊN ØOE ÓO ÒO ÔO ÖOE ÖO ÖOXX ÕO ŐO ŌO ŎO ŔR ŘR ŖR ŚS ŜS
ŠS ŞS ŤT ŢT ŦT ÚU ÙU ÛU ÜUE ÜU ÜUXX ŨU ŬU ŰU ŮU ŪU ŲU ŴW ÝY ŶY ŸY ŹZ ŽZ ŻZ ÞTH ÆAE ĲIJ ŒOE ßSS ẞSS
"""
"""The multinational letters of ICAO 9303-3's table A, each with a form its zone may have."""


@pytest.mark.parametrize("entry", TABLE_A.split())
def test_every_letter_of_table_a_agrees_with_each_form_a_zone_may_have(entry):
    letter, form = entry[0], entry[1:]
    passport = WrittenName(f"B{form}R ANNA", surname=f"B{form}R")
    for written in (f"B{letter}r Anna", f"b{letter.lower()}r anna"):
        comparison = compare_names(WrittenName(written), passport)
        plain = Rule.SPELLING if form in (letter.upper(), letter.lower().upper()) else Rule.TRANSLITERATION
        assert (comparison.verdict, comparison.rules) in ((AGREE, (plain,)), (AGREE, (Rule.TRANSLITERATION,)))
