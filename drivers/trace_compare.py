"""What must be alike between a recorded operation and the same one on another device, and what may differ."""

from collections.abc import Iterator, Mapping
from typing import Any

from drivers.errors import DeviceError
from drivers.trace import TraceLine

Found = tuple[str, str, str]
"""What differs, as it was recorded, as it is."""

_ALIKE: Mapping[str, tuple[str, ...]] = {
    "status": ("readiness",),
    "card_inserted": ("hex",),
    "card_removed": (),
    "frame": ("size",),
    "print_result": ("outcome",),
    "text": (),
    "other": ("type",),
}
"""Members that must be equal; texts, numbers of frames and what they show are each device's own."""


def compared(line: TraceLine, result: Any, error: DeviceError | None) -> Iterator[Found]:
    """Where another device's redacted result, or its fault, differs from the recorded one."""
    if line.error is not None or error is not None:
        yield from _faults(line.error, error)
        return
    recorded, found = _shape(line.result), _shape(result)
    if recorded != found:
        yield "the result", recorded, found
    elif isinstance(line.result, dict):
        yield from _results(line.result, result)


def _faults(recorded: DeviceError | None, found: DeviceError | None) -> Iterator[Found]:
    one, other = (error.code.name if error is not None else "no fault" for error in (recorded, found))
    if one != other:
        yield "the fault", one, _with_text(other, found)
    elif recorded is not None and found is not None and recorded.retry_safe is not found.retry_safe:
        yield "whether a retry is safe", str(recorded.retry_safe).lower(), str(found.retry_safe).lower()


def _with_text(name: str, error: DeviceError | None) -> str:
    return f"{name} ({error.vendor_text})" if error is not None and error.vendor_text else name


def _shape(result: Any) -> str:
    return str(result["is"]) if isinstance(result, dict) else "nothing"


def _results(recorded: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Found]:
    for member in _ALIKE.get(recorded["is"], ()):
        if recorded[member] != found[member]:
            yield member, _word(recorded[member]), _word(found[member])
    if recorded["is"] in _CLOSER:
        yield from _CLOSER[recorded["is"]](recorded, found)


def _answers(recorded: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Found]:
    """An answer APDU: status word, length, and then the masked bytes (the tags and classes)."""
    one, other = recorded["hex"], found["hex"]
    if one[-4:] != other[-4:]:
        yield "the status word", one[-4:].upper(), other[-4:].upper()
    elif len(one) != len(other):
        yield "the answer's length", f"{len(one) // 2} bytes", f"{len(other) // 2} bytes"
    elif one != other:
        at = next(index for index in range(0, len(one), 2) if one[index : index + 2] != other[index : index + 2])
        yield f"byte {at // 2} of the answer", one[at : at + 2].upper(), other[at : at + 2].upper()


def _scans(recorded: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Found]:
    if recorded["hex"] != found["hex"]:
        one, other = (f"{len(scan['hex']) // 2} bytes {scan['hex'][:40].upper()}" for scan in (recorded, found))
        yield "the scan", one, other


def _statuses(recorded: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Found]:
    sensors = recorded["sensors"], found["sensors"]
    for name in sorted({*sensors[0], *sensors[1]}):
        one, other = (reading.get(name, "not there") for reading in sensors)
        if one != other:
            yield f"sensor {name}", one, other


def _changes(recorded: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Found]:
    yield from _results(recorded["status"], found["status"])


def _prints(recorded: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Found]:
    one, other = (str(told["error"]["code"]) if told["error"] else "no fault" for told in (recorded, found))
    if one != other:
        yield "the job's fault", one, other


_CLOSER = {
    "bytes": _answers,
    "scan": _scans,
    "status": _statuses,
    "status_changed": _changes,
    "print_result": _prints,
}


def _word(value: Any) -> str:
    return "×".join(map(str, value)) if isinstance(value, list) else str(value)
