"""The ESC/POS driver against a printer at the end of a real socket and a real serial line."""

import socket
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthLevel, Rung
from drivers.printing import PrintOutcome
from drivers.receipt_printer.escpos import BAND_SECONDS, EscPosReceiptPrinter
from drivers.receipt_printer.transports import connect
from drivers.receipt_printer.virtual_printer import VirtualEscPosPrinter
from drivers.status import Readiness, Sensor, StatusChanged
from tests.helpers.escpos_printer import (
    ServedPrinter,
    node_printer,
    serial_printer,
    tcp_line,
    tcp_printer,
    wait_until,
)
from tests.helpers.receipt_bands import picture, raster, receipt

LINES = {"tcp": tcp_printer, "serial": serial_printer, "node": node_printer}


@pytest.fixture(params=LINES)
def served(request: pytest.FixtureRequest) -> Iterator[ServedPrinter]:
    with LINES[request.param]() as printer:
        yield printer
        assert printer.errors == []


@pytest.fixture
def printer(served: ServedPrinter) -> Iterator[EscPosReceiptPrinter]:
    with opened(served.url) as device:
        yield device


class opened:  # noqa: N801  reads as a verb
    def __init__(self, url: str) -> None:
        self.device = EscPosReceiptPrinter(url)
        self.device.mark_seconds = 1.5
        self.device.status_every_seconds = 0.05

    def __enter__(self) -> EscPosReceiptPrinter:
        self.device.bring_up()
        return self.device

    def __exit__(self, *_: object) -> None:
        self.device.close()


def test_a_receipt_is_printed_once_and_proven(printer: EscPosReceiptPrinter, served: ServedPrinter) -> None:
    dots = picture(500)
    result = printer.print_bands("receipt-1", receipt(dots))
    assert result.outcome is PrintOutcome.PRINTED
    assert "process id" in result.evidence
    (drawn,) = served.receipts
    assert np.array_equal(drawn, dots)
    assert printer.print_bands("receipt-1", receipt(dots)) == result
    assert len(served.receipts) == 1


def test_status_says_every_sensor(printer: EscPosReceiptPrinter) -> None:
    status = printer.status()
    assert status.readiness is Readiness.ONLINE
    assert set(dict(status.sensors)) == {"paper", "cover", "cutter", "head", "mechanism", "line"}
    assert set(dict(status.sensors).values()) == {Sensor.GOOD}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.PAPER_OUT, DeviceErrorCode.PAPER_OUT),
        (Fault.COVER_OPEN, DeviceErrorCode.COVER_OPEN),
        (Fault.CUTTER_ERROR, DeviceErrorCode.CUTTER_ERROR),
        (Fault.COOLING, DeviceErrorCode.OVERHEATED),
        (Fault.OFFLINE, DeviceErrorCode.OFFLINE),
    ],
)
def test_a_known_fault_refuses_the_job_before_its_first_byte(
    printer: EscPosReceiptPrinter, served: ServedPrinter, fault: Fault, code: DeviceErrorCode
) -> None:
    served.set_fault(fault)
    result = printer.print_bands("receipt-1", receipt(picture(200)))
    assert result.outcome is PrintOutcome.NOT_PRINTED
    assert result.error is not None
    assert (result.error.code, result.error.retry_safe) == (code, True)
    assert b"\x1b@" not in served.received
    served.set_fault(None)
    assert printer.print_bands("receipt-1", receipt(picture(200))).outcome is PrintOutcome.PRINTED
    assert len(served.receipts) == 1


def test_near_end_prints_and_is_told(printer: EscPosReceiptPrinter, served: ServedPrinter) -> None:
    served.set_fault(Fault.NEAR_END)
    assert dict(printer.status().sensors)["paper"] is Sensor.LOW
    assert printer.print_bands("receipt-1", receipt(picture(50))).outcome is PrintOutcome.PRINTED


