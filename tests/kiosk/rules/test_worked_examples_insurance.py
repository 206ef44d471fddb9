"""The worked examples of the domain page for its chapter 5.6: insurance, the physical card, further services."""

from dataclasses import replace

import pytest

from kiosk.permits import PermitStatus
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome
from kiosk.rules.business import BusinessType
from kiosk.rules.facts import VisitorRole
from kiosk.rules.guidance import guidance, offered
from kiosk.rules.matters import (
    ElectronicCardFact,
    EmployerFact,
    PermitCheckFact,
    PermitEvent,
    SocialSecurityFact,
    TerminalFact,
)
from kiosk.rules.profile import Profile
from tests.helpers.rules import CALENDAR, GZ, HB, NA, PROFILES, SZ, VISIT, complete
from tests.kiosk.rules.worked_examples import Row, Told, bt, card, comes_out, day, is_told

WITH_LIBRARY = replace(
    NA, one_card=replace(NA.one_card, services=replace(NA.one_card.services, value=("library",)))
)
GOOD_CODE, WRONG_CODE = "91440101MA5K0T003T", "91440101MA5K0T003A"
PAGE = ElectronicCardFact(page_shown=True)


def duty_question(rule_number: str, profile: Profile, bureau: str) -> tuple[Row, Told]:
    facts = bt("BT-14", social_security=SocialSecurityFact(asks_whether_compulsory=True))
    (finding,) = assess(facts, profile, CALENDAR, VISIT).findings
    told = f"{finding.message} {finding.remedy}"
    return (
        Row("R-INS-03", rule_number, facts, Outcome.REFER, (("R-INS-03", "REFER", "A-HRSS"),), profile=profile),
        Told("R-INS-03", f"{rule_number} in words", told, (bureau, "不作答复"), ("强制", "必须", "无需参保")),
    )


