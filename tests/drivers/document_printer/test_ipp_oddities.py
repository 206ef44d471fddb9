"""Printers that leave things out, lie, restart or answer nonsense: nothing is "printed" without proof."""

from collections.abc import Iterator

import pytest

from drivers.document_printer import MAX_DOCUMENT_BYTES
from drivers.document_printer.following import Patience
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult
from drivers.status import Readiness, Sensor
from tests.helpers.a4_pdf import a4_pdf
from tests.helpers.scripted_ipp_printer import (
    GET_JOB,
    GET_JOBS,
    GET_PRINTER,
    GOOD_PRINTER,
    JOB,
    PRINT,
    PRINTER,
    UNSUPPORTED,
    VALIDATE,
    Answer,
    ScriptedPrinter,
    job,
    message,
    scripted_printer,
)

HEAD = b"\x02\x00\x00\x00\x00\x00\x00\x01"
SUCCESS = ["job-completed-successfully"]


@pytest.fixture
def scripted() -> Iterator[ScriptedPrinter]:
    with scripted_printer() as printer:
        yield printer


def opened(scripted: ScriptedPrinter) -> IppDocumentPrinter:
    device = IppDocumentPrinter(scripted.url)
    device.patience = Patience(every=0.02, fault=0.2, lost=0.3, count=0.1)
    device.operation_timeout = 20.0  # of which 18 are kept back for the last answer
    device.bring_up()
    return device


def printed(scripted: ScriptedPrinter, pages: int = 1) -> PrintResult:
    return opened(scripted).print_pdf("job-1", a4_pdf(pages), pages)


def error_code(result: PrintResult) -> DeviceErrorCode | None:
    return result.error.code if result.error else None


@pytest.mark.parametrize(
    ("ended", "outcome"),
    [
        (job(9, SUCCESS, 2), PrintOutcome.PRINTED),
        (job(9, SUCCESS), PrintOutcome.PRINTED),
        (job(9, SUCCESS, 0), PrintOutcome.PRINTED),
        (job(9, [], 2), PrintOutcome.PRINTED),
        (job(9, ["none"], 2), PrintOutcome.PRINTED),
        (job(9, ["job-completed-with-warnings"], 2), PrintOutcome.PRINTED),
        (job(9, []), PrintOutcome.UNKNOWN),
        (job(9, ["none"], 0), PrintOutcome.UNKNOWN),
        (job(9, SUCCESS, 1), PrintOutcome.UNKNOWN),
        (job(9, SUCCESS, 3), PrintOutcome.UNKNOWN),
        (job(9, ["job-completed-with-errors"], 2), PrintOutcome.UNKNOWN),
        (job(8, ["aborted-by-system"], 0), PrintOutcome.NOT_PRINTED),
        (job(7, ["job-canceled-at-device"], 0), PrintOutcome.NOT_PRINTED),
        (job(7, ["job-canceled-at-device"], 1), PrintOutcome.UNKNOWN),
        (job(8, ["aborted-by-system"]), PrintOutcome.UNKNOWN),
        (job(5, ["job-printing"], 1), PrintOutcome.UNKNOWN),
        (job(9, SUCCESS, 2, name="another job"), PrintOutcome.UNKNOWN),
        ({"job-id": [7]}, PrintOutcome.UNKNOWN),
        ({}, PrintOutcome.UNKNOWN),
    ],
)
def test_an_end_is_believed_only_with_evidence(
    scripted: ScriptedPrinter, ended: dict[str, list[str | int | bool]], outcome: PrintOutcome
) -> None:
    scripted.says(GET_JOB, 0, (JOB, ended))
    result = printed(scripted, pages=2)
    assert result.outcome is outcome
    assert (result.error is None) == (outcome is PrintOutcome.PRINTED)
    assert result.error is None or result.error.retry_safe == (outcome is PrintOutcome.NOT_PRINTED)


def test_a_count_that_comes_late_is_waited_for(scripted: ScriptedPrinter) -> None:
    counts = iter([1, 1])
    scripted.answers[GET_JOB] = lambda: (0, [(JOB, job(9, SUCCESS, next(counts, 2)))])
    assert printed(scripted, pages=2).outcome is PrintOutcome.PRINTED


