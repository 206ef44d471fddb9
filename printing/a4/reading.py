"""What a finished PDF says of itself, asked before it goes to a printer."""

from io import BytesIO

import pikepdf

from printing.errors import NotAPdf


def page_count(pdf: bytes) -> int:
    """How many pages ``pdf`` has: what a printer must report to have printed it. Raises NotAPdf."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return len(document.pages)
    except pikepdf.PdfError as error:
        raise NotAPdf("these bytes are not a PDF that can be read: fetch or make the paper again") from error
