"""The page builder, looked at with poppler: fonts embedded, text given back, nothing outside the margins."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import zxingcpp
from PIL import Image

from printing.a4 import (
    BODY,
    MM,
    Align,
    Furniture,
    Margins,
    PaperBuilder,
    QrCode,
    SideBySide,
    Spacer,
    WritingLine,
    page_count,
)
from printing.bilingual import Bilingual
from printing.errors import ContentTooWide, GlyphMissing, NotAPdf
from tests.helpers.pdf_tools import fonts_of, joined_text_of, picture_of, text_of, words_of
from tests.helpers.sample_papers import LATIN_NAME, RARE_NAME

LONG = "须由本人或者经办人持原件（包括学历证书、体检证明）到窗口现场核验；Work Permit Notice 逾期未办的，后果自负。"


def paper(text: str = LONG) -> bytes:
    builder = PaperBuilder(title="试印", furniture=Furniture(number="T-1"))
    return builder.heading("试印", "Trial").paragraph(text, BODY.but(indent_em=2)).build()


def test_rare_characters_and_every_diacritic_come_back_from_the_paper() -> None:
    text = text_of(paper(f"姓名：{RARE_NAME}\n{LATIN_NAME}"))
    assert RARE_NAME in text
    assert LATIN_NAME in text


def test_two_hundred_different_characters_come_back_too() -> None:
    characters = "".join(chr(0x4E00 + 3 * step) for step in range(300))
    assert characters in joined_text_of(paper(characters))


def test_every_font_is_embedded_subset_and_mapped_to_unicode() -> None:
    fonts = fonts_of(paper(f"{LONG}{RARE_NAME}{LATIN_NAME}"))
    assert {font["name"].split("+")[1] for font in fonts} == {
        "NotoSerifCJKsc-Bold", "NotoSerifCJKsc-Regular", "LiberationSerif-Regular",
    }  # fmt: skip
    assert all(font["emb"] == font["sub"] == font["uni"] == "yes" for font in fonts)


def test_the_same_paper_is_the_same_bytes_and_another_paper_between_changes_nothing() -> None:
    first = paper("准予许可")
    paper("完全不同的内容，另一些字")
    assert paper("准予许可") == first


def test_a_later_paper_has_all_its_characters() -> None:
    paper("一二三")
    assert "甲乙丙丁戊己庚辛" in joined_text_of(paper("甲乙丙丁戊己庚辛"))


def test_papers_made_at_once_are_the_papers_made_one_by_one() -> None:
    texts = [f"{RARE_NAME}第{number}号{chr(0x5000 + number)}" for number in range(8)]
    alone = [paper(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(paper, texts)) == alone


def test_a_missing_character_is_an_error_and_the_next_paper_is_well() -> None:
    with pytest.raises(GlyphMissing):
        paper("许可😀")
    assert "许可" in text_of(paper("许可"))


def test_a_long_text_flows_over_pages_inside_the_margins_and_loses_nothing() -> None:
    paragraphs = [f"第{number}条　{LONG}" for number in range(1, 61)]
    margins = Margins()
    builder = PaperBuilder(title="长文", furniture=Furniture(number="T-2"))
    for text in paragraphs:
        builder.paragraph(text, BODY.but(indent_em=2))
    pdf = builder.build()
    pages = page_count(pdf)
    assert pages >= 3
    text = joined_text_of(pdf)
    for page in range(1, pages + 1):
        foot = f"T-2第{page}页共{pages}页Page{page}of{pages}"
        assert foot in text
        text = text.replace(foot, "")
    assert text.replace("\x0c", "") == "".join("".join(paragraphs).split())
    for word in words_of(pdf):
        assert word.left >= margins.left * MM - 0.5
        assert word.right <= (210 - margins.right) * MM + 0.5
        assert word.bottom <= (297 - margins.bottom + 14) * MM


def test_a_justified_paragraph_ends_its_full_lines_at_the_right_margin() -> None:
    pdf = PaperBuilder(title="齐行", furniture=Furniture(page_numbers=False)).paragraph(LONG * 4).build()
    pitch = BODY.size * BODY.leading
    rights: dict[int, float] = {}
    for word in words_of(pdf):
        line = int(((word.top + word.bottom) / 2 - Margins().top * MM) // pitch)
        rights[line] = max(word.right, rights.get(line, 0.0))
    *full, _ = [rights[line] for line in sorted(rights)]
    assert len(full) >= 4
    assert max(full) - min(full) < 1.0


def test_a_table_row_taller_than_a_page_goes_on_overleaf() -> None:
    text = "".join(f"第{number}句话。" for number in range(900))
    builder = PaperBuilder(title="表", furniture=Furniture(page_numbers=False))
    pdf = builder.table([("序", 1), ("目", 5)], [("", text), ("", "尾")]).build()
    pages = page_count(pdf)
    joined = joined_text_of(pdf)
    assert pages >= 3
    assert joined.count("序") == pages
    assert joined.replace("序", "").replace("目", "") == text + "尾"


def test_a_vector_code_is_read_off_the_page() -> None:
    pdf = PaperBuilder(title="码").qr("GZ-2026-000123", align=Align.RIGHT).build()
    codes = zxingcpp.read_barcodes(picture_of(pdf, dpi=150))
    assert [code.text for code in codes] == ["GZ-2026-000123"]


def test_a_code_too_fine_for_its_size_is_refused() -> None:
    with pytest.raises(ContentTooWide):
        PaperBuilder(title="码").qr("A" * 300, side_mm=15).build()


def test_a_specimen_says_so_on_every_page_and_a_plain_paper_does_not() -> None:
    def built(*, specimen: bool) -> str:
        builder = PaperBuilder(title="样", furniture=Furniture(specimen=specimen))
        return text_of(builder.paragraph("甲").page_break().paragraph("乙").build())

    assert built(specimen=True).count("样张 仅供演示") == 2
    assert "样张" not in built(specimen=False)


def test_forms_pictures_and_stacks_stand_on_the_page() -> None:
    builder = PaperBuilder(title="表单")
    builder.fields([[("姓名", RARE_NAME), (Bilingual("国籍", "Nationality"), "日本")], [("单位", "某公司")]])
    builder.picture(Image.new("RGB", (40, 60), "navy"), 30, framed=True).rule().space(4)
    stacks = ((WritingLine(Bilingual("签名", "Signature")),), (Spacer(2), QrCode("X-1", 20)))
    pdf = builder.add(SideBySide((2, 1), stacks)).section("一、说明", "Remarks").paragraph("完").build()
    text = text_of(pdf)
    assert all(part in text for part in (RARE_NAME, "Nationality", "某公司", "签名", "Remarks"))
    colours = picture_of(pdf, dpi=50).convert("RGB").getcolors(1 << 20)
    assert any(colour == (0, 0, 128) for _, colour in colours)


def test_pages_are_counted_and_what_is_no_pdf_is_said_to_be_none() -> None:
    assert page_count(PaperBuilder(title="两页").paragraph("甲").page_break().paragraph("乙").build()) == 2
    with pytest.raises(NotAPdf):
        page_count(b"<html>503</html>")
