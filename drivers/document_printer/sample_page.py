"""One A4 page that a page printer's health check prints: a frame, a few lines and a code, nothing of anybody."""

from collections.abc import Iterator, Sequence

import segno

WIDTH, HEIGHT = 595.276, 841.890
"""ISO A4 in points."""


MODULE_POINTS = 8
CODE_LEFT, CODE_TOP = 72, 560
"""Below the lines, with more than the quiet zone around it."""


def sample_page(lines: Sequence[str], code: str = "") -> bytes:
    """A PDF of one page with ``lines`` (ASCII) in one of the fonts every PDF printer has; ``code`` as a QR code."""
    drawn = ["2 w", f"36 36 {WIDTH - 72:.0f} {HEIGHT - 72:.0f} re S", "BT /F 18 Tf 72 720 Td 26 TL"]
    drawn += [f"({_escaped(line)}) Tj T*" for line in lines]
    content = "\n".join((*drawn, "ET", *_squares(code))).encode("ascii", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
        "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>".encode("ascii"),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    return _file(objects)


def _squares(code: str) -> Iterator[str]:
    if not code:
        return
    for row, modules in enumerate(segno.make_qr(code, error="m", boost_error=False).matrix):
        for column, dark in enumerate(modules):
            if dark:
                left, bottom = CODE_LEFT + column * MODULE_POINTS, CODE_TOP - (row + 1) * MODULE_POINTS
                yield f"{left} {bottom} {MODULE_POINTS} {MODULE_POINTS} re f"


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    pdf = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(pdf + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
