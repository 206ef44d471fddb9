"""Text fields in GB18030, old and new editions alike."""

import pytest

from kiosk.cards.text import decode_ascii, decode_text, encode_text, is_blank


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("fe9f", "䶮"),
        ("9534b235", "𠮷"),
        ("fe59", "龴"),
        ("a1a4", "·"),
        ("c4a3a1a1", "模"),
        ("d5c5c8", "张"),
        ("\U00031350".encode("gb18030").hex(), "\U00031350"),
    ],
)
def test_bytes_of_any_edition_of_the_standard_become_the_character_of_the_newest(raw, text):
    assert decode_text(bytes.fromhex(raw)) == text


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\x00", b"\xff\xff", b"   ", b"A\x1bB", b"A\nB", "A\u202eB".encode("gb18030")]
)
def test_empty_broken_and_controlling_bytes_are_no_text(raw):
    assert decode_text(raw) is None


def test_letters_and_digits_end_at_the_filling():
    assert decode_ascii(b"X00000019") == "X00000019"
    assert decode_ascii(b"1.00\x00\x00trash") == "1.00"
    assert decode_ascii(b"\xd5\xc5") is None


def test_text_is_cut_between_characters():
    assert encode_text("A𠮷𠮷", 6) == (b"A" + "𠮷".encode("gb18030"), "𠮷".encode("gb18030"))
    assert encode_text("AB", 30) == (b"AB", b"")


def test_filling_of_every_kind_is_blank():
    assert is_blank(b"\x00\xff  ")
    assert not is_blank(b"\x000")
