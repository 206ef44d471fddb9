"""A sheet of paper with codes on it, as a printer would have it: the start of every made-up photograph."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Random = np.random.Generator

_ALPHABET = list("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
_WORDS = ["NOTICE", "PERMIT", "OFFICE", "HALL", "WINDOW", "SPECIMEN", "PAGE", "DATE", "NUMBER", "COPY"]


@dataclass(frozen=True)
class Printed:
    """One code as printed: its picture with its border, where the symbol begins in it, its side, its payload."""

    picture: Pixels
    border: int
    side: int
    payload: bytes
    module: int


@dataclass(frozen=True)
class Sheet:
    """Grey paper; ``codes[n - 1]`` is the payload of the symbol that covers the pixels of ``places`` equal to n."""

    paper: Pixels
    places: Pixels
    codes: tuple[bytes, ...]
    module: int
    middle: tuple[float, float]
    reach: float


def payload(random: Random, characters: int) -> str:
    """Text nobody wrote."""
    return "".join(random.choice(_ALPHABET, characters))


def printed(
    random: Random,
    *,
    version: int | None = None,
    level: str | None = None,
    module: int = 8,
    quiet: int = 4,
    characters: int | None = None,
) -> Printed:
    """A code of ``module`` pixels a module, of some version (1–8 where none is named) and error level."""
    version = int(random.integers(1, 9)) if version is None else version
    level = str(random.choice(["L", "M", "Q", "H"])) if level is None else level
    length = max(4, int(version**1.75)) if characters is None else characters
    text = payload(random, length)
    made = segno.make(text, version=version, error=level, micro=False, boost_error=False)
    modules = np.array([[0 if dark else 255 for dark in row] for row in made.matrix], np.uint8)
    framed = np.pad(modules, quiet, constant_values=255)
    picture = np.kron(framed, np.ones((module, module), np.uint8))
    return Printed(picture, quiet * module, len(modules) * module, text.encode(), module)


def one_code(random: Random, code: Printed, *, margin: float = 0.8, writing: bool = True) -> Sheet:
    """A sheet with the code in its middle and writing round it."""
    size = round(code.picture.shape[0] * (1 + 2 * margin))
    paper = written(random, size, size, code.module * 2) if writing else np.full((size, size), 255, np.uint8)
    at = (size - code.picture.shape[0]) // 2
    return on_paper(paper, [code], [(at, at)])


def on_paper(paper: Pixels, codes: Sequence[Printed], at: Sequence[tuple[int, int]]) -> Sheet:
    """The codes put on the paper with their top left at (x, y)."""
    places = np.zeros_like(paper)
    for number, (code, (x, y)) in enumerate(zip(codes, at, strict=True), start=1):
        height, width = code.picture.shape
        paper[y : y + height, x : x + width] = code.picture
        left, top = x + code.border, y + code.border
        places[top : top + code.side, left : left + code.side] = number
    rows, columns = np.nonzero(places)
    reach = float(max(np.ptp(rows), np.ptp(columns)) + 1)
    middle = (float(columns.min() + columns.max()) / 2, float(rows.min() + rows.max()) / 2)
    return Sheet(paper, places, tuple(code.payload for code in codes), codes[0].module, middle, reach)


def written(random: Random, height: int, width: int, letter: int) -> Pixels:
    """Paper with lines of writing, ``letter`` pixels high."""
    paper = np.full((height, width), 255, np.uint8)
    scale, thick = letter / 22.0, max(1, letter // 10)
    for y in range(letter * 2, height, letter * 2):
        line = " ".join(random.choice(_WORDS, 1 + width // (letter * 4)))
        cv2.putText(paper, line, (letter, y), cv2.FONT_HERSHEY_SIMPLEX, scale, 30, thick, cv2.LINE_AA)
    return paper
