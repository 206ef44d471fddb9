"""The faces papers are set in, and the font files of Debian packages behind them."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class FontFile:
    """One font as installed: file name, family inside a collection (None: a single font), Debian package."""

    name: str
    file_name: str
    package: str
    family: str | None = None


def _noto(style: str, weight: str) -> FontFile:
    return FontFile(
        f"Noto{style}CJKsc-{weight}", f"Noto{style}CJK-{weight}.ttc", "fonts-noto-cjk", f"Noto {style} CJK SC"
    )


def _liberation(style: str, weight: str) -> FontFile:
    name = f"Liberation{style}-{weight}"
    return FontFile(name, f"{name}.ttf", "fonts-liberation2")


_OCR_B = FontFile("OCR-B", "OCRB.otf", "fonts-ocr-b")


class Face(Enum):
    """A face is a pair: the font for Chinese and the font for Latin words that stand beside it.

    SONG (宋体) is for running text, HEI (黑体) for labels and receipts, OCR_B for machine-readable zones.
    """

    SONG = (_noto("Serif", "Regular"), _liberation("Serif", "Regular"))
    SONG_BOLD = (_noto("Serif", "Bold"), _liberation("Serif", "Bold"))
    HEI = (_noto("Sans", "Regular"), _liberation("Sans", "Regular"))
    HEI_BOLD = (_noto("Sans", "Bold"), _liberation("Sans", "Bold"))
    OCR_B = (_OCR_B, _OCR_B)

    @property
    def chinese(self) -> FontFile:
        """The font for Chinese characters and punctuation."""
        return self.value[0]

    @property
    def latin(self) -> FontFile:
        """The font for Latin, Greek and Cyrillic words and figures."""
        return self.value[1]