INSURANCE = (
    Row(
        "R-INS-01",
        "1",
        bt("BT-14", visitor=VisitorRole.APPLICANT, electronic_card=PAGE),
        Outcome.REFER,
        (("R-INS-01", "REFER", "A-SIA"),),
    ),
    Row(
        "R-INS-01",
        "2",
        bt("BT-14", visitor=VisitorRole.APPLICANT, physical_permit=card(brought=True)),
        Outcome.MANUAL_REVIEW,
        (("R-INS-01", "MANUAL_REVIEW", "D-PHYS"),),
        never=("MISSING", "REFER"),
    ),
    Row(
        "R-INS-02",
        "1",
        bt(
            "BT-14",
            electronic_card=PAGE,
            permit_status=PermitStatus.APPROVED,
            social_security=SocialSecurityFact(conditions_met=True),
        ),
        Outcome.REFER,
        (("R-INS-02", "NUMBER_THEN_CARD", "A-SIA"),),
    ),
    Row(
        "R-INS-02",
        "2",
        bt(
            "BT-14",
            electronic_card=PAGE,
            permit_check=PermitCheckFact(system=False),
            social_security=SocialSecurityFact(conditions_met=True),
        ),
        Outcome.MANUAL_REVIEW,
        (("R-INS-02", "STOP", "SYS-1"),),
        never=("NUMBER_THEN_CARD",),
    ),
    *duty_question("1", SZ, "深圳市人力资源和社会保障局"),
    *duty_question("2", GZ, "广州市人力资源和社会保障局"),
)
NEW_PERMIT = SocialSecurityFact(permit_event=PermitEvent.NEW_PERMIT)
CARD_ISSUE = (
    Row(
        "R-SSC-01",
        "1",
        bt("BT-15", social_security=NEW_PERMIT),
        Outcome.NOT_YET_OPEN,
        (("R-SSC-01", "NOT_YET_OPEN", "D-SSC"),),
        never=("REFER",),
        profile=HB,
        visit=day("2025-01-14"),
    ),
    Row(
        "R-SSC-01",
        "2",
        bt("BT-15", social_security=NEW_PERMIT),
        Outcome.REFER,
        (("R-SSC-01", "OPEN", "D-SSC"),),
        never=("NOT_YET_OPEN",),
        profile=HB,
        visit=day("2025-01-15"),
    ),
    Row(
        "R-SSC-02",
        "1",
        bt("BT-15", visitor=VisitorRole.APPLICANT, social_security=NEW_PERMIT),
        Outcome.REFER,
        (("R-SSC-02", "REFER", "A-SSC"),),
        profile=HB,
    ),
    Row(
        "R-SSC-02",
        "2",
        bt("BT-16", visitor=VisitorRole.UNIT_AGENT, social_security=replace(NEW_PERMIT, persons=25)),
        Outcome.REFER,
        (("R-SSC-02", "REFER", "A-SSC"),),
        profile=HB,
    ),
    Told(
        "R-SSC-02",
        "1 in the guidance",
        f"{guidance(BusinessType.CARD_IN_PERSON, HB)}",
        shows=("服务网点", "2025年1月15日"),
        hides=("建设银行",),
    ),
    Told(
        "R-SSC-02", "2 in the guidance", f"{guidance(BusinessType.CARD_BATCH, HB)}", shows=("批量", "in one batch")
    ),
    Row(
        "R-SSC-03",
        "1",
        bt("BT-15", social_security=SocialSecurityFact(enrolled=False)),
        Outcome.REFER,
        (("R-SSC-03", "AFTER_ENROLMENT", "BT-14"),),
        absent=(("R-SSC-03", "REFER", "A-SSC"),),
        profile=NA,
    ),
    Row(
        "R-SSC-03",
        "2",
        bt("BT-15", social_security=SocialSecurityFact(enrolled=True)),
        Outcome.REFER,
        (("R-SSC-03", "REFER", "A-SSC"),),
        never=("AFTER_ENROLMENT",),
        profile=NA,
    ),
    Row(
        "R-AGE-02",
        "1",
        bt("BT-15", social_security=SocialSecurityFact(age=66, enrolled=False)),
        Outcome.MANUAL_REVIEW,
        (("R-AGE-02", "MANUAL_REVIEW", "age"),),
        profile=NA,
    ),
    Row(
        "R-AGE-02",
        "2",
        bt("BT-17", social_security=SocialSecurityFact(age=66, permit_event=PermitEvent.REPLACED_PERMIT)),
        Outcome.REFER,
        (("R-AGE-02", "STAFF_CONFIRM", "age"), ("R-SSC-02", "REFER", "A-SSC")),
        never=("MANUAL_REVIEW",),
        profile=HB,
    ),
)
SERVICES = (
    Row(
        "R-ONE-01",
        "1",
        bt("BT-90", electronic_card=ElectronicCardFact(service="library")),
        Outcome.NOT_YET_OPEN,
        (("R-ONE-01", "NOT_YET_OPEN", "service"),),
        profile=NA,
    ),
    Told("R-ONE-01", "1 on the screen", f"{[b.value for b in offered(NA)]}", ("BT-13",), ("BT-90", "X-0")),
    Row(
        "R-ONE-01",
        "2",
        bt("BT-90", electronic_card=ElectronicCardFact(service="library")),
        Outcome.REFER,
        (("R-ONE-01", "REFER", "service"),),
        profile=WITH_LIBRARY,
    ),
    Told("R-ONE-01", "2 on the screen", f"{[b.value for b in offered(WITH_LIBRARY)]}", ("BT-90",), ("X-0",)),
    Row(
        "R-USC-01",
        "1",
        bt("BT-20", employer=EmployerFact(WRONG_CODE)),
        Outcome.CORRECT_ON_SPOT,
        (("R-USC-01", "CORRECT_ON_SPOT", "uscc"),),
        absent=(("R-USC-01", "REFER", "A-SAMR"),),
    ),
    Row(
        "R-USC-01",
        "2",
        bt("BT-20", employer=EmployerFact(GOOD_CODE)),
        Outcome.MANUAL_REVIEW,
        (("R-USC-01", "CHECK_FIRST", "employer"), ("R-USC-01", "REFER", "A-SAMR")),
    ),
    Row(
        "R-USC-01",
        "2 with another name",
        bt("BT-20", employer=EmployerFact(GOOD_CODE, name_matches=False)),
        Outcome.CORRECT_ON_SPOT,
        (("R-USC-01", "CORRECT_ON_SPOT", "employer"),),
        absent=(("R-USC-01", "REFER", "A-SAMR"),),
    ),
    Row(
        "R-USC-01",
        "2 with the right name",
        bt("BT-20", employer=EmployerFact(GOOD_CODE, name_matches=True)),
        Outcome.REFER,
        (("R-USC-01", "REFER", "A-SAMR"),),
        never=("CHECK_FIRST", "CORRECT_ON_SPOT"),
    ),
    Told(
        "R-LOC-01",
        "1",
        f"{[guidance(business, HB).contact for business in BusinessType]} {HB.window_text}",
        hides=("tel", "电话", "0755", "020"),
    ),
    Told(
        "R-LOC-01",
        "2",
        f"{[guidance(business, profile) for profile in PROFILES.values() for business in BusinessType]}",
        shows=("0755-88121678", "020-12345"),
        hides=("186 6503", "18665", "Wuyang", "五羊"),
    ),
    Row(
        "R-ORG-01",
        "1",
        complete(terminal=TerminalFact(training=True, sample_data=True)),
        Outcome.COMPLETE,
        (("R-ORG-01", "SPECIMEN", "terminal"),),
        never=("SAMPLE_DATA",),
    ),
    Row(
        "R-ORG-01",
        "2",
        complete(terminal=TerminalFact(training=False, sample_data=False)),
        Outcome.COMPLETE,
        never=("SPECIMEN", "SAMPLE_DATA"),
    ),
    Row(
        "R-ORG-01",
        "2 with sample data",
        complete(staff_confirmed=True, terminal=TerminalFact(training=False, sample_data=True)),
        Outcome.MANUAL_REVIEW,
        (("R-ORG-01", "SAMPLE_DATA", "terminal"),),
    ),
)

ROWS = INSURANCE + CARD_ISSUE + SERVICES


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row, Row)], ids=str)
def test_the_worked_example_comes_out_as_the_domain_page_says(row):
    comes_out(row)


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row, Told)], ids=str)
def test_what_is_told_shows_what_it_must_and_hides_the_rest(row):
    is_told(row)
