"""What pydantic finds wrong in a configuration, in the terminal's two languages."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from kiosk.rules.assessment import Text

_KINDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda context: "缺少此项",
    "extra_forbidden": lambda context: "没有这一项，请检查拼写",
    "string_type": lambda context: "应为文字（加引号）",
    "float_type": lambda context: "应为数字",
    "float_parsing": lambda context: "应为数字",
    "int_type": lambda context: "应为整数",
    "tuple_type": lambda context: "应为列表",
    "dict_type": lambda context: "应为表",
    "model_type": lambda context: "应为表",
    "enum": lambda context: f"应为以下之一：{context['expected']}",
    "greater_than": lambda context: f"应大于 {context['gt']:g}",
    "less_than_equal": lambda context: f"应不大于 {context['le']:g}",
    "string_pattern_mismatch": lambda context: f"应符合 {context['pattern']}",
    "url_type": lambda context: "应为网址（加引号）",
    "url_parsing": lambda context: "不是有效的网址",
    "url_scheme": lambda context: f"网址应以 {context['expected_schemes']} 开头",
}


def explained(error: ValidationError) -> Text:
    """Every wrong key with what is wrong with it; a kind not in the table keeps its English words."""
    found = []
    for detail in error.errors(include_url=False):
        key = ".".join(str(part) for part in detail["loc"])
        kind = _KINDS.get(detail["type"])
        zh = kind(detail.get("ctx", {})) if kind else f"值无效（{detail['msg']}）"
        found.append(Text(f"{key}：{zh}", f"{key}: {detail['msg']}"))
    return joined(found)


def joined(texts: Iterable[Text]) -> Text:
    """Several messages as one."""
    every = tuple(texts)
    return Text("；".join(text.zh for text in every), "; ".join(text.en for text in every))