def test_a_job_the_printer_forgot_is_unknown(scripted: ScriptedPrinter) -> None:
    scripted.says(GET_JOB, 0x0406)
    result = printed(scripted)
    assert (result.outcome, error_code(result)) == (PrintOutcome.UNKNOWN, DeviceErrorCode.FAILURE)


def test_an_up_time_that_went_back_is_unknown_even_if_the_job_looks_done(scripted: ScriptedPrinter) -> None:
    up_times = iter([1000, 1000])
    scripted.answers[GET_PRINTER] = lambda: (
        0,
        [(PRINTER, {**GOOD_PRINTER, "printer-up-time": [next(up_times, 3)]})],
    )
    result = printed(scripted)
    assert (result.outcome, error_code(result)) == (PrintOutcome.UNKNOWN, DeviceErrorCode.OFFLINE)


def test_an_answer_lost_on_the_way_is_looked_up_by_name_and_never_sent_twice(scripted: ScriptedPrinter) -> None:
    def takes_it_and_hangs_up() -> Answer | bytes:
        scripted.says(GET_JOBS, 0, (JOB, job(9, SUCCESS, 1)))
        return b"not IPP"

    scripted.answers[PRINT] = takes_it_and_hangs_up
    assert printed(scripted).outcome is PrintOutcome.PRINTED
    assert scripted.operations.count(PRINT) == 1


def test_a_lost_answer_and_no_such_job_is_unknown_and_stays_so(scripted: ScriptedPrinter) -> None:
    scripted.answers[PRINT] = lambda: b""
    printer = opened(scripted)
    for _ in range(2):
        result = printer.print_pdf("job-1", a4_pdf(), 1)
        assert result.outcome is PrintOutcome.UNKNOWN
    assert scripted.operations.count(PRINT) == 1


def test_a_job_left_by_an_earlier_session_is_adopted(scripted: ScriptedPrinter) -> None:
    scripted.says(GET_JOBS, 0, (JOB, job(7, ["job-canceled-by-user"], 0)), (JOB, job(5, ["job-printing"], 0)))
    assert printed(scripted).outcome is PrintOutcome.PRINTED
    assert PRINT not in scripted.operations


def test_a_job_that_left_nothing_is_sent_again(scripted: ScriptedPrinter) -> None:
    scripted.says(GET_JOBS, 0, (JOB, job(8, ["aborted-by-system"], 0)))
    assert printed(scripted).outcome is PrintOutcome.PRINTED
    assert scripted.operations.count(PRINT) == 1


@pytest.mark.parametrize(
    ("operation", "status", "code"),
    [
        (VALIDATE, 0x040A, DeviceErrorCode.MEDIA_UNSUPPORTED),
        (VALIDATE, 0x040B, DeviceErrorCode.MEDIA_UNSUPPORTED),
        (VALIDATE, 0x0507, DeviceErrorCode.BUSY),
        (VALIDATE, 0x0506, DeviceErrorCode.BUSY),
        (VALIDATE, 0x0500, DeviceErrorCode.FAILURE),
        (PRINT, 0x040A, DeviceErrorCode.MEDIA_UNSUPPORTED),
        (PRINT, 0x0504, DeviceErrorCode.FAILURE),
        (PRINT, 0x7FFF, DeviceErrorCode.FAILURE),
    ],
)
def test_a_refusal_is_not_printed_and_named(
    scripted: ScriptedPrinter, operation: int, status: int, code: DeviceErrorCode
) -> None:
    scripted.says(operation, status)
    result = printed(scripted)
    assert (result.outcome, error_code(result)) == (PrintOutcome.NOT_PRINTED, code)
    assert f"{status:#06x}" in str(result.error)


