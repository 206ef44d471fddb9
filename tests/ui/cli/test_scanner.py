"""The layout label is drawn so that it can be read, and a scan of it tells how the scanner is set."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import cv2
import pytest
import zxingcpp

from drivers.code_scanner.layout_label import LAYOUT_LABEL
from tests.helpers.command_line import TERMINAL, kiosk, lines
from tests.helpers.pty_scanner import pty_scanner

AZERTY = str.maketrans("azqwAZQW", "qwazQWAZ")


@contextmanager
def scanning(folder: Path, *said: str) -> Iterator[Path]:
    """A terminal whose scanner sends what is ``said``, again and again."""
    config = folder / "terminal.toml"
    with pty_scanner(folder / "scanner") as unit:
        options = f'options = {{ port = "{unit.link}" }}'
        config.write_text(f'{TERMINAL}[devices.code_scanner]\ndriver = "serial"\n{options}\n', encoding="utf-8")
        ended = threading.Event()

        def scan() -> None:
            words = cycle(said)
            while not ended.wait(0.1):
                unit.type(next(words).encode("latin-1") + b"\r")

        thread = threading.Thread(target=scan)
        thread.start()
        try:
            yield config
        finally:
            ended.set()
            thread.join()


def test_the_label_that_is_drawn_is_the_label_that_is_read(tmp_path: Path) -> None:
    assert kiosk("scanner", "label", tmp_path / "label.png").exit_code == 0
    (code,) = zxingcpp.read_barcodes(cv2.imread(str(tmp_path / "label.png"), cv2.IMREAD_GRAYSCALE))
    assert code.text == LAYOUT_LABEL


def test_a_scanner_that_is_set_right_is_said_to_be(tmp_path: Path) -> None:
    with scanning(tmp_path, LAYOUT_LABEL) as config:
        result = kiosk("scanner", "check", "--config", config, "--json")
    assert (result.exit_code, lines(result)[0]["good"]) == (0, True)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (LAYOUT_LABEL.translate(AZERTY), "it is set to AZERTY"),
        (LAYOUT_LABEL.swapcase(), "caps lock"),
        ("another code", "another code was scanned"),
    ],
)
def test_a_scanner_that_is_set_otherwise_is_told_how(tmp_path: Path, said: str, told: str) -> None:
    with scanning(tmp_path, said) as config:
        result = kiosk("scanner", "check", "--config", config, "--seconds", "2")
    assert result.exit_code == 1
    assert told in result.stdout


def test_other_codes_before_the_label_are_told_and_waited_past(tmp_path: Path) -> None:
    with scanning(tmp_path, "another code", LAYOUT_LABEL) as config:
        result = kiosk("scanner", "check", "--config", config)
    assert result.exit_code == 0, result.output
    assert "every character came as it is printed" in result.stdout


def test_a_label_that_nobody_scans_is_no_answer(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(f'{TERMINAL}[devices.code_scanner]\ndriver = "keyboard"\n', encoding="utf-8")
    result = kiosk("scanner", "check", "--config", config, "--seconds", "0.3", "--json")
    assert (result.exit_code, lines(result)) == (1, [{"scanned": False}])
    config.write_text(TERMINAL, encoding="utf-8")
    assert kiosk("scanner", "check", "--config", config).exit_code == 2


def test_a_scanner_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    options = 'options = { port = "/dev/no-such-scanner" }'
    config.write_text(f'{TERMINAL}[devices.code_scanner]\ndriver = "serial"\n{options}\n', encoding="utf-8")
    result = kiosk("scanner", "check", "--config", config, "--json")
    assert (result.exit_code, lines(result)[0]["error"]["code"]) == (3, "D-102")
