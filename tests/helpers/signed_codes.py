"""Signed codes for the tests: one key, one moment, and any part of a code made wrong on purpose."""

import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

import base45
import cbor2
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from kiosk.codes.signed.claims import Claims, Use
from kiosk.codes.signed.envelope import SIGNED_PREFIX
from kiosk.codes.signed.issuing import SigningKey
from kiosk.codes.signed.keys import KeyRing, TrustedKey

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
PERMIT = "44010020260017"
KEY = SigningKey.for_training(NOW - timedelta(days=30))
RING = KeyRing.of([KEY.trusted])


def claims(**changes: Any) -> Claims:
    """A notice's claims, good at NOW."""
    values: dict[str, Any] = {
        "issuer": KEY.trusted.issuer,
        "permit_number": PERMIT,
        "use": Use.NOTICE,
        "issued_at": NOW - timedelta(hours=1),
        "not_before": NOW - timedelta(hours=1),
        "expires": NOW + timedelta(hours=1),
        "code_id": bytes(range(16)),
    }
    return Claims(**values | changes)


def text_of(message: bytes) -> str:
    """The code's text for a message, however wrong."""
    return SIGNED_PREFIX + base45.b45encode(zlib.compress(message, 9)).decode()


def cose(
    payload: bytes | None = None,
    header: Any = None,
    *,
    unprotected: Any = None,
    key: SigningKey = KEY,
    protected: bytes | None = None,
) -> bytes:
    """A COSE_Sign1 put together with cbor2 alone, independently of the shipped encoder, and truly signed."""
    payload = claims().encoded() if payload is None else payload
    header = {1: -7, 4: key.trusted.key_id} if header is None else header
    protected = cbor2.dumps(header, canonical=True) if protected is None else protected
    to_be_signed = cbor2.dumps(["Signature1", protected, b"", payload])
    der = key._private.sign(to_be_signed, ec.ECDSA(SHA256()))
    r, s = utils.decode_dss_signature(der)
    signature = r.to_bytes(32) + s.to_bytes(32)
    return cbor2.dumps(cbor2.CBORTag(18, [protected, unprotected or {}, payload, signature]))


def ring_with(**changes: Any) -> KeyRing:
    """KEY alone, its times changed."""
    return KeyRing.of([TrustedKey(**{**vars(KEY.trusted), **changes})])
