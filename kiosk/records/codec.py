"""Events to canonical JSON and back; an event that does not read back exactly is refused, not guessed."""

import json
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from kiosk.visits.events import Event

_EVENT_TYPES: dict[str, type[Any]] = {event_type.__name__: event_type for event_type in get_args(Event)}


class EventUnreadable(Exception):
    """A stored event is of no known type, or does not have the form of its type."""


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(event_type: type[Any]) -> TypeAdapter[Any]:
    if event_type not in _adapters:
        _adapters[event_type] = TypeAdapter(event_type)
    return _adapters[event_type]


def encode_event(event: Event) -> tuple[str, str]:
    """The event's type name and its body: keys sorted, no spaces, so that equal events are equal bytes."""
    body = _adapter(type(event)).dump_python(event, mode="json")
    return type(event).__name__, json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode_event(type_name: str, body: str) -> Event:
    """The event that ``encode_event`` wrote; raises EventUnreadable."""
    event_type = _EVENT_TYPES.get(type_name)
    if event_type is None:
        raise EventUnreadable(f"no event type {type_name!r}")
    try:
        event: Event = _adapter(event_type).validate_json(body)
    except ValidationError as error:
        wrong = "; ".join(".".join(map(str, detail["loc"])) for detail in error.errors(include_input=False))
        raise EventUnreadable(f"{type_name}: {wrong}") from None  # the cause would quote a person's data
    return event