def test_a_mute_printer_is_unknown_and_never_printed_again(
    printer: EscPosReceiptPrinter, served: ServedPrinter
) -> None:
    served.set_fault(Fault.MUTE)
    status = printer.status()
    assert status.readiness is Readiness.UNKNOWN
    assert set(dict(status.sensors).values()) == {Sensor.UNKNOWN}
    result = printer.print_bands("receipt-1", receipt(picture(50)))
    assert result.outcome is PrintOutcome.UNKNOWN
    assert result.error is not None
    assert (result.error.code, result.error.retry_safe) == (DeviceErrorCode.TIMEOUT, False)
    served.set_fault(None)
    assert printer.print_bands("receipt-1", receipt(picture(50))) == result
    assert len(served.receipts) == 1


def test_paper_that_ends_on_the_way_is_unknown_until_the_refill(
    printer: EscPosReceiptPrinter, served: ServedPrinter
) -> None:
    dots = picture(90)
    served.run_out_after(40)
    result = printer.print_bands("receipt-1", receipt(dots))
    assert result.outcome is PrintOutcome.UNKNOWN
    assert result.error is not None
    assert result.error.code is DeviceErrorCode.PAPER_OUT
    served.set_fault(None)
    (drawn,) = served.wait_for_receipts(1)
    assert np.array_equal(drawn, dots)

    def is_printed() -> bool:
        printer.poll(0.05)
        return printer.print_bands("receipt-1", receipt(dots)).outcome is PrintOutcome.PRINTED

    assert wait_until(is_printed)
    assert len(served.receipts) == 1


def test_a_fault_between_bands_stops_the_job_and_the_next_one_is_cut_apart(
    printer: EscPosReceiptPrinter, served: ServedPrinter
) -> None:
    served.run_out_after(150)
    result = printer.print_bands("receipt-1", receipt(picture(400)))
    assert result.outcome is PrintOutcome.UNKNOWN
    assert result.evidence == "2 of 4 bands sent"
    served.set_fault(None)
    second = picture(60, seed=2)
    assert printer.print_bands("receipt-2", receipt(second)).outcome is PrintOutcome.PRINTED
    torso, drawn = served.receipts
    assert len(torso) == 200
    assert np.array_equal(drawn, second)


def test_status_is_asked_between_bands_and_never_inside_one(
    printer: EscPosReceiptPrinter, served: ServedPrinter
) -> None:
    bands = receipt(picture(400))
    printer.print_bands("receipt-1", bands)
    sent = bytes(served.received)
    assert all(band in sent for band in bands)
    assert sent.count(b"\x10\x04\x01") >= len(bands)


def test_poll_tells_a_change_once(printer: EscPosReceiptPrinter, served: ServedPrinter) -> None:
    before = printer.status()
    served.set_fault(Fault.COVER_OPEN)
    events: list[StatusChanged] = []

    def has_news() -> bool:
        event = printer.poll(0.02)
        events.extend([event] if event else [])
        return bool(events)

    assert wait_until(has_news)
    assert events[0].status.readiness is Readiness.NEEDS_ATTENTION
    assert all(printer.poll(0.02) is None for _ in range(8))
    served.set_fault(None)
    events.clear()
    assert wait_until(has_news)
    assert events[0].status == before


def test_the_self_test_asks_and_moves_no_paper(printer: EscPosReceiptPrinter, served: ServedPrinter) -> None:
    assert printer.check_health(HealthLevel.INTERNAL).passed
    served.set_fault(Fault.PAPER_OUT)
    stopped = printer.check_health(HealthLevel.INTERNAL).stopped_at
    assert stopped is not None
    assert stopped.error is not None
    assert (stopped.rung, stopped.error.code) == (Rung.SENSORS, DeviceErrorCode.PAPER_OUT)
    assert served.receipts == []


def test_an_empty_receipt_is_refused(printer: EscPosReceiptPrinter) -> None:
    result = printer.print_bands("receipt-1", [])
    assert result.outcome is PrintOutcome.NOT_PRINTED
    assert result.error is not None
    assert result.error.code is DeviceErrorCode.DOCUMENT_REFUSED


def test_a_printer_without_process_ids_proves_the_end_by_its_paper_status() -> None:
    with tcp_printer(VirtualEscPosPrinter(knows_process_id=False)) as served, opened(served.url) as printer:
        first = printer.print_bands("receipt-1", receipt(picture(50)))
        assert first.outcome is PrintOutcome.PRINTED
        assert "paper status" in first.evidence
        asked = served.received.count(b"\x1d(H")
        assert printer.print_bands("receipt-2", receipt(picture(50))).outcome is PrintOutcome.PRINTED
        assert served.received.count(b"\x1d(H") == asked == 1


