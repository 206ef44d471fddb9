"""One device on the bench: how it is made, and what can be done to it from outside."""

from collections.abc import Callable
from typing import Any

from drivers.conformance.case import Case
from drivers.conformance.stimulus import By, NotDone, Stimulus
from drivers.device import Device, DeviceKind, Source

Make = Callable[[], Device[Any]]


class Bench:
    """A device without anybody to do something to it; whoever has a counterpart overrides the rest.

    ``make`` gives a new, closed device object on the same hardware each time. ``can`` names the stimuli that
    ``begin`` and ``end`` know. ``source`` is what its readings must be stamped with. ``code`` is what a presented
    code holds, where that is known. ``patience``: seconds until what was begun can be seen at the device.
    """

    by: By = By.NOBODY
    can: frozenset[Stimulus] = frozenset()
    code: bytes | None = None
    patience: float = 5.0

    def __init__(self, driver: str, kind: DeviceKind, make: Make, source: Source = Source.HARDWARE) -> None:
        self.driver = driver
        self.kind = kind
        self.make = make
        self.source = source

    def cannot_try(self, case: Case) -> str:
        """What is missing to try this case here; empty where it can be tried."""
        missing = case.takes(self.kind) - self.can
        return f"nobody to do: {', '.join(sorted(missing))}" if missing else ""

    def begin(self, stimulus: Stimulus) -> None:
        """Do it. NotDone where it cannot be done after all."""
        raise NotDone(f"nobody is there to do it: {stimulus}")

    def end(self, stimulus: Stimulus) -> None:
        """Undo it; of a thing that was only shown there is nothing to undo."""
        raise NotDone(f"nobody is there to undo it: {stimulus}")

    def came_out(self) -> int | None:
        """How many prints have come out of the device so far; None where nobody counts."""
        return None

    def close(self) -> None:
        """Put the bench away."""
