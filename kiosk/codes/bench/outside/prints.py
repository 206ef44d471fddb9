"""What is photographed: a label, sticker, page or poster in colour, with codes on it and where they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

Colour = NDArray[np.uint8]
"""height × width × 3 as displayed (not linear)."""

Mask = NDArray[np.uint8]
Random = np.random.Generator

_HOSTS = ("shop", "menu", "ticket", "pay", "info", "app", "museum", "bike")
_NAMES = ("Li Wei", "Ana Costa", "J. Novak", "Fatima B.", "O. Svensson")


@dataclass(frozen=True)
class Label:
    """A flat thing in colour; where ``places`` is n, the symbol of ``codes[n - 1]`` is.

    ``module`` is texels a module, ``middle`` the middle of the codes (x, y) and ``reach`` their extent, in texels.
    """

    colour: Colour
    places: Mask
    codes: tuple[bytes, ...]
    module: int
    middle: tuple[float, float]
    reach: float
    screen: bool = False
    """It shines by dots of its own, which the sensor's own dots meet."""


def contents(random: Random) -> tuple[str, str]:
    """A payload as people make them and the name of its kind: addresses, cards, tickets, numbers, Chinese."""
    number = "".join(str(digit) for digit in random.integers(0, 10, int(random.integers(8, 30))))
    kind = int(random.integers(0, 5))
    if kind == 0:
        return f"https://{random.choice(_HOSTS)}.example/{number[:10]}?s={number[-6:]}", "address"
    if kind == 1:
        return number, "number"
    if kind == 2:
        return f"BEGIN:VCARD\nVERSION:3.0\nN:{random.choice(_NAMES)}\nTEL:{number[:9]}\nEND:VCARD", "card"
    if kind == 3:
        return f"TICKET-{number[:6]}/SEAT {number[-2:]}", "ticket"
    return f"样张{number[:8]}窗口", "chinese"


