"""QR codes as a matrix of dark modules, drawn as dots on a receipt and as vectors on a page."""

import segno

from printing.errors import ContentTooWide

QUIET_MODULES = 4  # light modules a reader needs on every side


def qr_matrix(payload: str, error_correction: str = "m") -> tuple[tuple[bool, ...], ...]:
    """Rows of dark modules, without quiet zone. ASCII only, so that every scanner reads the same text.

    Raises ContentTooWide where the payload is not ASCII or is too long for a QR code.
    """
    if not payload.isascii():
        raise ContentTooWide("a QR code on our papers carries ASCII only")
    try:
        code = segno.make_qr(payload, error=error_correction, boost_error=False)
    except segno.DataOverflowError as error:
        raise ContentTooWide(f"{len(payload)} characters are too many for a QR code") from error
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