def test_a_wish_the_printer_does_not_know_is_dropped_but_never_the_paper(scripted: ScriptedPrinter) -> None:
    def knows_no_scaling() -> Answer:
        knows = b"print-scaling" not in scripted.requests[-1]
        return (0, []) if knows else (0x040B, [(UNSUPPORTED, {"print-scaling": ["none"]})])

    scripted.answers[VALIDATE] = knows_no_scaling
    assert printed(scripted).outcome is PrintOutcome.PRINTED
    sent = scripted.requests[scripted.operations.index(PRINT)]
    assert b"iso_a4_210x297mm" in sent
    assert b"print-scaling" not in sent
    assert b"one-sided" in sent


def test_paper_silently_put_in_place_of_a4_is_refused(scripted: ScriptedPrinter) -> None:
    scripted.says(VALIDATE, 0x0001, (UNSUPPORTED, {"media": ["iso_a4_210x297mm"]}))
    result = printed(scripted)
    assert (result.outcome, error_code(result)) == (PrintOutcome.NOT_PRINTED, DeviceErrorCode.MEDIA_UNSUPPORTED)
    assert PRINT not in scripted.operations


def test_a_printer_that_cannot_validate_prints_all_the_same(scripted: ScriptedPrinter) -> None:
    scripted.says(VALIDATE, 0x0501)
    assert printed(scripted).outcome is PrintOutcome.PRINTED


def test_a_printer_that_says_next_to_nothing_prints_and_is_unknown_until_it_does(scripted: ScriptedPrinter) -> None:
    scripted.says(GET_PRINTER, 0, (PRINTER, {"printer-name": ["old"]}))
    scripted.says(GET_JOBS, 0x0501)
    printer = opened(scripted)
    status = printer.status()
    assert status.readiness is Readiness.UNKNOWN
    assert set(dict(status.sensors).values()) == {Sensor.UNKNOWN}
    assert printer.print_pdf("job-1", a4_pdf(), 1).outcome is PrintOutcome.PRINTED


def test_an_ipp_2_printer_that_refuses_1_1_is_asked_in_its_version(scripted: ScriptedPrinter) -> None:
    scripted.answers[GET_PRINTER] = lambda: (
        (0, [(PRINTER, GOOD_PRINTER)]) if scripted.requests[-1][:2] == b"\x02\x00" else (0x0503, [])
    )
    assert printed(scripted).outcome is PrintOutcome.PRINTED


@pytest.mark.parametrize(
    ("attributes", "readiness", "sensor", "reading"),
    [
        ({"printer_state_reasons": ["media-empty-error"]}, Readiness.NEEDS_ATTENTION, "paper", Sensor.BAD),
        ({"printer_state_reasons": ["media-needed"]}, Readiness.NEEDS_ATTENTION, "paper", Sensor.BAD),
        ({"printer_state_reasons": ["media-low-report"]}, Readiness.ONLINE, "paper", Sensor.LOW),
        ({"printer_state_reasons": ["toner-low-warning"]}, Readiness.ONLINE, "toner", Sensor.LOW),
        ({"printer_state_reasons": ["media-jam-error"]}, Readiness.NEEDS_ATTENTION, "path", Sensor.BAD),
        ({"printer_state_reasons": ["door-open-error"]}, Readiness.NEEDS_ATTENTION, "cover", Sensor.BAD),
        ({"printer_state_reasons": ["output-area-full-warning"]}, Readiness.NEEDS_ATTENTION, "output", Sensor.BAD),
        ({"printer_state": [5], "printer_state_reasons": ["paused"]}, Readiness.OFFLINE, "line", Sensor.BAD),
        ({"printer_state_reasons": ["vendor-thing-report"]}, Readiness.ONLINE, "paper", Sensor.GOOD),
    ],
)
def test_reasons_become_sensors_without_their_severity(
    scripted: ScriptedPrinter,
    attributes: dict[str, list[str | int | bool]],
    readiness: Readiness,
    sensor: str,
    reading: Sensor,
) -> None:
    scripted.is_like(**attributes)
    status = opened(scripted).status()
    assert status.readiness is readiness
    assert dict(status.sensors)[sensor] is reading


def test_an_idle_printer_may_warn_of_its_second_tray_and_print(scripted: ScriptedPrinter) -> None:
    scripted.is_like(printer_state_reasons=["media-empty-warning"])
    assert printed(scripted).outcome is PrintOutcome.PRINTED


