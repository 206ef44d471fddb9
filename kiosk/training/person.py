"""One training person: the case at the registry, what is carried to the window, and what it should come to."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.permits import Decision, PermitRecord, Sex
from kiosk.rules.assessment import Outcome, Text
from kiosk.rules.facts import AgentProof, Seen, VisitorRole


class TokenState(StrEnum):
    """Whether the code on the notice still opens the record."""

    VALID = "valid"
    EXPIRED = "expired"


class HairStyle(StrEnum):
    """How the portrait's head is drawn."""

    SHORT = "short"
    BOB = "bob"
    BUN = "bun"
    BEARD = "beard"
    BALD = "bald"
    LONG = "long"
    CURLY = "curly"


@dataclass(frozen=True)
class Look:
    """The colours (``#rrggbb``) and the head of a drawn portrait."""

    hair_style: HairStyle
    hair: str
    skin: str
    clothes: str


@dataclass(frozen=True)
class Employer:
    """An invented employer with a well-formed credit code (spec P-03)."""

    name_zh: str
    name_en: str
    uscc: str
    address_zh: str


@dataclass(frozen=True)
class Degree:
    """An invented school and what it awarded, in its own language and in Chinese."""

    school: str
    award: str
    award_zh: str
    subject_zh: str


@dataclass(frozen=True)
class PassportData:
    """What the passport's data page prints; it may differ from the record.

    ``nationality`` is ISO 3166-1 alpha-3; ``signature`` the name as its holder writes it.
    """

    number: str
    surname: str
    given_names: str
    nationality: str
    country_zh: str
    country_en: str
    sex: Sex
    birth_date: date
    birthplace: str
    signature: str
    issued_on: date
    expires_on: date


@dataclass(frozen=True)
class MedicalReport:
    """The report carried: day of issue, the institution printed on it, and whether it is one inside China."""

    issued_on: date
    issuer: str
    domestic: bool


@dataclass(frozen=True)
class CardData:
    """The social security card carried. ``holder_locked``: the chip keeps the holder back without a key."""

    name: str
    edition: str
    card_number: str
    region: str
    issued_on: date
    expires_on: date
    holder_locked: bool


@dataclass(frozen=True)
class BroughtPaper:
    """One paper as it comes to the window: what a clerk rightly says of it, and why where something is wrong.

    ``copy_sealed`` speaks of the copy under the unit's seal; a missing original can still have one. ``lacking`` are
    the points of the contract or the photo (``kiosk.visits.points``) that are not as asked.
    """

    key: str
    seen: Seen = Seen.CONFIRMED
    reason: Text | None = None
    copy_present: bool = True
    copy_sealed: bool = True
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bundle:
    """Everything carried to the window besides the notice and the card."""

    papers: tuple[BroughtPaper, ...]
    proof: AgentProof
    medical: MedicalReport
    visa_copy: bool = True
    residence_permit_copy: bool = False

    def paper(self, key: str) -> BroughtPaper | None:
        """The paper of that key, or None where this case has none."""
        return next((paper for paper in self.papers if paper.key == key), None)

    def lacking(self, key: str) -> tuple[str, ...]:
        """The points that paper lacks; none where there is no such paper."""
        paper = self.paper(key)
        return paper.lacking if paper else ()


@dataclass(frozen=True)
class Expected:
    """What the case must come to: the assessment's outcome before staff confirm, and its defects.

    ``defects`` are pairs of rule and subject, each to be found on the one correction notice.
    """

    outcome: Outcome
    defects: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class TrainingPerson:
    """A fictional holder. ``told_on`` is the day the story is told; all its dates follow from it.

    ``entry_date`` is the day stamped in the passport; the registry may not know it. ``photo`` is a JPEG.
    ``token`` is the whole text of the notice's code, ``essc_token`` that of the electronic social security card on
    the holder's phone; None where there is none. Both say nothing: the registry alone knows whose they are.
    """

    key: str
    story: Text
    told_on: date
    record: PermitRecord
    token: str
    token_state: TokenState
    essc_token: str | None = field(repr=False)
    decision: Decision | None
    visitor: VisitorRole
    agent_name: str | None
    employer: Employer
    degree: Degree
    position: Text
    monthly_pay: int
    passport: PassportData
    entry_date: date
    entry_port: str
    bundle: Bundle
    card: CardData | None
    look: Look
    photo: bytes = field(repr=False)
    expected: Expected

    @property
    def has_card(self) -> bool:
        """Whether a social security card was brought."""
        return self.card is not None
