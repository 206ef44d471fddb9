"""The papers: what they say, that they say 样张, and that machines read what is meant for machines."""

from datetime import date

import numpy as np
import pytest
import zxingcpp

from kiosk.identifiers.mrz import MrzFormat, parse
from kiosk.identifiers.mrz_compose import record_country
from kiosk.identifiers.transliteration import transliterate
from kiosk.training.notice import notice_pdf
from kiosk.training.pages import NOTICE, UNIT_PROOF, copy_image, draw_page, page_image, paper_keys
from kiosk.training.papers.passport import data_page, mrz_lines
from kiosk.training.people import person_named, training_people

DAY = date(2026, 11, 20)
PEOPLE = training_people(DAY)
everybody = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)


def words(person, key):
    return "\n".join(draw_page(person, key).words)


@everybody
def test_every_paper_carries_the_specimen_mark(person):
    for key in paper_keys(person):
        assert "样张 SPECIMEN" in words(person, key), key


@everybody
def test_the_passport_s_zone_checks_and_says_what_the_page_says(person):
    zone = parse(mrz_lines(person.passport))
    assert zone.format is MrzFormat.TD3
    assert zone.checks_valid
    assert zone.document_number == person.passport.number
    assert record_country(zone.nationality) == person.record.nationality
    assert (zone.birth_on(DAY), zone.sex) == (person.record.birth_date, person.record.sex)
    assert zone.expires_on(DAY) == person.passport.expires_on
    assert zone.surname == transliterate(person.passport.surname)
    assert zone.given_names == transliterate(person.passport.given_names)


def test_germany_is_one_letter_in_the_zone():
    assert mrz_lines(person_named("juergen", DAY).passport)[0].startswith("P<D<<BRAEUNING<<JUERGEN<")


@everybody
def test_the_zone_stands_clear_of_the_marks_on_the_page(person):
    """Nothing but dark letters on light paper where the reader looks."""
    page = data_page(person).pixels_bgr()
    zone = page[-round(page.shape[0] * 0.25) :]
    middling = np.mean((zone.max(axis=2) > 70) & (zone.min(axis=2) < 225))
    assert middling < 0.03


@everybody
def test_the_notice_s_code_reads_from_the_page(person):
    found = zxingcpp.read_barcodes(page_image(person, NOTICE))
    assert [code.bytes for code in found] == [person.token.encode()]


@everybody
def test_the_notice_names_holder_and_permit(person):
    said = words(person, NOTICE)
    record = person.record
    for text in (record.name, record.permit_number, record.passport_number, record.employer, record.employer_uscc):
        assert text in said
    if record.chinese_name:
        assert record.chinese_name in said


def test_the_visa_page_stamps_the_day_of_entry_and_its_kind():
    person = person_named("yoshida", DAY)
    said = words(person, "M11")
    assert f"{person.entry_date:%Y.%m.%d}" in said
    assert person.record.visa_type == "R"


_SEVEN = ("甲方", "乙方", "工作地点", "工作内容", "劳动报酬", "在华工作时间", "工作岗位", "签字", "盖章")


def test_the_contract_has_the_seven_things_shenzhen_asks_for():
    said = words(person_named("yoshida", DAY), "M06")
    for element in _SEVEN:
        assert element in said


def test_a_contract_that_lacks_the_salary_has_all_the_rest():
    said = words(person_named("siobhan", DAY), "M06")
    assert [element for element in _SEVEN if element not in said] == ["劳动报酬"]
    assert "第七条" in said
    assert "第八条" not in said, "the articles are numbered through"


def test_only_an_unsigned_power_of_attorney_lacks_the_hand():
    assert "Siobhán O'Connor" in words(person_named("siobhan", DAY), "M13")
    assert "Şükrü" not in words(person_named("sukru", DAY), "M13")


def test_papers_follow_from_the_case():
    assert UNIT_PROOF in paper_keys(person_named("minh-anh", DAY))
    assert "M13" in paper_keys(person_named("siobhan", DAY))
    assert "M09" in paper_keys(person_named("yoshida", DAY))
    assert not {UNIT_PROOF, "M09", "M13"} & set(paper_keys(person_named("lukasz", DAY)))
    with pytest.raises(KeyError, match="M09"):
        page_image(person_named("lukasz", DAY), "M09")


def test_pages_are_large_enough_for_the_camera_and_kept_as_they_are():
    person = person_named("lukasz", DAY)
    passport, degree = page_image(person, "M07"), page_image(person, "M03")
    assert passport.shape[1] / 125 * 25.4 >= 300, "dots to the inch of a passport page"
    assert degree.shape == (1654, 2339, 3)
    assert degree.dtype == np.uint8
    assert page_image(person, "M03") is degree
    with pytest.raises(ValueError, match="read-only"):
        degree[0, 0] = 0


def redness(page):
    blue, green, red = (page[..., channel].astype(int) for channel in range(3))
    return int(np.sum((red - np.maximum(blue, green)) > 70))


def test_a_copy_is_grey_and_sealed_unless_that_was_forgotten():
    person = person_named("minh-anh", DAY)
    assert redness(copy_image(person, "M04")) > 5000
    assert redness(copy_image(person, "M06")) == 0
    assert redness(page_image(person, "M06")) > 5000


def test_a_page_drawn_twice_is_the_same_page():
    person = person_named("thordis", DAY)
    for key in (NOTICE, "M07"):
        assert np.array_equal(draw_page(person, key).pixels_bgr(), draw_page(person, key).pixels_bgr())
    assert notice_pdf(person) == notice_pdf.__wrapped__(person)
