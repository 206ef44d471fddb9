"""The trace format in one table: what a line may hold, to check it by and to publish as a JSON Schema."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drivers.device import DeviceKind, Source
from drivers.errors import DeviceErrorCode
from drivers.printing import PrintOutcome
from drivers.status import Readiness

VERSION = 1
LONGEST_SIDE = 20_000
_HEX = re.compile("([0-9a-f]{2})*")


@dataclass(frozen=True)
class Field:
    """One member of an object: the JSON types it may have, what it means, whether it may be absent, its values."""

    types: tuple[str, ...]
    meaning: str
    optional: bool = False
    values: tuple[str, ...] = ()
    members: "Mapping[str, Field] | None" = None


_CODES = tuple(code.value for code in DeviceErrorCode)
PROVENANCE: Mapping[str, Field] = {
    "source": Field(("string",), "Where the readings came from", values=tuple(Source)),
    "driver": Field(("string",), "The driver's name"),
    "driver_version": Field(("string",), "The driver's version"),
    "device_serial": Field(("string", "null"), "The device's serial number, where it tells one"),
}
CAPABILITIES: Mapping[str, Field] = {
    "sensors": Field(("array",), "Names of the sensors its status can carry"),
    "exclusive": Field(("boolean",), "A claim keeps other programs out"),
    "names_holder": Field(("boolean",), "It says who holds it"),
    "cancels": Field(("boolean",), "An operation under way ends soon after a cancel"),
    "exercises": Field(("boolean",), "The EXTERNAL health check does something that can be seen"),
    "notices_absence": Field(("boolean",), "It can tell that the device is not there", optional=True),
    "can_be_held": Field(("boolean",), "Another program can keep it from us", optional=True),
}
ERROR: Mapping[str, Field] = {
    "code": Field(("string",), "The failure code", values=_CODES),
    "locus": Field(("string",), "Where"),
    "vendor_text": Field(("string",), "What the driver below said"),
    "retry_safe": Field(("boolean",), "Whether a repeat cannot do the thing twice"),
}
HEADER: Mapping[str, Field] = {
    "trace": Field(("integer",), f"The version of the format: {VERSION}"),
    "kind": Field(("string",), "The kind of device", values=tuple(DeviceKind)),
    "provenance": Field(("object",), "The recorded device", members=PROVENANCE),
    "capabilities": Field(("object",), "What the recorded device can tell or do", members=CAPABILITIES),
    "recorded_at": Field(("string",), "When the recording began, UTC (ISO 8601)"),
    "part": Field(("integer",), "1, or more where an earlier part of this recording was put away"),
}
OPERATION: Mapping[str, Field] = {
    "n": Field(("integer",), "Counts the operations, those of earlier parts and uneventful polls too"),
    "operation": Field(("string",), "Its name: open, claim, enable, poll, status, transmit, print_bands …"),
    "arguments": Field(("array",), "What it was given, redacted"),
    "result": Field(
        ("object", "null", "boolean"), "What it gave, redacted; its member `is` says what", optional=True
    ),
    "error": Field(("object",), "The fault it ended with, in place of a result", optional=True, members=ERROR),
    "offset_ms": Field(
        ("number",), "Milliseconds from the beginning of the recording to the end of this operation"
    ),
    "took_ms": Field(("number",), "How long it took, milliseconds"),
    "idle_polls": Field(("integer",), "Polls without an event before this, which have no lines", optional=True),
    "provenance": Field(("object",), "From here on, where it has changed", optional=True, members=PROVENANCE),
}
RESULTS: Mapping[str, Mapping[str, Field]] = {
    "bytes": {"hex": Field(("string",), "An answer, its values masked")},
    "text": {"text": Field(("string",), "What the device said")},
    "status": {
        "readiness": Field(("string",), "How it stands", values=tuple(Readiness)),
        "sensors": Field(("object",), "Readings by name"),
        "text": Field(("string",), "Its own words"),
    },
    "status_changed": {"status": Field(("object",), "The new status")},
    "card_inserted": {"hex": Field(("string",), "The answer to reset, without what numbers the card")},
    "card_removed": {},
    "scan": {
        "hex": Field(("string",), "The payload: its public scheme, then classes"),
        "aim": Field(("string", "null"), "AIM identifier"),
        "of_several": Field(("boolean",), "The code's message is split over several codes", optional=True),
    },
    "frame": {
        "size": Field(("array",), "Width and height in pixels"),
        "number": Field(("integer",), "The frame's number"),
        "age_ms": Field(("number",), "Its age when it was handed over"),
        "brightness": Field(("integer",), "Mean grey, of 255"),
        "grid": Field(("array",), "Rows of mean greys, at most 8 × 6"),
    },
    "print_result": {
        "job": Field(("string",), "The job's name in this trace"),
        "outcome": Field(("string",), "How the job ended", values=tuple(PrintOutcome)),
        "evidence": Field(("string",), "What the device said of it"),
        "error": Field(("object", "null"), "The fault where there was one", members=ERROR),
    },
    "other": {"type": Field(("string",), "Something that is not told")},
}
_JSON_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}


def wrong_with(told: Any, members: Mapping[str, Field], where: str = "") -> str:
    """What is wrong with an object by the table, or ""."""
    if not isinstance(told, dict):
        return f"{where or 'the line'} is no object"
    unknown = [name for name in told if name not in members and name != "is"]
    if unknown:
        return f"{where}{unknown[0]!r} is no member of the format"
    for name, field in members.items():
        wrong = _wrong_member(told, name, field, where)
        if wrong:
            return wrong
    return ""


def _wrong_member(told: dict[str, Any], name: str, field: Field, where: str) -> str:
    if name not in told:
        return "" if field.optional else f"{where}{name!r} is missing"
    value = told[name]
    if not any(_is(value, kind) for kind in field.types):
        return f"{where}{name!r} is not {' or '.join(field.types)}"
    if field.values and value not in field.values:
        return f"{where}{name!r} is {value!r:.40}, none of {', '.join(field.values)}"
    if field.members is not None and isinstance(value, dict):
        return wrong_with(value, field.members, f"{where}{name}.")
    return ""


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _JSON_TYPES[kind])


def wrong_with_result(result: Any) -> str:
    """What is wrong with an operation's result, or ""."""
    if not isinstance(result, dict):
        return ""
    shape = result.get("is")
    if not isinstance(shape, str) or shape not in RESULTS:
        return f"'result.is' is {shape!r:.40}, none of {', '.join(RESULTS)}"
    wrong = wrong_with(result, RESULTS[shape], "result.")
    if wrong:
        return wrong
    if shape == "status_changed":
        return wrong_with_result(result["status"])
    if "hex" in result and not _HEX.fullmatch(result["hex"]):
        return "'result.hex' is not hexadecimal"
    return _wrong_picture(result) if shape == "frame" else ""


