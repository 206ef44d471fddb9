"""What a parser could not read is said in Chinese with its place, for every kind of fault it knows."""

import tomllib

import pytest
from pydantic_core import from_json

from kiosk.parser_words import no_json, no_toml


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("a = 1\nb = x", "第2行第5列，等号后的值无法识别；文字须加引号（"),
        ("a = ", "文件末尾，等号后的值无法识别"),
        ("a 1", "第1行第3列，键名后缺少等号（"),
        ("[a", "文件末尾，表头的方括号没有闭合（"),
        ("[[a]", "第1行第4列，表头的方括号没有闭合（"),
        ("a = 1 b = 2", "第1行第7列，值之后有多余的内容；每行只写一项（"),
        ("= 1", "第1行第1列，应为键名或 [表头]（"),
        ("a = [1, 2", "文件末尾，列表没有闭合，缺少 ] 或逗号（"),
        ("a = { b = 1", "文件末尾，{ } 中的表没有闭合"),
        ('a = "x', "文件末尾，引号没有闭合"),
        ('a = "x\nb = 1', "第1行第7列，引号没有闭合"),
        ("a = 'x", "文件末尾，引号没有闭合"),
        ('a = "\\x"', "第1行第8列，反斜杠写法有误；反斜杠本身写作两个（"),
        ("a = 2026-02-30", "第1行第5列，没有这样的日期或时间（"),
        ("a = 1\na = 2\n", "第2行第6列，此键已写过一次，请只保留一处（"),
        ("[a]\n[a]", "第2行第3列，此表已写过一次，请只保留一处（"),
        ("a = 1 # \x01", "第1行第9列，此处不能有这个字符（"),
    ],
)
def test_a_fault_of_toml_is_told_in_chinese_with_the_parsers_words_behind(text, zh):
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(text)
    told = no_toml(error.value)
    assert told.zh.startswith(f"不是有效的TOML文件：{zh}")
    assert told.zh.endswith(f"（{error.value}）")
    assert told.en == f"not a TOML file in UTF-8: {error.value}"


def test_a_file_in_another_encoding_is_told_by_its_line():
    with pytest.raises(UnicodeDecodeError) as error:
        "a = 1\nb = '广州'".encode("gb18030").decode()
    assert no_toml(error.value).zh.startswith("不是有效的TOML文件：第2行有不是UTF-8的字符，请另存为UTF-8（")


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("{", "第1行第1列，文件在此中断，括号或引号没有闭合（"),
        ('{"a": 1,}', "第1行第9列，最后一项之后多了逗号（"),
        ('{"a": 1 "b": 2}', "第1行第9列，两项之间缺少逗号，或括号没有闭合（"),
        ('{"a" 1}', "第1行第6列，键名后缺少冒号（"),
        ("{a: 1}", "第1行第2列，键名须加双引号（"),
        ('{"a": }', "第1行第7列，此处缺少值；文字须加双引号（"),
        ("{}}", "第1行第3列，内容结束之后还有多余的字符（"),
        ("01", "第1行第2列，数字写法有误（"),
        ('"\x01"', "第1行第2列，引号中有不能直接写的字符（"),
        ('"\\x"', "第1行第3列，反斜杠写法有误；反斜杠本身写作两个（"),
        (b'"\xb9"', "第1行第2列，不是UTF-8编码，请另存为UTF-8（"),
        ("[" * 300, "第1行第202列，括号层数过多（"),
    ],
)
def test_a_fault_of_json_is_told_in_chinese_with_the_parsers_words_behind(text, zh):
    with pytest.raises(ValueError, match="line") as error:
        from_json(text)
    told = no_json(error.value)
    assert told.zh.startswith(f"不是有效的JSON：{zh}")
    assert told.en == f"no JSON: {error.value}"
