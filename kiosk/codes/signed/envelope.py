"""The text of a signed code: our prefix, then base45 (RFC 9285) of zlib (RFC 1950) of the signed message."""

import re
import zlib

import base45

from kiosk.codes.signed.faults import TokenFault, TokenRefused

SIGNED_PREFIX = "FWS1:"
"""Begins a signed code, 1 being the format's version; base45 follows, all of it in a QR code's dense alphabet."""

MAX_TEXT_CHARACTERS = 512
MAX_MESSAGE_BYTES = 512
"""A signed message takes about 170 bytes; nothing is unpacked beyond this, whatever it would come to."""

_BASE45 = re.compile(r"[0-9A-Z $%*+\-./:]+")


def seal(message: bytes) -> str:
    """The code's text for a signed message. Raises TokenRefused(TOO_LARGE) for one that nobody would open."""
    body: bytes = base45.b45encode(zlib.compress(message, 9))
    text = SIGNED_PREFIX + body.decode("ascii")
    if len(message) > MAX_MESSAGE_BYTES or len(text) > MAX_TEXT_CHARACTERS:
        raise TokenRefused(TokenFault.TOO_LARGE)
    return text


def unseal(text: str) -> bytes:
    """The signed message in a code's text. Raises TokenRefused: TOO_LARGE, NOT_BASE45, NOT_PACKED."""
    if len(text) > MAX_TEXT_CHARACTERS:
        raise TokenRefused(TokenFault.TOO_LARGE)
    body = text.removeprefix(SIGNED_PREFIX)
    if body == text or not _BASE45.fullmatch(body):
        raise TokenRefused(TokenFault.NOT_BASE45)
    try:
        packed: bytes = base45.b45decode(body)
    except ValueError:
        raise TokenRefused(TokenFault.NOT_BASE45) from None
    return _unpacked(packed)


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        message = unpacking.decompress(packed, MAX_MESSAGE_BYTES + 1)
    except zlib.error:
        raise TokenRefused(TokenFault.NOT_PACKED) from None
    if len(message) > MAX_MESSAGE_BYTES:
        raise TokenRefused(TokenFault.TOO_LARGE)
    if not unpacking.eof or unpacking.unused_data:
        raise TokenRefused(TokenFault.NOT_PACKED)
    return message