def symbol(random: Random, least: int = 1, most: int = 10, *, fill: bool = False) -> tuple[Mask, bytes]:
    """The modules of a code (255 where light) of a version in that range where the text fits, and its payload.

    Where ``fill``, the text is as long as that version takes about half of.
    """
    level = str(random.choice(["L", "M", "M", "Q", "H"]))
    version = int(random.integers(least, most + 1))
    if fill:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdef-:/ "
        text = "".join(random.choice(list(letters), 6 * version + 2 * version * version // 3))
        level = str(random.choice(["L", "L", "M"]))
    else:
        text, _ = contents(random)
    data = text.encode()
    encoding = None if data.isascii() else "utf-8"
    try:
        made = segno.make(text, version=version, error=level, micro=False, boost_error=False, encoding=encoding)
    except segno.DataOverflowError:
        made = segno.make(text, error=level, micro=False, boost_error=False, encoding=encoding)
    return np.array([[0 if dark else 255 for dark in row] for row in made.matrix], np.uint8), data


def inked(random: Random, modules: Mask, texels: int) -> Mask:
    """The symbol printed: dot gain or loss, ragged edges, missing toner; grey, 255 for paper."""
    sharp = np.kron(modules, np.ones((texels, texels), np.uint8)).astype(np.float32)
    soft = cv2.GaussianBlur(sharp, (0, 0), texels * float(random.uniform(0.06, 0.14)))
    ragged = fractal(random, sharp.shape[0], sharp.shape[1], 4) * float(random.uniform(4, 22))
    gain = float(random.uniform(95, 165))
    ink = 1 / (1 + np.exp(-(soft + ragged - gain) / 12))
    if random.random() < 0.25:  # a drum's faint stripes
        stripes = np.sin(np.arange(sharp.shape[0]) / texels * float(random.uniform(0.3, 1.2)))
        ink = np.maximum(ink, np.clip(stripes[:, None], 0, 1) * float(random.uniform(0.05, 0.3)))
    return np.asarray(ink * 255, np.uint8)


def fractal(random: Random, height: int, width: int, finest: int) -> NDArray[np.float32]:
    """Noise of all sizes from ``finest`` pixels on, about 0, about 1 strong."""
    total = np.zeros((height, width), np.float32)
    size, weight, power = float(finest), 1.0, 0.0
    while size < max(height, width):
        rows, columns = max(2, round(height / size)), max(2, round(width / size))
        grain = random.normal(0, 1, (rows, columns)).astype(np.float32)
        total += weight * cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)
        power += weight**2
        size, weight = size * 2.3, weight * 1.25
    return np.asarray(total / max(power, 1e-6) ** 0.5, np.float32)


def toned(grey: Mask, ink: Sequence[int], paper: Sequence[int]) -> Colour:
    """Grey to a scale from an ink's colour to a paper's."""
    share = grey[..., None].astype(np.float32) / 255
    return np.asarray(np.array(ink) * (1 - share) + np.array(paper) * share, np.uint8)


def laid_out(
    random: Random, pictures: Sequence[tuple[Colour, bytes, int]], columns: int, module: int, gap: int, room: float
) -> Label:
    """Pictures of symbols (with their payload and border in texels) in rows on a printed sheet.

    ``gap`` texels lie between them, ``room`` times the whole around.
    """
    pitch = max(max(picture.shape[:2]) for picture, _, _ in pictures) + gap
    rows = -(-len(pictures) // columns)
    edge = round(room * max(rows, columns) * pitch) + gap
    sheet = paper_sheet(random, rows * pitch + 2 * edge, columns * pitch + 2 * edge, module)
    places = np.zeros(sheet.shape[:2], np.uint8)
    for number, (picture, _, border) in enumerate(pictures):
        y, x = edge + gap // 2 + number // columns * pitch, edge + gap // 2 + number % columns * pitch
        height, width = picture.shape[:2]
        sheet[y : y + height, x : x + width] = picture
        places[y + border : y + height - border, x + border : x + width - border] = number + 1
    at_rows, at_columns = np.nonzero(places)
    middle = (float(at_columns.min() + at_columns.max()) / 2, float(at_rows.min() + at_rows.max()) / 2)
    reach = float(max(np.ptp(at_rows), np.ptp(at_columns)) + 1)
    return Label(sheet, places, tuple(data for _, data, _ in pictures), module, middle, reach)


def paper_sheet(random: Random, height: int, width: int, module: int) -> Colour:
    """A printed sheet: paper or a coloured ground, a headline, small print, stripes, a halftone picture."""
    ground = random.integers(200, 256, 3) if random.random() < 0.7 else random.integers(60, 256, 3)
    sheet = np.empty((height, width, 3), np.uint8)
    sheet[:] = ground
    if random.random() < 0.35:
        tone = np.clip(128 + 70 * fractal(random, height, width, 40), 0, 255)
        sheet[halftone(tone, max(4, module // 2))] = random.integers(40, 200, 3)
    for _ in range(int(random.integers(2, 14))):
        text = "".join(chr(int(code)) for code in random.integers(48, 91, int(random.integers(3, 26))))
        size = float(random.uniform(0.06, 0.3)) * module
        at = (int(random.integers(-20, width)), int(random.integers(0, height)))
        face = int(
            random.choice([cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX])
        )
        ink = tuple(int(v) for v in random.integers(0, 130, 3))
        cv2.putText(sheet, text, at, face, size, ink, max(1, round(size * 1.6)), cv2.LINE_AA)
    return sheet


def halftone(tone: NDArray[np.floating], pitch: int) -> NDArray[np.bool_]:
    """Where a printer's dots of ``pitch`` texels, turned by 45 degrees, lie for ``tone`` (0 dark, 255 light)."""
    y, x = np.mgrid[: tone.shape[0], : tone.shape[1]].astype(np.float32)
    wave = np.cos((x + y) * np.pi / pitch) + np.cos((x - y) * np.pi / pitch)
    return np.asarray(wave * 64 + 128 > tone, np.bool_)
