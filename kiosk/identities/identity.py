"""What one of the four papers says of a person; None where it does not carry a field or could not be read."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

from kiosk.identities.names import WrittenName
from kiosk.permits import Sex
from kiosk.rules.assessment import Text


class Paper(Enum):
    """Where an identity was taken from."""

    NOTICE = Text("许可通知", "Permit notice")
    ELECTRONIC_CARD = Text("电子社保卡", "Electronic card")
    CHIP = Text("社保卡芯片", "Card's chip")
    PASSPORT = Text("护照", "Passport")


class IdentityField(StrEnum):
    """What identities are compared by; the names are those of ``rules/data/names.toml``."""

    NAME = "name"
    CHINESE_NAME = "chinese_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    NATIONALITY = "nationality"
    PASSPORT_NUMBER = "passport_number"
    SOCIAL_SECURITY_NUMBER = "social_security_number"
    PERMIT_NUMBER = "permit_number"


@dataclass(frozen=True)
class Identity:
    """A person as one paper tells. ``nationality`` is ISO 3166-1 alpha-3.

    ``inside`` names the fields that were taken out of the social security number, not written for themselves.
    ``unread`` names the fields the paper carries and this reading lacks. Nothing personal stands in its repr.
    """

    paper: Paper
    name: WrittenName | None = field(default=None, repr=False)
    chinese_name: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    sex: Sex | None = field(default=None, repr=False)
    nationality: str | None = field(default=None, repr=False)
    passport_number: str | None = field(default=None, repr=False)
    social_security_number: str | None = field(default=None, repr=False)
    permit_number: str | None = field(default=None, repr=False)
    inside: frozenset[IdentityField] = frozenset()
    unread: frozenset[IdentityField] = frozenset()

    def shown(self, which: IdentityField) -> str | None:
        """A field as it is shown beside the others; None where there is nothing."""
        value = getattr(self, which.value)
        if isinstance(value, WrittenName):
            return value.text
        if isinstance(value, date):
            return value.isoformat()
        return None if value is None else str(value)
