"""Reads a locality's profile from TOML: inheritance value by value, and errors that name file, key and cure."""

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kiosk.rules.profile import Profile
from kiosk.rules.rulebook import read_rules

__all__ = ["Profile", "ProfileError", "bundled_profiles", "load_profile"]

DATA = Path(__file__).parent / "data" / "profiles"
UNKNOWN = "unknown"
"""What a file writes for a value the sources do not decide."""
_PLACES = frozenset({"contacts", "sites", "one_card"})

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
        merged = _merge(merged, content if _covers(content, chain[0][1]) else _without_places(content))
    merged["lineage"] = tuple(content["id"] for _, content in chain if _covers(content, chain[0][1]))
    for key in _PLAIN_KEYS - {"inherits"}:
        if key not in chain[0][1]:
            raise ProfileError(f"{chain[0][0].name}: {key}: missing; every profile says its own")
    _check_rules(chain)
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
    raise ProfileError(f"no profile {name!r}; bundled are {', '.join(bundled_profiles())}")


def _parent(name: str, child: Path) -> Path:
    if not re.fullmatch(r"[\w-]+", name):
        raise ProfileError(f"{child.name}: inherits: {name!r} is not a profile's id; give no path and no ending")
    try:
        return _find(name, child.parent)
    except ProfileError as error:
        raise ProfileError(f"{child.name}: inherits: {error}, or put {name}.toml beside this one") from None


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
            raise ProfileError(f"{following.name}: inherits: {parent!r} is not a profile's id")
        following = None if parent is None else _parent(parent, following)
    return chain


def _read(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
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


def _covers(ancestor: dict[str, Any], own: dict[str, Any]) -> bool:
    """Whether the ancestor's places are also this locality's: the whole country's are, a neighbour's are not."""
    wider, codes = ancestor.get("territory_codes") or [""], own.get("territory_codes") or [""]
    return all(any(str(code).startswith(str(each)) for each in wider) for code in codes)


def _without_places(content: dict[str, Any]) -> dict[str, Any]:
    """A neighbour's rules without its contacts, hours, sites and services, no help elsewhere (R-LOC-01)."""
    kept = {key: item for key, item in content.items() if key not in _PLACES}
    if isinstance(dates := kept.get("dates"), dict):
        kept["dates"] = {key: item for key, item in dates.items() if key != "closing_time"}
    return kept


def _with_unknowns(content: dict[str, Any]) -> dict[str, Any]:
    """The same tables with None for each value written "unknown"."""
    result: dict[str, Any] = {}
    for key, item in content.items():
        if isinstance(item, dict):
            result[key] = _with_unknowns(item)
        else:
            result[key] = None if key == "value" and item == UNKNOWN else item
    return result


def _check_rules(chain: list[tuple[Path, dict[str, Any]]]) -> None:
    """Refuses the id of a rule that does not exist: findings would carry it."""
    known = read_rules()
    wrong = [
        f"{path.name}: {place}.rule: no rule {rule!r}"
        for path, content in chain
        for place, rule in _rules_named(content)
        if isinstance(rule, str) and rule not in known
    ]
    if wrong:
        raise ProfileError("\n".join(wrong))


def _rules_named(content: dict[str, Any], place: str = "") -> Iterator[tuple[str, Any]]:
    for key, item in content.items():
        if isinstance(item, dict):
            if "rule" in item:
                yield f"{place}{key}", item["rule"]
            yield from _rules_named(item, f"{place}{key}.")


def _explained(error: ValidationError, chain: list[tuple[Path, dict[str, Any]]]) -> str:
    """One line for each wrong key, each naming the file it stands in."""
    lines = []
    for problem in error.errors(include_url=False):
        keys = [part for part in problem["loc"] if isinstance(part, str)]
        place = ".".join(str(part) for part in problem["loc"])
        path = next((path for path, content in chain if _defines(content, keys)), chain[0][0])
        lines.append(f"{path.name}: {place}: {_cure(problem, keys, chain[-1][1])}")
    return "\n".join(lines)


def _cure(problem: ErrorDetails, keys: list[str], base: dict[str, Any]) -> str:
    """What is wrong with that key and what to write there; ``base`` is a profile that names every key."""
    match problem["type"]:
        case "missing":
            return "missing; give it"
        case "unexpected_keyword_argument":
            near = get_close_matches(keys[-1], _keys_beside(keys, base), n=1)
            return f"not a key of a profile{f'; is it {near[0]}?' if near else '; take it out'}"
        case "dataclass_type":
            whole = "a table" if len(keys) == 1 else "{ value = …, source = …, as_of = … }"
            return f"write it as {whole} (it says {problem['input']!r})"
        case _:
            return f"{problem['msg']} (it says {problem['input']!r})"


def _keys_beside(keys: list[str], base: dict[str, Any]) -> list[str]:
    table: Any = base
    for key in keys[:-1]:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    return [*table, "rule", "note"] if "value" in table else list(table)


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
