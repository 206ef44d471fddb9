"""`kiosk print` prints what it is asked to, says printed only when the printer did, refuses what is no document."""

import os
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from drivers.faults import Fault
from tests.helpers.command_line import TERMINAL, kiosk, lines
from tests.helpers.escpos_printer import tcp_printer
from tests.helpers.ippeveprinter import dns_sd, ippeveprinter


def a_page(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    canvas = Canvas(str(file))
    canvas.drawString(100, 700, text)
    canvas.save()
    os.utime(file, (1_800_000_000, 1_800_000_000))
    return file


def a_receipt(file: Path) -> Path:
    picture = Image.new("1", (576, 200), 1)
    picture.paste(0, (100, 50, 300, 150))
    picture.save(file)
    return file


def test_another_file_of_the_same_name_and_time_is_another_job_and_so_is_the_same_file_again(
    tmp_path: Path,
) -> None:
    first = a_page(tmp_path / "monday" / "page.pdf", "SPECIMEN 1")
    second = a_page(tmp_path / "tuesday" / "page.pdf", "SPECIMEN 2")
    with dns_sd() as bus, ippeveprinter(tmp_path / "printer", bus) as printer:
        for file in (first, second, second):
            assert kiosk("print", file, "--to", printer.url).exit_code == 0
        came_out = [document.read_bytes() for document in printer.documents]
    assert came_out == [first.read_bytes(), second.read_bytes(), second.read_bytes()]


def test_a_receipt_is_printed_only_when_the_printer_said_so(tmp_path: Path) -> None:
    receipt = a_receipt(tmp_path / "receipt.png")
    with tcp_printer() as printer:
        assert kiosk("print", receipt, "--to", printer.url).exit_code == 0
        assert len(printer.receipts) == 1
        printer.set_fault(Fault.PAPER_OUT)
        result = kiosk("print", receipt, "--to", printer.url, "--json")
        assert result.exit_code == 1
        (line,) = lines(result)
        assert (line["outcome"], line["error"]["code"]) == ("not_printed", "D-401")
        assert len(printer.receipts) == 1


def test_a_printer_that_is_not_there_is_a_failure_with_what_to_do(tmp_path: Path) -> None:
    page = a_page(tmp_path / "page.pdf", "SPECIMEN")
    result = kiosk("print", page, "--to", "ipp://127.0.0.1:9/ipp/print")
    assert result.exit_code == 3
    assert "Check power and cable" in result.stderr
    assert "请检查电源和连接线" in result.stderr
    failed = kiosk("print", page, "--to", "ipp://127.0.0.1:9/ipp/print", "--json")
    (line,) = lines(failed)
    assert failed.exit_code == 3
    assert set(line["error"]) == {"code", "actor", "zh", "en", "detail"}
    assert "127.0.0.1" in line["error"]["detail"]


@pytest.mark.parametrize("name", ["empty.pdf", "letter.pdf", "picture.png", "receipt.txt"])
def test_what_is_no_document_is_refused_in_a_line(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"" if name == "empty.pdf" else b"Dear sir or madam")
    result = kiosk("print", file, "--to", "ipp://127.0.0.1:9/ipp/print")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2  # English and Chinese
    (line,) = lines(kiosk("print", file, "--json"))
    assert line["error"]["code"] == "K-103"


def test_a_terminal_without_such_a_printer_says_so(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(TERMINAL)
    page = a_page(tmp_path / "page.pdf", "SPECIMEN")
    result = kiosk("print", page, "--config", config, "--json")
    assert (result.exit_code, lines(result)[0]["error"]["code"]) == (2, "K-103")
