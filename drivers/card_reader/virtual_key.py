"""A virtual card's key: its challenge, the answer it expects, and the tries that wrong answers cost."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from drivers.card_reader.virtual_faults import OK

KEY_LOCKED = b"\x69\x83"
CONDITIONS_NOT_SATISFIED = b"\x69\x85"
WRONG_LENGTH = b"\x67\x00"
MAX_CHALLENGE = 16


@dataclass(frozen=True)
class CardKey:
    """The key that opens locked files: ``cryptogram`` answers a challenge of up to 16 bytes as the card expects.

    A wrong answer costs one of ``tries``, for good; without any left the key is locked.
    """

    cryptogram: Callable[[bytes], bytes]
    reference: int = 0x00
    tries: int = 3


class KeyState:
    """What one card remembers of its key: ``tries_left`` for good, the rest until the next reset."""

    def __init__(self, key: CardKey) -> None:
        self._key = key
        self.tries_left = key.tries
        self.reset()

    def reset(self) -> None:
        """The card was powered: the challenge and the authentication are gone."""
        self._challenge = b""
        self.authenticated = False

    def challenge(self, command: bytes) -> bytes:
        """Answer GET CHALLENGE with a fresh random number of the length asked for."""
        if len(command) != 5 or not 0 < command[4] <= MAX_CHALLENGE:
            return WRONG_LENGTH
        self._challenge = secrets.token_bytes(command[4])
        return self._challenge + OK

    def authenticate(self, command: bytes) -> bytes:
        """Answer EXTERNAL AUTHENTICATE; a challenge serves once, whatever comes of it."""
        challenge, self._challenge = self._challenge, b""
        if not challenge or command[3] != self._key.reference:
            return CONDITIONS_NOT_SATISFIED
        if not self.tries_left:
            return KEY_LOCKED
        if len(command) < 6 or len(command) != 5 + command[4]:
            return WRONG_LENGTH
        self.authenticated = hmac.compare_digest(command[5:], self._key.cryptogram(challenge))
        if self.authenticated:
            self.tries_left = self._key.tries
            return OK
        self.tries_left -= 1
        return bytes((0x63, 0xC0 | self.tries_left))
