"""What is wrong with a key of a file somebody wrote, in the terminal's two languages."""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kiosk.rules.assessment import Text

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Place = tuple[int | str, ...]

_DATE = ("应为日期，如 2026-11-20", "should be a date such as 2026-11-20")
_MOMENT = ("应为日期和时间，如 2026-11-20T10:00:00+08:00", "should be a moment such as 2026-11-20T10:00:00+08:00")
_TIME = ("应为时间，如 17:00:00", "should be a time such as 17:00:00")
_WHOLE = ("应为整数（不加引号）", "should be a whole number, without quotes")
_NUMBER = ("应为数字（不加引号）", "should be a number, without quotes")
_TRUTH = ("应为 true 或 false（不加引号）", "should be true or false, without quotes")
_TABLE = ("应为表（其中有各项）", "should be a table of keys")
_LIST = ("应为列表", "should be a list")
_CHOICE = ("应为以下之一：{expected}", "should be {expected}")
_NO_DAY = ("没有这一天", "no such day")
_MISSING = ("缺少此项，请补上", "missing; give it")
_NO_KEY = ("没有这一项", "no such key")

_WORDS: Mapping[str, tuple[str, str]] = {
    "missing": _MISSING,
    "missing_argument": _MISSING,
    "extra_forbidden": _NO_KEY,
    "unexpected_keyword_argument": _NO_KEY,
    "string_type": ("应为文字（加引号）", "should be text, in quotes"),
    "string_too_short": ("不能为空", "should have at least {min_length} character"),
    "string_pattern_mismatch": ("应符合 {pattern}", "should match {pattern}"),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "time_type": _TIME,
    "time_parsing": _TIME,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "dataclass_type": _TABLE,
    "too_long": ("只能有 {max_length} 个", "should be {max_length}, not more"),
    "too_short": ("至少应有 {min_length} 个", "should be at least {min_length}"),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "greater_than": ("应大于 {gt}", "should be greater than {gt}"),
    "greater_than_equal": ("应不小于 {ge}", "should be at least {ge}"),
    "less_than": ("应小于 {lt}", "should be less than {lt}"),
    "less_than_equal": ("应不大于 {le}", "should be at most {le}"),
    "finite_number": ("应为有限的数", "should be a number that can be counted to"),
    "url_type": ("应为网址（加引号）", "should be a URL, in quotes"),
    "url_parsing": ("不是有效的网址", "not a valid URL"),
    "url_scheme": ("网址应以 {expected_schemes} 开头", "the URL should begin with {expected_schemes}"),
}
"""Pydantic's kinds of error that can occur in our files; one not listed keeps its English words."""


_SHAPES: Mapping[str, tuple[str, str]] = {
    r"^\d+$": ("应只含数字", "should be digits only"),
    r"^\d{6}$": ("应为六位数字", "should be six digits"),
    "^([0-9A-Fa-f]{2})*$": ("应为成对的十六进制数字", "should be pairs of hexadecimal digits"),
    "^[0-9A-Fa-f]{4}$": ("应为四位十六进制数字", "should be four hexadecimal digits"),
}
"""Patterns that have plain words; any other is shown as it stands."""


class WrongFile(ValueError):
    """A file somebody wrote cannot be used; ``lines`` has everything wrong with it, each in both languages."""

    def __init__(self, *lines: Text) -> None:
        super().__init__("\n".join(line.en for line in lines))
        self.lines = lines

    @property
    def text(self) -> Text:
        """All of it, a line each."""
        return Text("\n".join(line.zh for line in self.lines), str(self))


def is_unknown_key(detail: ErrorDetails) -> bool:
    """Whether nobody reads that key."""
    return _WORDS.get(detail["type"]) is _NO_KEY


def is_absent(detail: ErrorDetails) -> bool:
    """Whether the key is wanted and not there."""
    return _WORDS.get(detail["type"]) is _MISSING


def what_is_wrong(detail: ErrorDetails, known: Iterable[str] = ()) -> Text:
    """What is wrong with one key, without its place; ``known`` are the keys that may stand there."""
    words = _words_for(detail)
    if words is None:
        return _own_words(detail)
    context = {name: _plain(value) for name, value in detail.get("ctx", {}).items()}
    zh, en = (each.format_map(context) for each in words)
    if is_unknown_key(detail):
        near = nearest(str(detail["loc"][-1]), known)
        return Text(zh + near.zh, en + near.en)
    return Text(zh.replace(" or ", " 或 "), en)


def _words_for(detail: ErrorDetails) -> tuple[str, str] | None:
    if _is_written_as_day(detail):
        return _NO_DAY
    return _SHAPES.get(str(detail.get("ctx", {}).get("pattern"))) or _WORDS.get(detail["type"])


def _own_words(detail: ErrorDetails) -> Text:
    """What a check of ours said; where it has one language only, that."""
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, WrongFile):
        return joined(cause.lines)
    said = str(cause) if isinstance(cause, ValueError) else detail["msg"]
    return Text(f"值无效（{said}）", said)


def _is_written_as_day(detail: ErrorDetails) -> bool:
    """Whether a date is wanted and stands there as one, which no calendar has: 2026-02-30."""
    wanted = _WORDS.get(detail["type"]) is _DATE and isinstance(detail["input"], str)
    return wanted and _DAY.fullmatch(detail["input"]) is not None


def nearest(key: str, known: Iterable[str]) -> Text:
    """``"; is it medical?"``, or to take it out where nothing is near."""
    near = get_close_matches(key, list(known), n=1)
    return Text(f"；是否为 {near[0]}？", f"; is it {near[0]}?") if near else Text("；请删去", "; take it out")


def explained(error: ValidationError, known: Callable[[Place], Iterable[str]] = lambda _place: ()) -> Text:
    """Every wrong key with what is wrong with it; ``known`` gives the keys that may stand at a place.

    Says nothing of the values, which may hold a password.
    """
    found = []
    for detail in error.errors(include_url=False):
        key, wrong = ".".join(str(part) for part in detail["loc"]), what_is_wrong(detail, known(detail["loc"][:-1]))
        found.append(Text(f"{key}：{wrong.zh}", f"{key}: {wrong.en}"))
    return joined(found)


def joined(texts: Iterable[Text]) -> Text:
    """Several messages as one."""
    every = tuple(texts)
    return Text("；".join(text.zh for text in every), "; ".join(text.en for text in every))


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
