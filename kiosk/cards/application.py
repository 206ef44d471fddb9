"""Selecting the social security environment (SSSE) among a card's applications."""

from kiosk.cards.dialogue import OK, Dialogue
from kiosk.cards.problems import CardLocked, NotASocialSecurityCard

_NAME = "社会保障".encode("gbk")
SSSE = b"sx1.sh." + _NAME
SSSE_VARIANT = b"sx2.sh." + _NAME
"""Seen on security modules; asked for after the usual name."""

_SELECTED_FILE_INVALIDATED = 0x6283
_WRONG_LENGTH = 0x6700


def select_environment(dialogue: Dialogue) -> None:
    """Select the SSSE; raises CardLocked, or NotASocialSecurityCard for a card without it.

    No other application is ever selected: the bank's data stay unread.
    """
    for identifier in (SSSE, SSSE_VARIANT):
        command = bytes((0x00, 0xA4, 0x04, 0x00, len(identifier))) + identifier
        status = dialogue.select(command)
        if status == _WRONG_LENGTH:
            status = dialogue.select(command + b"\x00")
        if status == OK:
            return
        if status == _SELECTED_FILE_INVALIDATED:
            raise CardLocked
    raise NotASocialSecurityCard
