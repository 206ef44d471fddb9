import numpy as np
import pytest

from kiosk.identifiers.mrz import ALPHABET
from kiosk.originals.mrz_columns import lay_columns

LINE = "P<UTOSPECIMEN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"


def scores(line: str, pitch: float, start: float = 5.0, squeeze: float = 0.0) -> np.ndarray:
    """Each character's peak at its place, the pitch growing by ``squeeze`` a column."""
    places = [start + column * pitch + squeeze * column * column / 2 for column in range(len(line))]
    probabilities = np.full((int(places[-1]) + 10, len(ALPHABET)), 1e-6)
    for place, character in zip(places, line, strict=True):
        probabilities[round(place), ALPHABET.index(character)] = 0.9
    return np.log(probabilities).astype(np.float32)


def read(line_scores: np.ndarray, columns: int, pitch: float) -> str:
    laid = lay_columns(line_scores, [ALPHABET] * columns, pitch)
    return "".join(column.ranked(ALPHABET)[0][0] for column in laid)


@pytest.mark.parametrize("pitch", [3.6, 4.5, 5.7])
@pytest.mark.parametrize("squeeze", [-0.02, 0.0, 0.02])
def test_runs_of_fillers_keep_their_count_under_any_pitch_and_tilt(pitch, squeeze):
    assert read(scores(LINE, pitch, squeeze=squeeze), len(LINE), pitch) == LINE


def test_a_blotted_column_keeps_its_place_and_says_nothing_was_seen():
    blotted = scores(LINE, 4.5)
    blotted[round(5 + 7 * 4.5)] = np.log(1e-6)
    laid = lay_columns(blotted, [ALPHABET] * len(LINE), 4.5)
    assert [place for place, column in enumerate(laid) if column.seen < 0.5] == [7]
    assert laid[8].ranked(ALPHABET)[0][0] == LINE[8]


def test_a_specks_peak_between_two_columns_is_passed_over():
    speckled = scores(LINE, 4.5)
    speckled[round(5 + 20.5 * 4.5), ALPHABET.index("7")] = np.log(0.6)
    assert read(speckled, len(LINE), 4.5) == LINE


def test_a_strip_too_short_for_its_columns_is_refused():
    with pytest.raises(ValueError, match="too few"):
        lay_columns(scores(LINE[:5], 4.5), [ALPHABET] * 44, 4.5)
