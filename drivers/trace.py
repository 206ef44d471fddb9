"""A trace: what one device did, operation by operation, in one file of JSON lines, redacted."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from drivers.device import Capabilities, DeviceKind, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.trace_schema import HEADER, OPERATION, VERSION, wrong_with, wrong_with_result

MAX_LINE_BYTES = 256 * 1024
MAX_TRACE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class TraceHeader:
    """Which device was recorded, in which driver; ``recorded_at`` is UTC, ISO 8601."""

    kind: DeviceKind
    provenance: Provenance
    capabilities: Capabilities
    recorded_at: str
    part: int = 1


@dataclass(frozen=True)
class TraceLine:
    """One operation: its redacted arguments, and its result or its fault. ``line`` is where it stands, from 1."""

    number: int
    operation: str
    arguments: list[Any]
    result: Any
    error: DeviceError | None
    offset_ms: float
    took_ms: float
    idle_polls: int = 0
    provenance: Provenance | None = None
    line: int = 0

    @property
    def shape(self) -> str:
        """What the result is (frame, status, card_inserted …), the code of a fault, or nothing."""
        if self.error is not None:
            return self.error.code.name
        return str(self.result["is"]) if isinstance(self.result, dict) else ""


@dataclass(frozen=True)
class Trace:
    """A whole file. ``torn``: its last line broke off, as a crash leaves it; everything before stands."""

    header: TraceHeader
    lines: tuple[TraceLine, ...]
    torn: bool = False


class TraceUnreadable(Exception):
    """What is wrong with a trace, and in which line."""

    def __init__(self, file: Path, line: int, wrong: str) -> None:
        self.file, self.line, self.wrong = file, line, wrong
        super().__init__(f"{file.name} line {line}: {wrong}" if line else f"{file.name}: {wrong}")


def header_written(header: TraceHeader) -> str:
    """The first line of a file."""
    capabilities = asdict(header.capabilities) | {"sensors": sorted(header.capabilities.sensors)}
    return _line(
        {
            "trace": VERSION,
            "kind": header.kind.value,
            "provenance": asdict(header.provenance),
            "capabilities": capabilities,
            "recorded_at": header.recorded_at,
            "part": header.part,
        }
    )


def line_written(told: dict[str, Any]) -> str:
    """One operation, as ``trace_schema.OPERATION`` has it."""
    return _line(told)


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def read_trace(file: Path) -> Trace:
    """Read and check a whole file; raises TraceUnreadable, naming the line and what is wrong with it."""
    numbered, torn = _split(file)
    first = next(numbered, None)
    if first is None:
        raise TraceUnreadable(file, 1, "there is no header")
    header = _header(file, _parsed(file, *first))
    lines = tuple(_operation(file, number, _parsed(file, number, text)) for number, text in numbered)
    return Trace(header, lines, torn)


def _split(file: Path) -> tuple[Iterator[tuple[int, bytes]], bool]:
    try:
        with file.open("rb") as opened:
            raw = opened.read(MAX_TRACE_BYTES + 1)
    except OSError as error:
        raise TraceUnreadable(file, 0, f"it cannot be read ({error.strerror})") from error
    if len(raw) > MAX_TRACE_BYTES:
        raise TraceUnreadable(file, 0, f"larger than {MAX_TRACE_BYTES} bytes")
    whole, _, rest = raw.rpartition(b"\n")
    return iter(enumerate(whole.split(b"\n") if whole else [], 1)), bool(rest)


def _parsed(file: Path, line: int, text: bytes) -> dict[str, Any]:
    if len(text) > MAX_LINE_BYTES:
        raise TraceUnreadable(file, line, f"longer than {MAX_LINE_BYTES} bytes")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TraceUnreadable(file, line, "no JSON") from error
    if not isinstance(told, dict):
        raise TraceUnreadable(file, line, "no JSON object")
    return told


def _header(file: Path, told: dict[str, Any]) -> TraceHeader:
    if told.get("trace") != VERSION:
        found = told.get("trace")
        word = f"version {found!r:.20} of the format, not {VERSION}" if "trace" in told else "no header of a trace"
        raise TraceUnreadable(file, 1, word)
    wrong = wrong_with(told, HEADER)
    if wrong:
        raise TraceUnreadable(file, 1, wrong)
    capabilities = told["capabilities"] | {"sensors": frozenset(map(str, told["capabilities"]["sensors"]))}
    return TraceHeader(
        DeviceKind(told["kind"]),
        provenance_of(told["provenance"]),
        Capabilities(**capabilities),
        told["recorded_at"],
        told["part"],
    )


def provenance_of(told: dict[str, Any]) -> Provenance:
    """A provenance as a line tells it."""
    return Provenance(**told | {"source": Source(told["source"])})


def _operation(file: Path, line: int, told: dict[str, Any]) -> TraceLine:
    wrong = wrong_with(told, OPERATION) or wrong_with_result(told.get("result"))
    if not wrong and ("result" in told) == ("error" in told):
        wrong = "an operation has a result or an error, and one of them"
    if wrong:
        raise TraceUnreadable(file, line, wrong)
    stamp = told.get("provenance")
    return TraceLine(
        told["n"],
        told["operation"],
        told["arguments"],
        told.get("result"),
        error_of(told["error"]) if "error" in told else None,
        told["offset_ms"],
        told["took_ms"],
        told.get("idle_polls", 0),
        provenance_of(stamp) if stamp is not None else None,
        line,
    )


def error_of(told: dict[str, Any]) -> DeviceError:
    """A fault as a line tells it."""
    return DeviceError(DeviceErrorCode(told["code"]), told["locus"], told["vendor_text"], told["retry_safe"])
