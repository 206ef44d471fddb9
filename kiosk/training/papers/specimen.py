"""What keeps a training paper from ever passing for a real one: 样张 SPECIMEN all over it."""

from functools import lru_cache

from PIL import Image

from kiosk.training.papers.lettering import letters
from kiosk.training.papers.sheet import Setting, Sheet
from printing.faces import Face

SPECIMEN = "样张 SPECIMEN"
MARK_RED = (196, 38, 44)
_PALE = (240, 225, 223)
_SLANT = 24.0
_SPACING = 1.5


def mark(sheet: Sheet, *, size: float = 30, clear_from: float | None = None) -> None:
    """Write the mark slantwise over the whole empty sheet, and once in red in the upper right corner.

    Call it first, so that the paper's own words stand on top. ``size`` in points. ``clear_from``: from this height
    (millimetres) down the paper stays clean, so that a machine-readable zone stays machine readable.
    """
    tile = _slanted(size, sheet.dpi)
    layer = Image.new("RGBA", sheet.image.size, (*_PALE, 0))
    step_x, step_y = round(tile.width * _SPACING), round(tile.height * _SPACING * 0.75)
    for row, top in enumerate(range(-tile.height // 3, layer.height, step_y)):
        for left in range(-(step_x // 2) * (row % 2), layer.width, step_x):
            layer.alpha_composite(tile, (max(left, 0), max(top, 0)), (max(-left, 0), max(-top, 0)))
    bottom = sheet.height if clear_from is None else clear_from
    sheet.paste(0, 0, layer.crop((0, 0, layer.width, sheet.pixels(bottom))))
    corner = Setting(max(7.0, size * 0.36), Face.HEI_BOLD, MARK_RED)
    margin = sheet.em(corner.size)
    sheet.right_aligned(sheet.width - margin, margin * 0.6, SPECIMEN, corner)


@lru_cache(maxsize=8)
def _slanted(size: float, dpi: int) -> Image.Image:
    return letters(SPECIMEN, size, dpi, _PALE).rotate(_SLANT, Image.Resampling.BICUBIC, expand=True)
