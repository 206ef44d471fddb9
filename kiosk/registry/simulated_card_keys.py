"""What the simulated registry answers a card's challenge: it holds the training key, which opens no real card."""

from kiosk.cards.training_key import training_cryptogram
from kiosk.registry.card_keys import CardAnswer, CardQuestion


def simulated_answer(question: CardQuestion) -> CardAnswer:
    """The training card's cryptogram."""
    factor = bytes.fromhex(question.card_identification)[-8:]
    cryptogram = training_cryptogram(factor, bytes.fromhex(question.challenge))
    return CardAnswer(question.challenge, cryptogram.hex().upper())
