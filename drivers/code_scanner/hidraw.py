"""A code scanner set to HID POS, read through Linux's hidraw: bytes intact, no keyboard, no serial port."""

import platform
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from drivers.code_scanner.hid_node import HidIdentity, HidNode, find_hid_scanner
from drivers.code_scanner.hid_pos import HidPosReceiver
from drivers.code_scanner.listening import TriggeredCodeScanner
from drivers.code_scanner.receiving import HONEYWELL_TRIGGER, ScanReceiver
from drivers.device import Capabilities, Provenance
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed
from drivers.system import find_attached, find_os_driver

TRIGGERS: Mapping[str, dict[bool, bytes]] = MappingProxyType({"none": {}, "honeywell": HONEYWELL_TRIGGER})
"""Whose commands press the trigger of a unit that takes commands in reports; "none" for one that always looks."""

KERNEL_KEEPS = 64
"""Reports of before that can still lie in the kernel's buffer."""


class HidrawCodeScanner(TriggeredCodeScanner[HidNode]):
    """A unit named by ``device``: a path (a udev link to ``/dev/hidraw…``), or a part of the name it goes by.

    With ``trigger`` the unit looks for a code only while one is wanted; it must be set to take that command.
    """

    sysfs = Path("/sys/class/hidraw")
    nodes = Path("/dev")

    def __init__(self, device: str, trigger: str = "none") -> None:
        if trigger not in TRIGGERS:
            text = f"trigger {trigger!r} is none of {', '.join(TRIGGERS)}"
            raise DeviceError(DeviceErrorCode.CONFIGURATION, device, text)
        self._commands = TRIGGERS[trigger]
        self._identity: HidIdentity | None = None
        super().__init__(device)

    @property
    def provenance(self) -> Provenance:
        """The stamp for scans: the unit's serial number or name. A virtual device is no hardware."""
        return self._stamp("hidraw", platform.release(), self._identity)

    @property
    def capabilities(self) -> Capabilities:
        """Others may read along; it has no sensors."""
        return Capabilities(can_be_held=False)

    def do_open(self) -> None:
        """Look whether the unit is there: NO_HARDWARE, CONFIGURATION (not set to HID POS, or not told apart)."""
        self._found()

    def do_claim(self) -> None:
        """Open its node and forget what it sent before. NO_HARDWARE, CONFIGURATION (no right to it)."""
        identity = self._found()
        node = HidNode(identity.node)
        try:
            for _ in range(KERNEL_KEEPS):
                if node.report(0.0) is None:
                    break
        except DeviceError:
            node.close()
            raise
        self._identity = identity
        self._take_line(node)

    def do_answer(self) -> str:
        """Whether the unit is plugged in. That a code is read takes a code: see the loopback."""
        node = self._opened()
        node.require()
        return Observation(Observed.UNIT_AT, str(self.provenance.device_serial), node.path)

    def do_find(self) -> str:
        """See Device."""
        return find_attached(self._found().node)

    def do_find_os_driver(self) -> str | None:
        """See Device."""
        return find_os_driver(self._found().node)

    def _found(self) -> HidIdentity:
        return find_hid_scanner(self._named, self.sysfs, self.nodes)

    def _new_receiver(self) -> ScanReceiver:
        return HidPosReceiver(self._commands)

    def _read(self, timeout: float) -> bytes:
        return self._opened().report(timeout) or b""

    def _write(self, data: bytes) -> None:
        self._opened().send(data)
