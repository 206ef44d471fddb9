"""Real backends of scanners and readers on the conformance bench, with what stands at the other end of each."""

import errno
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.pcsc_session import PcscSession
from drivers.card_reader.virtual_card import CardFaults, VirtualCard
from drivers.code_scanner import MAX_SCAN_BYTES, us_keyboard
from drivers.code_scanner.evdev import EvdevCodeScanner
from drivers.code_scanner.input_node import EVIOCGRAB
from drivers.code_scanner.serial import SerialCodeScanner
from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By, Stimulus
from drivers.device import DeviceKind
from tests.helpers.input_device import InputDevice
from tests.helpers.pcscd import READER, Pcscd, other_program_takes
from tests.helpers.pty_scanner import PtyScanner
from tests.helpers.vpcd import CardInReader

CODE = "CONFORMANCE-SPECIMEN"
ATR = bytes.fromhex("3b6800000073c84013009000")
MUTE = CardFaults(mute_from=1)
LATE_SECONDS = 0.5
TYPED_AT_ONCE = 32


class Holder:
    """Another program that has a device node for itself."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def take(self, path: Path) -> None:
        program = (
            "import fcntl, os, sys\n"
            f"line = os.open({str(path)!r}, os.O_RDWR | os.O_NOCTTY)\n"
            "fcntl.flock(line, fcntl.LOCK_EX)\nprint('held', flush=True)\nsys.stdin.read()\n"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"held\n"

    def give_back(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.communicate()


class SerialBench(Bench):
    """A unit at the other end of a pseudo-terminal."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.CODE, Stimulus.LONG_CODE, Stimulus.UNPLUGGED, Stimulus.HELD_ELSEWHERE})
    code = CODE.encode()

    def __init__(self, folder: Path) -> None:
        self._unit = PtyScanner(folder / "scanner")
        self._unit.plug_in()
        self._holder = Holder()
        super().__init__(
            "code_scanner.serial", DeviceKind.CODE_SCANNER, lambda: SerialCodeScanner(str(self._unit.link))
        )

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._unit.unplug()
        elif stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.take(self._unit.link)
        else:
            size = len(CODE) if stimulus is Stimulus.CODE else MAX_SCAN_BYTES + 1
            threading.Thread(target=self._type, args=(CODE.ljust(size, "X"),)).start()

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._unit.plug_in()
        elif stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.give_back()

    def close(self) -> None:
        self._unit.unplug()

    def _type(self, text: str) -> None:
        """On a thread: more than the line holds is only taken while it is read."""
        self._unit.type(text.encode() + b"\r")


class GrabbedOnce(InputDevice):
    """Its keys can be had by one descriptor at a time, as the kernel has it."""

    _grabbed: int | None = None

    def ioctl(self, descriptor: int, request: int, argument: object = 0, mutate: bool = True) -> int:
        if request == EVIOCGRAB:
            if self._grabbed not in (None, descriptor) and self._is_open(self._grabbed):
                raise OSError(errno.EBUSY, "Device or resource busy")
            self._grabbed = descriptor
        return super().ioctl(descriptor, request, argument, mutate)

    def _is_open(self, descriptor: int | None) -> bool:
        try:
            return Path(f"/proc/self/fd/{descriptor}").readlink() == self.scanner.link.resolve()
        except OSError:
            return False


class EvdevBench(Bench):
    """A keyboard-like unit whose node is a pseudo-terminal and whose ioctls are answered here."""

    by = By.DOUBLE
    can = SerialBench.can
    code = CODE.encode()

    def __init__(self, unit: InputDevice) -> None:
        self._unit = unit
        self._holder = Holder()
        path = unit.scanner.link
        super().__init__("code_scanner.evdev", DeviceKind.CODE_SCANNER, lambda: EvdevCodeScanner(str(path)))

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._unit.scanner.unplug()
        elif stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.take(self._unit.scanner.link)
            self._unit.grabbed_by_another = True
        else:
            size = len(CODE) if stimulus is Stimulus.CODE else MAX_SCAN_BYTES + 1
            threading.Thread(target=self._type, args=(CODE.ljust(size, "X"),)).start()

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._unit.scanner.plug_in()
        elif stimulus is Stimulus.HELD_ELSEWHERE:
            self._unit.grabbed_by_another = False
            self._holder.give_back()

    def _type(self, text: str) -> None:
        """Piece by piece, each key stamped when it is typed."""
        for start in range(0, len(text), TYPED_AT_ONCE):
            last = start + TYPED_AT_ONCE >= len(text)
            self._unit.type(text[start : start + TYPED_AT_ONCE], 0.0, us_keyboard.KEY_ENTER if last else None)


