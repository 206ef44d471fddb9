"""The worked examples of the domain page for its chapter 5.6: the electronic card and the residence permit."""

import pytest

from kiosk.rules.assessment import Outcome
from kiosk.rules.facts import Facts, FieldMatch
from kiosk.rules.matters import (
    ElectronicCardFact,
    PermitCheckFact,
    SocialSecurityFact,
    StayFact,
)
from tests.helpers.rules import SZ
from tests.kiosk.rules.worked_examples import ABROAD, ENTERED, UNVERIFIED_SZ, Row, bt, comes_out, day, notice


def essc(permit: bool | None = True, security: bool | None = None, **facts: object) -> ElectronicCardFact:
    return ElectronicCardFact(has_permit_number=permit, has_social_security_number=security, **facts)  # type: ignore[arg-type]


def essc_reading(agrees: bool) -> tuple[FieldMatch, ...]:
    return (FieldMatch("essc", "position", "Engineer", "Engineer" if agrees else "Teacher", agrees),)


ESSC = (
    Row(
        "R-ESC-01",
        "1",
        bt("BT-13", stay=ENTERED, electronic_card=essc(name="SMITH JOHN")),
        Outcome.REFER_ONLINE,
        (("R-ESC-01", "REFER_ONLINE", "SYS-3"),),
    ),
    Row(
        "R-ESC-01",
        "2",
        bt("BT-13", stay=ABROAD, electronic_card=essc()),
        Outcome.NOT_YET_OPEN,
        (("R-ESC-01", "NOT_YET_OPEN", "entry_date"),),
        never=("REFER_ONLINE",),
    ),
    Row(
        "R-ESC-01",
        "3",
        bt("BT-13", stay=ENTERED, electronic_card=essc(permit=False, security=False)),
        Outcome.CORRECTION_NOTICE,
        (("R-ESC-01", "MISSING", "permit_number"),),
        never=("REFER_ONLINE",),
    ),
    Row(
        "R-ESC-02",
        "1",
        bt("BT-13", stay=ENTERED, electronic_card=essc(name="SMITH JOHN", name_on_notice="SMITH JOHN")),
        Outcome.REFER_ONLINE,
        never=("WARN",),
    ),
    Row(
        "R-ESC-02",
        "2",
        bt("BT-13", stay=ENTERED, electronic_card=essc(name="John Smith", name_on_notice="SMITH JOHN")),
        Outcome.REFER_ONLINE,
        (("R-ESC-02", "WARN", "name"),),
    ),
    Row(
        "R-ESC-03",
        "1",
        bt("BT-13", stay=ENTERED, electronic_card=essc(), social_security=SocialSecurityFact(card_held=True)),
        Outcome.REFER_ONLINE,
        (("R-ESC-03", "STANDARD_SERVICES", "D-SSC"),),
    ),
    Row(
        "R-ESC-03",
        "2",
        bt("BT-13", stay=ENTERED, electronic_card=essc(), social_security=SocialSecurityFact(card_held=False)),
        Outcome.REFER_ONLINE,
        (("R-ESC-03", "PERMIT_INFO_ONLY", "D-SSC"),),
        never=("STANDARD_SERVICES",),
    ),
    Row(
        "R-ESC-04",
        "1",
        bt("BT-19", matches=essc_reading(False), permit_check=PermitCheckFact(viewed=True)),
        Outcome.MANUAL_REVIEW,
        (("R-ESC-04", "INCONSISTENT", "essc.position"),),
        never=("CONSISTENT",),
    ),
    Row(
        "R-ESC-04",
        "2",
        bt("BT-19", matches=essc_reading(True), permit_check=PermitCheckFact(viewed=True)),
        Outcome.COMPLETE,
        (("R-ESC-04", "CONSISTENT", "D-ESSC"),),
    ),
    Row(
        "R-ESC-05",
        "1",
        bt("BT-18", stay=ENTERED, notice=notice(valid_until=day("2026-12-31"))),
        Outcome.REFER,
        (("R-ESC-05", "PROOF", "D-NOT"),),
        never=("MISSING",),
    ),
    Row(
        "R-ESC-05",
        "2",
        bt(
            "BT-18",
            stay=ENTERED,
            notice=notice(valid_until=day("2026-11-17")),
            electronic_card=ElectronicCardFact(page_shown=True),
        ),
        Outcome.REFER,
        (("R-ESC-05", "PROOF", "D-ESSC"),),
        never=("MISSING",),
    ),
    Row(
        "R-ESC-05",
        "3",
        bt(
            "BT-18",
            stay=ENTERED,
            notice=notice(shown=False),
            electronic_card=ElectronicCardFact(page_shown=False),
        ),
        Outcome.CORRECTION_NOTICE,
        (("R-ESC-05", "MISSING", "D-NOT"),),
        never=("PROOF",),
    ),
    *(
        Row(
            "R-ESC-06",
            f"1 {service}",
            bt("BT-13", stay=ENTERED, electronic_card=essc(service=service)),
            Outcome.REFER_ONLINE,
            (("R-ESC-06", "SHOWN", "service"),),
        )
        for service in ("query", "download", "qr", "message")
    ),
    Row(
        "R-ESC-06",
        "2",
        bt("BT-13", stay=ENTERED, electronic_card=essc(service="pension")),
        Outcome.REFER_ONLINE,
        (("R-ESC-06", "NOT_PROMISED", "service"),),
        never=("SHOWN",),
    ),
    *(
        Row(
            "R-AGE-01",
            f"{number}",
            bt("BT-13", stay=ENTERED, electronic_card=essc(), social_security=SocialSecurityFact(age=age)),
            Outcome.REFER_ONLINE,
            (("R-AGE-01", "ALLOWED", "D-ESSC"), ("R-ESC-01", "REFER_ONLINE", "SYS-3")),
        )
        for number, age in ((1, 66), (2, 60))
    ),
)


def residence(work: str, applying: str) -> Facts:
    stay = StayFact(entered=True, visa_type="Z", work_place=work, applying_place=applying, originals_verified=True)
    return bt("BT-18", stay=stay, notice=notice(valid_until=day("2026-12-31")))


RESIDENCE = (
    Row(
        "R-RES-01",
        "1",
        residence("4403", "4403"),
        Outcome.REFER,
        (("R-RES-01", "APPLY_HERE", "A-PSB"),),
        absent=(("R-RES-01", "REFER", "A-PSB"),),
        profile=SZ,
    ),
    Row(
        "R-RES-01",
        "2",
        residence("4403", "4401"),
        Outcome.REFER,
        (("R-RES-01", "REFER", "A-PSB"),),
        never=("APPLY_HERE",),
    ),
    Row(
        "R-RES-02",
        "1",
        UNVERIFIED_SZ,
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        (("R-RES-02", "NOT_ACCEPTED_INCOMPLETE", "D-ORIG"),),
        profile=SZ,
    ),
    Row(
        "R-RES-02",
        "2",
        residence("4403", "4403"),
        Outcome.REFER,
        never=("NOT_ACCEPTED_INCOMPLETE", "MISSING"),
        profile=SZ,
    ),
)

ROWS = ESSC + RESIDENCE


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_worked_example_comes_out_as_the_domain_page_says(row):
    comes_out(row)
