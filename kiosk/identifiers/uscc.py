"""Unified social credit codes (GB 32100-2015): what is wrong with one, in the order a clerk should look."""

from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""No I, O, S, V, Z: a letter's value is its place here, not its distance from A."""

_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class UsccFault(StrEnum):
    """What an employer's code can have wrong by itself (rule R-USC-01, cause 1)."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"
    ORGANISATION_CHECK = "organisation_check"


def uscc_fault(code: str) -> UsccFault | None:
    """The first fault of ``code`` in the order of diagnosis, None where it holds together.

    Places 3 to 8 are a division code and hold digits; which departments may stand first is not checked, new ones
    are added without the standard being revised.
    """
    if len(code) != 18:
        return UsccFault.LENGTH
    if set(code) - set(ALPHABET) or not code[2:8].isdecimal():
        return UsccFault.CHARACTER
    if uscc_check(code[:17]) != code[17]:
        return UsccFault.CHECK
    if organisation_check(code[8:16]) != code[16]:
        return UsccFault.ORGANISATION_CHECK
    return None


def uscc_check(body: str) -> str:
    """The 18th character for the first seventeen: 31 minus the sum of value x 3^(i-1), modulo 31."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """The 17th character for the eight before it (GB 11714): 11 minus the weighted sum modulo 11, 10 is X."""
    pairs = zip(body, _ORGANISATION_WEIGHTS, strict=True)
    total = sum(_ORGANISATION_ALPHABET.index(character) * weight for character, weight in pairs)
    return "0123456789X"[-total % 11]
