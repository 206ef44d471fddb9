"""`kiosk devices`, `kiosk check-health`, `kiosk print`: what this terminal has, and how each thing is."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from PIL import Image

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.document_printer import DocumentPrinter
from drivers.errors import DeviceError
from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer import ReceiptPrinter
from drivers.runner import DeviceFailed, DeviceReady
from kiosk.config import DeviceConfig, load_config
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem
from kiosk.station import SELF_TEST_SECONDS, DeviceView, Station
from printing.receipt import PaperWidth
from ui.cli.options import config_file
from ui.cli.output import Exit, reports_problems, say, say_json

START_SECONDS = 8.0
MAX_RECEIPT_ROWS = 8000

_simulated = click.option("--simulated", is_flag=True, help="Look at simulated devices instead.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a device.")


@click.command()
@config_file
@_simulated
@_json
@reports_problems
def devices(file: Path, simulated: bool, as_json: bool) -> Exit:
    """Show every device of this terminal and how it stands. Exit code 1 when one cannot be used."""
    with _station(file, simulated) as station:
        views = station.devices()
    for view in views:
        if as_json:
            say_json(_plain(view))
        else:
            _say_device(view)
    return Exit.DONE if all(view.last_error is None for view in views) else Exit.ANSWER_IS_NO


@click.command(name="check-health")
@click.argument("device", required=False, type=click.Choice([kind.value for kind in DeviceKind]))
@config_file
@_simulated
@_json
@reports_problems
def check_health(device: str | None, file: Path, simulated: bool, as_json: bool) -> Exit:
    """Run the self-test of DEVICE, or of every device. Exit code 1 when one does not pass."""
    with _station(file, simulated) as station:
        kinds = [DeviceKind(device)] if device else [view.kind for view in station.devices()]
        passed = [_test(station, kind, as_json) for kind in kinds]
    return Exit.DONE if all(passed) else Exit.ANSWER_IS_NO


def _test(station: Station, kind: DeviceKind, as_json: bool) -> bool:
    try:
        result = station.self_test(kind).result(SELF_TEST_SECONDS + 1)
        passed, report, took = result.passed, result.report, result.milliseconds
    except DeviceError as error:
        passed, report, took = False, str(DeviceProblem(kind, error)), None
    if as_json:
        say_json({"device": kind.value, "passed": passed, "report": report, "ms": took})
    else:
        say(f"{DEVICE_NAMES[kind].en}: {'passed' if passed else 'NOT passed'}. {report}")
    return passed


@click.command(name="print")
@click.argument("document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "url", help="ipp://… for a PDF, tcp://… or serial:///… for a receipt; else as configured.")
@config_file
@_json
@reports_problems
def print_file(document: Path, url: str | None, file: Path, as_json: bool) -> Exit:
    """Print a PDF on the document printer, or a PNG on the receipt printer.

    Says printed, not printed or unknown. Exit code 0 only when the printer itself said that it was printed.
    """
    is_pdf = document.suffix.lower() == ".pdf"
    kind = DeviceKind.DOCUMENT_PRINTER if is_pdf else DeviceKind.RECEIPT_PRINTER
    config = _printer_config(kind, url, file)
    device = create_device(kind, config.driver, config.options)
    try:
        device.open()
        result = _print(device, document)
    finally:
        device.close()
    answer = {"document": str(document), "outcome": result.outcome.value, "evidence": result.evidence}
    if as_json:
        say_json(answer)
    else:
        say(f"{document}: {result.outcome.value}. {result.evidence}")
    return Exit.DONE if result.outcome is PrintOutcome.PRINTED else Exit.ANSWER_IS_NO


def _printer_config(kind: DeviceKind, url: str | None, file: Path) -> DeviceConfig:
    if url is not None:
        driver = "ipp" if kind is DeviceKind.DOCUMENT_PRINTER else "escpos"
        return DeviceConfig(driver=driver, options={"url": url})
    configured = load_config(file).devices.get(kind)
    if configured is None:
        raise click.UsageError(f"this terminal has no {DEVICE_NAMES[kind].en.lower()}: name one with --to")
    return configured


def _print(device: Any, document: Path) -> PrintResult:
    from printing.a4 import page_count
    from printing.escpos import encode_bands

    job_id = f"{document.stem}-{document.stat().st_mtime_ns}"
    if isinstance(device, DocumentPrinter):
        pdf = document.read_bytes()
        return device.print_pdf(job_id, pdf, page_count(pdf))
    if isinstance(device, ReceiptPrinter):
        return device.print_bands(job_id, encode_bands(_receipt_picture(document)))
    raise click.UsageError("neither a document printer nor a receipt printer")


def _receipt_picture(file: Path) -> Image.Image:
    """A picture for 80 mm paper; a larger or unreadable one is refused."""
    try:
        with Image.open(file) as picture:
            if picture.width > PaperWidth.MM_80 or picture.height > MAX_RECEIPT_ROWS:
                raise click.UsageError(f"a receipt is at most {int(PaperWidth.MM_80)}×{MAX_RECEIPT_ROWS} pixels")
            return picture.convert("1", dither=Image.Dither.NONE)
    except (OSError, Image.DecompressionBombError) as error:
        raise click.UsageError(f"{file} is no picture that can be read: {error}") from error


@contextmanager
def _station(file: Path, simulated: bool) -> Iterator[Station]:
    """The configured devices, each of which has had the time to open or to fail."""
    if simulated:
        configured = {kind: DeviceConfig(driver="simulated") for kind in DeviceKind}
    else:
        configured = dict(load_config(file).devices)
    station = Station(configured)
    waiting = {view.kind for view in station.devices() if view.last_error is None}
    settled = threading.Event()

    def heard(kind: DeviceKind, event: object) -> None:
        if isinstance(event, DeviceReady | DeviceFailed):
            waiting.discard(kind)
        if not waiting:
            settled.set()

    station.listen(heard)
    station.start()
    try:
        if waiting:
            settled.wait(START_SECONDS)
        yield station
    finally:
        station.stop()


def _plain(view: DeviceView) -> dict[str, Any]:
    stamp, error = view.provenance, view.last_error
    return {
        "device": view.kind.value,
        "driver": view.driver,
        "source": stamp.source.value if stamp else None,
        "driver_version": stamp.driver_version if stamp else None,
        "serial": stamp.device_serial if stamp else None,
        "readiness": view.readiness.value,
        "sensors": {name: sensor.value for name, sensor in view.sensors},
        "error": error and {"code": error.code.value, "actor": error.actor.value, "text": str(error)},
    }


def _say_device(view: DeviceView) -> None:
    state = view.readiness.value
    if view.last_error is not None:
        state = f"{state}. {DeviceProblem(view.kind, view.last_error)}"
    source = f" [{view.provenance.source.value}]" if view.provenance else ""
    say(f"{DEVICE_NAMES[view.kind].en} ({view.driver}){source}: {state}")
