"""Where a replay stands in its trace, and what comes next."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.trace import TraceLine

_LIFECYCLE = frozenset({"open", "claim", "enable", "disable", "release", "close"})
_PASSED_OVER = _LIFECYCLE | {"poll", "status", "answer", "exercise", "power_off"}
"""What a program may ask more or less often than the one that was recorded."""


@dataclass(frozen=True)
class Difference:
    """``line`` of the trace, where another operation stands than the one asked for."""

    line: int
    asked: str
    recorded: str

    def __str__(self) -> str:
        return f"line {self.line}: asked {self.asked}, recorded {self.recorded}"


class Course:
    """The lines of a trace and a place among them that only moves on, until ``rewind``."""

    def __init__(self, lines: Sequence[TraceLine]) -> None:
        self._lines = lines
        self._at = 0
        self._last_status: TraceLine | None = None
        self._differences: list[Difference] = []

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where something else was asked for than was recorded."""
        return tuple(self._differences)

    def rewind(self) -> None:
        """Back to the start."""
        self._at, self._last_status = 0, None

    def has_ahead(self, operation: str) -> bool:
        """Whether it was recorded from here on."""
        return any(line.operation == operation for line in self._lines[self._at :])

    def holds(self, operation: str) -> bool:
        """Whether it was recorded at all."""
        return any(line.operation == operation for line in self._lines)

    def take(self, line: TraceLine) -> TraceLine:
        """Stand behind ``line``."""
        while self._at < len(self._lines):
            passed = self._lines[self._at]
            self._at += 1
            if passed.operation == "status":
                self._last_status = passed
            if passed is line:
                break
        return line

    def pause_before(self, line: TraceLine) -> float:
        """Seconds from the end of the operation the replay stands behind to the end of ``line``."""
        before = self._lines[self._at - 1].offset_ms if self._at else 0.0
        return max(0.0, line.offset_ms - before) / 1000

    def next_event(self) -> TraceLine | None:
        """The next poll, unless other work was recorded before it."""
        for line in self._lines[self._at :]:
            if line.operation == "poll":
                return line
            if line.operation not in _PASSED_OVER or line.operation == "open":
                return None
        return None

    def status(self) -> TraceLine | None:
        """The next status before any other work, or else the last."""
        for line in self._lines[self._at :]:
            if line.operation == "status":
                return self.take(line)
            if line.operation not in _PASSED_OVER or line.operation in ("poll", "open"):
                break
        return self._last_status

    def lifecycle(self, operation: str) -> TraceLine | None:
        """The next of this name, where only what may be passed over stands before it."""
        for line in self._lines[self._at :]:
            if line.operation == operation:
                return self.take(line)
            if line.operation not in _LIFECYCLE | {"status"}:
                return None
        return None

    def find(self, operation: str, arguments: list[Any], locus: str) -> TraceLine:
        """The next operation, which must be this one; DeviceError(FAILURE) saying what was recorded instead."""
        for line in self._lines[self._at :]:
            if line.operation == operation and line.arguments == arguments:
                return self.take(line)
            if line.operation not in _PASSED_OVER:
                return self._reset(operation) or self._differs(line, operation, arguments, locus)
        return self._reset(operation) or self._differs(None, operation, arguments, locus)

    def _reset(self, operation: str) -> TraceLine | None:
        """A card that is powered on again begins its conversation anew: the one under way, or else the next."""
        if operation != "power_on":
            return None
        resets = [at for at, line in enumerate(self._lines) if line.operation == "power_on"]
        at = next((at for at in reversed(resets) if at < self._at), resets[0] if resets else None)
        if at is None:
            return None
        self._at = at + 1
        return self._lines[at]

    def _differs(self, line: TraceLine | None, operation: str, arguments: list[Any], locus: str) -> TraceLine:
        number = line.line if line is not None else (self._lines[-1].line + 1 if self._lines else 2)
        recorded = told(line.operation, line.arguments) if line is not None else "nothing more"
        difference = Difference(number, told(operation, arguments), recorded)
        self._differences.append(difference)
        raise DeviceError(DeviceErrorCode.FAILURE, locus, str(difference))


def told(operation: str, arguments: list[Any], most: int = 120) -> str:
    """An operation with its redacted arguments, for a person."""
    words = (argument if isinstance(argument, str) else json.dumps(argument) for argument in arguments)
    text = " ".join((operation, *words))
    return text if len(text) <= most else text[: most - 1] + "…"
