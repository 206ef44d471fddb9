"""Reads a locality's profile from TOML: inheritance value by value, and errors that name file, key and cure."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk.rules.profile import Profile

__all__ = ["Profile", "ProfileError", "bundled_profiles", "load_profile"]

DATA = Path(__file__).parent / "data" / "profiles"
UNKNOWN = "unknown"
"""What a file writes for a value the sources do not decide."""

_ADAPTER = TypeAdapter(Profile)
_PLAIN_KEYS = frozenset(
    {"id", "version", "name_zh", "name_en", "territory_codes", "source_document", "effective_from", "inherits"}
)


class ProfileError(ValueError):
    """A profile cannot be used. The message names the file, the key and what to write there."""


def load_profile(name: str | Path) -> Profile:
    """The profile of that name (``"gz"``) among the bundled ones, or of that file. Raises ProfileError.

    A file may inherit a file beside it or a bundled profile; a value it gives replaces the inherited one whole,
    with its source.
    """
    if isinstance(name, str) and name.endswith(".toml"):
        name = Path(name)  # a locality's own file, as a configuration writes it
    chain = _chain(_find(name, DATA) if isinstance(name, str) else name)
    merged: dict[str, Any] = {}
    for _, content in reversed(chain):
        merged = _merge(merged, content)
    merged["lineage"] = tuple(content["id"] for _, content in chain)
    for key in _PLAIN_KEYS - {"inherits"}:
        if key not in chain[0][1]:
            raise ProfileError(f"{chain[0][0].name}: {key}: missing; every profile says its own")
    try:
        return _ADAPTER.validate_python(_with_unknowns(merged))
    except ValidationError as error:
        raise ProfileError(_explained(error, chain)) from error


def bundled_profiles() -> tuple[str, ...]:
    """The names ``load_profile`` knows without a file."""
    return tuple(sorted(path.stem for path in DATA.glob("*.toml")))


def _find(name: str, folder: Path) -> Path:
    for path in (folder / f"{name}.toml", DATA / f"{name}.toml"):
        if path.is_file():
            return path
    raise ProfileError(f"no profile {name!r}; bundled are {', '.join(bundled_profiles())}, or give a file's path")


def _chain(path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The file and those it inherits, nearest first."""
    chain: list[tuple[Path, dict[str, Any]]] = []
    following: Path | None = path
    while following is not None:
        if any(following.resolve() == seen.resolve() for seen, _ in chain):
            raise ProfileError(f"{chain[-1][0].name}: inherits: {following.stem!r} leads back to itself")
        content = _read(following)
        chain.append((following, content))
        parent = content.get("inherits")
        if parent is not None and not isinstance(parent, str):
            raise ProfileError(f"{following.name}: inherits: {parent!r} is not a profile's name")
        following = None if parent is None else _find(parent, following.parent)
    return chain


def _read(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProfileError(f"{path.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path.name}: not a TOML file in UTF-8: {error}") from error
    if content.get("id") != path.stem:
        raise ProfileError(f"{path.name}: id: must be {path.stem!r}, like the file's name")
    return content


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """``over`` on ``base``; a table with ``value`` is one value and replaces the other whole."""
    merged = dict(base)
    for key, new in over.items():
        old = merged.get(key)
        nested = isinstance(new, dict) and isinstance(old, dict) and "value" not in new and "value" not in old
        merged[key] = _merge(old, new) if nested and isinstance(old, dict) else new
    return merged


def _with_unknowns(content: dict[str, Any]) -> dict[str, Any]:
    """The same tables with None for each value written "unknown"."""
    result: dict[str, Any] = {}
    for key, item in content.items():
        if isinstance(item, dict):
            result[key] = _with_unknowns(item)
        else:
            result[key] = None if key == "value" and item == UNKNOWN else item
    return result


def _explained(error: ValidationError, chain: list[tuple[Path, dict[str, Any]]]) -> str:
    """One line for each wrong key, each naming the file it stands in."""
    lines = []
    for problem in error.errors(include_url=False):
        keys = [part for part in problem["loc"] if isinstance(part, str)]
        place = ".".join(str(part) for part in problem["loc"])
        path = next((path for path, content in chain if _defines(content, keys)), chain[0][0])
        seen = "" if problem["type"] == "missing" else f" (it says {problem['input']!r})"
        lines.append(f"{path.name}: {place}: {problem['msg']}{seen}")
    return "\n".join(lines)


def _defines(content: dict[str, Any], keys: list[str]) -> bool:
    """Whether this file gives that value; a table with ``value`` counts as one, whatever is wrong inside it."""
    for key in keys:
        if key not in content:
            return False
        inner = content[key]
        if not isinstance(inner, dict) or "value" in inner:
            return True
        content = inner
    return True
