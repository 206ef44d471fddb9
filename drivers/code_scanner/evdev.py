"""A code scanner that types like a keyboard, read from its Linux input device: its keys reach nobody else."""

import platform
import time
from pathlib import Path

from drivers.code_scanner.input_node import InputIdentity, InputNode, KeyEvent, find_input
from drivers.code_scanner.listening import ListeningCodeScanner
from drivers.code_scanner.wedge import DOWN, IDLE_SECONDS, WedgeReceiver
from drivers.device import Capabilities, Provenance
from drivers.errors import DeviceError
from drivers.observation import Observation, Observed
from drivers.system import find_attached, find_os_driver

NO_CHARACTER = 0x2FF
"""A key code that no keyboard has: it makes a run of which something was lost unreadable."""


class EvdevCodeScanner(ListeningCodeScanner[InputNode, WedgeReceiver]):
    """A unit named by ``device``: a path (``/dev/input/by-id/…-event-kbd``), or a part of the name it goes by.

    The unit must be set to a US keyboard; the label of ``layout_label`` shows whether it is. What it types is taken
    whole, ended by Enter, Tab or a pause; a run with a key that is no character is counted as unreadable.
    """

    sysfs = Path("/sys/class/input")
    nodes = Path("/dev/input")

    def __init__(self, device: str) -> None:
        super().__init__(device, _receiver())
        self._identity: InputIdentity | None = None
        self._arrived_at = 0.0

    @property
    def provenance(self) -> Provenance:
        """The stamp for scans: the unit's serial number or name. A virtual input device is no hardware."""
        return self._stamp("evdev", platform.release(), self._identity)

    @property
    def capabilities(self) -> Capabilities:
        """Grabbed, its keys reach us alone; it has no sensors."""
        return Capabilities(exclusive=True, names_holder=True)

    def do_open(self) -> None:
        """Look whether the unit is there: NO_HARDWARE, CONFIGURATION (no right, or not told apart)."""
        find_input(self._named, self.sysfs, self.nodes)

    def do_claim(self) -> None:
        """Take its keys for ourselves. NO_HARDWARE, CLAIMED_ELSEWHERE, CONFIGURATION (no right, no keyboard)."""
        node = InputNode(find_input(self._named, self.sysfs, self.nodes))
        try:
            node.grab()
            self._identity = node.identity()
            self._receiver = _receiver()
            while node.events(0.0):  # what it typed before is not ours
                pass
        except DeviceError:
            node.close()
            raise
        self._line = node

    def do_answer(self) -> str:
        """Whether the unit is plugged in. That it types for a US keyboard takes its layout label to be scanned."""
        node = self._opened()
        node.require()
        odd = self._receiver.unreadable
        unit = str(self.provenance.device_serial)
        if odd:
            return Observation(Observed.UNIT_UNREADABLE, unit, node.path, odd)
        return Observation(Observed.UNIT_AT, unit, node.path)

    def do_find(self) -> str:
        """See Device."""
        return find_attached(find_input(self._named, self.sysfs, self.nodes))

    def do_find_os_driver(self) -> str | None:
        """See Device."""
        return find_os_driver(find_input(self._named, self.sysfs, self.nodes))

    def _receive(self, timeout: float) -> None:
        """A pause counts only where nothing arrives either: a busy machine may hand out old events late."""
        now = time.monotonic()
        left = self._receiver.seconds_until_idle(now)
        if left is not None:
            left = max(left, self._arrived_at + IDLE_SECONDS - now)
        before = self._receiver.unreadable
        events = self._opened().events(timeout if left is None else min(timeout, left))
        for event in events:
            self._take(event)
        if events:
            self._arrived_at = time.monotonic()
        elif left is not None and left <= timeout:
            self._receiver.idle(time.monotonic())
        self.statistics.count("M_UnreadableScanCount", self._receiver.unreadable - before)

    def _take(self, event: KeyEvent) -> None:
        if event.lost:  # which keys are held is not known any more either; what is left of the run is no scan
            unreadable = self._receiver.unreadable
            self._receiver = _receiver()
            self._receiver.unreadable = unreadable
            self._receiver.key(NO_CHARACTER, DOWN, event.at)
        else:
            self._receiver.key(event.code, event.value, event.at)


def _receiver() -> WedgeReceiver:
    """On a grabbed unit nobody types: a run of any length and pace is a scan."""
    return WedgeReceiver(min_characters=1, gap_seconds=IDLE_SECONDS)
