"""A social security card's challenge answered over the network: what is asked, what is answered, by whom.

Back-ends with a security module (HSM) answer real cards in two steps, of which this is the terminal's: the card's
challenge goes out, its cryptogram comes back. The real interface is not public; this is the simulated registry's.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass as validated

from kiosk.cards.authentication import Challenge, KeyUnavailable, KeyUse
from kiosk.problems import Problem
from kiosk.registry.client import RegistryClient

PATH = "v1/cards/cryptograms"
Hexadecimal = Annotated[str, Field(pattern="^([0-9A-F]{2})+$", max_length=64)]


@validated(frozen=True)
class CardQuestion:
    """A card's identification and challenge, in hexadecimal; the edition it follows, where it told."""

    card_identification: Annotated[str, Field(pattern="^[0-9A-F]{32}$")]
    challenge: Hexadecimal
    specification_version: Annotated[str, Field(max_length=8)] | None = None


@validated(frozen=True)
class CardAnswer:
    """The cryptogram for one challenge, which is said again so that no answer can be taken for another's."""

    challenge: Hexadecimal
    cryptogram: Hexadecimal


CARD_QUESTION = TypeAdapter(CardQuestion)
CARD_ANSWER = TypeAdapter(CardAnswer)


class CardKeyService(RegistryClient):
    """The registry as keeper of the card's key; ``timeout`` in seconds bounds each question whole."""

    def __init__(self, base_url: str, timeout: float = 2.0, key: KeyUse | None = None) -> None:
        super().__init__(base_url, timeout)
        self.seconds = timeout
        self.key = key or KeyUse()

    def cryptogram(self, challenge: Challenge) -> bytes:
        """What the service answers to the card's challenge. Raises KeyUnavailable, whatever went wrong."""
        question = {
            "card_identification": challenge.card_identification,
            "challenge": challenge.random.hex().upper(),
            "specification_version": challenge.specification_version,
        }
        try:
            answer = self._ask(PATH, question, CARD_ANSWER)
        except Problem as problem:
            raise KeyUnavailable(f"card key service: {problem}") from None
        if answer.challenge != question["challenge"]:
            raise KeyUnavailable("card key service: an answer to another challenge")
        return bytes.fromhex(answer.cryptogram)
