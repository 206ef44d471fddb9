"""Reads a TOML file somebody wrote for the rules; what is no TOML is told in both languages."""

import tomllib
from pathlib import Path
from typing import Any

from kiosk.parser_words import no_toml
from kiosk.rules.assessment import Text
from kiosk.wrong_words import WrongFile


def read_toml(path: Path, wrong: type[WrongFile]) -> dict[str, Any]:
    """The file's tables; a mark of UTF-8 at its beginning is no fault. Raises ``wrong`` with the file's name."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        told = Text(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}")
        raise wrong(in_file(path, told)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise wrong(in_file(path, no_toml(error))) from error
    except RecursionError as error:
        raise wrong(in_file(path, Text("括号层数过多", "brackets are nested too deeply"))) from error


def in_file(path: Path, told: Text) -> Text:
    """What is wrong with a file."""
    return Text(f"{path.name}：{told.zh}", f"{path.name}: {told.en}")


def line(path: Path, place: str, told: Text) -> Text:
    """What is wrong at one place of a file."""
    return in_file(path, Text(f"{place}：{told.zh}", f"{place}: {told.en}"))
