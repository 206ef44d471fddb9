"""A short strip with a QR code and a cut: what a receipt printer's EXTERNAL health check prints."""

import numpy as np
import segno

MODULE_DOTS = 8
"""A module is a byte wide, so that every byte of the picture is 00 or FF and none can spell a command."""
QUIET_MODULES = 4
FEED_BEFORE_CUT_DOTS = 96
_ROWS_A_BAND = 128


def sample_strip(payload: str) -> list[bytes]:
    """ESC/POS bands of a QR code of ``payload`` (ASCII, at most 60 characters), fed and cut."""
    code = segno.make_qr(payload, error="m", boost_error=False)
    modules = np.pad(np.array(code.matrix, np.uint8), QUIET_MODULES)
    rows = (modules * 0xFF).astype(np.uint8).repeat(MODULE_DOTS, axis=0)
    bands = [_raster(rows[top : top + _ROWS_A_BAND]) for top in range(0, len(rows), _ROWS_A_BAND)]
    bands[0] = b"\x1b@" + bands[0]
    return [*bands, b"\x1dVB" + bytes((FEED_BEFORE_CUT_DOTS,))]


def _raster(rows: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    height, width = rows.shape
    return b"\x1dv0\x00" + width.to_bytes(2, "little") + height.to_bytes(2, "little") + rows.tobytes()
