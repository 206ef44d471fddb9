"""A programmer's mistake as the kit tells it: what was raised, in which hook, where in the driver's own code.

On a bench nobody's card is read, so the exception's own words may be told, but where a person lays something before
the device; a terminal tells the class only.
"""

import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from drivers.conformance.stimulus import By
from drivers.device import Device

_STEPS = frozenset({"operate", "use"})
"""The functions of ``drivers.lifecycle`` that call a hook, with its name in ``operation``."""


def slip(error: BaseException, driver: type[Device[Any]] | None, by: By) -> str:
    """``raised TypeError, not a DeviceError: its words (do_status, driver.py line 40)``; the last where known."""
    said = f"raised {type(error).__name__}, not a DeviceError"
    words = "" if by is By.PERSON else " ".join(str(error).split())
    where = ", ".join(filter(None, (_hook(error), _place(error, driver))))
    return said + (f": {words}" if words else "") + (f" ({where})" if where else "")


def _frames(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    return reversed(list(traceback.walk_tb(error.__traceback__)))


def _hook(error: BaseException) -> str:
    for frame, _ in _frames(error):
        if frame.f_code.co_name in _STEPS and frame.f_globals["__name__"] == "drivers.lifecycle":
            return f"do_{frame.f_locals['operation']}"
        if frame.f_code.co_name.startswith("do_"):
            return frame.f_code.co_name
    return ""


def _place(error: BaseException, driver: type[Device[Any]] | None) -> str:
    """The last line reached in the module the driver is written in, or in one beside it."""
    if driver is None:
        return ""
    beside = driver.__module__.rpartition(".")[0]
    for frame, line in _frames(error):
        module = frame.f_globals.get("__name__", "")
        if module == driver.__module__ or (beside and module.startswith(f"{beside}.")):
            return f"{Path(frame.f_code.co_filename).name} line {line}"
    return ""
