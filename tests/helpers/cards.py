"""Cards of a fictional holder, and a simulated reader to read them with."""

from datetime import date
from typing import Any

from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import VirtualCard
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.compose import compose_card
from kiosk.cards.reading import read_card
from kiosk.permits import Sex

HOLDER: dict[str, Any] = {
    "name": "SPECIMEN ANNA MARIA",
    "social_security_number": "UTO0XA1234567",
    "sex": Sex.FEMALE,
    "birth_date": date(1990, 2, 28),
    "card_number": "X00000019",
    "region": "440300",
    "issued_on": date(2025, 1, 15),
    "expires_on": date(2035, 1, 15),
}


def records_of(**changes: Any) -> dict[int, list[bytes]]:
    """The records of the fictional holder's card, with some fields changed."""
    return compose_card(**(HOLDER | changes))


def read_simulated(card: VirtualCard, **options: Any) -> SocialSecurityCard:
    """Read ``card`` in a simulated reader."""
    reader = SimulatedCardReader()
    reader.bring_up()
    reader.present(card)
    try:
        return read_card(reader, **options)
    finally:
        reader.close()
