"""The registry's keys for signed codes as they travel: JSON, checked on arrival."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.codes.signed.keys import KeyRing, KeyUnusable, TrustedKey


@dataclass(frozen=True)
class PublishedKey:
    """One key; ``point`` is the compressed point on P-256 in hexadecimal. Fields as in TrustedKey."""

    issuer: str
    point: str
    signs_from: datetime
    signs_until: datetime | None
    trusted_until: datetime | None
    revoked: bool
    training: bool


@dataclass(frozen=True)
class PublishedKeys:
    """All keys, and the ids of revoked codes in hexadecimal."""

    keys: tuple[PublishedKey, ...]
    revoked_codes: tuple[str, ...]


def published(ring: KeyRing) -> PublishedKeys:
    """``ring`` as it travels."""
    keys = tuple(
        PublishedKey(
            key.issuer,
            key.point.hex(),
            key.signs_from,
            key.signs_until,
            key.trusted_until,
            key.revoked,
            key.training,
        )
        for key in ring.keys.values()
    )
    return PublishedKeys(keys, tuple(sorted(code.hex() for code in ring.revoked)))


def ring_of(answer: PublishedKeys) -> KeyRing:
    """The ring in ``answer``; raises KeyUnusable."""
    try:
        keys = [
            TrustedKey(
                key.issuer,
                bytes.fromhex(key.point),
                key.signs_from,
                key.signs_until,
                key.trusted_until,
                key.revoked,
                key.training,
            )
            for key in answer.keys
        ]
        return KeyRing.of(keys, [bytes.fromhex(code) for code in answer.revoked_codes])
    except KeyUnusable:
        raise
    except ValueError as error:
        raise KeyUnusable(f"no hexadecimal: {error}") from error
