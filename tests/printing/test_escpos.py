"""Bands of ESC/POS: the picture comes back dot for dot, and no dots give a printer an order."""

import itertools

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from drivers.receipt_printer.virtual_printer import VirtualEscPosPrinter
from printing.escpos import MAX_BAND_ROWS, disarmed, encode_bands
from printing.receipt import PaperWidth
from printing.receipt_image import receipt_image
from tests.helpers.sample_papers import receipt

ORDERS = (b"\x10\x04", b"\x10\x05", b"\x10\x14")


def picture(dots: np.ndarray) -> Image.Image:
    return Image.fromarray(~dots)


def commands(stream: bytes) -> list[tuple[str, bytes]]:
    """A small reading of the four commands a receipt may hold; anything else is an error."""
    found = []
    while stream:
        if stream[:2] == b"\x1b@":
            size, name = 2, "init"
        elif stream[:2] == b"\x1bJ":
            size, name = 3, "feed"
        elif stream[:3] == b"\x1dVB":
            size, name = 4, "cut"
        elif stream[:4] == b"\x1dv0\x00":
            size = 8 + int.from_bytes(stream[4:6], "little") * int.from_bytes(stream[6:8], "little")
            name = "raster"
        else:
            raise AssertionError(f"unknown command {stream[:4].hex()}")
        assert len(stream) >= size, f"{name} is cut short"
        found.append((name, stream[:size]))
        stream = stream[size:]
    return found


def drawn(bands: list[bytes], width: int) -> np.ndarray:
    rows = []
    for name, data in commands(b"".join(bands)):
        if name == "feed":
            rows.append(np.zeros((data[2], width), np.bool_))
        elif name == "raster":
            across, down = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
            dots = np.unpackbits(np.frombuffer(data[8:], np.uint8).reshape(down, across), axis=1).astype(np.bool_)
            rows.append(np.pad(dots, ((0, 0), (0, width - dots.shape[1]))))
    return np.concatenate(rows)


@pytest.mark.parametrize("width", list(PaperWidth))
def test_a_receipt_comes_back_from_its_bands(width: PaperWidth) -> None:
    image = receipt_image(receipt(width=width, specimen=True))
    dots = ~np.asarray(image)
    back = drawn(encode_bands(image), int(width))
    assert back.shape == dots.shape
    assert not (dots & ~back).any(), "a black dot was lost"
    added = np.argwhere(back & ~dots)
    assert len(added) < 40
    for row, column in added:
        assert dots[row, column - 1] or dots[row, column + 1], "an added dot stands alone"


def test_bands_are_short_each_is_whole_and_the_cut_comes_last() -> None:
    bands = encode_bands(receipt_image(receipt()))
    names = [[name for name, _ in commands(band)] for band in bands]
    assert names[0][0] == "init"
    assert names[-1][-1] == "cut"
    assert list(itertools.chain(*names)).count("cut") == 1
    assert all(band_names.count("raster") == 1 for band_names in names[:-1])
    heights = [int.from_bytes(data[6:8], "little") for band in bands for n, data in commands(band) if n == "raster"]
    assert max(heights) <= MAX_BAND_ROWS


def test_blank_stretches_are_fed_and_blank_columns_not_sent() -> None:
    dots = np.zeros((1000, 576), np.bool_)
    dots[10, 20] = dots[900, 500] = True
    bands = encode_bands(picture(dots))
    assert sum(len(band) for band in bands) < 150
    assert np.array_equal(drawn(bands, 576), dots)


def test_blank_paper_is_fed_and_cut() -> None:
    bands = encode_bands(picture(np.zeros((300, 576), np.bool_)))
    assert [name for name, _ in commands(b"".join(bands))] == ["init", "feed", "feed", "cut"]


@pytest.mark.parametrize("order", ORDERS)
def test_dots_that_spell_an_order_get_one_more_dot_beside_a_black_one(order: bytes) -> None:
    safe = disarmed(b"\x00" + order + b"\xff")
    assert not any(forbidden in safe for forbidden in ORDERS)
    assert safe[:2] == b"\x00\x10"
    assert bin(safe[2]).count("1") == bin(order[1]).count("1") + 1


def test_no_order_hides_in_a_picture_full_of_them_not_even_across_rows() -> None:
    rows = [b"\x10\x04" * 36, b"\x04" + b"\x10\x14" * 35 + b"\x10", b"\x05" * 72, b"\x10\x10\x04" * 24]
    dots = np.unpackbits(np.frombuffer(b"".join(rows) * 40, np.uint8).reshape(160, 72), axis=1).astype(np.bool_)
    bands = encode_bands(picture(dots))
    for _, data in commands(b"".join(bands)):
        assert not any(order in data for order in ORDERS)
    assert not (dots & ~drawn(bands, 576)).any()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_picture_comes_back_with_nothing_lost(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 300)), data.draw(st.sampled_from((1, 9, 384, 576)))
    seed, density = data.draw(st.integers(0, 2**16)), data.draw(st.sampled_from((0.0, 0.001, 0.02, 0.5)))
    random = np.random.default_rng(seed)
    dots = random.random((height, width)) < density
    dots[random.random(height) < 0.6] = False
    stream = b"".join(encode_bands(picture(dots)))
    back = drawn([stream], -(-width // 8) * 8)
    assert back.shape[0] == height
    assert not (dots & ~back[:, :width]).any()
    assert not any(order in body for _, body in commands(stream) for order in ORDERS)


def test_a_strict_printer_draws_the_receipt_we_made_and_a_scanner_reads_its_code() -> None:
    image = receipt_image(receipt(specimen=True, reprint=1))
    printer = VirtualEscPosPrinter()
    for band in encode_bands(image):
        printer.receive(band)
    (paper,) = printer.take_receipts()
    dots = ~np.asarray(image)
    assert np.array_equal(paper[: len(dots)] | dots, paper[: len(dots)])
    assert np.count_nonzero(paper[: len(dots)] != dots) < 40
    assert not paper[len(dots) :].any()
    codes = zxingcpp.read_barcodes(Image.fromarray(~paper).convert("L"))
    assert [code.text for code in codes] == ["GZ-2026-000123"]
