"""Which layout a card has, and nothing of its holder: for a technician who tries a reader."""

from dataclasses import dataclass

from drivers.card_reader import CardReader
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.reading import read_card
from kiosk.rules.assessment import Text

SPECIFICATIONS = ("1.00", "2.00", "3.00")
"""The versions of the card's specification whose files are understood here."""


@dataclass(frozen=True)
class CardLayout:
    """``specification_version`` and ``region`` (GB/T 2260) as on the card; ``why_partial`` as staff are told."""

    specification_version: str | None
    region: str | None
    why_partial: Text | None

    @property
    def known(self) -> bool:
        """Whether the card's version is one that is understood here."""
        return self.specification_version in SPECIFICATIONS


def layout_of(card: SocialSecurityCard) -> CardLayout:
    """What of a reading is the card's own and nobody's."""
    return CardLayout(card.specification_version, card.region, card.why_partial)


def read_layout(reader: CardReader) -> CardLayout:
    """Read the card in ``reader`` and keep its layout only; on the reader's own thread. See ``read_card``."""
    return layout_of(read_card(reader))
