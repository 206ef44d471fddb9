"""The slip of guidance: what it says, what it never says, and how its print is told."""

import re
from concurrent.futures import Future
from datetime import date

import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult
from kiosk.config import DeviceConfig
from kiosk.printouts.compose import PaperUnprintable
from kiosk.printouts.guidance_slip import guidance_slip
from kiosk.printouts.slips import print_slip, slip_told
from kiosk.rules.business import BusinessType
from kiosk.rules.guidance import guidance
from kiosk.station import Station
from kiosk.visits.view import Tone
from printing.receipt import ChecklistRow, Code, KeyValue, Passage, ReceiptDocument, SmallPrint, Title
from printing.receipt_image import receipt_image
from tests.helpers.rules import GZ, HB, PROFILES, SZ

DAY = date(2026, 11, 20)


def slip(code: str, profile=SZ, *, specimen: bool = False) -> ReceiptDocument:
    return guidance_slip(guidance(BusinessType(code), profile), profile.name, DAY, specimen=specimen)


def words(document: ReceiptDocument) -> str:
    said = []
    for block in document.blocks:
        if isinstance(block, Title | Passage | SmallPrint | ChecklistRow):
            said.append(str(block.text))
        elif isinstance(block, KeyValue):
            said.append(f"{block.label} {block.value}")
        elif isinstance(block, Code):
            said.append(block.payload)
    return "\n".join(said)


def test_the_slip_says_where_with_what_by_which_menu_and_whom_to_ask():
    said = words(slip("BT-05"))
    for part in (
        "深圳",
        "换发电子证照",
        "申请表",
        "不见面审批承诺书",
        "0755-88121678",
        "wgfw.ga.sz.gov.cn",
        "2026-11-20",
    ):
        assert part in said


def test_where_no_source_gives_a_contact_the_slip_names_none():
    assert "咨询" not in words(slip("BT-01", HB))


def test_questions_on_insurance_are_referred_to_the_bureau():
    assert "广州市人力资源和社会保障局" in words(slip("BT-14", GZ))


def test_what_is_no_longer_handled_names_what_takes_its_place():
    said = words(slip("X-02"))
    assert "不再办理" in said
    assert "领取电子社保卡" in said


def test_no_slip_shows_public_facts_agencies_or_another_territorys_notice():
    others = {SZ: ("Guangzhou", "Hubei"), GZ: ("Shenzhen", "Hubei"), HB: ("Shenzhen", "Guangzhou")}
    for profile, places in others.items():
        for business in BusinessType:
            said = words(slip(business.value, profile))
            assert not re.search(r"P-[0-9]{2}|\([HML]\)|public material\)|visa agency", said)
            assert not [place for place in places if place in said], f"{business}: {said}"


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.id)
def test_every_slip_can_be_drawn(profile):
    for business in BusinessType:
        assert receipt_image(slip(business.value, profile, specimen=True)).height > 300


def answered(answer: object) -> "Future[object]":
    done: Future[object] = Future()
    if isinstance(answer, DeviceError):
        done.set_exception(answer)
    else:
        done.set_result(answer)
    return done


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (PrintResult("j", PrintOutcome.PRINTED, ""), ""),
        (PrintResult("j", PrintOutcome.UNKNOWN, ""), "P-103"),
        (PrintResult("j", PrintOutcome.NOT_PRINTED, ""), "P-104"),
        (PrintResult("j", PrintOutcome.NOT_PRINTED, "", DeviceError(DeviceErrorCode.PAPER_OUT, "x")), "D-401"),
        (DeviceError(DeviceErrorCode.OFFLINE, "x"), DeviceErrorCode.OFFLINE.value),
        (DeviceError(DeviceErrorCode.TIMEOUT, "x", retry_safe=False), "P-103"),
        (PaperUnprintable("glyph"), "P-101"),
    ],
)
def test_each_end_of_a_print_is_told_as_what_it_is(answer, code):
    told = slip_told(answered(answer))
    message = told.message
    assert message.code == code
    assert (told.outcome is PrintOutcome.PRINTED) is (code == "")
    assert (told.outcome is PrintOutcome.UNKNOWN) is (code == "P-103")
    assert (message.tone is Tone.GOOD) is (code == "")
    assert (message.actor is None) is (code == "")


def test_a_print_that_was_called_off_is_not_taken_for_printed():
    called_off: Future[PrintResult] = Future()
    called_off.cancel()
    assert slip_told(called_off).message.code == "P-104"


def test_a_slip_comes_out_of_a_simulated_printer_marked_as_a_specimen(tmp_path):
    options = {"output_directory": str(tmp_path)}
    station = Station({DeviceKind.RECEIPT_PRINTER: DeviceConfig(driver="simulated", options=options)})
    station.start()
    try:
        result = print_slip(station, slip("BT-13", GZ, specimen=station.has_simulators)).result(20)
    finally:
        station.stop()
    assert isinstance(result, PrintResult)
    assert result.outcome is PrintOutcome.PRINTED
    assert len(list(tmp_path.glob("*.png"))) == 1


def test_without_a_printer_the_slip_is_told_as_not_printed():
    done = print_slip(Station({}), slip("BT-13", GZ))
    assert slip_told(done).message.code == DeviceErrorCode.NO_HARDWARE.value
