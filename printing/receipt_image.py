"""A receipt as the picture a thermal printer prints, dot for dot; the same picture is what the screen shows."""

from functools import singledispatch

from PIL import Image, ImageDraw

from printing.bilingual import Bilingual
from printing.receipt import (
    Banner,
    ChecklistRow,
    Code,
    Divider,
    KeyValue,
    PaperWidth,
    Passage,
    ReceiptDocument,
    SealBox,
    SmallPrint,
    Title,
)
from printing.receipt_strips import (
    BODY,
    LABEL,
    MARGIN,
    SMALL,
    STRONG,
    TITLE,
    WHITE,
    Strip,
    banner_strip,
    beside,
    blank,
    code_strip,
    divider_strip,
    mark_strip,
    seal_strip,
    stacked,
    words_strip,
)
from printing.seal import SEAL_HINT

_INK_THRESHOLD = 140  # lighter grey stays paper: keeps thin strokes of 24-dot Chinese apart
_MARK_COLUMN = 34
_LABEL_SHARE = 0.33
_NARROW_LABEL_SHARE = 0.38


def receipt_image(document: ReceiptDocument) -> Image.Image:
    """The receipt in mode ``1``, as wide as its paper, as tall as its content. Raises PrintingError."""
    width = int(document.width)
    strip = stacked([_strip(block, width) for block in document.with_banners()])
    grey = Image.new("L", (width, max(1, strip.height)), WHITE)
    strip.draw(ImageDraw.Draw(grey), 0)
    return grey.point(lambda value: 255 if value >= _INK_THRESHOLD else 0).convert("1", dither=Image.Dither.NONE)


@singledispatch
def _strip(block: object, width: int) -> Strip:
    raise TypeError(f"{type(block).__name__} is no receipt block")


@_strip.register
def _(block: Title, width: int) -> Strip:
    return stacked([words_strip(block.text, TITLE, MARGIN, width - 2 * MARGIN, centred=True), blank(8)])


@_strip.register
def _(block: Passage, width: int) -> Strip:
    size = STRONG if block.strong else BODY
    words = words_strip(block.text, size, MARGIN, width - 2 * MARGIN, centred=block.centred)
    return stacked([blank(6 if block.strong else 0), words, blank(6)])


@_strip.register
def _(block: KeyValue, width: int) -> Strip:
    share = _LABEL_SHARE if width > PaperWidth.MM_58 else _NARROW_LABEL_SHARE
    label_width = round(width * share)
    left = MARGIN + label_width
    label = words_strip(block.label, LABEL, MARGIN, label_width - 10)
    value = words_strip(block.value, BODY, left, width - left - MARGIN)
    return stacked([beside([label, value]), blank(4)])


@_strip.register
def _(block: Divider, width: int) -> Strip:
    return divider_strip(width, dashed=block.dashed)


@_strip.register
def _(block: ChecklistRow, width: int) -> Strip:
    left = MARGIN + _MARK_COLUMN
    room = width - left - MARGIN
    words = [words_strip(block.text, BODY, left, room)]
    notes = [words_strip(note, SMALL, left, room) for note in block.notes]
    return stacked([beside([mark_strip(block.mark, MARGIN), stacked(words + notes)]), blank(6)])


@_strip.register
def _(block: Code, width: int) -> Strip:
    caption = words_strip(block.caption, SMALL, MARGIN, width - 2 * MARGIN, centred=True)
    return stacked([code_strip(block.payload, width), caption, blank(8)])


@_strip.register
def _(block: SmallPrint, width: int) -> Strip:
    return stacked([words_strip(block.text, SMALL, MARGIN, width - 2 * MARGIN), blank(4)])


@_strip.register
def _(block: SealBox, width: int) -> Strip:
    room = width - 2 * MARGIN
    under = (block.authority, Bilingual(block.day))
    lines = [words_strip(text, LABEL, MARGIN, room, centred=True) for text in under]
    hint = words_strip(SEAL_HINT, SMALL, MARGIN, room, centred=True)
    return stacked([seal_strip(width), hint, *lines, blank(6)])


@_strip.register
def _(block: Banner, width: int) -> Strip:
    return banner_strip(block.text, width)
