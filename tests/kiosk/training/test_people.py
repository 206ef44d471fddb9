"""The training people: their variety, their identifiers, and dates that fit any day the stories are told."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.codes.token import EsscToken, PermitToken, classify
from kiosk.identifiers.permit_number import is_plausible_permit_number
from kiosk.identifiers.social_security_number import is_plausible_ssn
from kiosk.identifiers.uscc import uscc_fault
from kiosk.permits import PermitClass, PermitStatus
from kiosk.rules.assessment import Outcome
from kiosk.rules.dates import add_months
from kiosk.rules.facts import Seen, VisitorRole
from kiosk.training.days import today_in_china, years_from
from kiosk.training.notice import code_payload, electronic_card_payload
from kiosk.training.people import person_named, training_people
from kiosk.training.person import TokenState
from kiosk.training.registered import registered_cases

DAY = date(2026, 11, 20)
PEOPLE = training_people(DAY)
everybody = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
any_day = st.dates(date(2025, 1, 1), date(2026, 12, 31))


def test_there_are_at_least_eight_and_no_two_share_a_number():
    assert len(PEOPLE) >= 8
    for attribute in ("permit_number", "notice_number", "passport_number", "name"):
        assert len({getattr(person.record, attribute) for person in PEOPLE}) == len(PEOPLE)
    assert len({person.key for person in PEOPLE}) == len({person.token for person in PEOPLE}) == len(PEOPLE)


def test_between_them_they_cover_classes_visitors_localities_and_kinds_of_ending():
    assert {person.record.permit_class for person in PEOPLE} == set(PermitClass)
    assert {person.visitor for person in PEOPLE} == {
        VisitorRole.APPLICANT,
        VisitorRole.UNIT_AGENT,
        VisitorRole.POA_AGENT,
    }
    for locality in ("gz", "sz"):
        assert sum(person.record.locality == locality for person in PEOPLE) >= 3
    assert {person.expected.outcome for person in PEOPLE} >= {
        Outcome.COMPLETE,
        Outcome.CORRECTION_NOTICE,
        Outcome.WARN_ADVERSE,
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        Outcome.NOT_REQUIRED,
        Outcome.MANUAL_REVIEW,
    }
    assert [person.key for person in PEOPLE if person.token_state is TokenState.EXPIRED] == ["juergen"]
    assert [person.key for person in PEOPLE if person.record.status is PermitStatus.REVOKED] == ["joao"]
    pending = [p.key for p in PEOPLE if p.decision is None and p.record.status is PermitStatus.APPROVED]
    assert pending == ["thordis"]


def test_names_carry_diacritics_and_rare_characters():
    names = "".join(person.record.name + (person.record.chinese_name or "") for person in PEOPLE)
    assert set("ŁŚỄỊÁËÑÞÆĞŞÇÃ𠮷䶮喆") <= set(names)
    assert ord("𠮷") > 0xFFFF


@everybody
def test_identifiers_are_well_formed_and_plainly_fictional(person):
    record = person.record
    assert uscc_fault(record.employer_uscc) is None
    assert is_plausible_permit_number(record.permit_number)
    assert record.permit_number.startswith("SP")
    assert record.passport_number.startswith("SPCM")
    assert "样例" in record.employer
    assert record.nationality != "UTO"
    if record.social_security_number is not None:
        assert is_plausible_ssn(record.social_security_number)


@everybody
def test_the_code_leads_to_a_permit_token(person):
    token = classify(code_payload(person))
    assert isinstance(token, PermitToken)
    assert token.text == person.token


@everybody
def test_the_photo_is_a_jpeg_in_passport_proportions_on_white(person):
    image = Image.open(BytesIO(person.photo))
    assert image.format == "JPEG"
    assert image.width * 4 == image.height * 3
    assert len(person.photo) < 1_000_000
    assert all(min(image.getpixel(corner)) > 245 for corner in ((2, 2), (image.width - 3, 2)))
    large_enough = image.width >= 354 and image.height >= 472
    assert large_enough == (person.key != "siobhan")


@everybody
def test_every_exception_says_in_both_languages_what_is_wrong(person):
    for paper in person.bundle.papers:
        faulty = paper.seen is not Seen.CONFIRMED or not paper.copy_sealed
        if faulty:
            assert paper.reason is not None
        if paper.reason is not None:
            assert paper.reason.zh
            assert paper.reason.en


def test_only_inigo_s_passport_is_not_the_one_on_the_permit():
    differing = [p.key for p in PEOPLE if p.passport.number != p.record.passport_number]
    assert differing == ["inigo"]
    assert [p.key for p in PEOPLE if p.passport.expires_on != p.record.passport_expires] == ["inigo"]


def test_the_same_day_tells_the_same_people_and_the_default_day_is_today_in_china():
    assert training_people(DAY) == training_people(DAY)
    before = today_in_china()
    told_on = training_people()[0].told_on
    assert before <= told_on <= today_in_china()


def test_an_unknown_name_says_which_there_are():
    assert person_named("zoe", DAY).record.name == "VAN DEN ABEELE ZOË"
    with pytest.raises(KeyError, match="lukasz"):
        person_named("nobody", DAY)


def test_a_birthday_on_leap_day_falls_back_to_the_28th():
    assert years_from(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_from(date(2024, 2, 29), 4) == date(2028, 2, 29)


@settings(max_examples=40, deadline=None)
@given(any_day)
def test_whatever_the_day_the_dates_tell_their_stories(today):
    for person in training_people(today):
        record, medical = person.record, person.bundle.medical
        since_entry = (today - person.entry_date).days
        assert (since_entry > 30 + 10) == (person.key == "zoe"), (
            "overdue even after the longest holiday, or in time"
        )
        if person.key != "zoe":
            assert since_entry <= 29, "in time however the days are counted"
        assert medical.issued_on <= today
        assert (today > add_months(medical.issued_on, 6)) == (person.key == "minh-anh")
        assert record.valid_from < person.entry_date <= today <= record.notice_valid_until < record.valid_until
        assert person.passport.issued_on < person.entry_date
        assert min(person.passport.expires_on, record.passport_expires) > record.valid_until
        assert record.entry_date in (None, person.entry_date)
        assert record.birth_date + timedelta(days=18 * 365) < today


def test_the_phones_code_is_opaque_and_only_the_registry_knows_whose_it_is():
    phones = [person for person in PEOPLE if person.essc_token is not None]
    assert [person.key for person in phones] == ["lukasz", "inigo"]
    assert all(person.record.social_security_number is not None for person in phones)
    for person in phones:
        said = electronic_card_payload(person)
        assert isinstance(classify(said), EsscToken)
        for known in (person.record.permit_number, person.passport.number, person.passport.surname):
            assert known.encode() not in said
        assert person.essc_token not in repr(person)
    cases = {case.record.permit_number: case.essc_token for case in registered_cases(PEOPLE)}
    assert cases == {person.record.permit_number: person.essc_token for person in PEOPLE}
    assert [electronic_card_payload(person) for person in PEOPLE if person not in phones] == [None] * 9
