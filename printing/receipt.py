"""What a receipt holds: blocks from top to bottom, as plain values."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from printing.bilingual import Bilingual

Words = str | Bilingual


class PaperWidth(IntEnum):
    """Dots across the paper at 203 dpi."""

    MM_80 = 576
    MM_58 = 384


class Mark(Enum):
    """The mark before a row of the checklist. OPEN: nobody has judged it yet."""

    YES = "yes"
    NO = "no"
    DIFFERS = "differs"
    OPEN = "open"


@dataclass(frozen=True)
class Title:
    """The receipt's name, large and centred."""

    text: Bilingual


@dataclass(frozen=True)
class Passage:
    """A paragraph; ``strong`` for the outcome, ``centred`` for what stands alone."""

    text: Words
    strong: bool = False
    centred: bool = False


@dataclass(frozen=True)
class KeyValue:
    """A label and what it holds."""

    label: Bilingual
    value: Words


@dataclass(frozen=True)
class Divider:
    """A line across; dashed between parts of one subject."""

    dashed: bool = False


@dataclass(frozen=True)
class ChecklistRow:
    """One original: its mark, its name, and under it what was found and the rule."""

    mark: Mark
    text: Bilingual
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Code:
    """A QR code of ASCII ``payload``, with the words under it."""

    payload: str
    caption: Words = ""


@dataclass(frozen=True)
class SmallPrint:
    """Remarks in the smallest size that a hall can read."""

    text: Words


@dataclass(frozen=True)
class SealBox:
    """An empty frame for the body's special seal, the body and the date written under it."""

    authority: Bilingual
    day: str


@dataclass(frozen=True)
class Banner:
    """White on black across the paper: what this paper is not, or that it is a copy."""

    text: Bilingual


ReceiptBlock = Title | Passage | KeyValue | Divider | ChecklistRow | Code | SmallPrint | SealBox | Banner


@dataclass(frozen=True)
class ReceiptDocument:
    """One receipt. ``specimen`` puts 样张 SPECIMEN above and below; ``reprint`` counts copies after the first."""

    blocks: tuple[ReceiptBlock, ...]
    width: PaperWidth = PaperWidth.MM_80
    specimen: bool = False
    reprint: int = 0

    def with_banners(self) -> tuple[ReceiptBlock, ...]:
        """The blocks with what the paper must say of itself."""
        specimen = (Banner(Bilingual("样张 不具法律效力", "SPECIMEN no legal effect")),) if self.specimen else ()
        copy = (Banner(Bilingual(f"补打 第{self.reprint}次", f"REPRINT {self.reprint}")),) if self.reprint else ()
        return (*specimen, *copy, *self.blocks, *specimen)
