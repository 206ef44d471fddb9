"""Small receipts for the tests, in bytes written by hand from the command list."""

import numpy as np
from numpy.typing import NDArray

WIDTH = 576


def picture(rows: int, seed: int = 1) -> NDArray[np.bool_]:
    """Random dots, none of which happen to spell a real-time command (there is no byte 10 in them)."""
    data = np.random.default_rng(seed).integers(0x20, 0x100, (rows, WIDTH // 8), dtype=np.uint8)
    return np.unpackbits(data, axis=1).astype(np.bool_)


def raster(dots: NDArray[np.bool_]) -> bytes:
    data = np.packbits(dots, axis=1)
    rows, width = data.shape
    return b"\x1dv0\x00" + width.to_bytes(2, "little") + rows.to_bytes(2, "little") + data.tobytes()


def receipt(dots: NDArray[np.bool_], rows_a_band: int = 100) -> list[bytes]:
    pieces = [raster(dots[start : start + rows_a_band]) for start in range(0, len(dots), rows_a_band)]
    return (
        [b"\x1b@" + pieces[0], *pieces[1:-1], pieces[-1] + b"\x1dVB\x00"]
        if pieces[1:]
        else [b"\x1b@" + pieces[0] + b"\x1dVB\x00"]
    )
