"""The rate on real photographs, where the test data lies (KIOSK_TEST_DATA); it is never part of the project."""

import os
from functools import cache
from pathlib import Path

import pytest
import zxingcpp

from kiosk.codes.decode import decode_image
from kiosk.codes.found import DecodedCode
from kiosk.codes.images import read_image_file

DATA = Path(os.environ.get("KIOSK_TEST_DATA", "/nowhere")) / "qr" / "zxing-cpp"
AMPLE = 30.0
"""Seconds, so that a busy machine changes no answer."""

PICTURES = {".png", ".jpg", ".webp"}

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="KIOSK_TEST_DATA has no qr/zxing-cpp")


def pictures(folder):
    return sorted(path for path in (DATA / folder).iterdir() if path.suffix in PICTURES)


def photographs():
    return [path for number in range(1, 8) for path in pictures(f"qrcode-{number}")]


@cache
def codes_in(path: Path) -> tuple[DecodedCode, ...]:
    """What is read on it; looked at once for all tests."""
    return tuple(decode_image(read_image_file(path), True, AMPLE))


def test_every_photograph_is_read_many_more_than_by_the_engine_alone():
    paths = photographs()
    read = [path for path in paths if codes_in(path)]
    alone = [path for path in paths if zxingcpp.read_barcodes(read_image_file(path))]
    assert len(read) >= len(paths) - 2
    assert len(read) >= len(alone) + 10


def test_what_is_read_is_what_was_written():
    """Judged on payloads of ASCII characters: the others depend on the character set a code does not name."""
    for path in photographs():
        expected = path.with_suffix(".txt").read_bytes() if path.with_suffix(".txt").exists() else b"\xff"
        if expected.isascii() and expected.decode().isprintable():
            assert expected.decode() in [code.text for code in codes_in(path)], path.name


def test_nothing_is_read_where_there_is_no_code():
    for folder in ("falsepositives-1", "falsepositives-2"):
        for path in pictures(folder):
            assert decode_image(read_image_file(path), True, AMPLE) == [], path.name


def test_every_code_of_a_sheet_is_read_once():
    sheets = {"multi-qr.png": 4, "multi-dm.png": 5, "#360.png": 3, "1.png": 1}
    for name, count in sheets.items():
        assert len(decode_image(read_image_file(DATA / "multi-1" / name), True, AMPLE)) == count, name
