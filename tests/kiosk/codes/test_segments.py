import cv2
import numpy as np
import pytest
import segno

from kiosk.codes.decode import decode_image
from kiosk.codes.found import Part
from kiosk.codes.payload import payload_text
from tests.helpers.code_images import code_image, on_desk

ENGLISH = "KIOSK SPLIT MESSAGE 0123456789 " * 3


def only(image, thorough=False):
    (code,) = decode_image(image, thorough)
    return code


def drawn(symbol, module=6):
    modules = np.array([[0 if dark else 255 for dark in row] for row in symbol.matrix])
    return np.kron(np.pad(modules, 4, constant_values=255), np.ones((module, module))).astype(np.uint8)


@pytest.mark.parametrize("text", ["点茗", "茗点", "東京都千代田区", "点" * 40])
@pytest.mark.parametrize("mask", range(8))
def test_kanji_mode_is_shift_jis_as_the_standard_says(text, mask):
    code = only(code_image(text, mode="kanji", mask=mask))
    assert (code.text, code.data, code.part) == (text, text.encode("shift_jis"), None)


@pytest.mark.parametrize("mask", range(4))
@pytest.mark.parametrize("text", ["点茗", "東京都千代田区"])
def test_a_micro_code_in_kanji_mode_is_shift_jis_too(text, mask):
    code = only(drawn(segno.make(text, mode="kanji", micro=True, mask=mask)))
    assert (code.text, code.symbology) == (text, "Micro QR Code")


def test_hanzi_mode_is_gb_2312_even_where_its_bytes_would_be_utf_8():
    assert payload_text("模".encode("gb2312")) != "模"
    assert only(code_image("模", mode="hanzi")).text == "模"


@pytest.mark.parametrize("turn", [0, 30, 200])
def test_a_code_that_lies_askew_or_is_inverted_or_mirrored_says_its_mode_as_well(turn):
    image, _ = on_desk(code_image("東京都千代田区", mode="kanji"), turn=turn, background=255)
    assert only(image).text == "東京都千代田区"
    assert only(255 - image).text == "東京都千代田区"
    assert only(cv2.flip(image, 1)).text == "東京都千代田区"


def test_the_same_bytes_not_in_kanji_mode_keep_to_the_rule():
    assert only(code_image("点茗".encode("shift_jis"), mode="byte")).text == payload_text(
        "点茗".encode("shift_jis")
    )


@pytest.mark.parametrize("text", [ENGLISH, "外国人工作许可通知" * 6])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_part_of_a_split_message_says_which_part_it_is(text, count):
    symbols = segno.make_sequence(text, symbol_count=count, encoding="utf-8" if text != ENGLISH else None)
    codes = [only(drawn(symbol)) for symbol in symbols]
    assert b"".join(code.data for code in codes) == text.encode()
    parity = codes[0].part.parity
    assert [code.part for code in codes] == [Part(number, count, parity) for number in range(1, count + 1)]
