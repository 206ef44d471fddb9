"""Throws valid, damaged and random bursts at every scanner protocol: `python -m tests.helpers.fuzz_scanners`.

Nothing may be raised, no receiver may grow, and after a pause each reads the next scan whole.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.assembly import Refused
from drivers.code_scanner.hid_pos import HidPosReceiver
from drivers.code_scanner.newland import NewlandReceiver
from drivers.code_scanner.receiving import PlainReceiver, ScanReceiver
from drivers.code_scanner.ssi import SsiReceiver
from drivers.code_scanner.ssi_packet import Opcode, Packet, Source

WORD = b"FWPN:ABCDEFGH23456789"
_HID = bytes((2, len(WORD))) + b"]Q1" + WORD.ljust(56, b"\0") + b"s\0\0"
_SSI = Packet(Opcode.DECODE_DATA, b"\x1c" + WORD, Source.DECODER).encoded()
_SSI_MORE = Packet(Opcode.DECODE_DATA, b"\x1c" + b"x" * 240, Source.DECODER, 2).encoded()
_SSI_NAK = Packet(Opcode.CMD_NAK, b"\x01", Source.DECODER).encoded()

Kind = tuple[Callable[[], ScanReceiver], bytes, bytes, tuple[bytes, ...]]
KINDS: dict[str, Kind] = {
    "plain": (PlainReceiver, WORD + b"\r", WORD, (b"\r", b"\n", b"]Q1")),
    "newland": (
        NewlandReceiver,
        WORD + b"\r",
        WORD,
        (b"\x02\x010000#SCNTRG1\x06;\x03", b"\x02\x010000", b";\x03", b"\r"),
    ),
    "ssi": (SsiReceiver, _SSI, WORD, (_SSI, _SSI_MORE, _SSI_NAK, b"\xff\xf3\x00", b"\x04")),
    "hid-pos": (HidPosReceiver, _HID, b"]Q1" + WORD, (_HID, _HID[:-1] + b"\1", _HID[:-1], b"\x02\x38]Q1")),
}


def fuzz(kind: str, bursts: int, seed: int) -> float:
    """Feed so many bursts to a receiver; returns the slowest in ms, raises AssertionError for what is wrong."""
    make, line, scan, pieces = KINDS[kind]
    dice, receiver, now, slowest = random.Random(seed), make(), 0.0, 0.0
    for place in range(bursts):
        burst = _burst(dice, pieces)
        now += dice.choice((0.0, 0.001, 0.05, 0.2, 3.0))
        started = time.thread_time()
        receiver.idle(now)
        receiver.feed(burst, now)
        if not dice.randrange(50):
            receiver.trigger(bool(dice.randrange(2)), now)
        taken = list(_scans(receiver))
        sent = receiver.to_send()
        slowest = max(slowest, (time.thread_time() - started) * 1000)
        assert all(isinstance(each, Refused) or len(each) <= MAX_SCAN_BYTES + 3 for each in taken)
        assert len(sent) < 1000
        if not place % 100:
            now = _settled(receiver, now)
            receiver.feed(line, now)
            assert list(_scans(receiver)) == [scan], f"{kind}, burst {place} of seed {seed}"
            receiver.to_send()
            now += 10.0  # so that SSI's next packet is none sent again
    held = sum(len(value) for value in vars(receiver).values() if isinstance(value, bytes | bytearray))
    assert held < 3 * MAX_SCAN_BYTES
    return slowest


def _burst(dice: random.Random, pieces: tuple[bytes, ...]) -> bytes:
    burst = bytearray()
    for _ in range(dice.randrange(1, 4)):
        burst += dice.choice(pieces) if dice.randrange(3) else dice.randbytes(dice.randrange(0, 90))
    if burst and dice.randrange(2):
        burst[dice.randrange(len(burst))] ^= 1 << dice.randrange(8)
    return bytes(burst[: dice.choice((len(burst), dice.randrange(len(burst) + 1)))])


def _scans(receiver: ScanReceiver) -> Iterator[bytes | Refused]:
    while (scan := receiver.next_scan()) is not None:
        yield scan


def _settled(receiver: ScanReceiver, now: float) -> float:
    """Let every pause pass that could mean something."""
    for _ in range(20):
        wait = receiver.seconds_until_idle(now)
        if wait is None:
            break
        now += wait + 0.001
        receiver.idle(now)
    else:
        raise AssertionError("a receiver that never comes to rest")
    list(_scans(receiver))
    receiver.to_send()
    return now


def main() -> None:
    """Run it and say the figures."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--bursts", type=int, default=250_000, help="for each protocol")
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    for kind in KINDS:
        started = time.perf_counter()
        slowest = fuzz(kind, chosen.bursts, chosen.seed)
        seconds = time.perf_counter() - started
        sys.stdout.write(
            f"{kind}: {chosen.bursts} bursts in {seconds:.0f} s, slowest {slowest:.1f} ms of processor time\n"
        )


if __name__ == "__main__":
    main()
