"""A code scanner set to HID POS, read through Linux's hidraw: bytes intact, no keyboard, no serial port."""

import platform
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from drivers.code_scanner import MAX_SCAN_BYTES, CodeScanner, Scan
from drivers.code_scanner.aim import split_identifier
from drivers.code_scanner.assembly import Refused
from drivers.code_scanner.hid_node import BUS_VIRTUAL, HidIdentity, HidNode, find_hid_scanner
from drivers.code_scanner.hid_pos import REPORT_BYTES, HidPosReceiver
from drivers.code_scanner.receiving import HONEYWELL_TRIGGER
from drivers.code_scanner.triggering import Trigger
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed
from drivers.status import DeviceStatus, Readiness
from drivers.system import find_attached, find_os_driver

TRIGGERS: Mapping[str, dict[bool, bytes]] = MappingProxyType({"none": {}, "honeywell": HONEYWELL_TRIGGER})
"""Whose commands press the trigger of a unit that takes commands in reports; "none" for one that always looks."""

KERNEL_KEEPS = 64
"""Reports of before that can still lie in the kernel's buffer."""


class HidrawCodeScanner(CodeScanner):
    """A unit named by ``device``: a path (a udev link to ``/dev/hidraw…``), or a part of the name it goes by.

    With ``trigger`` the unit looks for a code only while one is wanted; it must be set to take that command.
    """

    sysfs = Path("/sys/class/hidraw")
    nodes = Path("/dev")

    def __init__(self, device: str, trigger: str = "none") -> None:
        if trigger not in TRIGGERS:
            text = f"trigger {trigger!r} is none of {', '.join(TRIGGERS)}"
            raise DeviceError(DeviceErrorCode.CONFIGURATION, device, text)
        self._named = device
        self._commands = TRIGGERS[trigger]
        self._node: HidNode | None = None
        self._identity: HidIdentity | None = None
        self._receiver = HidPosReceiver(self._commands)
        self._trigger = Trigger()

    @property
    def provenance(self) -> Provenance:
        """The stamp for scans: the unit's serial number or name. A virtual device is no hardware."""
        identity = self._identity
        virtual = identity is not None and identity.bus == BUS_VIRTUAL
        serial = (identity.serial or identity.name) if identity else ""
        source = Source.SIMULATOR if virtual else Source.HARDWARE
        return Provenance(source, "hidraw", platform.release(), serial or self._named)

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
        self._node, self._identity = node, identity
        self._receiver = HidPosReceiver(self._commands)
        self._trigger = Trigger()

    def do_disable(self) -> None:
        """Let the trigger go."""
        self._trigger.follow(self._receiver, armed=False)
        with suppress(DeviceError):  # a unit that is gone has let go by itself
            self._send()

    def do_release(self) -> None:
        """Let go of the node. A code of which reports are missing is forgotten."""
        node, self._node = self._node, None
        if node is not None:
            node.close()

    def do_close(self) -> None:
        """See Device."""
        self.do_release()

    def do_poll(self, timeout: float) -> Scan | None:
        """The next scan, waiting at most ``timeout`` seconds. OVERSIZE (the unit goes on), OFFLINE, CLOSED."""
        deadline = time.monotonic() + timeout
        while (whole := self._receiver.next_scan()) is None:
            remaining = deadline - time.monotonic()
            self._receive(max(0.0, remaining))
            if remaining <= 0:
                whole = self._receiver.next_scan()
                break
        return None if whole is None else self._scan(whole)

    def do_status(self) -> DeviceStatus:
        """ONLINE while the unit is plugged in."""
        try:
            return DeviceStatus(Readiness.ONLINE, text=self.do_answer())
        except DeviceError as error:
            return DeviceStatus(Readiness.OFFLINE, text=str(error))

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

    def _scan(self, data: bytes | Refused) -> Scan:
        if isinstance(data, Refused):
            raise DeviceError(DeviceErrorCode.OVERSIZE, self._named, f"more than {MAX_SCAN_BYTES} bytes")
        identifier, payload = split_identifier(data)
        return Scan(payload, self.provenance, identifier)

    def _receive(self, timeout: float) -> None:
        """Take in a report, or wait for one until ``timeout`` or the end of the code at hand."""
        self._trigger.follow(self._receiver, armed=self.armed)
        self._send()
        until_idle = self._receiver.seconds_until_idle(time.monotonic())
        report = self._opened().report(timeout if until_idle is None else min(timeout, until_idle))
        if report is None:
            self._receiver.idle(time.monotonic())
        elif len(report) == REPORT_BYTES:
            self._receiver.feed(report, time.monotonic())

    def _send(self) -> None:
        report = self._receiver.to_send()
        if report:
            self._opened().send(report)

    def _opened(self) -> HidNode:
        if self._node is None:
            raise DeviceError(DeviceErrorCode.CLOSED, self._named)
        return self._node
