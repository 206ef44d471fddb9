"""The copy of an original that the unit brings: grey, and under the unit's seal unless that was forgotten."""

from PIL import ImageOps

from kiosk.training.papers.seal import stamp
from kiosk.training.papers.sheet import A4, Setting, Sheet
from kiosk.training.papers.specimen import MARK_RED
from printing.faces import Face

_PAPER_WHITE = 244
_LABEL_SIZE = 12


def photocopy(original: Sheet, *, sealed: bool) -> Sheet:
    """A grey copy of ``original``; ``sealed``: with 与原件一致 and the red stamp."""
    copy = Sheet(original.width, original.height, dpi=original.dpi)
    grey = ImageOps.autocontrast(original.image.convert("L"), cutoff=(0.5, 0))
    copy.image.paste(grey.point([min(value, _PAPER_WHITE) for value in range(256)]).convert("RGB"))
    copy.words.extend(original.words)
    label = Setting(_LABEL_SIZE if copy.width >= A4[0] else _LABEL_SIZE / 2, Face.HEI_BOLD)
    copy.centred(2, "复印件 COPY 样张", label)
    if sealed:
        _seal(copy)
    return copy


def _seal(copy: Sheet) -> None:
    """Press the unit's stamp where such papers are empty, with the words above it."""
    landscape, small = copy.width > copy.height, copy.width < A4[0]
    across, down = (0.87, 0.37) if landscape else (0.78, 0.885)
    x, y, diameter = copy.width * across, copy.height * down, 22 if small else 36
    size = _LABEL_SIZE / 2 if small else _LABEL_SIZE
    top = y - diameter / 2 - copy.em(size) * 1.4
    copy.centred(top, "与原件一致", Setting(size, Face.HEI, MARK_RED), middle=x)
    stamp(copy, x, y, diameter=diameter)
