"""Drivers that other distributions bring along: the entry points of the group ``kiosk.drivers``."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from drivers.device import DeviceKind

GROUP = "kiosk.drivers"


@dataclass(frozen=True)
class DriverEntry:
    """One driver: its ``target`` is ``module:Class``. ``fault`` says why it cannot be chosen, else empty."""

    kind: DeviceKind | None
    name: str
    target: str
    distribution: str
    version: str
    bundled: bool = False
    fault: str = ""

    @property
    def origin(self) -> str:
        """Whose it is."""
        return f"{self.distribution} {self.version}".strip()


def installed_drivers() -> Iterator[DriverEntry]:
    """Every entry of the group that is installed, also those whose name is none; imports nothing."""
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, _distribution(point))):
        yield _entry(point)


def _entry(point: EntryPoint) -> DriverEntry:
    kind, dot, name = point.name.partition(".")
    known = kind in {kind.value for kind in DeviceKind}
    fault = "" if known and dot and name else f"{point.name!r} is not KIND.NAME with a kind of {_kinds()}"
    return DriverEntry(
        DeviceKind(kind) if known else None,
        name if not fault else point.name,
        point.value,
        _distribution(point),
        point.dist.version if point.dist is not None else "",
        fault=fault,
    )


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else "an unnamed distribution"


def _kinds() -> str:
    return ", ".join(kind.value for kind in DeviceKind)
