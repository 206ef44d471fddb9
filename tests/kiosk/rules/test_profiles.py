"""Localities as data: what they say, what they inherit, and what is told of a wrong file."""

from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from kiosk.permits import PermitClass
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome
from kiosk.rules.profile import Delivery
from kiosk.rules.profile_value import Value
from kiosk.rules.profile_verification import Incomplete
from kiosk.rules.profiles import ProfileError, bundled_profiles, load_profile, look_at, profile_values
from tests.helpers.rules import CALENDAR, GZ, NA, PROFILES, SZ, complete, named


def values(part, place=""):
    """Every value of a profile with its place."""
    for field in fields(part):
        item = getattr(part, field.name)
        if isinstance(item, Value):
            yield f"{place}{field.name}", item
        elif is_dataclass(item):
            yield from values(item, f"{place}{field.name}.")


def test_the_bundled_profiles_load_by_name():
    assert {"na", "gz", "sz", "hb"} <= set(bundled_profiles())
    assert all(load_profile(name).id == name for name in bundled_profiles())


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_value_has_its_source_and_its_day(name):
    for place, value in values(PROFILES[name]):
        named_source = value.source.startswith(("000_", "002_", "003_", "004_", "public: P-"))
        assert named_source, f"{place}: {value.source}"
        assert date(2015, 1, 1) < value.as_of < date(2026, 12, 31), place


def test_the_national_base_decides_nothing_of_the_verification():
    verification = dict(values(NA.verification))
    decided = {name for name, value in verification.items() if not value.is_unknown}
    assert decided == {"unit_agent_proof", "incomplete_outcome"}


def test_guangzhou_and_shenzhen_say_what_their_notices_say():
    assert GZ.verification.classes.value == (PermitClass.B, PermitClass.C)
    assert GZ.verification.deadline_days.value == 30
    assert GZ.medical.months.value == 6
    assert GZ.decision_delivery.value is Delivery.WINDOW
    assert SZ.verification.classes.value == tuple(PermitClass)
    assert SZ.verification.has_deadline.value is False
    assert SZ.medical.required.value is False
    assert SZ.verification.incomplete_outcome.value is Incomplete.NOT_ACCEPTED_INCOMPLETE


def test_r_ver_08_shenzhens_receipts_name_its_window_and_phone_and_guangzhous_do_not():
    assert "50号窗口" in SZ.window_text.zh
    assert "0755-88121678" in SZ.window_text.en
    assert "50号" not in GZ.window_text.zh
    assert "0755" not in GZ.window_text.en
    assert NA.window_text is None


def test_no_agencys_contact_is_ever_shown():
    for profile in PROFILES.values():
        shown = f"{profile.window_text}"
        assert "186 6503" not in shown
        assert "Wuyang" not in shown


CITY = """
id = "city"
inherits = "gz"
version = "1"
name_zh = "样例市"
name_en = "Sample City"
territory_codes = ["9999"]
source_document = "test"
effective_from = 2026-01-01

[verification]
deadline_days = { value = 45, source = "test", as_of = 2026-01-01 }
classes = { value = ["A", "B", "C"], source = "test", as_of = 2026-01-01 }

[medical]
required = { value = false, source = "test", as_of = 2026-01-01 }
"""


