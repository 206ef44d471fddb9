"""Every character gets a font that has it, one font a word, or a clear error."""

import unicodedata

import pytest

from printing.errors import FontMissing, GlyphMissing
from printing.faces import Face, FontFile
from printing.fonts import installed
from printing.runs import assign_fonts

SONG, LATIN = Face.SONG.chinese, Face.SONG.latin
PAPER_FACES = [Face.SONG, Face.SONG_BOLD, Face.HEI, Face.HEI_BOLD]


def fonts_in(text: str, face: Face = Face.SONG) -> set[FontFile]:
    return {font for _, font in assign_fonts(text, face)}


def gb2312_characters() -> str:
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(row.decode("gb2312", errors="ignore") for row in rows)


@pytest.mark.parametrize("face", PAPER_FACES)
def test_every_face_has_every_character_of_gb2312_and_the_rare_ones_in_names(face: Face) -> None:
    characters = gb2312_characters() + "𠮷䶮喆㛃𬱟𬴊𫖯祎珺旻镕〇·〔〕《》——……"
    assert len(characters) > 6763
    assert all(installed(font).covers(character) for character, font in assign_fonts(characters, face))


@pytest.mark.parametrize("word", ["Łukasz", "Nguyễn", "Škvořený", "Đặng", "O’Brien", "Brânză", "García-Müller"])
def test_a_latin_word_is_set_whole_in_one_font_even_inside_chinese(word: str) -> None:
    assigned = assign_fonts(f"姓名{word}原件", Face.SONG)
    assert [font for character, font in assigned if character in word] == [LATIN] * len(word)


def test_quotes_and_dashes_are_chinese_in_chinese_text_and_latin_in_latin_text() -> None:
    assert fonts_in("“通知”——·") == {SONG}
    assert fonts_in("“notice” — don’t") == {LATIN}


def test_letters_and_accents_apart_become_one_letter() -> None:
    assert fonts_in(unicodedata.normalize("NFD", "Nguyễn")) == {LATIN}
    assert "".join(c for c, _ in assign_fonts(unicodedata.normalize("NFD", "Nguyễn"), Face.SONG)) == "Nguyễn"


@pytest.mark.parametrize(
    ("text", "code_point"),
    [
        ("محمد", "U+0645"),
        ("שלום", "U+05E9"),
        ("བོད", "U+0F56"),
        ("ẹ\u0301", "U+0301"),
        ("a\u200bb", "U+200B"),
        ("a\u202eb", "U+202E"),
        ("姓名\x00", "U+0000"),
        ("😀", "U+1F600"),
        ("\ue000", "U+E000"),
    ],
)
def test_what_cannot_be_shown_rightly_is_an_error_that_names_the_character(text: str, code_point: str) -> None:
    with pytest.raises(GlyphMissing) as caught:
        assign_fonts(text, Face.HEI)
    assert caught.value.code_point == code_point
    assert code_point in str(caught.value)


def test_the_error_does_not_carry_the_name_it_stood_in() -> None:
    with pytest.raises(GlyphMissing) as caught:
        assign_fonts("张三丰😀", Face.SONG)
    assert "张三" not in str(caught.value)


def test_ocr_b_has_the_letters_of_a_machine_readable_zone_and_nothing_chinese() -> None:
    assert fonts_in("P<UTOERIKSSON<<ANNA0123456789", Face.OCR_B) == {Face.OCR_B.latin}
    with pytest.raises(GlyphMissing):
        assign_fonts("中", Face.OCR_B)


def test_a_font_that_is_not_installed_is_named_with_its_package() -> None:
    with pytest.raises(FontMissing, match=r"NoSuch\.ttf.*fonts-nosuch"):
        installed(FontFile("NoSuch", "NoSuch.ttf", "fonts-nosuch"))


def test_a_collection_without_the_wanted_family_is_no_font() -> None:
    with pytest.raises(FontMissing, match="Noto Serif CJK XX"):
        installed(FontFile("X", "NotoSerifCJK-Regular.ttc", "fonts-noto-cjk", "Noto Serif CJK XX"))
