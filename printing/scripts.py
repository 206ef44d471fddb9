"""What kind of character this is: Chinese, Latin or either; and which may not begin or end a line."""

import unicodedata
from enum import Enum
from functools import lru_cache

# 禁则: characters that may not begin a line, and characters that may not end one.
NOT_AT_LINE_START = frozenset("，。、；：？！）》」』】〕〉〗”’…—·～％‰℃″′々〜－,.;:!?)]}%°")
NOT_AT_LINE_END = frozenset("（《「『【〔〈〖“‘￥＄£$([{§№")

_CHINESE_RANGES = (
    (0x2E80, 0x303F),  # radicals, punctuation
    (0x3040, 0x30FF),  # kana: 々 and the like travel with Chinese text
    (0x3100, 0x312F),
    (0x31A0, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),  # full-width forms
    (0x20000, 0x3FFFF),
)
_NEEDS_SHAPING = frozenset({"R", "AL"})


class Script(Enum):
    """Which of a face's two fonts a character asks for; EITHER goes with its neighbours."""

    CHINESE = "chinese"
    LATIN = "latin"
    EITHER = "either"
    SPACE = "space"


@lru_cache(maxsize=65536)
def script_of(character: str) -> Script:
    """The script of one character."""
    code = ord(character)
    if character in " \u00a0":
        return Script.SPACE
    if any(low <= code <= high for low, high in _CHINESE_RANGES):
        return Script.CHINESE
    if code < 0x80 or unicodedata.category(character)[0] in "LM":
        return Script.LATIN
    return Script.EITHER


def unprintable_reason(character: str) -> str | None:
    """Why a character cannot be set one after another with the rest, or None where it can."""
    category = unicodedata.category(character)
    if category[0] == "M":
        return "a combining mark, which these papers cannot place"
    if category in ("Cc", "Cf", "Co", "Cn", "Cs"):
        return "not a printable character"
    if unicodedata.bidirectional(character) in _NEEDS_SHAPING:
        return "a script that needs shaping, which these papers cannot do"
    return None
