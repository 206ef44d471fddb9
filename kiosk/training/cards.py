"""The social security card a training person puts into the reader."""

from drivers.card_reader.virtual_card import VirtualCard
from kiosk.cards.compose import compose_card
from kiosk.cards.virtual import virtual_card_of
from kiosk.training.person import TrainingPerson


def virtual_card(person: TrainingPerson) -> VirtualCard | None:
    """A fresh card with the holder's data, or None where none was brought."""
    card, record = person.card, person.record
    if card is None or record.social_security_number is None:
        return None
    records = compose_card(
        name=card.name,
        social_security_number=record.social_security_number,
        sex=record.sex,
        birth_date=record.birth_date,
        card_number=card.card_number,
        region=card.region,
        issued_on=card.issued_on,
        expires_on=card.expires_on,
        specification_version=card.edition,
    )
    return virtual_card_of(records, holder_locked=card.holder_locked)
