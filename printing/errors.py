"""What can go wrong while a document becomes bytes, and what to do about it."""

from dataclasses import dataclass


class PrintingError(Exception):
    """A document could not be set; nothing was sent to a printer."""


@dataclass(eq=False)
class FontMissing(PrintingError):
    """A font file is not installed."""

    file_name: str
    package: str

    def __str__(self) -> str:
        return f"font {self.file_name} is not installed: install the Debian package {self.package}"


@dataclass(eq=False)
class GlyphMissing(PrintingError):
    """No font here can show this character. The paper must be written by hand or the character spelt otherwise.

    Raised in place of an empty box, and for scripts that need shaping (Arabic, Hebrew, combining marks), which
    would come out wrong. Carries the one character, never the text it stood in.
    """

    character: str
    reason: str = "no installed font has this character"

    @property
    def code_point(self) -> str:
        """The character as ``U+XXXX``."""
        return f"U+{ord(self.character):04X}"

    def __str__(self) -> str:
        return f"{self.code_point} {self.character!r}: {self.reason}; write this paper by hand"


class ContentTooTall(PrintingError):
    """One piece of a paper is taller than a whole page and cannot be split: shorten it or let it flow as text."""


class ContentTooWide(PrintingError):
    """Something does not fit the width of its paper: use a shorter text, or fewer or larger modules of a code."""


class NotAPdf(PrintingError):
    """The bytes are not a readable PDF: fetch or make the paper again."""
