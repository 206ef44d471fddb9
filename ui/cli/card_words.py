"""A card's reading, or why there is none, as the command line tells it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from drivers.device import DeviceKind
from drivers.errors import DeviceError
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.gaps import FIELD_WORDS
from kiosk.cards.problems import CardProblem
from kiosk.device_problems import DeviceProblem
from ui.cli.output import say, say_json, told


def say_card(card: SocialSecurityCard, *, as_json: bool) -> None:
    """A page in both languages for a person, or one object: dates as ISO 8601, enumerations as their values.

    ``gaps`` says of each field left unread why it was, ``why_partial`` what staff are told; in both languages.
    """
    if not as_json:
        for line in _page(card, datetime.now().astimezone().date()):
            say(line)
        return
    fields: dict[str, Any] = _plain(asdict(card))
    for gap, told_gap in zip(card.gaps, fields["gaps"], strict=True):
        told_gap |= {"zh": gap.words.zh, "en": gap.words.en}
    words = card.why_partial
    if words is not None:
        fields["why_partial"] = {"zh": words.zh, "en": words.en}
    say_json(fields)


def _page(card: SocialSecurityCard, today: date) -> Iterator[str]:
    for name, words in FIELD_WORDS.items():
        value, why = getattr(card, name), card.why_missing(name)
        shown = str(value) if value is not None else f"— {why.zh} {why.en}" if why is not None else "—"
        yield f"{words.zh} {words.en}: {shown}"
    yield f"数据来源 source: {card.provenance.source.value}, {card.provenance.driver}"
    if card.name_may_be_cut:
        yield "姓名写满字段，可能被截断 The name fills its field and may be cut"
    if card.expires_on is not None and card.expires_on < today:
        yield "社会保障卡已过有效期 The social security card has expired"
    partial = card.why_partial
    if partial is not None:
        yield f"{partial.zh}\n{partial.en}"


def say_unread(error: CardProblem | DeviceError, *, as_json: bool) -> None:
    """Why nothing was read, and what to do."""
    problem = DeviceProblem(DeviceKind.CARD_READER, error) if isinstance(error, DeviceError) else error
    if as_json:
        say_json({"error": told(problem)})
    else:
        say(f"{problem.code}: {problem.message.en}\n{problem.code}：{problem.message.zh}")


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
