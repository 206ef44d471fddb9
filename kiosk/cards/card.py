"""What the terminal knows of a social security card after reading it."""

from dataclasses import dataclass, field
from datetime import date

from drivers.device import Provenance
from kiosk.cards.authentication import Authentication
from kiosk.permits import Sex


@dataclass(frozen=True)
class SocialSecurityCard:
    """A card's public data as read; None where the card did not give a field.

    ``partial`` says that something every card holds was kept back or could not be made sense of; ``unread`` names
    those fields. ``region`` is the six digits that begin the card identification (GB/T 2260), ``nation`` the
    code of GB/T 3304. ``name_may_be_cut``: the name fills the last field the card has for it. ``authentication``
    says how a card that wants a key was answered. Printing the value (repr) shows nothing personal.
    """

    name: str | None = field(repr=False)
    social_security_number: str | None = field(repr=False)
    sex: Sex | None = field(repr=False)
    birth_date: date | None = field(repr=False)
    card_number: str | None = field(repr=False)
    card_identification: str | None = field(repr=False)
    region: str | None
    specification_version: str | None
    issued_on: date | None
    expires_on: date | None
    category: str | None
    nation: str | None = field(repr=False)
    partial: bool
    unread: tuple[str, ...]
    provenance: Provenance
    name_may_be_cut: bool = False
    authentication: Authentication = Authentication.NOT_ASKED
