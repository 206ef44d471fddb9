"""The worked examples of the domain page for its chapter 5.2 and the window and re-approved cases of 5.3."""

import pytest

from kiosk.rules.assessment import Outcome
from kiosk.rules.matters import (
    Channel,
    ElectronicCardFact,
    StayFact,
)
from tests.helpers.rules import GZ, NA, SZ, complete
from tests.kiosk.rules.worked_examples import (
    ABROAD,
    ENTERED,
    UNVERIFIED_SZ,
    Row,
    Told,
    bt,
    comes_out,
    is_told,
    notice,
)

OVERSEAS = (
    Row(
        "R-OVS-01",
        "1",
        bt("BT-01", stay=StayFact(days=91)),
        Outcome.REFER_ONLINE,
        (("R-OVS-01", "MERGED", "stay_days"),),
    ),
    Row(
        "R-OVS-01",
        "2",
        bt("BT-01", stay=StayFact(days=90)),
        Outcome.MANUAL_REVIEW,
        (("R-OVS-01", "MANUAL_REVIEW", "stay_days"),),
        never=("MERGED",),
    ),
    Row(
        "R-OVS-01",
        "2 a day less",
        bt("BT-01", stay=StayFact(days=89)),
        Outcome.REFER_ONLINE,
        (("R-OVS-01", "OTHER_BUSINESS", "stay_days"),),
    ),
    Row(
        "R-OVS-02",
        "1",
        bt("BT-01", stay=ABROAD, notice=notice("2026-10-01")),
        Outcome.REFER_ONLINE,
        (("R-OVS-02", "AFTER_ENTRY", "D-ESSC"),),
        never=("REGISTER", "SCAN_NOTICE"),
    ),
    Row(
        "R-OVS-02",
        "2",
        bt("BT-01", stay=ENTERED, notice=notice("2026-10-01", code_scanned=True)),
        Outcome.REFER_ONLINE,
        (("R-OVS-02", "REGISTER", "BT-13"),),
        never=("AFTER_ENTRY",),
    ),
    Row(
        "R-OVS-03",
        "1",
        bt("BT-22", stay=StayFact(visa_type="Z")),
        Outcome.REFER,
        (("R-OVS-03", "ACCEPTED", "D-VISA"),),
    ),
    Row(
        "R-OVS-03",
        "2",
        bt("BT-22", stay=StayFact(visa_type="R")),
        Outcome.REFER,
        (("R-OVS-03", "ACCEPTED", "D-VISA"),),
        never=("ACCEPTED_UNNAMED",),
        profile=SZ,
    ),
    Row(
        "R-OVS-03",
        "2 in Guangzhou",
        bt("BT-22", stay=StayFact(visa_type="R")),
        Outcome.REFER,
        (("R-OVS-03", "ACCEPTED_UNNAMED", "D-VISA"),),
    ),
    *(
        Row(
            "R-OVS-03",
            f"3 {visa}",
            complete(stay=StayFact(visa_type=visa)),
            Outcome.MANUAL_REVIEW,
            (("R-OVS-03", "MANUAL_REVIEW", "D-VISA"),),
        )
        for visa in ("L", "M", "F")
    ),
    Row(
        "R-OVS-04",
        "1",
        bt("BT-18", stay=StayFact(entered=True, originals_verified=False)),
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        (("R-OVS-04", "VERIFY_FIRST", "BT-11"),),
        absent=(("R-OVS-04", "REFER", "A-PSB"),),
        profile=SZ,
    ),
    Row(
        "R-OVS-04",
        "2",
        bt(
            "BT-18",
            stay=StayFact(entered=True, originals_verified=True),
            electronic_card=ElectronicCardFact(page_shown=True),
        ),
        Outcome.REFER,
        (("R-OVS-04", "REFER", "A-PSB"),),
        never=("VERIFY_FIRST",),
        profile=SZ,
    ),
    Row(
        "R-OVS-05",
        "1",
        bt("BT-01", channel=Channel.PARALLEL_PLATFORM),
        Outcome.REFER_ONLINE,
        (("R-OVS-05", "NOT_AVAILABLE", "SYS-2"), ("R-GEN-06", "SITE", "SYS-1")),
        absent=(("R-GEN-06", "SITE", "SYS-2"),),
        profile=SZ,
    ),
    Row(
        "R-OVS-05",
        "2",
        bt("BT-02", channel=Channel.PARALLEL_PLATFORM),
        Outcome.REFER_ONLINE,
        (("R-OVS-05", "AVAILABLE", "SYS-2"),),
        never=("NOT_AVAILABLE",),
        profile=SZ,
    ),
    Row(
        "R-OVS-06",
        "1",
        bt("BT-02"),
        Outcome.REFER_ONLINE,
        (("R-OVS-06", "NOT_AFFECTED", "BT-02"),),
        profile=SZ,
    ),
    Row("R-OVS-06", "2", bt("BT-01"), Outcome.REFER_ONLINE, (("R-OVS-06", "AFFECTED", "BT-01"),), profile=SZ),
)
PLACE = (
    Row(
        "R-VER-08",
        "1 on the way to the residence permit",
        UNVERIFIED_SZ,
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        (("R-VER-08", "CONTACT", "A-WIN"),),
        profile=SZ,
    ),
    Told("R-VER-08", "1", f"{SZ.window_text}", shows=("50号窗口", "0755-88121678", "window 50")),
    Told("R-VER-08", "2", f"{GZ.window_text}", hides=("50号", "0755", "市民中心", "Futian")),
    Row(
        "R-VER-09",
        "1",
        bt("BT-08", notice=notice(permit_pending=True, reapproved=True)),
        Outcome.REFER,
        (("R-VER-09", "REFER", "D-DEC"), ("R-LOC-01", "CONTACT", "A-WIN")),
    ),
    Row(
        "R-VER-09",
        "2",
        bt("BT-08", notice=notice(permit_pending=True, reapproved=True)),
        Outcome.REFER_ONLINE,
        (("R-VER-09", "DOWNLOAD", "D-DEC"),),
        never=("REFER",),
        profile=SZ,
    ),
    Row(
        "R-VER-09",
        "2 where nobody says",
        bt("BT-06", notice=notice("2024-10-15", reapproved=True)),
        Outcome.MANUAL_REVIEW,
        (("R-VER-01", "MANUAL_REVIEW", "profile.transit.verify_when_reapproved"),),
        profile=NA,
    ),
)

ROWS = OVERSEAS + PLACE


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row, Row)], ids=str)
def test_the_worked_example_comes_out_as_the_domain_page_says(row):
    comes_out(row)


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row, Told)], ids=str)
def test_what_is_told_shows_what_it_must_and_hides_the_rest(row):
    is_told(row)