def written(tmp_path, text=CITY, name="city.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_city_of_its_own_changes_the_verdict_without_any_code(tmp_path):
    city = load_profile(written(tmp_path))
    late = complete(permit_class=PermitClass.A)
    assert assess(late, GZ, CALENDAR, date(2026, 12, 1)).outcome is Outcome.NOT_REQUIRED
    in_time = assess(late, city, CALENDAR, date(2026, 12, 1))
    assert in_time.outcome is Outcome.COMPLETE
    assert in_time.deadlines[0].overdue_after == date(2026, 12, 4)
    assert assess(late, city, CALENDAR, date(2026, 12, 5)).outcome is Outcome.WARN_ADVERSE


def test_what_a_city_does_not_say_it_has_from_the_one_it_inherits(tmp_path):
    city = load_profile(written(tmp_path))
    assert city.verification.copies_with_seal == GZ.verification.copies_with_seal
    assert city.photo == GZ.photo
    assert city.medical.months == GZ.medical.months
    assert city.name.en == "Sample City"


def test_a_city_that_is_told_unknown_again_is_reviewed(tmp_path):
    text = CITY + '\n[dates]\n[decision_delivery]\nvalue = "unknown"\nsource = "test"\nas_of = 2026-01-01\n'
    city = load_profile(written(tmp_path, text.replace("value = 45", 'value = "unknown"')))
    assessment = assess(complete(), city, CALENDAR, date(2026, 11, 18))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert ("R-VER-01", "MANUAL_REVIEW", "profile.verification.deadline_days") in named(assessment)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("value = 45", 'value = "45"'), ["city.toml: verification.deadline_days.value", "whole number", "'45'"]),
        (("value = 45", "value = 0"), ["city.toml: verification.deadline_days.value", "greater than 0"]),
        (("value = false", "value = 0"), ["city.toml: medical.required.value", "true or false", "(it says 0)"]),
        (('["A", "B", "C"]', '["A", "D"]'), ["city.toml: verification.classes.value[1]", "'D'"]),
        (("deadline_days =", "deadline_day ="), ["verification.deadline_day: not a key", "is it deadline_days?"]),
        (("value = 45, source = ", "value = 45, sauce = "), ["deadline_days.source: missing", "is it source?"]),
        (('source = "test", as_of = 2026-01-01 }\nclasses', 'source = "", as_of = 2026-01-01 }\nclasses'),
         ["verification.deadline_days.source", "at least 1 character"]),
        (('version = "1"\n', 'version = "1"\nlineage = []\n'), ["city.toml: lineage: not a key of a profile"]),
        (('version = "1"\n', ""), ["city.toml: version: missing"]),
        (('id = "city"', 'id = "town"'), ["city.toml: id: must be 'city'"]),
        (('inherits = "gz"', 'inherits = "nowhere"'), ["city.toml: inherits: no profile 'nowhere'", "gz, hb"]),
        (('inherits = "gz"', 'inherits = "city"'), ["city.toml: inherits: 'city' leads back to itself"]),
        (('inherits = "gz"', "inherits = 3"), ["city.toml: inherits: 3 is not a profile's id"]),
        (('inherits = "gz"', 'inherits = "../gz"'), ["city.toml: inherits: '../gz' is not a profile's id"]),
        (("[verification]", "[verificaton]"), ["city.toml: verificaton: not a key", "is it verification?"]),
        (('{ value = 45, source = "test", as_of = 2026-01-01 }', "45"), ["deadline_days: write it as { value ="]),
        (("value = 45", 'rule = "R-VER-99", value = 45'), ["deadline_days.rule: no rule 'R-VER-99'"]),
        (("value = 45", "value = 100000"), ["verification.deadline_days.value: should be at most 366"]),
        (('["9999"]', '["X3"]'), ["territory_codes[0]: should be 2, 4 or 6 digits of GB/T 2260 (it says 'X3')"]),
        (('["9999"]', '["440"]'), ["territory_codes[0]: should be 2, 4 or 6 digits"]),
        (('["9999"]', "9999"), ["territory_codes: should be a list (it says 9999)"]),
        (("[medical]", "[medical"), ["city.toml: not a TOML file"]),
        (('effective_from = 2026-01-01', 'effective_from = "soon"'), ["city.toml: effective_from", "'soon'"]),
        (('name_zh = "样例市"', "name_zh = 5"), ["city.toml: name_zh", "should be text"]),
    ],
)  # fmt: skip
def test_a_wrong_profile_is_told_by_file_key_and_what_is_wrong(tmp_path, change, told):
    path = written(tmp_path, CITY.replace(*change))
    with pytest.raises(ProfileError) as error:
        load_profile(path)
    for words in told:
        assert words in str(error.value)


def test_everything_wrong_is_told_at_once_in_both_languages(tmp_path):
    text = CITY
    for change in (
        ('inherits = "gz"', 'inherits = "nowhere"'),
        ('id = "city"\n', ""),
        ('name_zh = "样例市"\n', ""),
        ('["9999"]', '["X3"]'),
        ("value = 45", 'rule = "R-VER-99", value = 45'),
        ("classes =", "clases ="),
        ('false, source = "test", as_of = 2026-01-01', 'false, as_of = "soon"'),
    ):  # fmt: skip
        assert change[0] in text
        text = text.replace(*change)
    with pytest.raises(ProfileError) as error:
        load_profile(written(tmp_path, text))
    places = [line.en.removeprefix("city.toml: ").partition(": ")[0] for line in error.value.lines]
    assert sorted(places) == [
        "id", "inherits", "medical.required.as_of", "medical.required.source", "name_zh", "territory_codes[0]",
        "verification.clases", "verification.deadline_days.rule",
    ]  # fmt: skip
    assert "缺少此项" in error.value.text.zh
    assert "should" not in error.value.text.zh
    assert "是否为 classes？" in error.value.text.zh


