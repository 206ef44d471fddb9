"""A keyboard-like scanner without an input device: a pty carries its events, ioctls are answered here."""

import errno
import os
import struct
import time
from pathlib import Path

import pytest

from drivers.code_scanner import input_node, us_keyboard
from drivers.code_scanner.input_node import EV_KEY, EV_SYN, EVENT
from drivers.code_scanner.wedge import DOWN, UP
from tests.helpers.pty_scanner import PtyScanner

USB = 0x03


class InputDevice:
    """Types on ``scanner``'s line; ``grabbed_by_another``, ``no_clock`` and ``bus`` are what its ioctls say."""

    def __init__(self, scanner: PtyScanner) -> None:
        self.scanner = scanner
        self.grabs = 0
        self._grabbed_by: int | None = None
        self.grabbed_by_another = False
        self.no_clock = False
        self.bus = USB
        self.name, self.serial = "Newland HR52", "SN-0042"

    def ioctl(self, descriptor: int, request: int, argument: object = 0, _mutate: bool = True) -> int:
        if request == input_node.EVIOCGRAB:
            if self.grabbed_by_another or self._is_grabbed_by_other_than(descriptor):
                raise OSError(errno.EBUSY, "Device or resource busy")
            self._grabbed_by = descriptor
            self.grabs += 1
        elif request == input_node.EVIOCSCLOCKID:
            assert argument == struct.pack("i", time.CLOCK_MONOTONIC)
            if self.no_clock:
                raise OSError(errno.EINVAL, "Invalid argument")
        else:
            self._answer(request, argument)
        return 0

    def _is_grabbed_by_other_than(self, descriptor: int) -> bool:
        """As in the kernel, a grab ends when its descriptor is closed."""
        holder = self._grabbed_by
        if holder is None or holder == descriptor:
            return False
        try:
            return os.fstat(holder).st_rdev == os.fstat(descriptor).st_rdev
        except OSError:
            return False

    def _answer(self, request: int, buffer: object) -> None:
        answers = {
            input_node.EVIOCGID: struct.pack("HHHH", self.bus, 0x1EAB, 0x1D06, 1),
            input_node.EVIOCGNAME: self.name.encode() + b"\0",
            input_node.EVIOCGUNIQ: self.serial.encode() + b"\0",
        }
        if request not in answers:
            raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")
        if not self.serial and request == input_node.EVIOCGUNIQ:
            raise OSError(errno.ENOENT, "No such file or directory")
        assert isinstance(buffer, bytearray)
        buffer[: len(answers[request])] = answers[request]

    def type(self, text: str, gap: float = 0.002, end: int | None = us_keyboard.KEY_ENTER) -> None:
        """What the unit sends for a code: each key down and up, stamped ``gap`` seconds apart from now on.

        Stamps ahead of the clock keep a slow machine from putting pauses between the keys.
        """
        keys = [us_keyboard.KEY_CODES[character] for character in text]
        keys += [(end, False)] if end is not None else []
        start = time.monotonic()
        events = b"".join(stroke(code, shifted, start + gap * place) for place, (code, shifted) in enumerate(keys))
        self.scanner.type(events, burst=2 * EVENT.size)  # the kernel never hands out half an event

    def drop(self) -> None:
        """The kernel's buffer ran over: it says so, and not what was lost."""
        self.scanner.type(event(EV_SYN, input_node.SYN_DROPPED, 0, time.monotonic()))


def event(kind: int, code: int, value: int, at: float) -> bytes:
    return EVENT.pack(int(at), int(at % 1 * 1e6), kind, code, value)


def stroke(code: int, shifted: bool, at: float) -> bytes:
    shift = us_keyboard.KEY_LEFTSHIFT
    held = [(shift, DOWN), (code, DOWN), (code, UP), (shift, UP)] if shifted else [(code, DOWN), (code, UP)]
    return b"".join(event(EV_KEY, key, value, at) + event(EV_SYN, 0, 0, at) for key, value in held)


def input_folder(root: Path, *devices: tuple[str, str]) -> Path:
    """The kernel's list of input devices: the name and the bitmap of keys of each, event0 upwards."""
    for number, (name, keys) in enumerate(devices):
        device = root / f"event{number}" / "device"
        (device / "capabilities").mkdir(parents=True)
        (device / "name").write_text(name + "\n", encoding="utf-8")
        (device / "capabilities" / "key").write_text(keys + "\n", encoding="ascii")
    return root


def answered_by(device: InputDevice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_node.fcntl, "ioctl", device.ioctl)
