"""The key of training cards, of the virtual security module and of the simulated registry: no secret, no standard.

Real cards use SM4 with keys nobody may have here; this stands in for both with HMAC-SHA-256.
"""

import hashlib
import hmac

from kiosk.cards.authentication import Challenge, KeyUse

CRYPTOGRAM_BYTES = 8
_ROOT = b"training only: opens no real card"


def training_cryptogram(factor: bytes, random: bytes) -> bytes:
    """What a training card expects; ``factor`` is the last eight bytes of its card identification."""
    own_key = hmac.digest(_ROOT, factor, hashlib.sha256)
    return hmac.digest(own_key, random, hashlib.sha256)[:CRYPTOGRAM_BYTES]


class TrainingKeeper:
    """The training key as a provider, without a module or a service in between."""

    key = KeyUse()
    seconds = 1.0

    def cryptogram(self, challenge: Challenge) -> bytes:
        """What a training card expects."""
        return training_cryptogram(bytes.fromhex(challenge.card_identification)[-8:], challenge.random)
