"""Opens a signed code, and says whether it holds now: one fault at a time, the signature before what it covers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.codes.signed.claims import Claims, parse_claims
from kiosk.codes.signed.envelope import unseal
from kiosk.codes.signed.faults import TokenFault, TokenRefused
from kiosk.codes.signed.keys import KeyRing, TrustedKey
from kiosk.codes.signed.message import SignedMessage, parse

CLOCK_SKEW = timedelta(seconds=30)
"""How far two clocks may stand apart."""


@dataclass(frozen=True)
class OpenedCode:
    """What a code says, and by which key it says so; nothing of it is proved."""

    message: SignedMessage
    claims: Claims


@dataclass(frozen=True)
class ProvedCode:
    """What a code says, proved by a key that counts. Whether a one-time code was used, the registry knows."""

    claims: Claims
    key: TrustedKey


def open_code(text: str) -> OpenedCode:
    """Take a code apart without judging it. Raises TokenRefused: T-101 to T-109, T-115 for half a signature."""
    message = parse(unseal(text))
    return OpenedCode(message, parse_claims(message.payload))


def check(text: str, ring: KeyRing, now: datetime) -> ProvedCode:
    """The code, proved under ``ring`` at ``now`` (with a zone). Raises TokenRefused, T-101 to T-121 but USED."""
    opened = open_code(text)
    key = ring.key(opened.message.key_id)
    if key.revoked:
        raise TokenRefused(TokenFault.KEY_REVOKED)
    if not opened.message.holds_under(key.public_key):
        raise TokenRefused(TokenFault.SIGNATURE)
    claims = opened.claims
    if claims.issuer != key.issuer:
        raise TokenRefused(TokenFault.ISSUER)
    _require_time_of_key(claims, key, now)
    require_time(claims, now)
    if claims.code_id in ring.revoked:
        raise TokenRefused(TokenFault.REVOKED)
    return ProvedCode(claims, key)


def _require_time_of_key(claims: Claims, key: TrustedKey, now: datetime) -> None:
    if claims.issued_at < key.signs_from:
        raise TokenRefused(TokenFault.KEY_NOT_YET)
    if key.signs_until is not None and claims.issued_at >= key.signs_until:
        raise TokenRefused(TokenFault.KEY_RETIRED)
    if key.trusted_until is not None and now >= key.trusted_until:
        raise TokenRefused(TokenFault.KEY_OVER)


def require_time(claims: Claims, now: datetime) -> None:
    """What the code itself says of its time, at ``now``. Raises TokenRefused: T-117 to T-119."""
    if now < claims.issued_at - CLOCK_SKEW:
        raise TokenRefused(TokenFault.FROM_THE_FUTURE)
    if now < claims.not_before - CLOCK_SKEW:
        raise TokenRefused(TokenFault.NOT_YET)
    if now >= claims.expires + CLOCK_SKEW:
        raise TokenRefused(TokenFault.EXPIRED)
