"""How every device stands, by what it said last, and who is told when it says something."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from drivers.device import DeviceKind, Provenance
from drivers.errors import DeviceError
from drivers.status import DeviceStatus, Readiness, Sensor, StatusChanged
from drivers.worker import DeviceFailed, DeviceOverdue, DeviceReady
from kiosk.device_address import own_name

EventListener = Callable[[DeviceKind, Any], None]


@dataclass(frozen=True)
class DeviceView:
    """One device as the faces show it. ``provenance`` is None where the driver itself could not be made.

    ``address`` is where it is reached, as configured and without a password; "" where its driver finds it itself.
    """

    kind: DeviceKind
    driver: str
    provenance: Provenance | None
    status: DeviceStatus
    last_error: DeviceError | None = None
    address: str = ""

    @property
    def own_name(self) -> str | None:
        """The serial number or name the device itself tells; None where it tells none."""
        return own_name(self.provenance.device_serial if self.provenance is not None else None, self.address)

    @property
    def readiness(self) -> Readiness:
        """How the device stands."""
        return self.status.readiness

    @property
    def sensors(self) -> tuple[tuple[str, Sensor], ...]:
        """The device's sensors by name."""
        return self.status.sensors


class DeviceViews:
    """Folds what the devices tell into views, and passes it on. From any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: list[EventListener] = []
        self._views: dict[DeviceKind, DeviceView] = {}

    def begin(self, kind: DeviceKind, driver: str, stamp: Provenance, address: str) -> None:
        """A device that has not said anything yet."""
        unknown = DeviceStatus(Readiness.UNKNOWN)
        self._views[kind] = DeviceView(kind, driver, stamp, unknown, address=address)

    def cannot_be_made(self, kind: DeviceKind, driver: str, error: DeviceError, address: str) -> None:
        """A device whose driver itself is the fault."""
        offline = DeviceStatus(Readiness.OFFLINE)
        self._views[kind] = DeviceView(kind, driver, None, offline, error, address)

    def all(self) -> tuple[DeviceView, ...]:
        """Every configured device as it stands."""
        with self._lock:
            return tuple(self._views.values())

    def of(self, kind: DeviceKind) -> DeviceView | None:
        """One device as it stands; None where there is none configured."""
        return self._views.get(kind)

    def listen(self, listener: EventListener) -> None:
        """Hear every event from now on, on the device's thread; ``listener`` must return at once."""
        with self._lock:
            self._listeners.append(listener)

    def unlisten(self, listener: EventListener) -> None:
        """Hear no more; an event already on its way may still come."""
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def heard(self, kind: DeviceKind, event: Any, stamp: Provenance | None) -> None:
        """A device said something; ``stamp`` is its own as it is now."""
        with self._lock:
            view = self._views[kind]
            if isinstance(event, DeviceReady | StatusChanged):
                self._views[kind] = replace(view, provenance=stamp, status=event.status, last_error=None)
            elif isinstance(event, DeviceFailed | DeviceOverdue):
                offline = DeviceStatus(Readiness.OFFLINE)
                self._views[kind] = replace(view, status=offline, last_error=event.error)
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(kind, event)
