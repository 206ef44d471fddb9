"""The virtual card that a description asks for."""

from typing import Any

from drivers.card_reader.virtual_card import CardFaults, Dialect, VirtualCard
from kiosk.cards.card_description import CardDescription, Holder, contradictions
from kiosk.cards.compose import CardCannotHold, compose_card
from kiosk.cards.fields import HOLDER_FILE, ISSUER_FILE
from kiosk.cards.foreign import bank_card, blank_card, transit_card
from kiosk.cards.virtual import virtual_card_of
from kiosk.rules.assessment import Text
from kiosk.wrong_words import WrongFile

_FOREIGN = {"bank": bank_card, "transit": transit_card, "blank": blank_card}
_FILES = {"EF05": ISSUER_FILE, "EF06": HOLDER_FILE}


def card_of(description: CardDescription) -> VirtualCard:
    """The card described, fresh from its issuer. Raises WrongFile."""
    wrong = tuple(contradictions(description))
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
        section = "holder" if error.field in Holder.model_fields else "issuer"
        key = f"{section}.{error.field}"
        raise WrongFile(Text(f"{key}：{error.takes.zh}", f"{key}: {error.takes.en}")) from error


def _lacking(description: CardDescription) -> Text:
    tables = {"[holder]": description.holder, "[issuer]": description.issuer}
    lacking = [name for name, table in tables.items() if table is None]
    return Text(
        f"缺少 {' 和 '.join(lacking)}；请补上，或在 [records] 下给出 EF05 和 EF06 两个文件",
        f"lacks {' and '.join(lacking)}: give it, or both EF05 and EF06 under [records]",
    )
