"""What a training card's file may say: its chip, its holder, its issuer, its faults, and its records as bytes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from drivers.card_reader.virtual_card import Protocol
from kiosk.cards.card_template import FIRST_EDITION_HAS_NO_KEY
from kiosk.cards.compose import FIRST_EDITION
from kiosk.permits import Sex
from kiosk.rules.assessment import Text
from kiosk.wrong_words import Place

Digits = Annotated[str, Field(pattern=r"^\d+$")]
Hexadecimal = Annotated[str, Field(pattern="^([0-9A-Fa-f]{2})*$")]
Count = Annotated[int, Field(ge=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Holder(_Strict):
    """Whose card it is, as EF06 has it."""

    name: str
    social_security_number: str
    sex: Annotated[Sex, Field(strict=False)]
    birth_date: date
    nation: Digits = "98"
    birthplace: Digits | Literal[""] = ""


class Issuer(_Strict):
    """Which card it is, as EF05 has it."""

    card_number: str
    region: Annotated[str, Field(pattern=r"^\d{6}$")]
    issued_on: date
    expires_on: date
    category: str = "1"


class Chip(_Strict):
    """What kind of card, of which edition, and which of the standard's ways its mask knows."""

    kind: Literal["social_security", "bank", "transit", "blank"] = "social_security"
    edition: Literal["1.00", "2.00", "3.00"] = "2.00"
    holder_needs_key: bool = False
    protocol: Annotated[Protocol, Field(strict=False)] = Protocol.T1
    by_number: bool = True
    by_tag: bool = True
    by_short_file_identifier: bool = True


class Faults(_Strict):
    """What it does wrong: see ``CardFaults``."""

    mute_at_reset: bool = False
    mute_from: Count | None = None
    torn_at: Count | None = None
    oversize_at: Count | None = None
    oversize_bytes: Annotated[int, Field(ge=2, le=65_538)] = 4002
    short_at: Count | None = None
    late_from: Count | None = None
    late_seconds: Annotated[float, Field(ge=0, le=60)] = 1.0
    chained_from: Count | None = None
    corrected_from: Count | None = None
    status_at: Count | None = None
    status: Annotated[str, Field(pattern="^[0-9A-Fa-f]{4}$")] = "6F00"


class CardDescription(_Strict):
    """One card file, checked. ``records`` replaces a file's records by others in hexadecimal, one string each."""

    chip: Chip = Chip()
    holder: Holder | None = None
    issuer: Issuer | None = None
    faults: Faults = Faults()
    records: dict[Literal["EF05", "EF06"], Annotated[tuple[Hexadecimal, ...], Field(strict=False)]] = Field(
        default_factory=dict
    )


_SECTIONS: Mapping[str, type[BaseModel]] = {"chip": Chip, "holder": Holder, "issuer": Issuer, "faults": Faults}
_GOES_WITH = {"late_seconds": "late_from", "oversize_bytes": "oversize_at", "status": "status_at"}


def keys_known_at(place: Place) -> Iterable[str]:
    """The keys a table of the file may have, for whoever wrote another."""
    if not place:
        return CardDescription.model_fields
    section = _SECTIONS.get(str(place[0]))
    return section.model_fields if section is not None else ()


def contradictions(description: CardDescription) -> Iterator[Text]:
    """What is each right by itself and cannot be together, or does nothing alone."""
    faults, issuer, chip = description.faults, description.issuer, description.chip
    for key, needed in _GOES_WITH.items():
        if key in faults.model_fields_set and getattr(faults, needed) is None:
            yield Text(
                f"faults.{key}：没有 {needed} 就不起作用，请补上 {needed}",
                f"faults.{key}: does nothing without {needed}; give that too",
            )
    if issuer is not None and issuer.expires_on < issuer.issued_on:
        yield Text("issuer.expires_on：早于 issued_on", "issuer.expires_on: is before issued_on")
    if chip.kind == "social_security" and not (chip.by_number or chip.by_tag):
        yield Text(
            "chip：by_number 和 by_tag 不能都为 false，记录只能按编号或按标签读取",
            "chip: by_number and by_tag cannot both be false; a record is only read by one of them",
        )
    if chip.holder_needs_key and chip.edition == FIRST_EDITION:
        yield FIRST_EDITION_HAS_NO_KEY
