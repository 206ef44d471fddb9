"""Reads the machine-readable zone of a passport's page on a camera still.

The still is searched for two long parallel lines; each is cut out level, scored by a text recogniser kept to the
zone's 37 characters, laid out on 44 columns, spelled by the fields' alphabets and checked digit by digit. What
could not be seen is said to be unreadable; what was repaired is listed. Agreement of all check digits is no proof
of a right reading: compare with the record.
"""

import time
from dataclasses import dataclass

import numpy as np

from drivers.document_camera import Image
from kiosk.identifiers.mrz import LAYOUTS, Mrz, MrzFormat, parse
from kiosk.originals.glyphs import glyph_scores
from kiosk.originals.glyphs import warm_up as warm_up
from kiosk.originals.mrz_columns import Column, lay_columns
from kiosk.originals.mrz_fields import column_alphabets
from kiosk.originals.mrz_lines import COLUMN_PIXELS, LineBox, cut_strip, find_line_pairs
from kiosk.originals.mrz_spelling import SEEN, Spelling, spell

ENGINE = "PP-OCR scores on 44 columns"
MAX_PAIRS = 3
_MIN_SEEN = 0.85
"""Share of columns in which a character was seen, below which two lines are no zone."""

_MIN_PROVEN = 2
"""Of the digits of number, birth and expiry: how many must agree unrepaired, or the lines were some other text."""

_MAX_REPAIRS = 12
"""Of 88 characters: more, and two lines of prose are being bent into a zone."""

_PROVING = frozenset({"document_number", "birth_date", "expiry_date"})

Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class MrzReading:
    """What was read. ``unreadable`` names the fields not to be used; ``repaired`` every changed character.

    ``corners`` is the zone in the still's pixels, from its top left, clockwise as the zone is read.
    """

    mrz: Mrz
    unreadable: frozenset[str]
    repaired: tuple[str, ...]
    confidence: float
    corners: Corners
    engine: str
    milliseconds: float

    @property
    def check_digits(self) -> dict[str, bool]:
        """Each check digit by its field, and whether it agrees."""
        return {check.field: check.valid for check in self.mrz.checks}


def read_mrz(image: Image) -> MrzReading | None:
    """The passport's zone on ``image`` (height × width × 3, BGR), the page in any of its four turns.

    None where no zone was found or too little of it can be read: capture again, or compare by eye.
    """
    began = time.perf_counter()
    for quarter in (0, 1):
        turned = image if quarter == 0 else np.ascontiguousarray(np.rot90(image))
        for pair in find_line_pairs(turned)[:MAX_PAIRS]:
            for upper, lower in (pair, _upside_down(pair)):
                spelling = _spelled(turned, upper, lower)
                if spelling is not None and (mrz := _accepted(spelling)) is not None:
                    corners = _corners(upper, lower, quarter, image.shape[1])
                    return _reading(mrz, spelling, corners, (time.perf_counter() - began) * 1000)
    return None


def _spelled(image: Image, upper: LineBox, lower: LineBox) -> Spelling | None:
    first, second = (_columns(image, line, row) for row, line in enumerate((upper, lower)))
    seen = [column.seen >= SEEN for column in first + second]
    return spell((first, second)) if np.mean(seen) >= _MIN_SEEN else None


def _columns(image: Image, line: LineBox, row: int) -> tuple[Column, ...]:
    strip = cut_strip(image, line)
    scores = glyph_scores(strip)
    return lay_columns(scores, column_alphabets()[row], COLUMN_PIXELS * scores.shape[0] / strip.shape[1])


def _accepted(spelling: Spelling) -> Mrz | None:
    mrz = parse(spelling.lines)
    proven = [check for check in mrz.checks if check.valid and check.field in _PROVING - spelling.mended]
    return mrz if len(proven) >= _MIN_PROVEN and len(spelling.repairs) <= _MAX_REPAIRS else None


def _reading(mrz: Mrz, spelling: Spelling, corners: Corners, milliseconds: float) -> MrzReading:
    repaired = tuple(str(repair) for repair in spelling.repairs)
    return MrzReading(
        mrz, _unreadable(mrz, spelling), repaired, spelling.confidence, corners, ENGINE, round(milliseconds, 1)
    )


def _unreadable(mrz: Mrz, spelling: Spelling) -> frozenset[str]:
    """Fields with unseen columns or a digit that disagrees; where only the composite does, all it covers."""
    failing = {check.field for check in mrz.checks if not check.valid}
    if failing == {"composite"}:
        failing = {"document_number", "birth_date", "expiry_date", "optional"}
    known = set(LAYOUTS[MrzFormat.TD3].fields)
    unsure = {field for field in spelling.unseen if field in known}
    unsure |= {"sex"} if mrz.sex is None else set()
    return frozenset(unsure | (failing & known))


def _upside_down(pair: tuple[LineBox, LineBox]) -> tuple[LineBox, LineBox]:
    upper, lower = pair
    return LineBox(lower.end, lower.start, lower.height), LineBox(upper.end, upper.start, upper.height)


def _corners(upper: LineBox, lower: LineBox, quarter: int, width: int) -> Corners:
    points = np.array([upper.start, upper.end, lower.end, lower.start])
    if quarter:
        points = np.stack([width - 1 - points[:, 1], points[:, 0]], axis=1)
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in points)