def _wrong_picture(frame: dict[str, Any]) -> str:
    sides, rows = frame["size"], frame["grid"]
    if len(sides) != 2 or not all(_is(side, "integer") and 0 < side <= LONGEST_SIDE for side in sides):
        return f"'result.size' is not two numbers of pixels up to {LONGEST_SIDE}"
    cells = [cell for row in rows if isinstance(row, list) for cell in row]
    even = bool(cells) and len({len(row) if isinstance(row, list) else -1 for row in rows}) == 1
    if not even or not all(_is(cell, "integer") and 0 <= cell <= 255 for cell in cells):
        return "'result.grid' is not rows of greys from 0 to 255"
    return ""


def json_schema() -> dict[str, Any]:
    """The format as a JSON Schema (2020-12) of one line: the header, or an operation."""
    shapes = [
        {
            "type": "object",
            "properties": {"is": {"const": name}, **_properties(members)},
            "required": ["is", *members],
        }
        for name, members in RESULTS.items()
    ]
    operation = _object(OPERATION)
    operation["properties"]["result"] = {"anyOf": [{"type": ["null", "boolean"]}, *shapes]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A line of a device trace, version {VERSION}: the first is the header, every other an operation",
        "anyOf": [_object(HEADER), operation],
    }


def _object(members: Mapping[str, Field]) -> dict[str, Any]:
    required = [name for name, field in members.items() if not field.optional]
    return {
        "type": "object",
        "properties": _properties(members),
        "required": required,
        "additionalProperties": False,
    }


def _properties(members: Mapping[str, Field]) -> dict[str, Any]:
    return {name: _property(field) for name, field in members.items()}


def _property(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"type": list(field.types), "description": field.meaning}
    if field.values:
        told["enum"] = [str(value) for value in field.values]
    if field.members is not None:
        told |= {key: value for key, value in _object(field.members).items() if key != "type"}
    return told
