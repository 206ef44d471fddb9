"""A rough look at a PDF before it is printed: a device says "completed" even for garbage."""

import re

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def fault_of_pdf(pdf: bytes, pages: int) -> str:
    """Why ``pdf`` is no document of ``pages`` pages, or "". Pages inside compressed objects cannot be counted."""
    if not pdf.startswith(b"%PDF-"):
        return "not a PDF"
    if b"%%EOF" not in pdf[-1024:]:
        return "the PDF is cut short"
    found = len(_PAGE.findall(pdf))
    if pages < 1 or (found and found != pages):
        return f"the PDF has {found} pages, not {pages}"
    return ""
