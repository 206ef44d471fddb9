"""What the terminal knows of a social security card after reading it."""

from dataclasses import dataclass, field
from datetime import date

from drivers.device import Provenance
from kiosk.cards.authentication import AUTHENTICATION_WORDS, Authentication
from kiosk.cards.gaps import Gap, Missing, explained
from kiosk.permits import Sex
from kiosk.rules.assessment import Text


@dataclass(frozen=True)
class SocialSecurityCard:
    """A card's public data as read; None where the card did not give a field.

    ``partial`` says that something every card holds was kept back or could not be made sense of; ``unread`` names
    those fields and ``gaps`` says why each has no value. ``region`` is the six digits that begin the card
    identification (GB/T 2260), ``nation`` the code of GB/T 3304. ``name_may_be_cut``: the name fills the last field
    the card has for it. ``authentication`` says how a card that wants a key was answered. Printing the value (repr)
    shows nothing personal.
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
    gaps: tuple[Gap, ...] = ()

    @property
    def why_partial(self) -> Text | None:
        """What staff are told of a partial reading: what became of the key, then the fields that went otherwise."""
        if not self.partial:
            return None
        key = AUTHENTICATION_WORDS.get(self.authentication)
        rest = explained(gap for gap in self.gaps if key is None or gap.why is not Missing.NEEDS_KEY)
        if key is None:
            return Text(f"未能全部读出。{rest.zh}。", f"Not all of the card was read. {rest.en}.")
        return Text(f"{key.zh}{rest.zh}。", f"{key.en} {rest.en}.") if rest.en else key

    def why_missing(self, field: str) -> Text | None:
        """Why that field has no value; None where nothing was to be expected, or it has one."""
        return next((gap.words for gap in self.gaps if gap.field == field), None)
