"""What to look at again in guidance that can be used: a number, or the other language, where visitors read it."""

import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.rules.assessment import Text
from kiosk.rules.guidance_files import GuidanceFileError
from kiosk.rules.template_leftovers import leftovers, texts
from kiosk.rules.toml_file import line, read_toml

_TELEPHONE = re.compile(r"(?<![0-9])(?:\+?[0-9]{2,4}[- ]?)?(?:[0-9]{3,4}[- ]){1,2}[0-9]{4}(?![0-9])|[0-9]{7,13}")
_CHINESE = re.compile("[\u4e00-\u9fff]")

_NUMBER = Text(
    "是电话号码吗？电话写在配置的 contacts 中，用 contact 引用",
    "is it a telephone number? It belongs in the profile's contacts, named here by contact",
)
_CHINESE_HERE = Text("英文中有汉字", "Chinese in the English text")
_NO_CHINESE = Text("中文中没有汉字", "no Chinese in the Chinese text")


def guidance_doubts(path: Path) -> Iterator[Text]:
    """Likely slips in one file of guidance; none where it cannot be read, for that is told as wrong."""
    try:
        content = read_toml(path, GuidanceFileError)
    except GuidanceFileError:
        return
    yield from leftovers(path, content)
    for place, text in texts(content):
        _, _, key = place.rpartition(".")
        if key not in ("zh", "en"):
            continue
        if _TELEPHONE.search(text):
            yield line(path, place, _NUMBER)
        if key == "en" and _CHINESE.search(text):
            yield line(path, place, _CHINESE_HERE)
        if key == "zh" and not _CHINESE.search(text):
            yield line(path, place, _NO_CHINESE)
