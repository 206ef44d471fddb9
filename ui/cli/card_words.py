"""A card's reading, or why there is none, as the command line tells it."""

import json
from dataclasses import asdict
from typing import Any

from drivers.device import DeviceKind
from drivers.errors import DeviceError
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.problems import CardProblem
from kiosk.device_problems import DeviceProblem
from ui.cli.output import say, say_json, told


def say_card(card: SocialSecurityCard, *, as_json: bool) -> None:
    """Every field by name: dates as ISO 8601, enumerations as their values.

    ``gaps`` says of each field left unread why it was, ``why_partial`` what staff are told; in both languages.
    """
    fields: dict[str, Any] = _plain(asdict(card))
    for gap, told_gap in zip(card.gaps, fields["gaps"], strict=True):
        told_gap |= {"zh": gap.words.zh, "en": gap.words.en}
    words = card.why_partial
    if words is not None:
        fields["why_partial"] = {"zh": words.zh, "en": words.en}
    if as_json:
        say_json(fields)
        return
    for name, value in fields.items():
        say(f"{name}: {json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value}")


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
