"""Linux input key codes to the bytes a US keyboard means by them (linux/input-event-codes.h)."""

from collections.abc import Mapping
from types import MappingProxyType

KEY_ENTER, KEY_TAB, KEY_KPENTER = 28, 15, 96
KEY_LEFTCTRL, KEY_RIGHTCTRL = 29, 97
KEY_LEFTSHIFT, KEY_RIGHTSHIFT = 42, 54
KEY_LEFTALT, KEY_RIGHTALT = 56, 100
KEY_CAPSLOCK, KEY_NUMLOCK = 58, 69

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)

PLAIN: Mapping[int, str] = MappingProxyType(
    {first + place: character for first, row, _ in _ROWS for place, character in enumerate(row)}
)
"""What a key means by itself."""

SHIFTED: Mapping[int, str] = MappingProxyType(
    {first + place: character for first, _, row in _ROWS for place, character in enumerate(row)}
)
"""What a key means with shift held."""

KEYPAD: Mapping[int, str] = MappingProxyType(
    dict(zip((71, 72, 73, 75, 76, 77, 79, 80, 81, 82, 83, 55, 74, 78, 98), "7894561230.*-+/", strict=True))
)
"""The keypad, with digits; scanners that use it type as if the number lock were on."""

KEY_CODES: Mapping[str, tuple[int, bool]] = MappingProxyType(
    {character: (code, True) for code, character in SHIFTED.items()}
    | {character: (code, False) for code, character in PLAIN.items()}
)
"""For each character the key and whether shift is held: what a scanner set to a US keyboard types."""


def control_character(code: int) -> int | None:
    """The control character that this key means with Ctrl held (Ctrl+] is GS), or None."""
    character = SHIFTED.get(code, "")
    if character.isalpha():
        return ord(character) - 0x40
    return {"[": 0x1B, "\\": 0x1C, "]": 0x1D, "6": 0x1E, "-": 0x1F}.get(PLAIN.get(code, ""))
