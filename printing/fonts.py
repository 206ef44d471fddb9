"""Finding installed fonts; what they cover, how wide each character is, and its outline."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from printing.errors import FontMissing
from printing.faces import FontFile

FONT_DIRECTORIES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
)
_FIRST_COLLECTION_BYTES = b"ttcf"
_CURVE_TOLERANCE_EM = 0.001  # how far a converted curve may leave the original: invisible at print size


class InstalledFont:
    """An opened font file. Safe to use from several threads; outlines are converted once and kept."""

    def __init__(self, font: FontFile, path: Path, number: int, tables: Any) -> None:
        self.font = font
        self.path = path
        self.number = number
        self.units_per_em: int = tables["head"].unitsPerEm
        self.ascent: int = tables["hhea"].ascent
        self.descent: int = tables["hhea"].descent
        self._characters: dict[int, str] = tables.getBestCmap()
        self._widths = tables["hmtx"]
        self._glyphs = tables.getGlyphSet()
        self._has_cubic_outlines = "CFF " in tables
        self._outlines: dict[str, Any] = {}
        self._advances: dict[str, float] = {}
        self._lock = Lock()

    def covers(self, character: str) -> bool:
        """Whether the font has this character."""
        return ord(character) in self._characters

    def advance(self, character: str) -> float:
        """Width of a character in em. The font must cover it."""
        known = self._advances.get(character)
        if known is None:
            known = self._advances[character] = self.width_units(character) / self.units_per_em
        return known

    def width_units(self, character: str) -> int:
        """Width of a character in the font's own units."""
        width: int = self._widths[self._characters[ord(character)]][0]
        return width

    def outline(self, character: str) -> Any:
        """A TrueType glyph of this character; PostScript outlines are converted (cu2qu)."""
        with self._lock:
            glyph = self._outlines.get(character)
            if glyph is None:
                glyph = self._outlines[character] = self._convert(self._characters[ord(character)])
            return glyph

    def _convert(self, name: str) -> Any:
        flat = DecomposingRecordingPen(self._glyphs)
        self._glyphs[name].draw(flat)
        pen = TTGlyphPen(None)
        tolerance = self.units_per_em * _CURVE_TOLERANCE_EM
        flat.replay(Cu2QuPen(pen, tolerance, reverse_direction=self._has_cubic_outlines))
        return pen.glyph()


@cache
def installed(font: FontFile) -> InstalledFont:
    """Find and open a font; raises FontMissing naming the package to install. Kept open for the process."""
    path = _find(font)
    number = _number_in_collection(font, path)
    return InstalledFont(font, path, number, TTFont(path, fontNumber=number, lazy=True))


def _find(font: FontFile) -> Path:
    for directory in FONT_DIRECTORIES:
        for path in sorted(directory.rglob(font.file_name)):
            return path
    raise FontMissing(font.file_name, font.package)


def _number_in_collection(font: FontFile, path: Path) -> int:
    """Position of the wanted family in a collection: one file holds the Japanese, Korean and Chinese forms."""
    with path.open("rb") as file:
        head = file.read(12)
    if head[:4] != _FIRST_COLLECTION_BYTES:
        return 0
    for number in range(int.from_bytes(head[8:12], "big")):
        with TTFont(path, fontNumber=number, lazy=True) as tables:
            if tables["name"].getBestFamilyName() == font.family:
                return number
    raise FontMissing(f"{font.file_name} ({font.family})", font.package)
