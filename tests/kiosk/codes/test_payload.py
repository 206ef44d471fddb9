import pytest

from kiosk.codes.payload import payload_text

CHINESE = "外国人工作许可通知"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_chinese_is_read_in_either_character_set_without_being_told_which(charset):
    assert payload_text(CHINESE.encode(charset)) == CHINESE


def test_a_declared_character_set_is_believed():
    assert payload_text("café".encode("latin-1"), "latin-1") == "café"
    assert payload_text("漢字".encode("shift_jis"), "shift_jis") == "漢字"


def test_a_declared_character_set_that_does_not_fit_is_not_believed():
    assert payload_text(CHINESE.encode("gb18030"), "utf-8") == CHINESE


def test_an_unheard_of_character_set_is_passed_over():
    assert payload_text(b"FWPN", "no-such-charset") == "FWPN"


@pytest.mark.parametrize("data", [b"\x00\x01", b"\xff\xfe\x80", b"\x89PNG\r\n\x1a\n", b"FWPN\x00"])
def test_binary_is_said_to_be_binary(data):
    assert payload_text(data) is None


def test_separators_and_line_ends_are_text():
    assert payload_text(b"(01)\x1dA\r\n\tB") == "(01)\x1dA\r\n\tB"


def test_a_rare_character_outside_the_basic_plane_is_kept():
    assert payload_text("𠮷林".encode("gb18030")) == "𠮷林"


@pytest.mark.parametrize("text", ["今度のバージョンでは文章の暗号化ができます。", "モバイル", "株式会社テスト"])
def test_undeclared_japanese_is_never_guessed_at(text):
    data = text.encode("shift_jis")
    try:
        by_the_rule = data.decode("gb18030")
    except UnicodeDecodeError:
        by_the_rule = None
    assert payload_text(data) == by_the_rule != text
    assert payload_text(data, "shift_jis") == text


@pytest.mark.parametrize(
    "text",
    ["张三丰", "李喆", "赵垚淼", "北京市朝阳区", "外国人工作许可通知（Ａ类）", "姓名：王燊堃，单位：某某有限公司"],
)
def test_undeclared_chinese_stays_chinese_even_with_a_rare_character(text):
    assert payload_text(text.encode("gb18030")) == text


NEW = "\U0002ebf0\U00031350\U0001fae8"
"""Extension I, extension H and an emoji: younger than the Unicode tables of this Python."""


@pytest.mark.parametrize(
    "text", ["𮯰", *NEW, f"姓名：{NEW}", "a\u0378", "a\u0085b", "a\ue000", "\uffff", "\U0010fffd"]
)
@pytest.mark.parametrize("codec", [None, "utf-8"])
def test_every_character_that_strict_utf_8_has_is_text_whether_or_not_unicode_knows_it_here(text, codec):
    assert payload_text(text.encode(), codec) == text


@pytest.mark.parametrize("text", [NEW, "姓名：\U00031350", "单位\ue81e", "\U0002ebf0某", "单位\ue000某"])
@pytest.mark.parametrize("codec", [None, "gb18030"])
def test_gb18030_is_as_strict_and_as_wide(text, codec):
    assert payload_text(text.encode("gb18030"), codec) == text


def test_the_first_set_that_fits_ends_the_search_even_where_a_control_makes_it_binary():
    doubtful = "\u8054\u901a\x00".encode()
    assert doubtful.decode("gb18030", "ignore")
    assert payload_text(doubtful) is None
    assert payload_text(b"A\x7f") is None
    assert payload_text(b"A\x00B", "latin-1") is None


def test_iso_8859_does_not_fit_bytes_where_it_has_no_characters():
    assert payload_text(CHINESE.encode(), "latin-1") == CHINESE
