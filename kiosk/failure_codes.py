"""Every failure code the terminal can show, with who must act and what to do: the list people look codes up in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, get_type_hints

import kiosk
from drivers.device import DeviceKind
from drivers.errors import Actor, DeviceError, DeviceErrorCode
from kiosk.cards.gaps import Gap
from kiosk.codes.signed.faults import FAULT_ADVICE
from kiosk.codes.unknown import ADVICE
from kiosk.device_problems import DeviceProblem
from kiosk.failure_causes import Explained, explanations
from kiosk.permits import PermitStatus
from kiosk.problems import Problem
from kiosk.rules.assessment import Text

_EXAMPLES: Mapping[Any, Any] = {
    str: "…",
    Path: Path("…"),
    Text: Text("…", "…"),
    PermitStatus: PermitStatus.REVOKED,
    tuple[Gap, ...]: (),
    DeviceErrorCode: DeviceErrorCode.CARD_TORN,
}
"""What stands for the part of a message that is known only when it happens, by the type of the argument."""

_EXAMPLE_DEVICES = {
    "D-1": DeviceKind.DOCUMENT_CAMERA,
    "D-2": DeviceKind.CARD_READER,
    "D-3": DeviceKind.DOCUMENT_CAMERA,
    "D-4": DeviceKind.RECEIPT_PRINTER,
}

_TOLD_OTHERWISE = ("DeviceProblem", "UnknownCode", "TokenRefused")


@dataclass(frozen=True)
class FailureCode:
    """One code as it is shown, and what is behind it; None only for one that nobody has explained yet."""

    code: str
    actor: Actor
    message: Text

    @property
    def explained(self) -> Explained | None:
        """Its cause and its cure."""
        return explanations().get(self.code)


def failure_codes() -> tuple[FailureCode, ...]:
    """All codes in order. A device's fault is told for one kind of device; others can have it too."""
    found = {known.code: known for known in (*_of_devices(), *_of_scans(), *_of_problems())}
    return tuple(found[code] for code in sorted(found))


def _of_devices() -> Iterator[FailureCode]:
    for code in DeviceErrorCode:
        kind = _EXAMPLE_DEVICES[code.value[:3]]
        problem = DeviceProblem(kind, DeviceError(code, ""))
        yield FailureCode(problem.code, problem.actor, problem.message)


def _of_scans() -> Iterator[FailureCode]:
    for reason, advice in (*ADVICE.items(), *FAULT_ADVICE.items()):
        yield FailureCode(reason.value, advice.actor, advice.message)


def _of_problems() -> Iterator[FailureCode]:
    for module in walk_packages(kiosk.__path__, "kiosk."):
        import_module(module.name)
    for kind in _subclasses(Problem):
        ours = kind.__module__.startswith("kiosk.")  # a test's own problems are nobody's to look up
        if ours and kind.__name__ not in _TOLD_OTHERWISE and not _subclasses_of(kind):
            problem = kind(**_example_arguments(kind))
            yield FailureCode(problem.code, problem.actor, problem.message)


def _example_arguments(kind: type[Problem]) -> dict[str, Any]:
    hints = get_type_hints(kind.__init__)
    return {name: _EXAMPLES[hints[name]] for name in signature(kind).parameters}


def _subclasses_of(kind: type[Problem]) -> list[type[Problem]]:
    return list(kind.__subclasses__())


def _subclasses(kind: type[Problem]) -> Iterator[type[Problem]]:
    for each in _subclasses_of(kind):
        yield each
        yield from _subclasses(each)
