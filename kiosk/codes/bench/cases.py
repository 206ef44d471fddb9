"""What is read in a measurement: made-up photographs by kind, and real ones of the test data where present."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.bench.outside import kinds as outside
from kiosk.codes.bench.readers import Find
from kiosk.codes.bench.scenes import KINDS, Kind, empty
from kiosk.codes.bench.sheet import Pixels
from kiosk.codes.images import read_image_file

_PICTURES = frozenset({".png", ".jpg", ".webp"})
_NO_CODES = "falsepositives"


@dataclass(frozen=True, eq=False)
class Case:
    """A picture and what stands in it.

    Where ``places`` is known, a find counts where its pixel says which of ``codes`` it must be. Otherwise a
    find of the payload counts; a payload of None stands for one that is not known exactly, which any find meets.
    """

    category: str
    photo: Pixels
    codes: tuple[bytes | None, ...]
    places: NDArray[np.uint8] | None = None

    def judged(self, finds: list[Find]) -> tuple[int, int]:
        """How many of the codes were read, and how many finds are of none of them."""
        met = [self._met(find) for find in finds]
        return len({number for number in met if number is not None}), sum(number is None for number in met)

    def _met(self, find: Find) -> int | None:
        data, (x, y) = find
        if self.places is not None:
            height, width = self.places.shape
            number = int(self.places[int(np.clip(y, 0, height - 1)), int(np.clip(x, 0, width - 1))]) - 1
            return number if number >= 0 and self.codes[number] == data else None
        return next((number for number, code in enumerate(self.codes) if code is None or code == data), None)


def made_up(each: int, seed: int) -> Iterator[Case]:
    """``each`` photographs a kind, and as many without a code; another seed gives others."""
    yield from _of_kinds({**KINDS, "empty": empty}, each, seed)


def second_opinion(each: int, seed: int) -> Iterator[Case]:
    """The same by the other optics."""
    yield from _of_kinds({**outside.KINDS, "empty": outside.empty}, each, seed)


def _of_kinds(kinds: Mapping[str, Kind], each: int, seed: int) -> Iterator[Case]:
    for name, kind in kinds.items():
        for number in range(each):
            scene = kind(np.random.default_rng([seed + number, crc32(name.encode())]))
            yield Case(name, scene.photo, scene.codes, scene.places)


def photographs(folder: Path) -> Iterator[Case]:
    """The photographs of QR codes under ``folder``, one folder a category, each payload in a .txt beside it."""
    for category in sorted(path for path in folder.iterdir() if path.name.startswith(("qrcode", _NO_CODES))):
        for path in sorted(file for file in category.iterdir() if file.suffix in _PICTURES):
            photo = np.asarray(cv2.cvtColor(read_image_file(path), cv2.COLOR_BGR2GRAY), np.uint8)
            codes = () if category.name.startswith(_NO_CODES) else (_payload(path),)
            yield Case(category.name, photo, codes)


def _payload(path: Path) -> bytes | None:
    beside = path.with_suffix(".txt")
    data = beside.read_bytes() if beside.exists() else b""
    return data if data and data.isascii() and data.decode().isprintable() else None
