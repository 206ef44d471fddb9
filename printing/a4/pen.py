"""What a piece of a page draws with: positions in points from the page's top left corner."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Protocol

from PIL import Image
from reportlab.lib.utils import ImageReader

from printing.faces import FontFile
from printing.fonts import installed
from printing.lines import Line

Colour = tuple[float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
GREY: Colour = (0.36, 0.36, 0.36)
HAIRLINE_GREY: Colour = (0.55, 0.55, 0.55)
SHADE: Colour = (0.95, 0.95, 0.95)
RED: Colour = (0.80, 0.09, 0.11)
WATERMARK: Colour = (0.98, 0.915, 0.915)

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM


@dataclass(frozen=True)
class Stretch:
    """Extra width that justifies a line: ``seams`` after chosen characters (by place), ``letters`` after each."""

    seams: frozenset[int] = frozenset()
    seam: float = 0.0
    letter: float = 0.0


class Pen(Protocol):
    """The drawing acts a page is made of."""

    def text(
        self,
        line: Line,
        x: float,
        baseline: float,
        size: float,
        colour: Colour = BLACK,
        stretch: Stretch | None = None,
    ) -> None:
        """Set one line of text."""

    def turned_text(self, line: Line, x: float, y: float, size: float, degrees: float, colour: Colour) -> None:
        """Set one line centred on a point and turned counter-clockwise."""

    def rule(self, x: float, y: float, to_x: float, to_y: float, thickness: float, colour: Colour = BLACK) -> None:
        """Draw a straight line."""

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: Colour | None = None,
        edge: Colour | None = None, thickness: float = 0.5,
    ) -> None:  # fmt: skip
        """Draw a rectangle, filled, edged or both."""

    def circle(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Draw a dotted circle about a point."""

    def modules(self, matrix: tuple[tuple[bool, ...], ...], x: float, y: float, side: float) -> None:
        """Draw a QR code's dark modules as vectors; ``side`` is the width of the whole matrix."""

    def image(self, image: Image.Image, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture."""


class GlyphCollector:
    """A pen that draws nothing and remembers which characters each font is asked for."""

    def __init__(self) -> None:
        self.characters: dict[FontFile, set[str]] = defaultdict(set)

    def text(
        self,
        line: Line,
        x: float,
        baseline: float,
        size: float,
        colour: Colour = BLACK,
        stretch: Stretch | None = None,
    ) -> None:
        """Remember the characters."""
        for run in line.runs:
            self.characters[run.font].update(run.text)

    def turned_text(self, line: Line, x: float, y: float, size: float, degrees: float, colour: Colour) -> None:
        """Remember the characters."""
        self.text(line, x, y, size)

    def rule(self, *args: object, **kwargs: object) -> None:
        """Nothing to remember."""

    def box(self, *args: object, **kwargs: object) -> None:
        """Nothing to remember."""

    def circle(self, *args: object, **kwargs: object) -> None:
        """Nothing to remember."""

    def modules(self, *args: object, **kwargs: object) -> None:
        """Nothing to remember."""

    def image(self, *args: object, **kwargs: object) -> None:
        """Nothing to remember."""


class CanvasPen:
    """A pen on a reportlab canvas whose fonts are registered under the font files' names."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def text(
        self,
        line: Line,
        x: float,
        baseline: float,
        size: float,
        colour: Colour = BLACK,
        stretch: Stretch | None = None,
    ) -> None:
        """Set one line of text, each run from the place its measured width gives."""
        self._canvas.setFillColorRGB(*colour)
        spread = stretch or Stretch()
        place = 0
        for run in line.runs:
            start = 0
            for end in range(1, len(run.text) + 1):
                if end == len(run.text) or place + end - 1 in spread.seams:
                    part = run.text[start:end]
                    self._canvas.setFont(run.font.name, size)
                    self._canvas.drawString(x, PAGE_HEIGHT - baseline, part, charSpace=spread.letter)
                    x += sum(installed(run.font).advance(c) for c in part) * size + spread.letter * len(part)
                    x += spread.seam if place + end - 1 in spread.seams else 0.0
                    start = end
            place += len(run.text)

    def turned_text(self, line: Line, x: float, y: float, size: float, degrees: float, colour: Colour) -> None:
        """Set one line centred on a point and turned."""
        self._canvas.saveState()
        self._canvas.translate(x, PAGE_HEIGHT - y)
        self._canvas.rotate(degrees)
        self.text(line, -line.width / 2, PAGE_HEIGHT + size * 0.35, size, colour)
        self._canvas.restoreState()

    def rule(self, x: float, y: float, to_x: float, to_y: float, thickness: float, colour: Colour = BLACK) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thickness)
        self._canvas.line(x, PAGE_HEIGHT - y, to_x, PAGE_HEIGHT - to_y)

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: Colour | None = None,
        edge: Colour | None = None, thickness: float = 0.5,
    ) -> None:  # fmt: skip
        """Draw a rectangle, filled, edged or both."""
        self._canvas.setFillColorRGB(*(fill or BLACK))
        self._canvas.setStrokeColorRGB(*(edge or BLACK))
        self._canvas.setLineWidth(thickness)
        self._canvas.rect(
            x, PAGE_HEIGHT - y - height, width, height, fill=int(fill is not None), stroke=int(edge is not None)
        )

    def circle(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Draw a dotted circle about a point."""
        self._canvas.saveState()
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(0.5)
        self._canvas.setDash(1, 3)
        self._canvas.circle(x, PAGE_HEIGHT - y, radius, fill=0, stroke=1)
        self._canvas.restoreState()

    def modules(self, matrix: tuple[tuple[bool, ...], ...], x: float, y: float, side: float) -> None:
        """Draw dark modules as one path of runs, so that no hairline shows between neighbours."""
        step = side / len(matrix)
        self._canvas.setFillColorRGB(*BLACK)
        path = self._canvas.beginPath()
        for row, modules in enumerate(matrix):
            column = 0
            while column < len(modules):
                start = column
                while column < len(modules) and modules[column]:
                    column += 1
                if column > start:
                    top = PAGE_HEIGHT - y - (row + 1) * step
                    path.rect(x + start * step, top, (column - start) * step, step)
                column += 1
        self._canvas.drawPath(path, fill=1, stroke=0)

    def image(self, image: Image.Image, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture; transparency is kept."""
        self._canvas.drawImage(ImageReader(image), x, PAGE_HEIGHT - y - height, width, height, mask="auto")
