"""What a copy of the templates still says of no locality at all: it would be printed as a source or a place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Text
from kiosk.rules.toml_file import line

_MARKS = ("your notice", "某省", "Some Province")
"""Words of packaging/profile-template.toml and packaging/guidance-template.toml for what is to be filled in."""
_NO_TERRITORY = "99"
"""The templates' territory, which GB/T 2260 does not have."""


def texts(content: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a file with its place: ``BT-15.steps[0].zh``."""
    if isinstance(content, str):
        yield place, content
    elif isinstance(content, dict):
        for key, item in content.items():
            yield from texts(item, f"{place}.{key}".removeprefix("."))
    elif isinstance(content, list):
        for number, item in enumerate(content):
            yield from texts(item, f"{place}[{number}]")


def leftovers(path: Path, content: dict[str, Any]) -> Iterator[Text]:
    """One line for each text that still stands as in the template."""
    for place, text in texts(content):
        nowhere = text == _NO_TERRITORY and place.startswith("territory_codes")
        if nowhere or any(mark in text for mark in _MARKS):
            yield line(path, place, Text(f"仍是模板的文字：{text}", f"still as in the template: {text}"))