@dataclass
class LateCard(VirtualCard):
    """Answers after ``wait``."""

    wait: Callable[[], Any] = bool

    def answer(self, command: bytes) -> bytes:
        self.wait()
        return super().answer(command)


class SlotWatch:
    """What pcscd itself says of the slot: its count of movements tells a card put back from one never taken out."""

    def __init__(self) -> None:
        self._session = PcscSession()
        self._state = self._session.states([READER])[READER]

    def await_card(self) -> None:
        self._until(lambda: self._state.present)

    def await_change(self) -> None:
        before = self._state.changes
        self._until(lambda: self._state.changes != before)

    def close(self) -> None:
        self._session.end()

    def _until(self, seen: Callable[[], bool]) -> None:
        until = time.monotonic() + 10.0
        while not seen():
            assert time.monotonic() < until, "pcscd does not see what was done to the slot"
            self._state = self._session.wait({READER: self._state.raw}, 1.0)[READER]


class PcscBench(Bench):
    """A pcscd of our own with a virtual reader, and cards that come and go in it."""

    by = By.COUNTERPART
    can = frozenset(
        {
            Stimulus.CARD, Stimulus.UNPLUGGED, Stimulus.HELD_ELSEWHERE, Stimulus.SILENT, Stimulus.LATE,
            Stimulus.BLOCKED,
        }
    )  # fmt: skip

    def __init__(self) -> None:
        self._daemon = Pcscd()
        self._daemon.start()
        self._pause = threading.Event()
        self._late = False
        self._mute = False
        self._card: LateCard | None = None
        self._in_reader: CardInReader | None = None
        self._other: subprocess.Popen[bytes] | None = None
        super().__init__("card_reader.pcsc", DeviceKind.CARD_READER, lambda: PcscCardReader(answer_seconds=1.2))

    def begin(self, stimulus: Stimulus) -> None:
        {
            Stimulus.CARD: self._put_in,
            Stimulus.UNPLUGGED: self._stop,
            Stimulus.HELD_ELSEWHERE: self._take,
            Stimulus.SILENT: lambda: self._spoil(mute=True),
            Stimulus.BLOCKED: lambda: self._spoil(mute=True),
            Stimulus.LATE: lambda: self._spoil(late=True),
        }[stimulus]()

    def end(self, stimulus: Stimulus) -> None:
        {
            Stimulus.CARD: self._pull,
            Stimulus.UNPLUGGED: self._daemon.start,
            Stimulus.HELD_ELSEWHERE: self._give_back,
            Stimulus.SILENT: self._exchange,
            Stimulus.BLOCKED: self._exchange,
            Stimulus.LATE: self._spoil,
        }[stimulus]()

    def close(self) -> None:
        self._drop()
        self._daemon.stop()

    def _put_in(self) -> None:
        self._card = LateCard(ATR, {}, wait=self._wait)
        self._in_reader = CardInReader(self._card, self._daemon.port)

    def _pull(self) -> None:
        """Out, and seen to be out: pcscd looks every few tenths of a second, and no hand is faster than that."""
        if self._in_reader is None:
            return
        with closing(SlotWatch()) as slot:
            slot.await_card()
            self._drop()
            slot.await_change()

    def _drop(self) -> None:
        reader, self._in_reader, self._card = self._in_reader, None, None
        if reader is not None:
            reader.pull()

    def _exchange(self) -> None:
        """A card that went mute is taken out, and a good one put in."""
        self._spoil()
        if self._in_reader is not None:
            self._pull()
            self._put_in()

    def _stop(self) -> None:
        self._daemon.kill()
        self._drop()

    def _take(self) -> None:
        """A card just put in is not powered at once, and refuses the other program until then."""
        for _ in range(50):
            with suppress(RuntimeError):
                self._other = other_program_takes(READER)
                return
            self._pause.wait(0.02)

    def _give_back(self) -> None:
        other, self._other = self._other, None
        if other is not None:
            other.communicate()

    def _spoil(self, *, mute: bool = False, late: bool = False) -> None:
        self._late = late
        if self._card is not None:
            self._card.faults = MUTE if mute else CardFaults()

    def _wait(self) -> None:
        if self._late:
            self._pause.wait(LATE_SECONDS)
