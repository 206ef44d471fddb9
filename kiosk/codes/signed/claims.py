"""What a signed code says, as CWT claims (RFC 8392): who issued it, which permit, from when to when, and its id."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from kiosk.codes.signed import cbor
from kiosk.codes.signed.faults import TokenFault, TokenRefused

CODE_ID_BYTES = 16
MAX_TEXT = 64
_ISSUER, _SUBJECT, _EXPIRES, _NOT_BEFORE, _ISSUED, _CODE_ID = 1, 2, 4, 5, 6, 7
_USE = -65537
"""The first claim number that RFC 8392 leaves for private use."""

_ALL = frozenset({_ISSUER, _SUBJECT, _EXPIRES, _NOT_BEFORE, _ISSUED, _CODE_ID, _USE})
_END_OF_TIME = 253_402_300_799
"""The last second a datetime can hold: 9999-12-31T23:59:59Z."""


class Use(Enum):
    """What the code is on. A code on paper can be shown again; one on a phone counts once."""

    NOTICE = 1
    PHONE = 2

    @property
    def longest(self) -> timedelta:
        """The longest time from issue to expiry."""
        return timedelta(seconds=120) if self is Use.PHONE else timedelta(days=400)


@dataclass(frozen=True)
class Claims:
    """A code's claims; all times have a zone and no fraction of a second. ``code_id`` is 16 random bytes."""

    issuer: str
    permit_number: str = field(repr=False)
    use: Use
    issued_at: datetime
    not_before: datetime
    expires: datetime
    code_id: bytes

    def encoded(self) -> bytes:
        """The claims as they are signed."""
        return cbor.encode(
            {
                _ISSUER: self.issuer,
                _SUBJECT: self.permit_number,
                _EXPIRES: int(self.expires.timestamp()),
                _NOT_BEFORE: int(self.not_before.timestamp()),
                _ISSUED: int(self.issued_at.timestamp()),
                _CODE_ID: self.code_id,
                _USE: self.use.value,
            }
        )


def parse_claims(payload: bytes) -> Claims:
    """The claims in ``payload``: all of them, no other. Raises TokenRefused: NOT_CANONICAL, CLAIMS, LIFETIME."""
    try:
        said = cbor.decode(payload)
    except TokenRefused as refused:
        fault = TokenFault.CLAIMS if refused.fault is TokenFault.NOT_COSE else refused.fault
        raise TokenRefused(fault) from None
    if not cbor.is_numbered(said) or set(said) != _ALL:
        raise TokenRefused(TokenFault.CLAIMS)
    claims = Claims(
        issuer=_text(said[_ISSUER]),
        permit_number=_text(said[_SUBJECT]),
        use=_use(said[_USE]),
        issued_at=_time(said[_ISSUED]),
        not_before=_time(said[_NOT_BEFORE]),
        expires=_time(said[_EXPIRES]),
        code_id=_code_id(said[_CODE_ID]),
    )
    if not claims.issued_at <= claims.not_before < claims.expires:
        raise TokenRefused(TokenFault.CLAIMS)
    if claims.expires - claims.issued_at > claims.use.longest:
        raise TokenRefused(TokenFault.LIFETIME)
    return claims


def _text(value: Any) -> str:
    if (
        not isinstance(value, str)
        or not 0 < len(value) <= MAX_TEXT
        or not (value.isascii() and value.isprintable())
    ):
        raise TokenRefused(TokenFault.CLAIMS)
    return value


def _time(value: Any) -> datetime:
    if type(value) is not int or not 0 <= value <= _END_OF_TIME:
        raise TokenRefused(TokenFault.CLAIMS)
    return datetime.fromtimestamp(value, UTC)


def _use(value: Any) -> Use:
    if type(value) is not int or value not in {use.value for use in Use}:
        raise TokenRefused(TokenFault.CLAIMS)
    return Use(value)


def _code_id(value: Any) -> bytes:
    if not isinstance(value, bytes) or len(value) != CODE_ID_BYTES:
        raise TokenRefused(TokenFault.CLAIMS)
    return value
