"""Inputs that nobody would make: whether anything in the way of a code to its token fails, hangs or grows."""

import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from typing import TypeVar

import numpy as np

from kiosk.codes.bench.scenes import nominal
from kiosk.codes.bench.sheet import Pixels, Random, printed
from kiosk.codes.decode import decode_image
from kiosk.codes.eci import declared_codec
from kiosk.codes.payload import payload_text
from kiosk.codes.soft import without_faults
from kiosk.codes.token import classify

T = TypeVar("T")

_STARTS = (b"FWPN:", b"ESSC:", b"http://", b"]Q2\\000026", b"\xef\xbb\xbf", b"\x81\x30\x81\x30", b"\xff\xfe", b"")
_LONGEST = 3000
_WARM = 200
"""Inputs before memory is first looked at: libraries fill their own stores with the first few."""


@dataclass(frozen=True)
class Round:
    """How one kind of input went: how many, the slowest in milliseconds, and by how many KiB memory peaks grew."""

    kind: str
    inputs: int
    slowest: float
    grown: int


def rounds(payloads: int, images: int, seed: int) -> Iterator[Round]:
    """So many payloads and small preview frames, a quarter of that of symbols, and a few stills.

    Anything raised comes out as it is.
    """
    random = np.random.default_rng(seed)
    yield _round("payload", _one_payload, islice(_payloads(random), payloads))
    yield _round("modules", _one_symbol, islice(_leanings(random), max(1, images // 4)))
    yield _round("preview frame", _one_frame, islice(_images(random), images))
    yield _round("still", _one_still, islice(_images(random), max(1, images // 200)))


def _round(kind: str, work: Callable[[T], None], inputs: Iterator[T]) -> Round:
    slowest, before, count = 0.0, 0, 0
    for count, each in enumerate(inputs, start=1):
        begun = perf_counter()
        work(each)
        slowest = max(slowest, perf_counter() - begun)
        if count == _WARM:
            before = _peak()
    return Round(kind, count, slowest * 1000, _peak() - before if before else 0)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _one_payload(data: bytes) -> None:
    payload_text(data, declared_codec(data))
    classify(data)


def _one_symbol(leaning: Pixels) -> None:
    without_faults((leaning.astype(np.float32) / 64 - 2).astype(np.float32))


def _one_frame(image: Pixels) -> None:
    decode_image(image, thorough=False)


def _one_still(image: Pixels) -> None:
    decode_image(image, thorough=True)


def _payloads(random: Random) -> Iterator[bytes]:
    while True:
        start = _STARTS[int(random.integers(0, len(_STARTS)))]
        length = int(random.integers(0, _LONGEST if random.random() < 0.02 else 90))
        highest = int(random.choice([128, 256]))
        lowest = int(random.choice([0, 32, 48]))
        yield start + random.integers(lowest, highest, length).astype(np.uint8).tobytes()


def _leanings(random: Random) -> Iterator[Pixels]:
    """A symbol's modules, some turned over, in a size that fits or does not."""
    while True:
        code = printed(random, version=int(random.integers(1, 6)), module=1, quiet=0)
        spoilt = random.random(code.picture.shape) < random.uniform(0, 0.3)
        yield np.where(spoilt, random.integers(64, 193, code.picture.shape), 192 - code.picture // 2).astype(
            np.uint8
        )


def _images(random: Random) -> Iterator[Pixels]:
    """Noise, flat areas, stripes, and pieces of photographs of codes with bytes turned over."""
    photo = nominal(random).photo
    while True:
        height, width = (int(side) for side in random.integers(1, 97, 2))
        choice = random.random()
        if choice < 0.3:
            yield random.integers(0, 256, (height, width)).astype(np.uint8)
        elif choice < 0.5:
            stripes = np.repeat(random.integers(0, 2, (1, width)) * 255, height, axis=0)
            yield stripes.astype(np.uint8) if random.random() < 0.5 else np.ascontiguousarray(stripes.T, np.uint8)
        else:
            yield _piece(random, photo, height, width)


def _piece(random: Random, photo: Pixels, height: int, width: int) -> Pixels:
    code = printed(random, version=1, module=int(random.integers(1, 4)))
    source = code.picture if random.random() < 0.7 else photo
    y, x = (
        int(random.integers(0, max(1, side - room)))
        for side, room in zip(source.shape, (height, width), strict=True)
    )
    piece = source[y : y + height, x : x + width].copy()
    spoilt = random.random(piece.shape) < random.uniform(0, 0.2)
    piece[spoilt] = random.integers(0, 256, int(spoilt.sum()))
    return piece
