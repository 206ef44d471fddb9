"""Reads the rules' TOML files against a type, with an error that names file, key and what is wrong."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


class DataFileError(ValueError):
    """A data file of the rules is wrong. Each line names the file, the key and what is wrong with it."""


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables. Raises DataFileError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataFileError(f"{path.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path.name}: not a TOML file in UTF-8: {error}") from error


def read_as(path: Path, form: TypeAdapter[T]) -> T:
    """The file as that type, every wrong key named at once. Raises DataFileError."""
    content = read_toml(path)
    try:
        return form.validate_python(content)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        raise DataFileError("\n".join(_told(path, problem) for problem in problems)) from error


def _told(path: Path, problem: Any) -> str:
    place = ".".join(str(part) for part in problem["loc"] if part != "[key]") or "(file)"
    absent = problem["type"] in ("missing", "unexpected_keyword_argument", "extra_forbidden")
    seen = "" if absent else f" (it says {problem['input']!r})"
    return f"{path.name}: {place}: {problem['msg']}{seen}"
