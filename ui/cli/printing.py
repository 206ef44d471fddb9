"""`kiosk print`: one document on one printer, at once; what a technician asks to print is printed."""

from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import click
from PIL import Image

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.document_printer import DocumentPrinter
from drivers.errors import DeviceError
from drivers.printing import PrintOutcome, PrintResult
from kiosk.config import DeviceConfig, load_config
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem
from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse
from printing.errors import NotAPdf
from printing.receipt import PaperWidth
from ui.cli.options import config_file
from ui.cli.output import Exit, reports_problems, say, say_json, told

MAX_RECEIPT_ROWS = 8000
MAX_STEM_CHARACTERS = 40
"""Of the file's name in the job's: IPP takes 255 bytes, and three bytes a Chinese character."""


@click.command(name="print")
@click.argument("document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "url", help="ipp://… for a PDF, tcp://… or serial:///… for a receipt; else as configured.")
@config_file
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@reports_problems
def print_file(document: Path, url: str | None, file: Path, as_json: bool) -> Exit:
    """Print a PDF on the document printer, or a PNG on the receipt printer.

    Says printed, not printed or unknown. Exit code 0 only when the printer itself said that it was printed.
    Asked again, it prints again.
    """
    is_pdf = document.suffix.lower() == ".pdf"
    kind = DeviceKind.DOCUMENT_PRINTER if is_pdf else DeviceKind.RECEIPT_PRINTER
    content = _read(document)
    pages = _pages(document, content) if is_pdf else 0
    bands = () if is_pdf else _bands(document)
    config = _printer_config(kind, url, file)
    try:
        device = create_device(kind, config.driver, config.options)
        result = _print(device, _new_job_id(document, content), content, pages, bands)
    except DeviceError as error:
        raise DeviceProblem(kind, error) from error
    _say_result(document, kind, result, as_json=as_json)
    return Exit.DONE if result.outcome is PrintOutcome.PRINTED else Exit.ANSWER_IS_NO


def _say_result(document: Path, kind: DeviceKind, result: PrintResult, *, as_json: bool) -> None:
    problem = DeviceProblem(kind, result.error) if result.error else None
    if as_json:
        answer = {"document": str(document), "outcome": result.outcome.value, "evidence": result.evidence}
        say_json(answer | {"error": told(problem) if problem else None})
    else:
        say(f"{document}: {result.outcome.value}. {result.evidence}")
        if problem:
            say(f"{problem.code}: {problem.message.en}\n{problem.code}：{problem.message.zh}")


def _new_job_id(document: Path, content: bytes) -> str:
    """A name no printer knows yet: one it knows is taken for that earlier job, and nothing is sent."""
    return f"{document.stem[:MAX_STEM_CHARACTERS]}-{sha256(content).hexdigest()[:16]}-{uuid4()}"


def _print(device: Any, job_id: str, content: bytes, pages: int, bands: tuple[bytes, ...]) -> PrintResult:
    try:
        device.bring_up()
        if isinstance(device, DocumentPrinter):
            return device.print_pdf(job_id, content, pages)
        result: PrintResult = device.print_bands(job_id, bands)
        return result
    finally:
        device.close()


def _printer_config(kind: DeviceKind, url: str | None, file: Path) -> DeviceConfig:
    if url is not None:
        driver = "ipp" if kind is DeviceKind.DOCUMENT_PRINTER else "escpos"
        return DeviceConfig(driver=driver, options={"url": url})
    configured = load_config(file).devices.get(kind)
    if configured is None:
        name = DEVICE_NAMES[kind]
        raise WrongUse(
            Text(
                f"本机没有配置{name.zh}：请用 --to 指定",
                f"this terminal has no {name.en.lower()}: name one with --to",
            )
        )
    return configured


def _read(document: Path) -> bytes:
    try:
        return document.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WrongUse(Text(f"无法读取 {document}（{reason}）", f"{document} cannot be read ({reason})")) from error


def _pages(document: Path, pdf: bytes) -> int:
    from printing.a4 import page_count

    try:
        return page_count(pdf)
    except NotAPdf as error:
        raise WrongUse(
            Text(
                f"{document} 不是可读的PDF：请重新获取或生成",
                f"{document} is not a PDF that can be read: fetch or make it again",
            )
        ) from error


def _bands(document: Path) -> tuple[bytes, ...]:
    from printing.escpos import encode_bands

    return tuple(encode_bands(_receipt_picture(document)))


def _receipt_picture(file: Path) -> Image.Image:
    """A picture for 80 mm paper; a larger or unreadable one is refused."""
    try:
        with Image.open(file) as picture:
            if picture.width <= PaperWidth.MM_80 and picture.height <= MAX_RECEIPT_ROWS:
                return picture.convert("1", dither=Image.Dither.NONE)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise WrongUse(
            Text(f"{file} 不是可读的图片", f"{file} is no picture that can be read, and no PDF by its name")
        ) from error
    limit = f"{int(PaperWidth.MM_80)}×{MAX_RECEIPT_ROWS}"
    raise WrongUse(Text(f"凭条图片最大 {limit} 像素", f"a receipt is at most {limit} pixels"))
