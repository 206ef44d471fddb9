"""The embedded fonts: TrueType outlines of what was asked for, the same bytes each time, a way back to text."""

from io import BytesIO

from fontTools.ttLib import TTFont

from printing.faces import Face
from printing.fonts import installed
from printing.to_unicode import to_unicode_map
from printing.truetype import truetype_of


def test_postscript_outlines_become_truetype_with_the_same_widths() -> None:
    source = installed(Face.SONG.chinese)
    made = TTFont(BytesIO(truetype_of(source, "许可𠮷")))
    assert made.sfntVersion == "\x00\x01\x00\x00"
    assert set(made.getBestCmap()) == {ord(character) for character in " 许可𠮷"}
    for point, name in made.getBestCmap().items():
        assert made["hmtx"][name][0] == source.width_units(chr(point))


def test_accented_letters_made_of_parts_keep_their_accents() -> None:
    made = TTFont(BytesIO(truetype_of(installed(Face.SONG.latin), "eễ")))
    contours = {chr(point): made["glyf"][name].numberOfContours for point, name in made.getBestCmap().items()}
    assert contours["ễ"] >= contours["e"] + 2


def test_the_same_characters_give_the_same_bytes_in_any_order() -> None:
    font = installed(Face.HEI.chinese)
    assert truetype_of(font, "核验回执") == truetype_of(font, "执回验核执")


def test_the_map_back_to_text_writes_rare_characters_as_surrogates_in_blocks_of_a_hundred() -> None:
    cmap = to_unicode_map("AAAAAA+Song", [0, *range(0x4E00, 0x4E00 + 149), 0x20BB7])
    assert "<96> <D842DFB7>" in cmap
    assert "100 beginbfchar" in cmap
    assert "50 beginbfchar" in cmap
    assert "<00> <" not in cmap.replace("<00> <FF>", "")
