"""A small real PDF."""

import io

from reportlab.pdfgen.canvas import Canvas

A4_POINTS = (595.2756, 841.8898)


def a4_pdf(pages: int = 1, text: str = "SPECIMEN") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4_POINTS, invariant=1)
    for page in range(1, pages + 1):
        canvas.drawString(100, 700, f"{text} page {page}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()
