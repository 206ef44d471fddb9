"""Selecting the social security environment (SSSE) among a card's applications."""

from kiosk.cards.dialogue import OK, Dialogue
from kiosk.cards.problems import CardLocked, CardProblem, CardRefusesReading, CardUnreadable, NotASocialSecurityCard

_NAME = "社会保障".encode("gbk")
SSSE = b"sx1.sh." + _NAME
SSSE_VARIANT = b"sx2.sh." + _NAME
"""Seen on security modules; asked for after the usual name."""

_WRONG_LENGTH = 0x6700
_LOCKED = (0x6283, 0x6983)
_DENIED = (0x6982, 0x6985)
_FOREIGN = (0x67, 0x6A, 0x6B, 0x6D, 0x6E)
"""First halves of the status of a card that does not know such an application, or no applications at all."""
_NOT_SELECTED = 0x6999
"""What Java cards say of an applet that does not let itself be selected."""


def select_environment(dialogue: Dialogue) -> None:
    """Select the SSSE; a card without it is NotASocialSecurityCard, one that answers nonsense CardUnreadable.

    CardLocked and CardRefusesReading are for cards that have it. No other application is ever selected: the
    bank's data stay unread.
    """
    for identifier in (SSSE, SSSE_VARIANT):
        command = bytes((0x00, 0xA4, 0x04, 0x00, len(identifier))) + identifier
        status = dialogue.select(command)
        if status == _WRONG_LENGTH:
            status = dialogue.select(command + b"\x00")
        if status == OK:
            return
        if not _is_foreign(status):
            raise _problem_of(status)
    raise NotASocialSecurityCard


def _is_foreign(status: int) -> bool:
    return status >> 8 in _FOREIGN or status == _NOT_SELECTED


def _problem_of(status: int) -> CardProblem:
    if status in _LOCKED:
        return CardLocked()
    return CardRefusesReading() if status in _DENIED else CardUnreadable()