def test_a_stopped_printer_gets_nothing(scripted: ScriptedPrinter) -> None:
    scripted.is_like(printer_state=[5])
    result = printed(scripted)
    assert (result.outcome, error_code(result)) == (PrintOutcome.NOT_PRINTED, DeviceErrorCode.OFFLINE)
    assert PRINT not in scripted.operations


def test_paper_not_loaded_is_told_and_left_to_the_printer(scripted: ScriptedPrinter) -> None:
    scripted.is_like(media_ready=["na_letter_8.5x11in"])
    assert "A4" in opened(scripted).status().text
    assert printed(scripted).outcome is PrintOutcome.PRINTED


@pytest.mark.parametrize(
    ("pdf", "pages", "code"),
    [
        (b"%!PS", 1, DeviceErrorCode.DOCUMENT_REFUSED),
        (b"", 1, DeviceErrorCode.DOCUMENT_REFUSED),
        (a4_pdf()[:-200], 1, DeviceErrorCode.DOCUMENT_REFUSED),
        (a4_pdf(2), 1, DeviceErrorCode.DOCUMENT_REFUSED),
        (a4_pdf(1), 0, DeviceErrorCode.DOCUMENT_REFUSED),
        (b"%PDF-" + bytes(MAX_DOCUMENT_BYTES), 1, DeviceErrorCode.OVERSIZE),
    ],
)
def test_what_is_no_such_document_is_never_sent(
    scripted: ScriptedPrinter, pdf: bytes, pages: int, code: DeviceErrorCode
) -> None:
    result = opened(scripted).print_pdf("job-1", pdf, pages)
    assert (result.outcome, error_code(result)) == (PrintOutcome.NOT_PRINTED, code)
    assert PRINT not in scripted.operations


@pytest.mark.parametrize(
    ("http_status", "code"),
    [(status, DeviceErrorCode.CONFIGURATION) for status in (301, 400, 401, 404, 426)]
    + [(503, DeviceErrorCode.BUSY)],
)
def test_a_refusal_by_http_says_what_to_do(
    scripted: ScriptedPrinter, http_status: int, code: DeviceErrorCode
) -> None:
    scripted.http_status = http_status
    with pytest.raises(DeviceError) as refused:
        opened(scripted)
    assert refused.value.code is code
    assert refused.value.vendor_text


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"<html>",
        HEAD,
        message(0, [(PRINTER, GOOD_PRINTER)])[:-20],
        HEAD + b"\x44\x00\x01a\x00\x01b\x03",
        HEAD + b"\x04\x21\x00\x01a\x00\x01b\x03",
        HEAD + b"\x04" + b"\x34\x00\x01a\x00\x00" * 10_000 + b"\x03",
        HEAD + b"\x04\x34\x00\x01a\x00\x00" + b"\x4a\x00\x00\x00\x01m\x34\x00\x00\x00\x00" * 50,
        HEAD + b"\x04" + b"\x44\x00\x01a\x00\x01b" * 200_000 + b"\x03",
    ],
)
def test_nonsense_for_an_answer_is_a_failure_not_a_crash(scripted: ScriptedPrinter, nonsense: bytes) -> None:
    scripted.answers[GET_PRINTER] = lambda: nonsense
    with pytest.raises(DeviceError) as failed:
        opened(scripted)
    assert failed.value.code is DeviceErrorCode.FAILURE


@pytest.mark.parametrize(
    "url", ["", "http://printer/ipp", "ipp://", "ipp://host:99999/", "ipp://user@host/ipp", "lp0"]
)
def test_a_wrong_address_is_a_configuration_fault(url: str) -> None:
    with pytest.raises(DeviceError) as wrong:
        IppDocumentPrinter(url)
    assert wrong.value.code is DeviceErrorCode.CONFIGURATION


def test_a_printer_never_opened_prints_nothing(scripted: ScriptedPrinter) -> None:
    with pytest.raises(DeviceError) as refused:
        IppDocumentPrinter(scripted.url).print_pdf("job-1", a4_pdf(), 1)
    assert refused.value.code is DeviceErrorCode.CLOSED
