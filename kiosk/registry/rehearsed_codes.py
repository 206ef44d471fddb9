"""Codes the simulated registry issues in rehearsal, good ones and ones spoilt on purpose."""

from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.codes.signed.checking import CLOCK_SKEW
from kiosk.codes.signed.claims import Use
from kiosk.codes.signed.envelope import seal, unseal
from kiosk.codes.signed.issuing import SigningKey

_AGO = timedelta(hours=1)
_LAST_BYTE_CHANGED = 1


class Spoilt(StrEnum):
    """What is wrong with a code that is issued to rehearse what the terminal then says."""

    NOT = "not"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    CHANGED = "changed"
    UNLISTED_KEY = "unlisted-key"
    REVOKED = "revoked"


def rehearsed_code(signing: SigningKey, permit_number: str, use: Use, spoilt: Spoilt, now: datetime) -> str:
    """The code's text. One to be revoked is good in itself: the registry has yet to revoke it."""
    match spoilt:
        case Spoilt.EXPIRED:
            return signing.code(permit_number, use, now - _AGO, timedelta(seconds=60))
        case Spoilt.NOT_YET:
            return signing.code(permit_number, use, now, timedelta(seconds=110), CLOCK_SKEW + timedelta(seconds=60))
        case Spoilt.UNLISTED_KEY:
            return SigningKey.for_training(now).code(permit_number, use, now)
        case Spoilt.CHANGED:
            message = bytearray(unseal(signing.code(permit_number, use, now)))
            message[-1] ^= _LAST_BYTE_CHANGED
            return seal(bytes(message))
        case _:
            return signing.code(permit_number, use, now)
