"""What happens to a code on paper, and codes that were never right: tears, stains, scribbles, styles."""

from dataclasses import replace

import cv2
import numpy as np

from kiosk.codes.bench.sheet import Pixels, Printed, Random


def worn(random: Random, code: Printed) -> Printed:
    """A code with one to three of: a torn corner, a hole, a stain, a scribble, a fold, scratches."""
    picture = code.picture.copy()
    for _ in range(int(random.integers(1, 4))):
        how = (_torn, _holed, _stained, _scribbled, _folded, _scratched)[int(random.integers(0, 6))]
        how(random, picture, code)
    return replace(code, picture=picture)


def styled(random: Random, code: Printed) -> Printed:
    """A code as designers like them: dots, faint colours, a picture in the middle, light on dark, no border."""
    picture = code.picture.copy()
    if random.random() < 0.35:
        picture = _dotted(picture, code.module)
    if random.random() < 0.3:
        _with_picture(random, picture, code)
    dark, light = int(random.integers(0, 120)), int(random.integers(190, 256))
    picture = (dark + picture.astype(np.float32) / 255 * (light - dark)).astype(np.uint8)
    choice = random.random()
    border = code.border
    if choice < 0.3:
        picture = 255 - picture
    elif choice < 0.7:
        border = int(random.integers(0, 2)) * code.module
        cut = code.border - border
        picture = picture[cut : picture.shape[0] - cut, cut : picture.shape[1] - cut]
        picture = np.pad(picture, 2 * code.module, constant_values=int(random.integers(0, 160)))
        border += 2 * code.module
    return replace(code, picture=np.ascontiguousarray(picture), border=border)


def mirrored(code: Printed) -> Printed:
    """As seen in a mirror or through the paper."""
    return replace(code, picture=np.ascontiguousarray(code.picture[:, ::-1]))


def with_decoys(random: Random, code: Printed) -> Printed:
    """False finder patterns in the border, as frames and emblems make them."""
    wide = 14 * code.module
    picture = np.pad(code.picture, wide, constant_values=255)
    size = picture.shape[0]
    for _ in range(int(random.integers(2, 7))):
        step = round(code.module * random.uniform(0.7, 1.3))
        pattern = np.zeros((7, 7), np.uint8)
        pattern[1:6, 1:6], pattern[2:5, 2:5] = 255, 0
        decoy = np.kron(pattern, np.ones((step, step), np.uint8))
        along = int(random.integers(0, size - len(decoy)))
        near = int(random.choice([code.module, size - len(decoy) - code.module]))
        x, y = (along, near) if random.random() < 0.5 else (near, along)
        picture[y : y + len(decoy), x : x + len(decoy)] = decoy
    return replace(code, picture=picture, border=code.border + wide)


def _within(random: Random, code: Printed) -> tuple[int, int]:
    x, y = random.integers(code.border, code.border + code.side, 2)
    return int(x), int(y)


def _torn(random: Random, picture: Pixels, code: Printed) -> None:
    size = picture.shape[0]
    far = code.border + code.side * random.uniform(0.1, 0.4)
    corner = np.array(
        [[0, 0], [far, 0], [far * random.uniform(0.3, 0.8), far * random.uniform(0.3, 0.7)], [0, far]]
    )
    flip = random.integers(0, 2, 2)
    corner = np.where(flip == 1, size - corner, corner)
    cv2.fillPoly(picture, [corner.astype(np.int32)], int(random.integers(60, 200)))


def _holed(random: Random, picture: Pixels, code: Printed) -> None:
    radius = int(code.side * random.uniform(0.05, 0.17))
    cv2.circle(picture, _within(random, code), radius, int(random.choice([10, 90, 180, 255])), -1)


def _stained(random: Random, picture: Pixels, code: Printed) -> None:
    stain = np.zeros(picture.shape, np.float32)
    for _ in range(5):
        cv2.circle(stain, _within(random, code), int(code.side * random.uniform(0.04, 0.12)), 1.0, -1)
    stain = cv2.GaussianBlur(stain, (0, 0), code.module * 0.7) * random.uniform(0.5, 0.95)
    picture[:] = (picture * (1 - stain) + random.uniform(20, 120) * stain).astype(np.uint8)


def _scribbled(random: Random, picture: Pixels, code: Printed) -> None:
    points = np.array([_within(random, code) for _ in range(int(random.integers(3, 7)))])
    thick = int(code.module * random.uniform(0.5, 2.2)) + 1
    cv2.polylines(picture, [points.astype(np.int32)], False, int(random.choice([0, 40, 235])), thick, cv2.LINE_AA)


def _folded(random: Random, picture: Pixels, code: Printed) -> None:
    at = code.border + int(code.side * random.uniform(0.15, 0.85))
    lost = int(code.module * random.uniform(0.5, 2.5)) + 1
    line = picture[:, at : at + lost] if random.random() < 0.5 else picture[at : at + lost]
    line[:] = int(random.integers(120, 256))


def _scratched(random: Random, picture: Pixels, code: Printed) -> None:
    for _ in range(int(random.integers(4, 14))):
        start, end = _within(random, code), _within(random, code)
        cv2.line(picture, start, end, 250, max(1, int(code.module * random.uniform(0.2, 0.7))), cv2.LINE_AA)


def _dotted(picture: Pixels, module: int) -> Pixels:
    modules = picture[module // 2 :: module, module // 2 :: module]
    dot = np.zeros((module, module), np.uint8)
    cv2.circle(dot, (module // 2, module // 2), max(1, int(module * 0.42)), 1, -1)
    dotted = (255 - np.kron(modules < 128, dot) * 255).astype(np.uint8)
    near, size = 12 * module, len(picture)
    for rows, columns in ((0, 0), (0, size - near), (size - near, 0)):
        here = slice(rows, rows + near), slice(columns, columns + near)
        dotted[here] = picture[here]
    return dotted


def _with_picture(random: Random, picture: Pixels, code: Printed) -> None:
    half = int(code.side * random.uniform(0.08, 0.14))
    middle = picture.shape[0] // 2
    cv2.rectangle(picture, (middle - half, middle - half), (middle + half, middle + half), 255, -1)
    cv2.circle(picture, (middle, middle), int(half * 0.8), int(random.integers(30, 160)), -1)
