"""Receipts as dots: the right width, every mark, a code a scanner reads, and honest banners."""

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from printing.bilingual import Bilingual
from printing.errors import ContentTooWide, GlyphMissing
from printing.receipt import ChecklistRow, Code, KeyValue, Mark, PaperWidth, Passage, ReceiptDocument
from printing.receipt_image import receipt_image
from tests.helpers.sample_papers import receipt


def ink(image: Image.Image) -> np.ndarray:
    return ~np.asarray(image)


@pytest.mark.parametrize("width", list(PaperWidth))
def test_a_receipt_is_one_bit_deep_as_wide_as_its_paper_and_keeps_its_edges_free(width: PaperWidth) -> None:
    image = receipt_image(receipt(width=width))
    assert (image.mode, image.width) == ("1", int(width))
    dots = ink(image)
    assert not dots[:, :6].any()
    assert not dots[:, -6:].any()
    assert 0.02 < dots.mean() < 0.25


@pytest.mark.parametrize("width", list(PaperWidth))
def test_a_scanner_reads_the_code_off_the_receipt(width: PaperWidth) -> None:
    codes = zxingcpp.read_barcodes(receipt_image(receipt(width=width)).convert("L"))
    assert [code.text for code in codes] == ["GZ-2026-000123"]


def test_the_same_receipt_is_the_same_dots() -> None:
    assert receipt_image(receipt()).tobytes() == receipt_image(receipt()).tobytes()


def test_rare_characters_leave_ink_and_a_missing_one_is_an_error() -> None:
    pictures = {
        character: receipt_image(ReceiptDocument((Passage(character),)))
        for character in ("𠮷", "䶮", "喆", "·", "ễ")
    }
    assert all(ink(picture).any() for picture in pictures.values())
    assert len({picture.tobytes() for picture in pictures.values()}) == len(pictures)
    with pytest.raises(GlyphMissing, match=r"U\+1F600"):
        receipt_image(ReceiptDocument((Passage("😀"),)))


def test_every_mark_is_drawn_differently() -> None:
    text = Bilingual("护照", "Passport")
    pictures = [receipt_image(ReceiptDocument((ChecklistRow(mark, text),))).tobytes() for mark in Mark]
    assert len(set(pictures)) == len(Mark)


def test_a_specimen_and_a_copy_say_so_in_black_bars() -> None:
    plain, specimen, copy = (receipt_image(receipt(**kw)) for kw in ({}, {"specimen": True}, {"reprint": 1}))

    def bars(image: Image.Image) -> int:
        solid = ink(image)[:, :4].all(axis=1)
        return int(np.count_nonzero(np.diff(np.concatenate(([False], solid))) & solid))

    assert [bars(image) for image in (plain, specimen, copy)] == [0, 2, 1]


def test_the_second_copy_is_told_from_the_first() -> None:
    assert receipt_image(receipt(reprint=1)).tobytes() != receipt_image(receipt(reprint=2)).tobytes()


def test_a_long_name_wraps_beside_its_label_and_stays_on_the_paper() -> None:
    label = Bilingual("单位", "Employer")
    short, long = (
        receipt_image(ReceiptDocument((KeyValue(label, text),)))
        for text in ("广州公司", "广州示例科技有限公司" * 8)
    )
    assert long.height > short.height
    assert not ink(long)[:, -6:].any()


@pytest.mark.parametrize("payload", ["许可", "A" * 5000, "A" * 700])
def test_a_code_no_scanner_would_read_is_refused(payload: str) -> None:
    with pytest.raises(ContentTooWide):
        receipt_image(ReceiptDocument((Code(payload),)))
