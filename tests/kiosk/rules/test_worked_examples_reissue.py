"""The worked examples of the domain page for its chapter 5.5: reissue, cases in transit, cancelling a notice."""

from dataclasses import replace

import pytest

from kiosk.rules.assessment import Outcome
from kiosk.rules.business import BusinessType
from kiosk.rules.dates import CutOverSide
from kiosk.rules.facts import Facts
from kiosk.rules.guidance import guidance
from kiosk.rules.matters import (
    Channel,
    PhysicalPermitFact,
    ReissueFact,
)
from tests.helpers.rules import SZ
from tests.kiosk.rules.worked_examples import VALID_CARD, Row, Told, bt, card, comes_out, day, is_told, notice

FIRST_DAY_OFFLINE = replace(
    SZ, dates=replace(SZ.dates, dec1_side=replace(SZ.dates.dec1_side, value=CutOverSide.OFFLINE))
)
REQUEST = {"written_request": True, "written_request_sealed": True}


def reissue(profile_card: PhysicalPermitFact = VALID_CARD, **facts: object) -> Facts:
    return bt("BT-05", physical_permit=profile_card, **facts)


ELIGIBLE = ("R-RPL-01", "ELIGIBLE", "D-PHYS")
FORM = ReissueFact(form=True)
REISSUE = (
    Row(
        "R-RPL-01",
        "1",
        reissue(card(expires_on=day("2025-12-31"))),
        Outcome.REFER_ONLINE,
        (ELIGIBLE,),
        visit=day("2025-12-31"),
    ),
    Row(
        "R-RPL-01",
        "2",
        reissue(card(expires_on=day("2025-12-31"))),
        Outcome.MANUAL_REVIEW,
        (("R-RPL-06", "MANUAL_REVIEW", "D-PHYS"),),
        never=("ELIGIBLE",),
        visit=day("2026-01-01"),
    ),
    Row(
        "R-RPL-02",
        "1",
        reissue(card(approved_not_collected=True)),
        Outcome.REFER_ONLINE,
        (("R-RPL-02", "ELIGIBLE", "D-PHYS"),),
    ),
    Row(
        "R-RPL-02",
        "2",
        reissue(card(approved_not_collected=True), reissue=FORM),
        Outcome.MANUAL_REVIEW,
        (("R-RPL-02", "MANUAL_REVIEW", "D-PHYS"),),
        never=("ELIGIBLE", "MISSING"),
        profile=SZ,
    ),
    Row(
        "R-RPL-03",
        "1",
        reissue(reissue=FORM),
        Outcome.COMPLETE,
        (("R-RPL-03", "COMPLETE", "BT-05"), ELIGIBLE),
        never=("MISSING",),
        profile=SZ,
    ),
    Row(
        "R-RPL-03",
        "2",
        reissue(replace(VALID_CARD, brought=False), reissue=FORM),
        Outcome.CORRECTION_NOTICE,
        (("R-RPL-03", "MISSING", "D-PHYS"),),
        absent=(("R-RPL-03", "MISSING", "D-APF"),),
        profile=SZ,
    ),
    Row(
        "R-RPL-04",
        "1",
        reissue(reissue=ReissueFact(form=True, remote=True, commitment_letter=True)),
        Outcome.COMPLETE,
        (("R-RPL-04", "REMOTE_ALLOWED", "D-CML"),),
        profile=SZ,
    ),
    Row(
        "R-RPL-04",
        "2",
        reissue(reissue=ReissueFact(form=True, remote=True, commitment_letter=False)),
        Outcome.CORRECTION_NOTICE,
        (("R-RPL-04", "MISSING", "D-CML"),),
        profile=SZ,
    ),
    Row(
        "R-RPL-05",
        "1",
        reissue(reissue=FORM, channel=Channel.PARALLEL_PLATFORM),
        Outcome.COMPLETE,
        (("R-RPL-05", "MENU_PATH", "SYS-2"),),
        profile=SZ,
    ),
    Told(
        "R-RPL-05",
        "1 in the guidance",
        f"{guidance(BusinessType.ELECTRONIC_REISSUE, SZ)}",
        shows=("工作许可证变更", "选择“是”", "choose Yes"),
    ),
    Row(
        "R-RPL-05",
        "2",
        reissue(channel=Channel.PARALLEL_PLATFORM),
        Outcome.REFER_ONLINE,
        (("R-RPL-05", "NOT_AVAILABLE", "SYS-2"),),
        never=("MENU_PATH",),
    ),
    Row(
        "R-RPL-06",
        "1",
        reissue(card(expires_on=day("2024-10-01"))),
        Outcome.MANUAL_REVIEW,
        (("R-RPL-06", "MANUAL_REVIEW", "D-PHYS"),),
    ),
    Row(
        "R-RPL-06",
        "2",
        reissue(card(expires_on=day("2027-12-31"), lost=True, brought=False), reissue=FORM),
        Outcome.MANUAL_REVIEW,
        (("R-RPL-06", "MANUAL_REVIEW", "D-PHYS"),),
        never=("MISSING", "ELIGIBLE"),
        profile=SZ,
    ),
)
TRANSIT = (
    Row(
        "R-TRN-01",
        "1",
        bt("BT-07", notice=notice(pending_at_cutover=True)),
        Outcome.REFER_ONLINE,
        (("R-TRN-01", "NOT_AFFECTED", "D-NOT"),),
        never=("RESUBMIT",),
        visit=day("2024-12-01"),
    ),
    Row(
        "R-TRN-01",
        "2",
        bt("BT-07", notice=notice("2024-12-05", pending_at_cutover=True)),
        Outcome.REFER_ONLINE,
        (("R-TRN-01", "NEW_VERSION", "D-NOT"),),
        never=("RESUBMIT",),
        visit=day("2024-12-06"),
    ),
    Row(
        "R-TRN-02",
        "1",
        bt("BT-08", notice=notice(permit_pending=True)),
        Outcome.REFER_ONLINE,
        (("R-TRN-02", "RETURNED", "BT-08"),),
        visit=day("2024-12-01"),
    ),
    Row(
        "R-TRN-02",
        "2",
        bt("BT-08", physical_permit=card(approved_not_collected=True)),
        Outcome.REFER_ONLINE,
        (("R-TRN-02", "OTHER_BUSINESS", "BT-05"), ("R-RPL-02", "ELIGIBLE", "D-PHYS")),
        never=("RETURNED",),
        visit=day("2024-12-02"),
    ),
    Row(
        "R-TRN-03",
        "1",
        bt("BT-06", notice=notice("2024-10-15", permit_applied=False)),
        Outcome.REFER_ONLINE,
        (("R-TRN-03", "RESUBMIT", "BT-06"),),
    ),
    Row(
        "R-TRN-03",
        "2",
        bt("BT-06", notice=notice("2024-12-03", permit_applied=False)),
        Outcome.NOT_REQUIRED,
        (("R-TRN-03", "NOT_REQUIRED", "D-NOT"),),
        never=("RESUBMIT",),
    ),
)
CANCELLATION = (
    Row(
        "R-CAN-01",
        "1",
        bt("BT-09", notice=notice("2024-11-30", **REQUEST)),
        Outcome.COMPLETE,
        (("R-CAN-01", "OFFLINE", "A-WIN"), ("R-VER-08", "CONTACT", "A-WIN")),
        never=("REFER_ONLINE",),
        profile=SZ,
    ),
    Row(
        "R-CAN-01",
        "2",
        bt("BT-09", notice=notice("2024-11-30", written_request=True, written_request_sealed=False)),
        Outcome.CORRECTION_NOTICE,
        (("R-CAN-01", "MISSING", "D-WREQ.seal"),),
        profile=SZ,
    ),
    Row(
        "R-CAN-02",
        "1",
        bt("BT-10", notice=notice("2024-12-02")),
        Outcome.REFER_ONLINE,
        (("R-CAN-02", "REFER_ONLINE", "SYS-1"),),
        never=("OFFLINE",),
        profile=SZ,
    ),
    Row(
        "R-CAN-02",
        "2",
        bt("BT-09", notice=notice("2024-12-02", **REQUEST), channel=Channel.PAPER),
        Outcome.REFER_ONLINE,
        (("R-CAN-02", "REFER_ONLINE", "D-WREQ"),),
        never=("OFFLINE", "COMPLETE"),
        profile=SZ,
    ),
    Row(
        "R-CAN-03",
        "1",
        bt("BT-10", notice=notice("2024-12-01")),
        Outcome.REFER_ONLINE,
        (("R-CAN-03", "REFER_ONLINE", "SYS-1"), ("R-CAN-03", "STAFF_FLAG", "D-NOT")),
        profile=SZ,
    ),
    Row(
        "R-CAN-03",
        "2",
        bt("BT-09", notice=notice("2024-12-01", **REQUEST)),
        Outcome.COMPLETE,
        (("R-CAN-03", "OFFLINE", "A-WIN"),),
        never=("REFER_ONLINE", "STAFF_FLAG"),
        profile=FIRST_DAY_OFFLINE,
    ),
)

ROWS = REISSUE + TRANSIT + CANCELLATION


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row, Row)], ids=str)
def test_the_worked_example_comes_out_as_the_domain_page_says(row):
    comes_out(row)


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row, Told)], ids=str)
def test_what_is_told_shows_what_it_must_and_hides_the_rest(row):
    is_told(row)