def test_where_each_value_comes_from_is_known(tmp_path):
    looked = look_at(written(tmp_path, CITY))
    assert looked.profile is not None
    assert looked.origin("verification.deadline_days") == "city"
    assert looked.origin("verification.required") == "gz"
    assert looked.origin("contacts.phone") == "na", "a neighbour's telephone does not pass on"
    assert looked.origin("contacts.mast") == ""
    assert {looked.origin(key) for key in profile_values(looked.profile)} == {"city", "gz", "na"}


def test_a_fault_in_the_parent_is_told_with_the_parents_name(tmp_path):
    written(tmp_path, CITY.replace("value = 45", "value = -1").replace('"city"', '"parent"'), "parent.toml")
    child = CITY.split("[verification]")[0].replace('inherits = "gz"', 'inherits = "parent"')
    with pytest.raises(ProfileError, match=r"^parent\.toml: verification\.deadline_days\.value"):
        load_profile(written(tmp_path, child))


@pytest.mark.parametrize("parent", ["parent", "na", "nowhere"])
def test_a_value_forgotten_is_told_with_the_file_that_forgot_it(tmp_path, parent):
    parents = CITY.replace('"city"', '"parent"').replace("deadline_days =", "has_deadline =").replace("45", "true")
    written(tmp_path, parents, "parent.toml")
    wrong = CITY.replace("deadline_days = { value = 45,", "has_deadline = {").replace('"gz"', f'"{parent}"')
    looked = look_at(written(tmp_path, wrong))
    told = [line.en for line in looked.wrong if "inherits" not in line.en]
    assert told == ["city.toml: verification.has_deadline.value: missing; give it"]


def test_a_value_forgotten_in_the_parent_too_is_told_of_the_one_that_counts(tmp_path):
    written(tmp_path, CITY.replace('"city"', '"parent"').replace("value = 45,", ""), "parent.toml")
    child = CITY.replace('"gz"', '"parent"').replace('value = 45, source = "test",', "")
    told = [line.en for line in look_at(written(tmp_path, child)).wrong]
    assert told == [f"city.toml: verification.deadline_days.{key}: missing; give it" for key in ("value", "source")]


def test_a_profile_that_inherits_nothing_is_asked_to_and_its_own_faults_are_told_beside(tmp_path):
    text = CITY.replace('inherits = "gz"\n', "").replace("value = 45", "value = 0")
    first, second = look_at(written(tmp_path, text)).wrong
    assert first.en.startswith("city.toml: inherits: missing, and ")
    assert first.en.endswith(
        "(such as contacts.address); write gz, hb, na, sz, or the id of a profile beside this one"
    )
    assert first.zh.startswith("city.toml：inherits：缺少此项，有 ")
    assert second.en.startswith("city.toml: verification.deadline_days.value: should be greater than 0")


def test_a_parent_that_inherits_nothing_is_named(tmp_path):
    written(tmp_path, CITY.replace('inherits = "gz"\n', "").replace('"city"', '"parent"'), "parent.toml")
    (told,) = look_at(written(tmp_path, CITY.replace('"gz"', '"parent"'))).wrong
    assert told.en.startswith("parent.toml: inherits: missing")


@pytest.mark.parametrize(("name", "checked"), [("fj.guidance.toml", "fj.toml"), ("x.toml", "my-province.toml")])
def test_a_file_of_guidance_is_no_profile_and_the_one_to_check_is_named(tmp_path, name, checked):
    path = written(tmp_path, '["BT-15"]\nsource = "FJ-1"\n["X-01"]\nsource = "FJ-1"\n', name)
    with pytest.raises(ProfileError) as error:
        look_at(path)
    told = f"{name}: this is a file of guidance, checked with its profile; check {checked} beside it"
    assert str(error.value) == told
    assert f"请检查其旁的 {checked}" in error.value.text.zh


def test_a_file_that_is_not_there_and_a_name_nobody_has_are_told(tmp_path):
    with pytest.raises(ProfileError, match=r"gone\.toml: cannot be read"):
        load_profile(tmp_path / "gone.toml")
    with pytest.raises(ProfileError, match="no profile 'atlantis'; bundled are"):
        load_profile("atlantis")


def test_a_file_written_with_a_byte_order_mark_is_read(tmp_path):
    path = written(tmp_path, "\ufeff" + CITY)
    assert load_profile(path).verification.deadline_days.value == 45
