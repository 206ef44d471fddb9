"""Image files to one plain answer a file, for the command line and the benchmarks."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.codes.decode import LIMIT_SECONDS, decode_image
from kiosk.codes.found import DecodedCode
from kiosk.codes.images import ImageUnreadable, read_image_file


def read_codes(paths: Iterable[Path | str], limit_seconds: float = LIMIT_SECONDS) -> Iterator[dict[str, Any]]:
    """One answer an image, as soon as it is known: ready for JSON, with stable keys.

    ``{"file", "ms", "codes": [{"text", "charset", "bytes", "symbology", "corners", "engine", "stage"}]}``, where
    ``ms`` is the search alone, ``text`` null for a binary payload, ``charset`` how it was read ("ECI …" declared,
    "utf-8", "gb18030 assumed", null for binary: see ``Payload``), ``bytes`` hexadecimal, ``corners`` four [x, y] in
    pixels. A code that holds only a part of a message split over several (structured append) has one key more,
    ``"part": {"number", "of", "parity"}``, numbered from 1: each printed symbol stays one code with its own bytes
    and corners, and nobody takes a part for the whole. Or ``{"file", "error"}`` for a file that cannot be read.
    ``limit_seconds`` is for each image.
    """
    for path in paths:
        yield _read(Path(path), limit_seconds)


def _read(path: Path, limit_seconds: float) -> dict[str, Any]:
    try:
        image = read_image_file(path)
    except ImageUnreadable as error:
        return {"file": str(path), "error": error.reason}
    started = time.perf_counter()
    codes = decode_image(image, True, limit_seconds)
    milliseconds = (time.perf_counter() - started) * 1000
    return {"file": str(path), "ms": round(milliseconds, 1), "codes": [_plain(code) for code in codes]}


def _plain(code: DecodedCode) -> dict[str, Any]:
    part = {} if code.part is None else {"part": asdict(code.part)}
    return {
        "text": code.text,
        "charset": code.charset,
        "bytes": code.data.hex(),
        "symbology": code.symbology,
        "corners": [[round(x, 1), round(y, 1)] for x, y in code.corners],
        "engine": code.engine,
        "stage": code.stage,
    } | part
