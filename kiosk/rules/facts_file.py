"""Facts of a case as a JSON file: its documented form, and reading one with every wrong key named."""

import codecs
import json
from collections.abc import Iterator
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import from_json

from kiosk.rules.facts import Facts

MAX_FACTS_BYTES = 256 * 1024
"""A case of a hundred papers with every field compared is a tenth of it."""

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Alone in a tuple, because only so the facts and all they hold can be told to refuse keys nobody reads.
_FILE = TypeAdapter(tuple[Facts], config=ConfigDict(extra="forbid"))


class FactsFileError(ValueError):
    """A file of facts cannot be used. Each line names the path of a wrong key; values are never quoted."""


def read_facts(raw: bytes) -> Facts:
    """The facts in a JSON document. Raises FactsFileError, naming every wrong key at once.

    Types are strict: ``"yes"`` is no boolean; dates are ``"2026-11-20"``; a key left out is unknown.
    """
    if len(raw) > MAX_FACTS_BYTES:
        raise FactsFileError(f"larger than {MAX_FACTS_BYTES} bytes")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        from_json(raw)  # by itself, so that a wrong comma is told with its own line and column
    except ValueError as error:
        raise FactsFileError(f"(file): no JSON: {error}") from None
    if twice := sorted(set(_written_twice(_pairs_of(raw)))):
        raise FactsFileError("\n".join(f"{path}: stands there twice; keep one" for path in twice))
    try:
        (facts,) = _FILE.validate_json(b"[" + raw + b"]", strict=True)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise FactsFileError("\n".join(f"{_path(p['loc'])}: {p['msg']}" for p in problems)) from None
    return facts


def facts_schema() -> dict[str, Any]:
    """The JSON schema of the file, from the types themselves."""
    schema = _FILE.json_schema()
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "Facts of one case, as `kiosk assess` takes them",
        "$ref": "#/$defs/Facts",
        "$defs": schema["$defs"],
    }


class _Object(list[tuple[str, Any]]):
    """A JSON object with every key it was written with, also the second of a name."""


def _pairs_of(raw: bytes) -> Any:
    """The document with its objects as pairs; numbers stay text, for nobody reads them here."""
    numbers = {"parse_int": str, "parse_float": str, "parse_constant": str}
    return json.loads(raw.decode("utf-8"), object_pairs_hook=_Object, **numbers)  # type: ignore[arg-type]


def _written_twice(value: Any, path: str = "") -> Iterator[str]:
    """The path of every key that its object holds more than once: which of the two counts, nobody could say."""
    if isinstance(value, _Object):
        met: set[str] = set()
        for key, inner in value:
            here = f"{path}.{key}".removeprefix(".")
            if key in met:
                yield here
            met.add(key)
            yield from _written_twice(inner, here)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _written_twice(inner, f"{path}[{place}]")


def _path(place: tuple[int | str, ...]) -> str:
    """``originals[0].seen``; ``(file)`` for the document itself."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place[1:])
    return path.removeprefix(".") or "(file)"
