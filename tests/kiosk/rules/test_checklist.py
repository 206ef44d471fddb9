"""This case's checklist: its own materials, the locality's extras, and the template only where there is nothing."""

from dataclasses import replace

from kiosk.permits import Material, PermitClass
from kiosk.rules.checklist import copy_asked, required_originals
from kiosk.rules.facts import Seen, VisitorRole
from tests.helpers.rules import GZ, NA, SZ
from tests.helpers.visits import RECORD


def keys(*arguments):
    return [row.key for row in required_originals(*arguments)]


def test_the_records_own_materials_come_first_in_its_own_order_and_words():
    record = replace(RECORD, materials=(Material("M07", "护照", "Passport"), Material("M03", "博士学位", "PhD")))
    rows = required_originals(record, GZ)
    assert [row.key for row in rows] == ["M07", "M03", "M11", "M12"]
    assert rows[1].name_zh == "博士学位"
    assert not any(row.template for row in rows)
    assert {row.seen for row in rows} == {Seen.NOT_YET}


def test_guangzhou_adds_the_visa_copy_and_the_domestic_medical_and_shenzhen_nothing():
    assert keys(RECORD, GZ)[-2:] == ["M11", "M12"]
    assert keys(RECORD, SZ) == [material.key for material in RECORD.materials]


def test_only_someone_who_needs_one_is_asked_for_a_power_of_attorney():
    assert "M13" in keys(RECORD, SZ, VisitorRole.POA_AGENT)
    assert "M13" in keys(RECORD, GZ, VisitorRole.OTHER)
    assert "M13" not in keys(RECORD, GZ, VisitorRole.APPLICANT)
    assert "M13" not in keys(RECORD, GZ, VisitorRole.UNIT_AGENT)


def test_a_record_without_materials_gets_the_template_marked_as_one():
    rows = required_originals(replace(RECORD, materials=()), GZ)
    assert [row.key for row in rows if row.template] == [f"M{number:02}" for number in range(1, 9)]
    assert [row.key for row in rows if not row.template] == ["M11", "M12"]


def test_a_paper_already_uploaded_is_not_asked_twice():
    record = replace(
        RECORD, materials=(Material("M12", "体检报告", "Medical"), Material("M07", "护照", "Passport"))
    )
    assert keys(record, GZ) == ["M12", "M07", "M11"]


def test_two_papers_of_one_kind_have_keys_of_their_own():
    record = replace(RECORD, materials=(Material("M10", "甲", "one"), Material("M10", "乙", "two")))
    assert keys(record, SZ) == ["M10", "M10#2"]


def test_a_class_that_is_not_verified_is_asked_for_nothing_and_an_unknown_one_for_everything():
    assert keys(replace(RECORD, permit_class=PermitClass.A), GZ) == []
    assert keys(replace(RECORD, permit_class=None), GZ) == keys(RECORD, GZ)
    assert keys(replace(RECORD, permit_class=PermitClass.A), SZ) == keys(RECORD, SZ)


def test_where_nothing_is_known_the_records_own_materials_are_asked():
    assert keys(RECORD, NA) == [material.key for material in RECORD.materials]


def test_sealed_copies_are_asked_of_uploaded_papers_where_the_locality_asks_copies():
    asked = {row.key: row.copy_asked for row in required_originals(RECORD, GZ, VisitorRole.POA_AGENT)}
    assert asked == {"M03": True, "M07": True, "M11": False, "M12": False, "M13": False}
    assert not any(row.copy_asked for row in required_originals(RECORD, SZ))
    assert copy_asked("M10#2")
    assert copy_asked("M99")
    assert not copy_asked("M08")
