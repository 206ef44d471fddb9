"""Each kind counts what UnifiedPOS names, once for each thing that happened."""

from drivers.card_reader.simulated import SimulatedCardReader
from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.document_camera.simulated import SimulatedDocumentCamera
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.receipt_printer.sample_strip import sample_strip
from drivers.receipt_printer.simulated import SimulatedReceiptPrinter
from drivers.statistics import Statistics
from kiosk.training.cards import virtual_card
from kiosk.training.people import training_people
from tests.helpers.a4_pdf import a4_pdf
from tests.helpers.faces import TODAY


def counted(device) -> dict[str, float]:
    return {name: count for name, count in device.statistics.snapshot().items() if name != "HoursPoweredCount"}


def failing(call, *arguments) -> DeviceErrorCode:
    try:
        call(*arguments)
    except DeviceError as error:
        return error.code
    raise AssertionError("it did not fail")


def test_an_outage_is_counted_once_however_often_the_device_is_tried() -> None:
    statistics = Statistics()
    away = DeviceError(DeviceErrorCode.NO_HARDWARE, "port")
    for _ in range(100):
        statistics.failed("open", away)
    statistics.powered()
    statistics.failed("open", away)
    counts = statistics.snapshot()
    assert counts["CommunicationErrorCount"] == 2
    assert counts["M_open_NO_HARDWARE"] == 2


def test_a_receipt_is_a_cut_and_a_fault_is_counted_by_its_own_name() -> None:
    printer = SimulatedReceiptPrinter()
    printer.bring_up()
    strip = sample_strip("ONE")
    printer.print_bands("1", strip)
    printer.suffer(Fault.CUTTER_ERROR)
    printer.print_bands("2", strip)
    printer.suffer(None)
    printer.close()
    assert counted(printer) == {
        "PaperCutCount": 1,
        "M_PrintedJobCount": 1,
        "M_PrintedBandCount": len(strip),
        "M_NotPrintedJobCount": 1,
        "PrinterFaultCount": 1,
        "FailedPaperCutCount": 1,
        "M_print_CUTTER_ERROR": 1,
    }


def test_sheets_are_counted_and_no_cuts() -> None:
    printer = SimulatedDocumentPrinter()
    printer.bring_up()
    printer.print_pdf("1", a4_pdf(2), 2)
    printer.close()
    assert counted(printer) == {"M_PrintedJobCount": 1, "M_PrintedSheetCount": 2}


def test_a_card_is_read_well_or_not_and_either_is_one_read() -> None:
    reader = SimulatedCardReader()
    reader.bring_up()
    reader.present(virtual_card(next(person for person in training_people(TODAY) if person.has_card)))
    reader.power_on()
    reader.power_off()
    reader.power_on()
    reader.suffer(Fault.TORN)
    assert failing(reader.transmit, bytes.fromhex("00b2010c00")) is DeviceErrorCode.CARD_TORN
    failing(reader.transmit, bytes.fromhex("00b2010c00"))
    reader.suffer(None)
    reader.power_off()
    reader.close()
    counts = counted(reader)
    assert counts["GoodReadCount"] == 1
    assert counts["FailedReadCount"] == 1


def test_scans_and_stills_are_counted_with_those_that_failed() -> None:
    scanner = SimulatedCodeScanner()
    scanner.bring_up()
    scanner.arm()
    scanner.present(b"one")
    scanner.poll(1)
    scanner.present(b"X" * 5000)
    assert failing(scanner.poll, 1) is DeviceErrorCode.OVERSIZE
    scanner.close()
    assert counted(scanner) == {"GoodScanCount": 1, "FailedReadCount": 1, "M_poll_OVERSIZE": 1}
    camera = SimulatedDocumentCamera(64, 48)
    camera.bring_up()
    camera.capture()
    camera.suffer(Fault.FROZEN_FRAME)
    assert failing(camera.capture) is DeviceErrorCode.FRAME_STALE
    camera.close()
    assert counted(camera) == {"M_StillCount": 1, "FailedReadCount": 1, "M_capture_FRAME_STALE": 1}
