"""Lines of Chinese and Latin: kinsoku, words whole, nothing lost, nothing too wide."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.faces import Face, FontFile
from printing.lines import break_lines, measure
from printing.scripts import NOT_AT_LINE_END, NOT_AT_LINE_START, Script, script_of

EM = 10.0


def advance(font: FontFile, character: str) -> float:
    return EM if script_of(character) is not Script.LATIN and character != " " else EM / 2


def lines_of(text: str, width_em: float, first_em: float | None = None) -> list[str]:
    first = None if first_em is None else first_em * EM
    return [line.text for line in break_lines(text, Face.SONG, advance, width_em * EM, first)]


@pytest.mark.parametrize(
    ("text", "width_em", "expected"),
    [
        ("外国人来华工作许可", 4, ["外国人来", "华工作许", "可"]),
        ("携带原件，到窗口", 4, ["携带原", "件，到窗", "口"]),
        ("办理《通知》手续", 3, ["办理", "《通", "知》手", "续"]),
        ("在六个月（含）内", 5, ["在六个月", "（含）内"]),
        ("他说：“是”。好", 4, ["他说：", "“是”。", "好"]),
        ("请等……再来", 3, ["请", "等……", "再来"]),
        ("come by Friday", 4, ["come by", "Friday"]),
        ("持Work Permit到场", 5, ["持Work", "Permit到场"]),
        ("第一段\n第二段", 9, ["第一段", "第二段"]),
        ("第一段\n\n第三段", 9, ["第一段", "", "第三段"]),
        ("", 9, [""]),
    ],
)
def test_lines_break_where_the_two_languages_allow(text: str, width_em: float, expected: list[str]) -> None:
    assert lines_of(text, width_em) == expected


def test_the_first_line_of_each_paragraph_leaves_room_for_its_indent() -> None:
    assert lines_of("一二三四五六\n七八九十", 4, first_em=2) == ["一二", "三四五六", "七八", "九十"]


def test_a_word_wider_than_the_line_is_cut_and_loses_nothing() -> None:
    lines = lines_of("GZ20260212000123456789", 4)
    assert "".join(lines) == "GZ20260212000123456789"
    assert all(len(line) <= 8 for line in lines)


def test_only_the_last_line_of_a_paragraph_ends_it() -> None:
    lines = break_lines("一二三四五六七\n八", Face.SONG, advance, 3 * EM)
    assert [line.ends_paragraph for line in lines] == [False, False, True, True]


TEXT = st.text(alphabet="中文字通知，。、；：（）《》“”——…abcXY12 ,.-()", max_size=60)


@settings(max_examples=200, deadline=None)
@given(text=TEXT, width_em=st.integers(8, 20))
def test_whatever_the_text_lines_fit_lose_nothing_and_begin_and_end_as_they_may(text: str, width_em: int) -> None:
    lines = break_lines(text, Face.SONG, advance, width_em * EM)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    for before, line in pairwise(lines):
        assert before.width == pytest.approx(measure(before.text, Face.SONG, advance))
        assert line.width <= width_em * EM
        forbidden = line.text[:1] in NOT_AT_LINE_START or before.text[-1:] in NOT_AT_LINE_END
        assert not forbidden or _all_glued(text, width_em)


def _all_glued(text: str, width_em: int) -> bool:
    """A run of punctuation or letters wider than the line has to be cut somewhere."""
    glued = 0.0
    widest = 0.0
    for before, after in zip(" " + text, text, strict=False):
        may_part = after not in NOT_AT_LINE_START and before not in NOT_AT_LINE_END
        parted = may_part and (before == " " or Script.CHINESE in (script_of(before), script_of(after)))
        step = advance(Face.SONG.chinese, after)
        glued = step if parted else glued + step
        widest = max(widest, glued)
    return widest > width_em * EM
