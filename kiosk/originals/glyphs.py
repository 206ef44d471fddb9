"""Which characters a strip of text may show, place by place: a text recogniser's own scores, before any reading.

PP-OCR's recogniser from the rapidocr wheel (Apache-2.0), on the CPU with two threads. Its scores are kept to the
37 characters of a machine-readable zone: a general reader's habits (small letters, other brackets) cost nothing.
"""

import threading
import unicodedata
from functools import cache
from importlib.resources import files

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from drivers.document_camera import Image
from kiosk.identifiers.mrz import ALPHABET

STRIP_HEIGHT = 48
THREADS = 2
_LOOKALIKES = {"<": "＜‹«〈《≤くぐへヘㄑ", "X": "×ΧХχ", "O": "ΟОοо", "0": "〇"} | dict(
    zip("ABEHIKMNPTYZC", ("ΑА", "ΒВ", "ΕЕ", "ΗН", "ΙІ", "ΚК", "ΜМ", "Ν", "ΡР", "ΤТ", "ΥУ", "Ζ", "С"), strict=True)
)
"""Signs of other scripts that look like the zone's: a general reader spreads its belief over them."""

_FLOOR = 1e-6

Scores = NDArray[np.float32]
"""places along the strip × characters of the zone's alphabet; logarithms of probabilities."""

_loading = threading.Lock()


class RecogniserMissing(RuntimeError):
    """The recogniser's weights are not installed: reinstall the rapidocr wheel."""


def warm_up() -> None:
    """Load the weights now (about half a second) instead of at the first passport."""
    with _loading:
        _recogniser()


def glyph_scores(strip: Image) -> Scores:
    """How likely each character is at each place of ``strip`` (STRIP_HEIGHT pixels high, BGR)."""
    with _loading:
        session, classes = _recogniser()
    if strip.shape[0] != STRIP_HEIGHT:
        strip = cv2.resize(strip, (strip.shape[1], STRIP_HEIGHT)).astype(np.uint8, copy=False)
    scaled = (strip.astype(np.float32) / 255 - 0.5) / 0.5
    probabilities = np.asarray(
        session.run(None, {session.get_inputs()[0].name: scaled.transpose(2, 0, 1)[None]})[0]
    )[0]
    kept = np.stack([probabilities[:, columns].sum(axis=1) for columns in classes], axis=1)
    return np.log(kept + _FLOOR).astype(np.float32)


@cache
def _recogniser() -> tuple[onnxruntime.InferenceSession, tuple[NDArray[np.int64], ...]]:
    models = files("rapidocr").joinpath("models")
    found = sorted(
        str(model) for model in models.iterdir() if "_rec_" in model.name and model.name.endswith(".onnx")
    )
    if not found:
        raise RecogniserMissing("no recogniser in the rapidocr wheel: install packaging/requirements.lock again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(found[-1], options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    places: dict[str, list[int]] = {character: [] for character in ALPHABET}
    for place, character in enumerate(characters, start=1):
        if (meant := _meant(character)) is not None:
            places[meant].append(place)
    return session, tuple(np.array(places[character]) for character in ALPHABET)


def _meant(character: str) -> str | None:
    """The zone's character this one stands for: itself in any width or case, or one that looks like it."""
    plain = unicodedata.normalize("NFKC", character).upper()
    if len(plain) == 1 and plain in ALPHABET:
        return plain
    return next((wanted for wanted, others in _LOOKALIKES.items() if character and character in others), None)
