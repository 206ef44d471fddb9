"""A city nobody has heard of writes its own profile: its figures decide, and no code knows of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kiosk
from kiosk.permits import PermitClass, PhotoFact
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome
from kiosk.rules.business import BusinessType
from kiosk.rules.facts import ContractFact, Facts, MedicalFact, Seen
from kiosk.rules.guidance import guidance
from kiosk.rules.profile import Profile
from kiosk.rules.profiles import ProfileError, load_profile
from tests.helpers.rules import CALENDAR, ENTRY, GZ, HEALTH_CENTRE, NA, complete, named, with_original

FILE = Path(__file__).parent / "profiles" / "yz.toml"
YZ = load_profile(FILE)
VISIT = date(2026, 11, 8)
"""The twentieth day, the day of entry counted as the first; a Sunday."""
LONG_CONTRACT = complete(contract=ContractFact(effective_on=date(2026, 6, 1)), submitted_on=date(2026, 4, 1))


def codes(facts: Facts, profile: Profile, visit: date = VISIT) -> set[str]:
    return {f"{rule} {code}" for rule, code, _ in named(assess(facts, profile, CALENDAR, visit))}


def test_no_code_knows_the_city():
    package = Path(kiosk.__file__).parent
    assert not [path for path in package.rglob("*.py") if "yunzhou" in path.read_text(encoding="utf-8").lower()]


def test_what_it_does_not_say_it_has_from_guangzhou_and_from_the_nation():
    assert YZ.verification.visitors == GZ.verification.visitors
    assert YZ.medical.issuer == GZ.medical.issuer
    assert YZ.photo.min_height == GZ.photo.min_height
    assert YZ.medical.months.value != GZ.medical.months.value


@pytest.mark.parametrize(
    ("facts", "visit", "told"),
    [
        (complete(), date(2026, 11, 9), "R-VER-02 OVERDUE"),
        (complete(medical=MedicalFact(True, date(2026, 8, 1), HEALTH_CENTRE)), VISIT, "R-MED-01 EXPIRED"),
        (LONG_CONTRACT, VISIT, "R-CON-03 FAIL"),
    ],
    ids=["twenty days", "three months", "thirty days of contract"],
)
def test_its_figures_decide_where_guangzhous_would_not(facts, visit, told):
    assert told in codes(facts, YZ, visit)
    assert told not in codes(facts, GZ, visit)


def test_it_asks_no_copies_and_every_class_and_a_wider_photo():
    unsealed = with_original(complete(), "M03", copy_sealed=False)
    assert "R-VER-03 CORRECT" not in codes(unsealed, YZ)
    assert assess(complete(permit_class=PermitClass.A), YZ, CALENDAR, VISIT).outcome is Outcome.COMPLETE
    narrow = assess(complete(photo=PhotoFact("JPEG", 599, 800, 1)), YZ, CALENDAR, VISIT)
    assert [(f.code, f.expected) for f in narrow.defects] == [("TOO_SMALL", "≥ 600×472")]


def test_it_calls_an_incomplete_case_its_own_way_and_names_itself():
    assessment = assess(with_original(complete(), "M03", seen=Seen.MISSING), YZ, CALENDAR, VISIT)
    assert assessment.outcome is Outcome.NOT_ACCEPTED_INCOMPLETE
    assert assessment.profile == "yz 2026.1"
    assert [f.subject for f in assessment.defects] == ["M03"]


def test_its_last_day_stands_where_it_falls():
    (deadline,) = assess(complete(), YZ, CALENDAR, VISIT).deadlines
    assert (deadline.anchor, deadline.come_by, deadline.overdue_after) == (ENTRY, VISIT, VISIT)
    assert "rest day" not in deadline.counting.en


def test_one_figure_changed_in_the_file_changes_the_verdict(tmp_path):
    changed = tmp_path / "yz.toml"
    text = FILE.read_text(encoding="utf-8")
    changed.write_text(
        text.replace("deadline_days = { value = 20", "deadline_days = { value = 15"), encoding="utf-8"
    )
    assert assess(complete(), YZ, CALENDAR, VISIT).outcome is Outcome.COMPLETE
    assert assess(complete(), load_profile(changed), CALENDAR, VISIT).outcome is Outcome.WARN_ADVERSE


def test_it_sends_visitors_where_its_own_file_says_and_elsewhere_as_guangzhou_and_the_nation_do():
    card = guidance(BusinessType.CARD_IN_PERSON, YZ)
    assert card.where.en == "Branches of the Bank of Yunzhou"
    assert [step.zh for step in card.steps] == ["持护照到网点办理。", "须在入境后20日内核验原件。"]
    assert card.contact is None
    assert card.sources[-2:] == ("made up, page 2", "made up")
    nation = guidance(BusinessType.CARD_IN_PERSON, NA)
    assert card.bring == nation.bring
    assert guidance(BusinessType.ON_SITE_VERIFICATION, YZ).where.zh == "云州政务大厅（云州）"
    assert guidance(BusinessType.WORK_VISA, YZ) == replace(guidance(BusinessType.WORK_VISA, NA), contact=None)


def test_its_guidance_passes_on_to_its_own_counties_and_to_no_neighbour(tmp_path):
    for name, code in (("county", "999901"), ("neighbour", "98")):
        for end in (".toml", ".guidance.toml"):
            (tmp_path / f"yz{end}").write_bytes(FILE.with_suffix(end).read_bytes())
        text = FILE.read_text(encoding="utf-8").split("[verification]")[0]
        text = text.replace('id = "yz"', f'id = "{name}"').replace('inherits = "gz"', 'inherits = "yz"')
        (tmp_path / f"{name}.toml").write_text(text.replace('"9999"', f'"{code}"'), encoding="utf-8")
    county, neighbour = (load_profile(tmp_path / f"{name}.toml") for name in ("county", "neighbour"))
    card = BusinessType.CARD_IN_PERSON
    assert guidance(card, county) == guidance(card, YZ)
    assert guidance(card, neighbour).where == guidance(card, NA).where


def test_a_slip_in_its_guidance_is_told_with_those_of_its_profile(tmp_path):
    (tmp_path / "yz.toml").write_text(
        FILE.read_text(encoding="utf-8").replace("value = 20", 'value = "20"'), encoding="utf-8"
    )
    slip = '["BT-15"]\nwear = 1\nsteps = []\n'
    (tmp_path / "yz.guidance.toml").write_text(slip, encoding="utf-8")
    with pytest.raises(ProfileError) as error:
        load_profile(tmp_path / "yz.toml")
    assert str(error.value).splitlines() == [
        "yz.guidance.toml: BT-15.source: missing; give it",
        "yz.guidance.toml: BT-15.wear: not a key of guidance; is it where?",
        "yz.toml: verification.deadline_days.value: should be a whole number, without quotes (it says '20')",
    ]


def test_its_own_source_stands_beside_what_it_decides():
    late = replace(complete(), entry_date=date(2026, 10, 1))
    (overdue,) = (f for f in assess(late, YZ, CALENDAR, VISIT).findings if f.code == "OVERDUE")
    assert overdue.source == "made up"
