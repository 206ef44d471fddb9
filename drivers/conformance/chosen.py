"""From what a person writes (KIND.NAME, a URL, options) to the bench of that device."""

import inspect
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from drivers.blame import LOADING_FAILS
from drivers.catalog import REPLAY, create_device, driver_class, drivers, import_failure
from drivers.conformance.bench import Bench, Make
from drivers.conformance.person_bench import PersonBench
from drivers.conformance.replay_bench import ReplayBench
from drivers.conformance.simulated_bench import SimulatedBench
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.simulation import Simulated

_OPTION = re.compile(r"([a-z_][a-z0-9_]*)=(.*)", re.DOTALL)


def bench_for(driver: str, device: Sequence[str] = (), bench: str = "", *, person: bool = False) -> Bench:
    """The bench of ``KIND.NAME`` (also ``KIND.replay:FILE``), its device told by a URL and OPTION=VALUE.

    A simulator and a replay are their own counterparts. For hardware, ``bench`` names the author's own
    (``module:Class``, called with driver, kind and make), or a ``person`` is asked. DeviceError(CONFIGURATION).
    """
    kind, name = split_driver(driver)
    options = _options(kind, name, device)
    make = partial(create_device, kind, name, options)
    if bench:
        if device:
            make().close()  # what cannot be made is told once; without options the bench makes its own
        return _own(bench)(driver, kind, make)
    made = make()
    try:
        if name.startswith(REPLAY):
            return ReplayBench(driver, kind, make)
        if isinstance(made, Simulated):
            return SimulatedBench(driver, kind, make)
        return PersonBench(driver, kind, make) if person else Bench(driver, kind, make)
    finally:
        made.close()


def origin_of(driver: str) -> str:
    """Whose driver this is, and in which version."""
    kind, name = split_driver(driver)
    entries = (entry.origin for entry in drivers() if (entry.kind, entry.name) == (kind, name))
    return next(entries, "this terminal's replay")


def split_driver(driver: str) -> tuple[DeviceKind, str]:
    """Kind and name; CONFIGURATION where there is no such kind."""
    kind, dot, name = driver.partition(".")
    if not dot or kind not in {kind.value for kind in DeviceKind}:
        known = ", ".join(kind.value for kind in DeviceKind)
        raise DeviceError(DeviceErrorCode.CONFIGURATION, "--driver", f"{driver!r} is not KIND.NAME; kinds: {known}")
    return DeviceKind(kind), name


def _options(kind: DeviceKind, name: str, told: Sequence[str]) -> Mapping[str, Any]:
    """OPTION=VALUE as it says; what is no option is the address: the driver's own first parameter."""
    options: dict[str, Any] = {}
    for text in told:
        written = _OPTION.fullmatch(text)
        if written is not None:
            options[written[1]] = _value(written[2])
        else:
            options[_address(kind, name)] = text
    return options


def _address(kind: DeviceKind, name: str) -> str:
    parameters = [] if name.startswith(REPLAY) else list(inspect.signature(driver_class(kind, name)).parameters)
    if not parameters:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"{kind} {name}", "this driver takes no address")
    return parameters[0]


def _value(text: str) -> Any:
    """Numbers, true and false as such; anything else as it is written."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, int | float | bool) else text


def _own(target: str) -> Callable[[str, DeviceKind, Make], Bench]:
    """The author's class, imported. A module may fail in any way while it is imported."""
    module, _, name = target.partition(":")
    try:
        found: Callable[[str, DeviceKind, Make], Bench] = getattr(import_module(module), name)
    except LOADING_FAILS as error:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"--bench {target}", import_failure(error)) from error
    return found
