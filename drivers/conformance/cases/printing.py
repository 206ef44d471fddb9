"""Prints: once a job id, proven, and refused whole where they cannot be right."""

from typing import Any

from drivers.conformance.case import PRINTERS, case, require
from drivers.conformance.work import do_work, new_job, print_job, require_good
from drivers.conformance.workplace import Workplace, complete
from drivers.device import DeviceKind
from drivers.document_printer import MAX_DOCUMENT_BYTES
from drivers.errors import DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult

REFUSED = {DeviceErrorCode.DOCUMENT_REFUSED, DeviceErrorCode.OVERSIZE}


@case(kinds=PRINTERS)
def same_job_prints_once(on: Workplace) -> None:
    """The same job id asked for twice is printed once."""
    device, job, before = on.brought_up(), new_job(), on.bench.came_out()
    first, second = print_job(on, device, job), print_job(on, device, job)
    require_good(on, first)
    require(second.outcome is PrintOutcome.PRINTED, f"asked again it is {second.outcome}")
    _came_out(on, before, 1)


@case(kinds=PRINTERS)
def same_job_prints_once_over_an_opening(on: Workplace) -> None:
    """The same job id asked for again after it was closed and opened is printed once."""
    device, job, before = on.brought_up(), new_job(), on.bench.came_out()
    require_good(on, print_job(on, device, job))
    device.close()
    on.bring_up(device)
    require_good(on, print_job(on, device, job))
    _came_out(on, before, 1)


@case(kinds=PRINTERS)
def two_jobs_print_twice(on: Workplace) -> None:
    """Two job ids are two prints."""
    device, before = on.brought_up(), on.bench.came_out()
    for _ in range(2):
        result: PrintResult = do_work(on, device)
        require(bool(result.evidence), "printed without evidence")
        require(result.error is None, f"printed with an error: {result.error}")
    _came_out(on, before, 2)


@case(kinds=PRINTERS)
def nonsense_is_refused(on: Workplace) -> None:
    """What cannot be printed is refused whole, and the printer goes on."""
    device, before = on.brought_up(), on.bench.came_out()
    for result in _nonsense(on, device):
        require(result.outcome is PrintOutcome.NOT_PRINTED, f"nonsense is {result.outcome}")
        require(result.error is not None, "a refusal names no error")
        if result.error is not None:
            complete(result.error)
            require(result.error.code in REFUSED, f"nonsense is refused as {result.error}")
    do_work(on, device)
    _came_out(on, before, 1)


def _nonsense(on: Workplace, device: Any) -> list[PrintResult]:
    if on.kind is DeviceKind.RECEIPT_PRINTER:
        return [device.print_bands(new_job(), [])]
    long = b"%PDF-1.4\n".ljust(MAX_DOCUMENT_BYTES + 1, b"%")
    return [device.print_pdf(new_job(), b"no document at all", 1), device.print_pdf(new_job(), long, 1)]


def _came_out(on: Workplace, before: int | None, more: int) -> None:
    """Where somebody counts: exactly so many, and no late one."""
    if before is None:
        return
    on.eventually(lambda: (on.bench.came_out() or 0) - before >= more, f"less than {more} came out")
    seen = (on.bench.came_out() or 0) - before
    require(seen == more, f"{seen} came out, not {more}")
