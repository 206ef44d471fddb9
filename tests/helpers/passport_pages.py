"""Passport data pages of people who do not exist, as a camera over a dark mat sees them."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont

OCR_B = "/usr/share/fonts/opentype/ocr-b/OCRB.otf"
SANS = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
PIXELS_PER_MM = 12.0
PAGE_MM = (125.0, 88.0)
PITCH_MM, LINE_MM, LEFT_MM = 2.54, 6.35, 6.6
"""OCR-B at ten characters an inch; the passports' two lines a quarter inch apart (ICAO 9303-4, figure 3)."""


@dataclass(frozen=True)
class Scene:
    """How a page lies under the camera; ``fill`` is its share of the frame's width, ``tilt`` its corners' shift."""

    angle: float = 0.0
    fill: float = 0.6
    tilt: float = 0.0
    noise: float = 4.0
    blur: float = 0.6
    light: float = 1.0
    glare: bool = False
    seed: int = 1


@cache
def passport_page(lines: tuple[str, ...]) -> NDArray[np.uint8]:
    """The data page, flat and clean, height × width × 3."""
    width, height = (int(side * PIXELS_PER_MM) for side in PAGE_MM)
    page = Pictures.new("RGB", (width, height), (232, 236, 228))
    draw = ImageDraw.Draw(page)
    for row in range(0, height, 9):
        wave = [(x, row + 4 * np.sin(x / 37 + row)) for x in range(0, width, 8)]
        draw.line(wave, fill=(214, 222, 216), width=1)
    draw.rectangle((60, 140, 420, 600), fill=(150, 160, 170))
    small, large = ImageFont.truetype(SANS, 26), ImageFont.truetype(SANS, 40)
    draw.text((60, 40), "UTOPIA · PASSPORT · SPECIMEN", font=large, fill=(60, 60, 90))
    for place, text in enumerate(("Surname", "SPECIMEN", "Given names", "ANNA MARIA", "Nationality", "UTOPIAN")):
        draw.text((480, 130 + place * 62), text, font=small if place % 2 == 0 else large, fill=(40, 40, 50))
    font = ImageFont.truetype(OCR_B, 1000)
    size = PITCH_MM * PIXELS_PER_MM / (font.getlength("0") / 1000)
    font = ImageFont.truetype(OCR_B, size)
    for place, line in enumerate(lines):
        y = height - (17.5 - place * LINE_MM) * PIXELS_PER_MM
        for column, character in enumerate(line):
            draw.text(
                (LEFT_MM * PIXELS_PER_MM + column * PITCH_MM * PIXELS_PER_MM, y),
                character,
                font=font,
                fill=(25, 25, 30),
            )
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])


def still(
    lines: tuple[str, ...], scene: Scene = Scene(), size: tuple[int, int] = (1920, 1080)
) -> NDArray[np.uint8]:
    """A camera's still of the page on the mat, ``size`` width × height, BGR."""
    random = np.random.default_rng(scene.seed)
    page = passport_page(lines)
    width, height = size
    mat = np.full((height, width, 3), (38, 34, 32), np.uint8)
    quad = page_corners(scene, size)
    flat = np.array([(0, 0), (page.shape[1], 0), (page.shape[1], page.shape[0]), (0, page.shape[0])], np.float32)
    warp = cv2.getPerspectiveTransform(flat, quad)
    seen = cv2.warpPerspective(page, warp, size, dst=mat, borderMode=cv2.BORDER_TRANSPARENT, flags=cv2.INTER_AREA)
    picture = cv2.GaussianBlur(seen, (0, 0), scene.blur).astype(np.float32) * scene.light
    if scene.glare:
        x, y = quad.mean(axis=0)
        spot = np.zeros((height, width), np.float32)
        cv2.circle(spot, (int(x) + 200, int(y) + 180), 120, 1.0, -1)
        picture += 260 * cv2.GaussianBlur(spot, (0, 0), 30)[:, :, None]
    picture += random.normal(0, scene.noise, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def page_corners(scene: Scene, size: tuple[int, int] = (1920, 1080)) -> NDArray[np.float32]:
    """Where the page's corners lie in the still: from the top left, clockwise."""
    random = np.random.default_rng(scene.seed + 1000)
    width = scene.fill * size[0]
    half = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * [width / 2, width / 2 * PAGE_MM[1] / PAGE_MM[0]]
    half += random.uniform(-1, 1, half.shape) * scene.tilt * width
    turn = np.deg2rad(scene.angle)
    rotated = half @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return (rotated + np.array(size) / 2).astype(np.float32)
