"""The character set a code declares: its Extended Channel Interpretation, as AIM ITS/04-001 numbers them."""

import re
from collections.abc import Mapping

_ESCAPE = re.compile(rb"\\(?:\\|(\d{6}))")

CODECS: Mapping[int, str] = {
    0: "cp437",
    1: "latin-1",
    2: "cp437",
    3: "latin-1",
    **{number: f"iso8859-{number - 2}" for number in range(4, 19) if number != 14},
    20: "shift_jis",
    21: "cp1250",
    22: "cp1251",
    23: "cp1252",
    24: "cp1256",
    25: "utf-16-be",
    26: "utf-8",
    27: "ascii",
    28: "big5",
    29: "gb18030",
    30: "euc-kr",
    32: "gb18030",
    33: "utf-16-le",
    34: "utf-32-be",
    35: "utf-32-le",
    170: "ascii",
}
"""Python's codec for each number. 29 is GB 2312, which GB 18030 contains."""


def declared_codec(stream: bytes) -> str | None:
    r"""The codec that ``stream`` declares for its whole payload, or None.

    ``stream`` starts with an AIM identifier, as a decoder or scanner gives it; one whose data carries escapes
    (``]Q2`` and its like) names the character set as ``\nnnnnn``. Where it names several, none holds for all.
    """
    identifier, data = stream[:3], stream[3:]
    if not identifier.startswith(b"]Q") or identifier[2:3] not in (b"2", b"4", b"6"):
        return None
    numbers = {int(found.group(1)) for found in _ESCAPE.finditer(data) if found.group(1)}
    return CODECS.get(numbers.pop()) if len(numbers) == 1 else None
