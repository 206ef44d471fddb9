"""Facts of a case as a JSON file: its documented form, and reading one with every wrong key named."""

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from kiosk.parser_words import no_json
from kiosk.rules.assessment import Text
from kiosk.rules.facts import Facts
from kiosk.wrong_words import Place, WrongFile, is_absent, is_unknown_key, what_is_wrong

MAX_FACTS_BYTES = 256 * 1024
"""A case of a hundred papers with every field compared is a tenth of it."""

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Alone in a tuple, because only so the facts and all they hold can be told to refuse keys nobody reads.
_FILE = TypeAdapter(tuple[Facts], config=ConfigDict(extra="forbid"))


_BOUNDS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "PhotoFact": {"width": (1, 100_000), "height": (1, 100_000), "size_bytes": (1, 1_000_000_000)},
}
"""What a measurement can be at all, in pixels and bytes: beyond it the file is wrong, not the photo."""

_KINDS: Mapping[type, Text] = {
    bool: Text("true 或 false", "true or false"),
    int: Text("整数", "a whole number"),
    float: Text("小数", "a number"),
    str: Text("文字", "text"),
    list: Text("列表", "a list"),
    dict: Text("表", "a table"),
    type(None): Text("空值", "null"),
}


class FactsFileError(WrongFile):
    """A file of facts cannot be used. Each line names the path of a wrong key; values are never quoted."""


def read_facts(raw: bytes) -> Facts:
    """The facts in a JSON document. Raises FactsFileError, naming every wrong key at once.

    Types are strict: ``"yes"`` is no boolean; dates are ``"2026-11-20"``; a key left out is unknown.
    """
    if len(raw) > MAX_FACTS_BYTES:
        big = Text(f"超过 {MAX_FACTS_BYTES} 字节", f"larger than {MAX_FACTS_BYTES} bytes")
        raise FactsFileError(big)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        document = from_json(raw)  # by itself, so that a wrong comma is told with its own line and column
    except ValueError as error:
        told = no_json(error)
        raise FactsFileError(_at((), told)) from None
    wrong = [
        Text(f"{path}：重复出现，请只保留一处", f"{path}: stands there twice; keep one")
        for path in sorted(set(_written_twice(_pairs_of(raw))))
    ]
    wrong += _out_of_bounds(document)
    try:
        (facts,) = _FILE.validate_json(b"[" + raw + b"]", strict=True)
    except ValidationError as error:
        raise FactsFileError(*wrong, *(_told(detail) for detail in error.errors(include_url=False))) from None
    if wrong:
        raise FactsFileError(*wrong)
    return facts


def _told(detail: ErrorDetails) -> Text:
    """One wrong key: what it should be, and of what kind it is now; what stands there may be a person's."""
    wrong = what_is_wrong(detail, _keys_at(detail["loc"][1:-1]))
    kind = _KINDS.get(type(detail["input"])) if _is_of_wrong_kind(detail) else None
    now = Text(f"（现为{kind.zh}）", f" (it is {kind.en} now)") if kind else Text("", "")
    return _at(detail["loc"][1:], Text(wrong.zh + now.zh, wrong.en + now.en))


def _is_of_wrong_kind(detail: ErrorDetails) -> bool:
    """Whether what stands there is of another kind than wanted, and not a wrong word or day among right ones."""
    if is_absent(detail) or is_unknown_key(detail):
        return False
    return detail["type"].endswith("_type") or not isinstance(detail["input"], str)


def _out_of_bounds(document: Any) -> Iterator[Text]:
    photo = document.get("photo") if isinstance(document, dict) else None
    if not isinstance(photo, dict):
        return
    for key, (least, most) in _BOUNDS["PhotoFact"].items():
        if type(value := photo.get(key)) is int and not least <= value <= most:
            yield Text(
                f"photo.{key}：应在 {least} 至 {most} 之间", f"photo.{key}: should be from {least} to {most}"
            )


def _keys_at(place: Place) -> list[str]:
    """The keys that may stand at that place, as the schema has them."""
    defs = facts_schema()["$defs"]
    node = defs["Facts"]
    for part in place:
        inner = node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
        either = [inner, *inner.get("anyOf", ())]
        name = next((each["$ref"].rpartition("/")[2] for each in either if "$ref" in each), None)
        node = inner if name is None else defs[name]
    return list(node.get("properties", ()))


def facts_schema() -> dict[str, Any]:
    """The JSON schema of the file, from the types themselves."""
    schema = _FILE.json_schema()
    for name, keys in _BOUNDS.items():
        for key, (least, most) in keys.items():
            schema["$defs"][name]["properties"][key] |= {"minimum": least, "maximum": most}
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


def _at(place: Place, told: Text) -> Text:
    """What is wrong at ``originals[0].seen``, or with the document itself."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
    return Text(f"{path or '（整个文件）'}：{told.zh}", f"{path or '(file)'}: {told.en}")
