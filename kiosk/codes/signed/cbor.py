"""CBOR as signed codes may use it: bounded, one way to write each value, no tags, no key twice (RFC 8949, 4.2)."""

from io import BytesIO
from typing import Any, NoReturn, TypeGuard

import cbor2

from kiosk.codes.signed.faults import TokenFault, TokenRefused

MAX_DEPTH = 2
"""An array or map in the outermost one, no deeper."""

_TAGS_CBOR2_READS = (
    *(0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100),
    *(256, 258, 260, 261, 1004, 43000, 55799),
)


def _refuse(*_: Any) -> NoReturn:
    raise ValueError("a tag")


_NO_TAGS = dict.fromkeys(_TAGS_CBOR2_READS, _refuse)


def encode(value: Any) -> bytes:
    """The one encoding of ``value``: shortest heads, map keys in order."""
    return bytes(cbor2.dumps(value, canonical=True))


def decode(data: bytes) -> Any:
    """The value that ``data`` holds, whole, written in its one encoding.

    Raises TokenRefused: NOT_COSE where it is no CBOR, or uses tags or depth nobody needs; NOT_CANONICAL for a
    repeated key or any other second way to write the same.
    """
    reader = BytesIO(data)
    decoder = cbor2.CBORDecoder(
        reader,
        max_depth=MAX_DEPTH,
        allow_indefinite=True,  # refused below, where a second way to write is told from nonsense
        allow_duplicate_keys=True,
        semantic_decoders=_NO_TAGS,
        tag_hook=_refuse,
    )
    try:
        value = decoder.decode()
        again = encode(value)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError):
        raise TokenRefused(TokenFault.NOT_COSE) from None
    if again != data:
        raise TokenRefused(TokenFault.NOT_CANONICAL)
    return value


def is_numbered(value: Any) -> TypeGuard[dict[int, Any]]:
    """Whether ``value`` is a map whose keys are all whole numbers; 1.0 and true are not 1."""
    return isinstance(value, dict) and all(type(key) is int for key in value)
