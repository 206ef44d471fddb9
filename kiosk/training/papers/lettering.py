"""Coloured letters on nothing, to be turned and laid over a sheet."""

from PIL import Image

from kiosk.training.papers.sheet import Colour, Setting, Sheet
from printing.faces import Face

_BLACK = (0, 0, 0)
_WHITE = (255, 255, 255)
_LINE_HEIGHT_EM = 1.2


def letters(text: str, size: float, dpi: int, ink: Colour, face: Face = Face.HEI_BOLD) -> Image.Image:
    """``text`` in one line at ``size`` points, transparent around it."""
    setting = Setting(size, face, _BLACK)
    rule = Sheet(1, 1, dpi=dpi)
    sheet = Sheet(rule.text_width(text, setting) + 0.1, rule.em(size) * _LINE_HEIGHT_EM, dpi=dpi, paper=_WHITE)
    sheet.text(0, 0, text, setting)
    image = Image.new("RGBA", sheet.image.size, (*ink, 0))
    image.putalpha(sheet.image.convert("L").point([255 - value for value in range(256)]))
    return image
