"""A training card described in a TOML file, so that whoever trains can write one with any edition and any fault."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drivers.card_reader.virtual_card import CardFaults, Dialect, Protocol, VirtualCard
from kiosk.cards.card_template import FIRST_EDITION_HAS_NO_KEY
from kiosk.cards.compose import FIRST_EDITION, CardCannotHold, compose_card
from kiosk.cards.fields import HOLDER_FILE, ISSUER_FILE
from kiosk.cards.foreign import bank_card, blank_card, transit_card
from kiosk.cards.virtual import virtual_card_of
from kiosk.permits import Sex
from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse
from kiosk.wrong_words import Place, WrongFile, explained, joined

MAX_BYTES = 64 * 1024
Digits = Annotated[str, Field(pattern=r"^\d+$")]
Hexadecimal = Annotated[str, Field(pattern="^([0-9A-Fa-f]{2})*$")]
Count = Annotated[int, Field(ge=1)]

_FOREIGN = {"bank": bank_card, "transit": transit_card, "blank": blank_card}
_FILES = {"EF05": ISSUER_FILE, "EF06": HOLDER_FILE}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Holder(_Strict):
    name: str
    social_security_number: str
    sex: Annotated[Sex, Field(strict=False)]
    birth_date: date
    nation: Digits = "98"
    birthplace: Digits | Literal[""] = ""


class _Issuer(_Strict):
    card_number: str
    region: Annotated[str, Field(pattern=r"^\d{6}$")]
    issued_on: date
    expires_on: date
    category: str = "1"


class _Chip(_Strict):
    kind: Literal["social_security", "bank", "transit", "blank"] = "social_security"
    edition: Literal["1.00", "2.00", "3.00"] = "2.00"
    holder_needs_key: bool = False
    protocol: Annotated[Protocol, Field(strict=False)] = Protocol.T1
    by_number: bool = True
    by_tag: bool = True
    by_short_file_identifier: bool = True


class _Faults(_Strict):
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

    chip: _Chip = _Chip()
    holder: _Holder | None = None
    issuer: _Issuer | None = None
    faults: _Faults = _Faults()
    records: dict[Literal["EF05", "EF06"], Annotated[tuple[Hexadecimal, ...], Field(strict=False)]] = Field(
        default_factory=dict
    )


_SECTIONS: Mapping[str, type[BaseModel]] = {
    "chip": _Chip,
    "holder": _Holder,
    "issuer": _Issuer,
    "faults": _Faults,
}
_GOES_WITH = {"late_seconds": "late_from", "oversize_bytes": "oversize_at", "status": "status_at"}


def _contradictions(description: CardDescription) -> Iterator[Text]:
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
    if chip.holder_needs_key and chip.edition == FIRST_EDITION:
        yield FIRST_EDITION_HAS_NO_KEY


def load_card(file: Path) -> VirtualCard:
    """The card described in ``file``, fresh from its issuer. Raises WrongUse, naming every wrong key at once."""
    try:
        raw = file.read_bytes()[: MAX_BYTES + 1]
        if len(raw) > MAX_BYTES:
            raise _wrong(file, Text(f"超过 {MAX_BYTES} 字节", f"larger than {MAX_BYTES} bytes"))
        return card_of(CardDescription.model_validate(tomllib.loads(raw.decode("utf-8-sig"))))
    except OSError as error:
        unread = Text(f"无法读取（{error.strerror}）", f"cannot be read ({error.strerror})")
        raise _wrong(file, unread) from error
    except UnicodeDecodeError as error:
        raise _wrong(file, Text("不是 UTF-8 编码，请另存为 UTF-8", "is not UTF-8: save it as UTF-8")) from error
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+), column (\d+)", str(error))
        place = f"第 {where[1]} 行第 {where[2]} 列" if where else "文件末尾"
        raise _wrong(file, Text(f"不是有效的 TOML（{place}）", f"is no TOML: {error}")) from error
    except ValidationError as error:
        raise _wrong(file, explained(error, _known)) from error
    except WrongFile as error:
        raise _wrong(file, joined(error.lines)) from error


def _known(place: Place) -> Iterable[str]:
    if not place:
        return CardDescription.model_fields
    section = _SECTIONS.get(str(place[0]))
    return section.model_fields if section is not None else ()


def card_of(description: CardDescription) -> VirtualCard:
    """The card described. Raises WrongFile."""
    wrong = tuple(_contradictions(description))
    if wrong:
        raise WrongFile(*wrong)
    chip = description.chip
    dialect = Dialect(
        protocol=chip.protocol,
        by_number=chip.by_number,
        by_identifier=chip.by_tag,
        by_short_file_identifier=chip.by_short_file_identifier,
    )
    faults = CardFaults(**description.faults.model_dump() | {"status": bytes.fromhex(description.faults.status)})
    if chip.kind != "social_security":
        return _FOREIGN[chip.kind](faults)
    return virtual_card_of(
        _records(description), holder_locked=chip.holder_needs_key, dialect=dialect, faults=faults
    )


def _records(description: CardDescription) -> dict[int, list[bytes]]:
    given = {_FILES[name]: [bytes.fromhex(record) for record in file] for name, file in description.records.items()}
    if description.holder is None or description.issuer is None:
        if set(given) == {ISSUER_FILE, HOLDER_FILE}:
            return given
        raise WrongFile(_lacking(description))
    values: dict[str, Any] = description.holder.model_dump() | description.issuer.model_dump()
    try:
        return compose_card(**values, specification_version=description.chip.edition) | given
    except CardCannotHold as error:
        section = "holder" if error.field in _Holder.model_fields else "issuer"
        key = f"{section}.{error.field}"
        raise WrongFile(Text(f"{key}：{error.takes.zh}", f"{key}: {error.takes.en}")) from error


def _lacking(description: CardDescription) -> Text:
    tables = {"[holder]": description.holder, "[issuer]": description.issuer}
    lacking = [name for name, table in tables.items() if table is None]
    return Text(
        f"缺少 {' 和 '.join(lacking)}；请补上，或在 [records] 下给出 EF05 和 EF06 两个文件",
        f"lacks {' and '.join(lacking)}: give it, or both EF05 and EF06 under [records]",
    )


def _wrong(file: Path, wrong: Text) -> WrongUse:
    return WrongUse(Text(f"卡片文件 {file}：{wrong.zh}", f"the card file {file}: {wrong.en}"))