def test_power_lost_in_mid_receipt_is_unknown_and_the_printer_is_found_again() -> None:
    with tcp_line() as line, opened(line.served.url) as printer:
        cut_off = threading.Event()

        def pull_the_plug(total: int) -> None:
            if total > 10_000 and not cut_off.is_set():
                cut_off.set()
                line.power_off()

        line.served.on_bytes = pull_the_plug
        result = printer.print_bands("receipt-1", receipt(picture(600)))
        assert result.outcome is PrintOutcome.UNKNOWN
        assert result.error is not None
        assert not result.error.retry_safe
        with pytest.raises(DeviceError) as gone:
            printer.poll(0.05)
        assert gone.value.code is DeviceErrorCode.OFFLINE
        with pytest.raises(DeviceError):
            printer.bring_up()
        line.power_on()
        printer.bring_up()
        assert printer.status().readiness is Readiness.ONLINE
        assert printer.print_bands("receipt-1", receipt(picture(600))) == result
        assert line.served.receipts == []


def test_a_printer_that_stops_reading_does_not_hold_the_driver() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        printer = EscPosReceiptPrinter(f"tcp://127.0.0.1:{listener.getsockname()[1]}")
        printer.operation_timeout = 8.0  # of which 6 are kept back for the last question
        printer.bring_up()
        client, _ = listener.accept()
        with client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            result = printer.print_bands("receipt-1", [raster(picture(2000))] * 100)
        printer.close()
    assert result.outcome is PrintOutcome.UNKNOWN
    assert result.error is not None
    assert result.error.code is DeviceErrorCode.TIMEOUT


@pytest.mark.parametrize(
    "url",
    ["", "9100", "http://printer", "tcp://", "tcp://host:99999", "serial://", "serial:///dev/x?speed=1",
     "serial:///dev/x?baud=fast", "serial:///dev/x?flow=some"],
)  # fmt: skip
def test_a_wrong_address_is_a_configuration_fault(url: str) -> None:
    with pytest.raises(DeviceError) as wrong:
        EscPosReceiptPrinter(url)
    assert wrong.value.code is DeviceErrorCode.CONFIGURATION


def test_an_absent_printer_is_said_on_open() -> None:
    with pytest.raises(DeviceError) as absent:
        EscPosReceiptPrinter("serial:///dev/no-such-printer").bring_up()
    assert absent.value.code is DeviceErrorCode.NO_HARDWARE
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # and does not listen
        printer = EscPosReceiptPrinter(f"tcp://127.0.0.1:{held.getsockname()[1]}")
        with pytest.raises(DeviceError) as refused:
            printer.bring_up()
    assert refused.value.code is DeviceErrorCode.OFFLINE


def test_a_closed_printer_can_be_closed_again_and_prints_nothing() -> None:
    with tcp_printer() as served:
        printer = EscPosReceiptPrinter(served.url)
        printer.bring_up()
        printer.close()
        printer.close()
        with pytest.raises(DeviceError) as refused:
            printer.print_bands("receipt-1", receipt(picture(10)))
    assert refused.value.code is DeviceErrorCode.CLOSED


def test_a_serial_printer_that_another_program_holds_is_claimed_elsewhere() -> None:
    with serial_printer() as served, opened(served.url):
        with pytest.raises(DeviceError) as held:
            EscPosReceiptPrinter(served.url).bring_up()
        assert held.value.code is DeviceErrorCode.CLAIMED_ELSEWHERE


def test_a_serial_printer_may_be_named_by_its_usb_unit() -> None:
    with pytest.raises(DeviceError) as absent:
        EscPosReceiptPrinter("serial:usb:04b8:0202?baud=19200").bring_up()
    assert absent.value.code is DeviceErrorCode.NO_HARDWARE


def test_a_line_without_the_printers_word_is_given_up_but_not_before_a_band_had_its_time() -> None:
    with tcp_printer() as served:
        line = connect(served.url)
        patience = line._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) / 1000
        line.close()
    assert BAND_SECONDS < patience <= 60
