"""The notice, the decision and the proof of delivery: every field on the paper, nothing clipped, codes readable."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest
import zxingcpp

from printing.a4 import MM, correction_notice, decision, delivery_receipt, page_count
from printing.bilingual import Bilingual
from printing.dates import chinese_date, clock_time, english_date
from tests.helpers.pdf_tools import fonts_of, joined_text_of, picture_of, text_of, words_of
from tests.helpers.sample_papers import LATIN_NAME, RARE_NAME, decision_paper, defect, delivery, notice


def test_the_notice_says_everything_once_told() -> None:
    text = joined_text_of(correction_notice(notice()))
    for part in (
        "补正材料一次性告知书", "NoticeofAllCorrectionsRequired", "GZ-2026-000123", RARE_NAME,
        "".join(LATIN_NAME.split()), "44************78", "TZ1****78", "用人单位经办人",
        "外国人来华工作许可现场核验",
        "2026年3月5日", "5March2026", "王小明（工号0012）", "第三十二条第一款第（四）项", "共3项", "2026年3月27日",
        "签收人", "Receivedby", "签收时间", "加盖专用印章", "广州市外国人工作窗口",
    ):  # fmt: skip
        assert part in text, part


def test_every_defect_stands_on_the_one_notice_however_many_there_are() -> None:
    pdf = correction_notice(notice(30))
    text = joined_text_of(pdf)
    assert page_count(pdf) >= 4
    assert [int(n) for n in re.findall(r"第(\d+)份材料", text)] == list(range(1, 31))
    for label in ("Expected", "Seen", "Whattodo", "Ruleandsource"):
        assert text.count(label) == 30
    assert text.count("请携带学历证书原件及领事认证或者附加证明书原件到窗口。") == 30


@pytest.mark.parametrize("defects", [1, 5, 12])
def test_no_word_of_a_notice_leaves_the_margins_or_falls_on_the_foot(defects: int) -> None:
    for word in words_of(correction_notice(notice(defects))):
        assert 24 * MM - 0.5 <= word.left <= word.right <= (210 - 24) * MM + 0.5
        in_body = word.top >= 26 * MM - 6 and word.bottom <= (297 - 24) * MM + 2
        in_foot = word.top >= (297 - 24 + 7) * MM and word.bottom <= (297 - 8) * MM
        assert in_body or in_foot, word


def test_a_defect_longer_than_a_page_is_still_told_whole() -> None:
    long = notice().defects[0]
    sentences = [f"第{number}点要求。" for number in range(500)]
    paper = replace(notice(), defects=(replace(long, expected=Bilingual("".join(sentences))),))
    pdf = correction_notice(paper)
    text = joined_text_of(pdf)
    for page in range(1, page_count(pdf) + 1):
        text = text.replace(f"GZ-2026-000123第{page}页共{page_count(pdf)}页Page{page}of{page_count(pdf)}", "")
    assert sum(sentence in text for sentence in sentences) >= len(sentences) - page_count(pdf)
    assert all(f"{number}点" in text for number in range(500))


def test_the_notices_code_is_read_off_its_page() -> None:
    pdf = correction_notice(notice())
    found = [
        code.text
        for page in range(1, page_count(pdf) + 1)
        for code in zxingcpp.read_barcodes(picture_of(pdf, page))
    ]
    assert found == ["GZ-2026-000123"]


def test_the_seals_place_is_empty_and_nothing_red_stands_on_a_real_notice() -> None:
    pdf = correction_notice(notice(1))
    for page in range(1, page_count(pdf) + 1):
        colours = picture_of(pdf, page, dpi=50).convert("RGB").getcolors(1 << 20)
        assert all(max(colour) - min(colour) < 12 for _, colour in colours)


def test_a_copy_and_a_specimen_say_so_on_every_page() -> None:
    pdf = correction_notice(notice(8, specimen=True, reprint=2))
    text = text_of(pdf)
    assert text.count("补打 第 2 次") == page_count(pdf)
    assert text.count("样张 仅供演示") == page_count(pdf)


def test_the_decision_prints_what_was_issued_and_its_code() -> None:
    pdf = decision(decision_paper())
    text = joined_text_of(pdf)
    for paragraph in decision_paper().paragraphs:
        assert "".join(paragraph.split()) in text
    for part in ("穗外专许决〔2026〕18号", "准予行政许可决定书", f"{RARE_NAME}：", "2026年3月5日"):
        assert part in text
    assert text.count("广州市外国专家局") == 2, "the mark and the signature"
    assert "样张" not in text
    codes = zxingcpp.read_barcodes(picture_of(pdf, page_count(pdf)))
    assert [code.text for code in codes] == ["A7K2-9QXM-41TD-8RZC"]


def test_the_decisions_first_page_has_the_letter_formats_red_mark_and_rules_at_their_places() -> None:
    image = picture_of(decision(decision_paper()), dpi=254).convert("RGB")  # ten dots a millimetre
    pixels = np.asarray(image)
    red = (pixels[..., 0] > 150) & (pixels[..., 1] < 90)
    rules = np.flatnonzero(red.mean(axis=1) > 0.75)
    mark_top, *_ = np.flatnonzero(red.any(axis=1))
    assert 295 <= mark_top <= 320, "the mark begins 30 mm below the edge"
    assert 400 <= rules.min() <= 550
    assert abs(rules.max() - 2780) < 20, "the lower rule stands 20 mm above the foot"
    across = np.flatnonzero(red[rules.min()])
    assert abs((across.max() - across.min()) - 1700) < 15, "the rules are 170 mm long"


def test_a_long_decision_numbers_its_later_pages_and_never_signs_a_page_without_text() -> None:
    paragraphs = tuple(f"第{number}项：" + "被许可人应当依法从事工作。" * 5 for number in range(1, 16))
    pdf = decision(decision_paper(paragraphs=paragraphs))
    pages = text_of(pdf).split("\x0c")[:-1]
    assert len(pages) >= 2
    assert "—1—" not in "".join(pages[0].split())
    assert "—2—" in "".join(pages[1].split())
    assert "被许可人" in pages[-1] or "工作" in pages[-1]
    for word in words_of(pdf):
        assert word.left >= 20 * MM
        assert word.right <= 190 * MM


def test_the_proof_of_delivery_is_the_last_page_or_a_paper_of_its_own() -> None:
    plain, with_sheet = decision(decision_paper()), decision(decision_paper(delivery=delivery()))
    assert page_count(with_sheet) == page_count(plain) + 1
    last = text_of(with_sheet).split("\x0c")[-2]
    alone = text_of(delivery_receipt(delivery()))
    for part in ("送达回证", "《准予行政许可决定书》", RARE_NAME, "收件人签名", "送达人", "王小明"):
        assert part in last
        assert part in alone


@pytest.mark.parametrize("specimen", [True, False])
def test_every_font_of_every_paper_is_embedded(specimen: bool) -> None:
    papers = (
        correction_notice(notice(specimen=specimen)),
        decision(decision_paper(specimen=specimen, delivery=delivery())),
    )
    for pdf in papers:
        fonts = fonts_of(pdf)
        assert fonts
        assert all(font["emb"] == font["uni"] == "yes" for font in fonts)
        assert not any("Helvetica" in font["name"] for font in fonts)


def test_papers_are_the_same_bytes_each_time() -> None:
    assert correction_notice(notice()) == correction_notice(notice())
    assert decision(decision_paper()) == decision(decision_paper())


def test_dates_are_written_as_papers_write_them() -> None:
    assert chinese_date(date(2026, 3, 5)) == "2026年3月5日"
    assert english_date(date(2026, 3, 5)) == "5 March 2026"
    shanghai = timezone(timedelta(hours=8))
    assert clock_time(datetime(2026, 3, 5, 1, 30, tzinfo=UTC).astimezone(shanghai)) == "2026-03-05 09:30 +08:00"


def test_a_defect_of_which_nothing_was_expected_nor_seen_has_no_row_of_dashes() -> None:
    def said(**changes: Bilingual | None) -> str:
        paper = replace(notice(), defects=(replace(defect(), **changes),))
        return joined_text_of(correction_notice(paper))

    assert "所见" not in said(expected=None, seen=None)
    half = said(expected=None)
    assert all(part in half for part in ("要求", "—", "所见", "未出示"))
