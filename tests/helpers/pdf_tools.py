"""What poppler, which shares no code with our generator, sees in a PDF."""

import subprocess
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image

_SECONDS = 30


def _run(*command: str, data: bytes) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=_SECONDS).stdout


def text_of(pdf: bytes) -> str:
    return _run("pdftotext", "-", "-", data=pdf).decode()


def joined_text_of(pdf: bytes) -> str:
    """All text without white space: lines broken by the typesetter are whole again."""
    return "".join(text_of(pdf).split())


def fonts_of(pdf: bytes) -> list[dict[str, str]]:
    """Name, and whether embedded, subset and mapped to Unicode, of each font."""
    lines = _run("pdffonts", "-", data=pdf).decode().splitlines()[2:]
    keys = ("emb", "sub", "uni")
    return [{"name": line.split()[0], **dict(zip(keys, line.split()[-5:-2], strict=True))} for line in lines]


@dataclass(frozen=True)
class Word:
    """A word on a page, edges in points from the top left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(pdf: bytes) -> list[Word]:
    root = ElementTree.fromstring(_run("pdftotext", "-bbox", "-", "-", data=pdf))
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        Word(number, word.text or "", *(float(word.attrib[key]) for key in ("xMin", "yMin", "xMax", "yMax")))
        for number, page in enumerate(root.iter(f"{space}page"), 1)
        for word in page.iter(f"{space}word")
    ]


def picture_of(pdf: bytes, page: int = 1, dpi: int = 150) -> Image.Image:
    options = ("-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", "-png")
    return Image.open(BytesIO(_run("pdftoppm", *options, "-", data=pdf)))
