"""Takes an answer from the wire: bounded, complete, JSON, of the right types, or RegistryAnswerNonsense."""

import time
from dataclasses import asdict
from typing import Any, TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

from kiosk.registry.problems import RegistryAnswerNonsense, RegistryTimeout

MAX_ANSWER_BYTES = 262_144
MAX_TEXT = 4000
AnswerT = TypeVar("AnswerT")


def body_of(response: httpx.Response, deadline: float) -> bytes:
    """The whole body of a JSON answer, read before ``deadline`` (``time.monotonic()`` seconds)."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RegistryAnswerNonsense(f"status {response.status_code}, content that is no JSON")
    if "content-encoding" in response.headers:
        raise RegistryAnswerNonsense("packed content, though none was asked for")
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise RegistryAnswerNonsense(f"more than {MAX_ANSWER_BYTES} bytes")
        if time.monotonic() > deadline:
            raise RegistryTimeout("the answer came too slowly")
    return bytes(body)


def understood(body: bytes, adapter: TypeAdapter[AnswerT]) -> AnswerT:
    """The value in ``body``. The error names fields and kinds of fault, never a content."""
    try:
        value = adapter.validate_json(body, strict=True)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        places = sorted({f"{'.'.join(map(str, fault['loc']))}: {fault['type']}" for fault in faults})
        raise RegistryAnswerNonsense("; ".join(places[:5])) from None
    if not all(_is_printable(text) for text in _texts(asdict(value))):  # type: ignore[call-overload]
        raise RegistryAnswerNonsense("a text with control characters, or far too long")
    return value


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []


def _is_printable(text: str) -> bool:
    return len(text) <= MAX_TEXT and all(
        character.isprintable() or character in "\n\u3000\u00a0" for character in text
    )
