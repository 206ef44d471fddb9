"""Opening a card's holder file with a provider's key: once a card, and never often enough to lock one."""

import hashlib

from kiosk.cards.authentication import Authentication, AuthenticationProvider, Challenge, KeyUnavailable
from kiosk.cards.dialogue import OK, Dialogue

REFUSALS_IN_A_ROW = 2
"""So many different cards refusing one after another mean a wrong key: it is shown to no further card."""

MAX_CRYPTOGRAM = 64


class CardAuthenticator:
    """One provider's key, used sparingly: each refusal takes one of a card's few tries, for good.

    A card that refused is not asked again while this terminal runs, and after ``REFUSALS_IN_A_ROW`` cards no card
    is. Cards are remembered by a digest. Used from the card reader's own thread only.
    """

    def __init__(self, provider: AuthenticationProvider) -> None:
        self._provider = provider
        self._refused: set[bytes] = set()
        self._in_a_row = 0

    @property
    def held_back(self) -> bool:
        """Whether the key is shown to no further card."""
        return self._in_a_row >= REFUSALS_IN_A_ROW

    def open_holder(
        self, dialogue: Dialogue, card_identification: str | None, specification_version: str | None
    ) -> Authentication:
        """Answer the card's challenge. Raises what the dialogue raises when the card goes or falls silent."""
        if card_identification is None:
            return Authentication.NO_ANSWER
        card = hashlib.sha256(card_identification.encode()).digest()
        if self.held_back or card in self._refused:
            return Authentication.HELD_BACK
        key = self._provider.key
        asked = dialogue.ask(bytes((0x00, 0x84, 0x00, 0x00, key.challenge_bytes)))
        if not asked.good or len(asked.data) != key.challenge_bytes:
            return Authentication.NO_ANSWER
        try:
            with dialogue.waiting(self._provider.seconds):
                cryptogram = self._provider.cryptogram(
                    Challenge(card_identification, specification_version, asked.data)
                )
        except KeyUnavailable:
            return Authentication.NO_ANSWER
        if not 0 < len(cryptogram) <= MAX_CRYPTOGRAM:
            return Authentication.NO_ANSWER
        command = bytes((0x00, 0x82, 0x00, key.reference, len(cryptogram))) + cryptogram
        return self._noted(card, accepted=dialogue.ask(command).status == OK)

    def _noted(self, card: bytes, *, accepted: bool) -> Authentication:
        if accepted:
            self._in_a_row = 0
            return Authentication.DONE
        self._refused.add(card)
        self._in_a_row += 1
        return Authentication.REFUSED
