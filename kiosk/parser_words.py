"""What a TOML or JSON parser could not read, in Chinese with line and column; its own English after it."""

import re
import tomllib
from collections.abc import Sequence

from kiosk.rules.assessment import Text

_PLACE = re.compile(r"line (\d+),? column (\d+)")

_TOML = (
    (r"Invalid value", "等号后的值无法识别；文字须加引号"),
    (r"Expected '=' after a key", "键名后缺少等号"),
    (r"Expected '\]\]?' at the end of a", "表头的方括号没有闭合"),
    (r"Expected newline or end of document", "值之后有多余的内容；每行只写一项"),
    (r"Invalid initial character for a key part|Invalid statement", "应为键名或 [表头]"),
    (r"Unclosed array", "列表没有闭合，缺少 ] 或逗号"),
    (r"Unclosed inline table|Duplicate inline table key", "{ } 中的表没有闭合、缺少逗号或有重复的键"),
    (r"Unterminated string|Illegal character|Expected", "引号没有闭合，或引号中有不能直接写的字符"),
    (r"Unescaped|Escaped|Invalid hex", "反斜杠写法有误；反斜杠本身写作两个"),
    (r"Invalid date or datetime", "没有这样的日期或时间"),
    (r"Cannot overwrite a value", "此键已写过一次，请只保留一处"),
    (r"Cannot (declare|redefine|mutate)", "此表已写过一次，请只保留一处"),
    (r"Found invalid character", "此处不能有这个字符"),
)
_JSON = (
    (r"EOF while parsing", "文件在此中断，括号或引号没有闭合"),
    (r"trailing comma", "最后一项之后多了逗号"),
    (r"expected `,`", "两项之间缺少逗号，或括号没有闭合"),
    (r"expected `:`", "键名后缺少冒号"),
    (r"key must be a string", "键名须加双引号"),
    (r"expected (value|ident)", "此处缺少值；文字须加双引号"),
    (r"trailing characters", "内容结束之后还有多余的字符"),
    (r"invalid number|number out of range", "数字写法有误"),
    (r"control character", "引号中有不能直接写的字符"),
    (r"escape|surrogate", "反斜杠写法有误；反斜杠本身写作两个"),
    (r"unicode code point", "不是UTF-8编码，请另存为UTF-8"),
    (r"recursion limit", "括号层数过多"),
)


def no_toml(error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> Text:
    """Why a text is not a TOML file in UTF-8."""
    if isinstance(error, UnicodeDecodeError):
        zh, en = _encoding(error), f"{error}; save it as UTF-8"
    else:
        zh, en = _said(str(error), _TOML), f"{error}"
    return Text(f"不是有效的TOML文件：{zh}（{error}）", f"not a TOML file in UTF-8: {en}")


def no_json(error: ValueError) -> Text:
    """Why a text is no JSON."""
    return Text(f"不是有效的JSON：{_said(str(error), _JSON)}（{error}）", f"no JSON: {error}")


def _said(told: str, words: Sequence[tuple[str, str]]) -> str:
    place = _PLACE.search(told)
    where = f"第{place[1]}行第{place[2]}列" if place else "文件末尾"
    what = next((zh for pattern, zh in words if re.search(pattern, told)), "写法有误")
    return f"{where}，{what}"


def _encoding(error: UnicodeDecodeError) -> str:
    line = error.object[: error.start].count(b"\n") + 1
    return f"第{line}行有不是UTF-8的字符，请另存为UTF-8"
