"""Real backends of scanners on the conformance bench, with what stands at the other end of each."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drivers.code_scanner import MAX_SCAN_BYTES, us_keyboard
from drivers.code_scanner.evdev import EvdevCodeScanner
from drivers.code_scanner.hidraw import HidrawCodeScanner
from drivers.code_scanner.keyboard import KeyboardCodeScanner
from drivers.code_scanner.serial import SerialCodeScanner
from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By, Stimulus
from drivers.device import Device, DeviceKind
from tests.helpers.hid_scanner import SCANS, hid_folder, reports
from tests.helpers.input_device import InputDevice
from tests.helpers.other_program import Holder
from tests.helpers.pty_scanner import PtyScanner

CODE = "CONFORMANCE-SPECIMEN"
LONG_CODE = CODE.ljust(MAX_SCAN_BYTES + 1, "X")
TYPED_AT_ONCE = 32
READ_MEANWHILE_SECONDS = 0.01


class ScannerBench(Bench):
    """A unit at the other end of a pseudo-terminal; a subclass says what it sends for a code."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.CODE, Stimulus.LONG_CODE, Stimulus.UNPLUGGED, Stimulus.HELD_ELSEWHERE})
    code = CODE.encode()

    def __init__(self, driver: str, line: PtyScanner, make: Callable[[], Device[Any]]) -> None:
        super().__init__(f"code_scanner.{driver}", DeviceKind.CODE_SCANNER, make)
        self.line = line
        self._holder = Holder()
        self._sending: threading.Thread | None = None

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.unplug()
        elif stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.take(self.line.link)
        else:
            words = (CODE if stimulus is Stimulus.CODE else LONG_CODE, self._sending)
            self._sending = threading.Thread(target=self._send_after, args=words)
            self._sending.start()

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.plug_in()
        elif stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.give_back()

    def plug_in(self) -> None:
        self.line.plug_in()

    def unplug(self) -> None:
        self.line.unplug()

    def send(self, text: str) -> None:
        """What the unit sends for this code."""
        raise NotImplementedError

    def _send_after(self, text: str, earlier: threading.Thread | None) -> None:
        """On a thread, as more than the line holds is only taken while it is read; one code after another."""
        if earlier is not None:
            earlier.join()
        self.send(text)

    def close(self) -> None:
        self.line.unplug()


class SerialBench(ScannerBench):
    """A unit on a serial line."""

    def __init__(self, folder: Path) -> None:
        line = PtyScanner(folder / "scanner")
        line.plug_in()
        super().__init__("serial", line, lambda: SerialCodeScanner(str(line.link)))

    def send(self, text: str) -> None:
        self.line.type(text.encode() + b"\r")


class EvdevBench(ScannerBench):
    """A keyboard-like unit whose node is a pseudo-terminal and whose ioctls are answered by ``unit``."""

    by = By.DOUBLE

    def __init__(self, unit: InputDevice) -> None:
        self._unit = unit
        super().__init__("evdev", unit.scanner, lambda: EvdevCodeScanner(str(unit.scanner.link)))

    def begin(self, stimulus: Stimulus) -> None:
        super().begin(stimulus)
        self._unit.grabbed_by_another = stimulus is Stimulus.HELD_ELSEWHERE

    def end(self, stimulus: Stimulus) -> None:
        self._unit.grabbed_by_another = False
        super().end(stimulus)

    def send(self, text: str) -> None:
        """Piece by piece, each key stamped when it is typed."""
        for start in range(0, len(text), TYPED_AT_ONCE):
            last = start + TYPED_AT_ONCE >= len(text)
            self._unit.type(text[start : start + TYPED_AT_ONCE], 0.0, us_keyboard.KEY_ENTER if last else None)


class HidrawBench(ScannerBench):
    """A unit set to HID POS whose node is a pseudo-terminal, in a made-up folder of the kernel's HID devices."""

    by = By.DOUBLE
    can = ScannerBench.can - {Stimulus.HELD_ELSEWHERE}

    def __init__(self, folder: Path) -> None:
        self._nodes = folder
        super().__init__("hidraw", PtyScanner(folder / "hidraw0"), self._named)
        self.plug_in()

    def plug_in(self) -> None:
        hid_folder(self._nodes / "hid", ("Conformance specimen", SCANS))
        super().plug_in()

    def unplug(self) -> None:
        super().unplug()
        shutil.rmtree(self._nodes / "hid" / "hidraw0")

    def send(self, text: str) -> None:
        """With time to read: a line that is full takes a report in parts, as no unit sends it."""
        pause = READ_MEANWHILE_SECONDS if text is LONG_CODE else 0.0
        self.line.type(b"".join(reports(text.encode())), pause=pause)

    def _named(self) -> Device[Any]:
        device = HidrawCodeScanner("conformance")
        device.nodes, device.sysfs = self._nodes, self._nodes / "hid"
        return device


class KeyboardBench(Bench):
    """A face that takes what was typed for a scan, and hands it to the newest device."""

    by = By.DOUBLE
    can = frozenset({Stimulus.CODE, Stimulus.LONG_CODE})
    code = CODE.encode()

    def __init__(self) -> None:
        self._newest: KeyboardCodeScanner | None = None
        super().__init__("code_scanner.keyboard", DeviceKind.CODE_SCANNER, self._made)

    def begin(self, stimulus: Stimulus) -> None:
        assert self._newest is not None
        self._newest.typed((CODE if stimulus is Stimulus.CODE else LONG_CODE).encode())

    def end(self, stimulus: Stimulus) -> None:
        """A code was only shown."""

    def _made(self) -> Device[Any]:
        self._newest = KeyboardCodeScanner()
        return self._newest
