"""The key of training cards, of the virtual security module and of the simulated registry: no secret, no standard.

Real cards use SM4 with keys nobody may have here; this stands in for both with HMAC-SHA-256.
"""

import hashlib
import hmac

CRYPTOGRAM_BYTES = 8
_ROOT = b"training only: opens no real card"


def training_cryptogram(factor: bytes, random: bytes) -> bytes:
    """What a training card expects; ``factor`` is the last eight bytes of its card identification."""
    own_key = hmac.digest(_ROOT, factor, hashlib.sha256)
    return hmac.digest(own_key, random, hashlib.sha256)[:CRYPTOGRAM_BYTES]
