"""A case: one sentence a driver must keep, for which kinds, and what must be there to try it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from drivers.conformance.stimulus import Stimulus
from drivers.device import Capabilities, DeviceKind

if TYPE_CHECKING:
    from drivers.conformance.workplace import Workplace

ALL_KINDS = frozenset(DeviceKind)
PRINTERS = frozenset({DeviceKind.RECEIPT_PRINTER, DeviceKind.DOCUMENT_PRINTER})
WORK_TAKES = {
    DeviceKind.CODE_SCANNER: frozenset({Stimulus.CODE}),
    DeviceKind.CARD_READER: frozenset({Stimulus.CARD}),
}
"""What a kind's work cannot be done without."""


class Need(StrEnum):
    """A capability (``drivers.device.Capabilities``) without which a case is closed."""

    SENSORS = "sensors"
    EXCLUSIVE = "exclusive"
    NAMES_HOLDER = "names_holder"
    CANCELS = "cancels"
    EXERCISES = "exercises"
    NOTICES_ABSENCE = "notices_absence"
    CAN_BE_HELD = "can_be_held"


SHOWS = {
    Stimulus.UNPLUGGED: Need.NOTICES_ABSENCE,
    Stimulus.HELD_ELSEWHERE: Need.CAN_BE_HELD,
}
"""Without which capability a stimulus shows nothing at the device."""


class NotMet(Exception):
    """The driver does not keep the case; the text says what was expected and what was seen."""


@dataclass(frozen=True)
class Case:
    """``name`` is ``group.sentence_with_underscores``; ``text`` the sentence; ``try_it`` raises NotMet."""

    name: str
    text: str
    try_it: "Callable[[Workplace], None]"
    kinds: frozenset[DeviceKind] = ALL_KINDS
    needs: frozenset[Need] = frozenset()
    stimuli: frozenset[Stimulus] = frozenset()
    works: bool = False

    def takes(self, kind: DeviceKind) -> frozenset[Stimulus]:
        """What must be done from outside in this case with a device of this kind."""
        return self.stimuli | (WORK_TAKES.get(kind, frozenset()) if self.works else frozenset())

    def closed_by(self, kind: DeviceKind, capabilities: Capabilities) -> str:
        """Which capability the device would need; empty where it has them all."""
        if kind not in self.kinds:
            return f"not for a {kind}"
        needs = self.needs | {SHOWS[stimulus] for stimulus in self.stimuli & SHOWS.keys()}
        return ", ".join(f"no {need}" for need in sorted(needs) if not getattr(capabilities, need))


_CASES: dict[str, Case] = {}


def case(
    *,
    kinds: Iterable[DeviceKind] = ALL_KINDS,
    needs: Iterable[Need] = (),
    stimuli: Iterable[Stimulus] = (),
    works: bool = False,
) -> "Callable[[Callable[[Workplace], None]], Callable[[Workplace], None]]":
    """Make a function of ``drivers.conformance.cases`` a case: its docstring is the sentence.

    ``works``: it does the work of the kind.
    """

    def add(try_it: "Callable[[Workplace], None]") -> "Callable[[Workplace], None]":
        name = f"{try_it.__module__.rpartition('.')[2]}.{try_it.__name__}"
        _CASES[name] = Case(
            name, try_it.__doc__ or name, try_it, frozenset(kinds), frozenset(needs), frozenset(stimuli), works
        )
        return try_it

    return add


def all_cases() -> tuple[Case, ...]:
    """Every case, by group and in the order they are written."""
    package = import_module("drivers.conformance.cases")
    for module in sorted(module.name for module in iter_modules(package.__path__)):
        import_module(f"{package.__name__}.{module}")
    return tuple(_CASES.values())


def require(met: bool, text: str) -> None:
    """NotMet with this text unless ``met``."""
    if not met:
        raise NotMet(text)
