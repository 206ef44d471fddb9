"""The copy of an original that the unit brings: grey, and under the unit's seal unless that was forgotten."""

from PIL import ImageOps

from kiosk.training.papers.seal import stamp
from kiosk.training.papers.sheet import Setting, Sheet
from kiosk.training.papers.specimen import MARK_RED
from printing.faces import Face

_PAPER_WHITE = 244


def photocopy(original: Sheet, *, sealed: bool) -> Sheet:
    """A grey copy of ``original``; ``sealed``: with 与原件一致 and the red stamp."""
    copy = Sheet(original.width, original.height, dpi=original.dpi)
    grey = ImageOps.autocontrast(original.image.convert("L"), cutoff=(0.5, 0))
    copy.image.paste(grey.point([min(value, _PAPER_WHITE) for value in range(256)]).convert("RGB"))
    copy.words.extend(original.words)
    small = original.width < 200
    copy.text(6, 2, "复印件 COPY 样张", Setting(7 if small else 12, Face.HEI_BOLD))
    if sealed:
        x, y = original.width * 0.76, original.height * (0.5 if small else 0.8)
        copy.centred(y - 2, "与原件一致", Setting(8 if small else 12, Face.HEI, MARK_RED), middle=x)
        stamp(copy, x, y, diameter=30 if small else 40)
    return copy
