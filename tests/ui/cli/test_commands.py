"""The command line answers in one JSON object a line, and its exit codes mean what the help says."""

import json
from pathlib import Path

import numpy as np
import pytest
import segno
from click.testing import CliRunner, Result
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from drivers.receipt_printer.virtual_printer import PrinterFault
from tests.helpers.escpos_printer import tcp_printer
from ui.cli.main import main

WHOLE, CHANGED = 0, 1


def kiosk(*words: object) -> Result:
    """Run `kiosk` with these words."""
    return CliRunner().invoke(main, [str(word) for word in words])


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "notice.png"
    segno.make("FWPN:ABCDEFGH23456789", error="m").save(str(file), scale=6)
    return file


def test_read_code_answers_a_line_an_image_and_goes_on_after_one_it_cannot_open(
    tmp_path: Path, picture: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    result = kiosk("read", "code", "--json", broken, picture)
    first, second = lines(result)
    assert result.exit_code == 1
    assert set(first) == {"file", "error"}
    assert second["file"] == str(picture)
    (code,) = second["codes"]
    assert code["text"] == "FWPN:ABCDEFGH23456789"
    assert bytes.fromhex(code["bytes"]) == b"FWPN:ABCDEFGH23456789"
    assert np.array(code["corners"]).shape == (4, 2)


def test_read_code_says_no_for_a_picture_without_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    Image.new("RGB", (400, 300), "white").save(empty)
    result = kiosk("read", "code", "--json", empty)
    assert (result.exit_code, lines(result)[0]["codes"]) == (1, [])


def test_every_simulated_device_says_that_it_is_one() -> None:
    result = kiosk("devices", "--simulated", "--json")
    assert result.exit_code == 0
    assert {line["source"] for line in lines(result)} == {"simulator"}
    assert len(lines(result)) == 5


def test_the_self_test_of_one_device() -> None:
    result = kiosk("check-health", "document_camera", "--simulated", "--json")
    assert result.exit_code == 0
    (line,) = lines(result)
    assert line["passed"] is True


def test_a_device_that_is_not_there_is_named_with_its_code_and_who_must_act(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(
        'window = "12"\noperator = "S001"\nprofile = "gz"\nrecords = "sqlite://"\nregistry = "http://127.0.0.1:1"\n'
        '[devices.code_scanner]\ndriver = "serial"\noptions = { port = "/dev/no-such-scanner" }\n'
    )
    result = kiosk("devices", "--config", config, "--json")
    (line,) = lines(result)
    assert result.exit_code == 1
    assert line["error"]["code"] == "D-102"
    assert line["error"]["actor"] == "technician"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('permit_number = "44[0-9"\n', "permit_number: Value error, no regular expression"),
        ("window = 12\n", "profile: Field required"),
        ("window = ", "Invalid value"),
        ('colour = "red"\n', "colour"),
    ],
)
def test_a_wrong_configuration_names_what_is_wrong(tmp_path: Path, text: str, named: str) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(text)
    result = kiosk("devices", "--config", config)
    assert result.exit_code == 3
    assert "K-101" in result.stderr
    assert named in result.stderr


def test_a_receipt_is_printed_only_when_the_printer_said_so(tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.png"
    picture = Image.new("1", (576, 200), 1)
    picture.paste(0, (100, 50, 300, 150))
    picture.save(receipt)
    with tcp_printer() as printer:
        assert kiosk("print", receipt, "--to", printer.url).exit_code == 0
        assert len(printer.receipts) == 1
        printer.set_fault(PrinterFault.PAPER_OUT)
        result = kiosk("print", receipt, "--to", printer.url, "--json")
        assert result.exit_code == 1
        assert lines(result)[0]["outcome"] == "not_printed"
        assert len(printer.receipts) == 1


def test_a_printer_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    canvas = Canvas(str(pdf))
    canvas.drawString(100, 700, "SPECIMEN")
    canvas.save()
    result = kiosk("print", pdf, "--to", "ipp://127.0.0.1:9/ipp/print")
    assert result.exit_code == 3
    assert "D-103" in result.stderr or "D-102" in result.stderr
