"""The work of each kind: a scan, an exchange with a card, a still, a receipt, a page."""

import secrets
import time
from typing import Any

import numpy as np

from drivers.code_scanner import Scan
from drivers.conformance.case import NotMet, require
from drivers.conformance.stimulus import Stimulus
from drivers.conformance.workplace import Workplace
from drivers.device import DeviceKind
from drivers.document_camera import Frame
from drivers.document_printer.sample_page import sample_page
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer.sample_strip import sample_strip

SELECT = bytes.fromhex("00a4040007f0434f4e464f52")
"""SELECT by a name that no card bears; every card answers it, most with 6A82."""
UNKNOWN_COMMAND = bytes.fromhex("00ff0000")
_COMING = {DeviceErrorCode.CARD_ABSENT, DeviceErrorCode.CARD_MUTE}
"""A card that was just put in: not seen yet, or seen and not powered yet."""
PAGE = sample_page(("Conformance of a driver", "SPECIMEN. Holds nothing of anybody."))


def prepare(on: Workplace, device: Any) -> None:
    """Put before the device what its work takes, and wait until the device has it."""
    if on.kind is DeviceKind.CODE_SCANNER:
        on.begin(Stimulus.CODE)
    elif on.kind is DeviceKind.CARD_READER:
        on.begin(Stimulus.CARD)
        await_card(on, device)


def act(on: Workplace, device: Any) -> Any:
    """The work itself, on a device that is prepared."""
    return _ACTS[on.kind](on, device)


def do_work(on: Workplace, device: Any) -> Any:
    """Prepare, work, and see that it went well; what came of it."""
    prepare(on, device)
    result = act(on, device)
    if on.kind is DeviceKind.CARD_READER:
        on.end(Stimulus.CARD)
    require_good(on, result)
    return result


def require_good(on: Workplace, result: Any) -> None:
    """NotMet unless this is what a well device gives."""
    if isinstance(result, Scan):
        known = on.bench.code
        right = result.data == known if known is not None else bool(result.data)
        require(right, f"the scan is not the code that was presented ({len(result.data)} bytes)")
    elif isinstance(result, bytes):
        require(len(result) >= 2, f"an answer of {len(result)} bytes has no status word")
    elif isinstance(result, Frame):
        image = result.image
        require(image.dtype == np.uint8 and image.ndim == 3 and image.shape[2] == 3, "no BGR picture of 8 bits")
    elif isinstance(result, PrintResult):
        require(result.outcome is PrintOutcome.PRINTED, f"not printed but {result.outcome}: {result.error}")
    else:
        raise NotMet(f"the work gave {type(result).__name__}")


def print_job(on: Workplace, device: Any, job_id: str) -> PrintResult:
    """Print the sample under this job id."""
    if on.kind is DeviceKind.RECEIPT_PRINTER:
        result: PrintResult = device.print_bands(job_id, sample_strip("CONFORMANCE SPECIMEN"))
        return result
    printed: PrintResult = device.print_pdf(job_id, PAGE, 1)
    return printed


def new_job() -> str:
    """A job id that was never used."""
    return f"conformance-{secrets.token_hex(4)}"


def next_event(on: Workplace, device: Any, kind: type, seconds: float | None = None) -> Any:
    """The next event of this kind; None where none comes in time. NotMet where a scanner's event is no Scan."""
    until = time.monotonic() + (on.bench.patience if seconds is None else seconds)
    while (left := until - time.monotonic()) > 0:
        event = device.poll(min(0.05, left))
        if isinstance(event, kind):
            return event
        if kind is Scan and event is not None:
            raise NotMet(f"something came, but as {type(event).__name__}, not Scan")
    return None


def await_card(on: Workplace, device: Any) -> None:
    """Until the reader can power the card on."""
    until = time.monotonic() + on.bench.patience
    while True:
        device.poll(0.02)
        try:
            device.power_on()
        except DeviceError as error:
            if error.code not in _COMING or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            device.power_off()
            return


def _scan(on: Workplace, device: Any) -> Any:
    scan = next_event(on, device, Scan)
    if scan is None:
        raise NotMet("the code that was presented never came")
    return scan


def _exchange(on: Workplace, device: Any) -> bytes:
    device.power_on()
    try:
        answer: bytes = device.transmit(SELECT)
        return answer
    finally:
        device.power_off()


def _still(on: Workplace, device: Any) -> Any:
    return device.capture()


def _print(on: Workplace, device: Any) -> PrintResult:
    return print_job(on, device, new_job())


_ACTS = {
    DeviceKind.CODE_SCANNER: _scan,
    DeviceKind.CARD_READER: _exchange,
    DeviceKind.DOCUMENT_CAMERA: _still,
    DeviceKind.RECEIPT_PRINTER: _print,
    DeviceKind.DOCUMENT_PRINTER: _print,
}
