"""What a trace may keep of a print: lengths, counts and command names, neither dots nor text."""

from collections.abc import Mapping, Sequence
from typing import Any

from drivers.document_printer.pdf import fault_of_pdf
from drivers.receipt_printer.escpos_commands import Command, CommandReader, EscPosSyntaxError


def masked_bands(bands: Sequence[bytes]) -> list[dict[str, Any]]:
    """Each band's length and the skeleton of its commands; ``unread`` where it holds what is no command."""
    return [_masked_band(bytes(band)) for band in bands]


def _masked_band(band: bytes) -> dict[str, Any]:
    reader = CommandReader()
    skeleton: list[list[Any]] = []
    told: dict[str, Any] = {"bytes": len(band), "commands": skeleton}
    try:
        for command in reader.feed(band):
            skeleton.append(_named(command))
    except EscPosSyntaxError:
        told["unread"] = True
    else:
        if reader.in_mid_command:
            told["unread"] = True
    return told


def _named(command: Command) -> list[Any]:
    return [command.name, *command.arguments]


def masked_pdf(pdf: bytes, pages: int) -> dict[str, Any]:
    """A document's size, and whether it is a whole PDF of so many pages."""
    return {"bytes": len(pdf), "pdf": not fault_of_pdf(pdf, pages)}


def band_of(told: dict[str, Any]) -> bytes:
    """A band of the same commands and length, its pictures blank."""
    return b"".join(_written(name, arguments) for name, *arguments in told["commands"])


_CODES: Mapping[str, bytes] = {
    "DLE EOT": b"\x10\x04",
    "DLE ENQ": b"\x10\x05",
    "ESC @": b"\x1b@",
    "ESC J": b"\x1bJ",
    "FS &": b"\x1c&",
    "FS .": b"\x1c.",
    "FS !": b"\x1c!",
    "FS S": b"\x1cS",
    "FS C": b"\x1cC",
    "GS a": b"\x1da",
    "GS r": b"\x1dr",
}
_CUTS_WITHOUT_FEED = (0, 1, 48, 49)


def _written(name: str, arguments: Sequence[int]) -> bytes:
    if name == "GS v 0":
        mode, width, rows = arguments
        size = int(width).to_bytes(2, "little") + int(rows).to_bytes(2, "little")
        return b"".join((b"\x1dv0", bytes((mode,)), size, bytes(width * rows)))
    if name == "GS V":
        return b"\x1dV" + bytes(arguments[:1] if arguments[0] in _CUTS_WITHOUT_FEED else arguments[:2])
    if name == "GS ( H":
        return b"\x1d(H\x06\x0000    "
    return _CODES[name] + bytes(arguments)


def pdf_of(told: dict[str, Any], pages: int) -> bytes:
    """A document of as many blank A4 pages, filled up to the size of the recorded one; no PDF where it was none."""
    size = int(told["bytes"])
    if not told["pdf"]:
        return bytes(min(size, 64))
    body = _blank_pages(max(1, pages))
    return body[:9] + b"%" + b" " * max(0, size - len(body) - 2) + b"\n" + body[9:]


def _blank_pages(pages: int) -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    objects += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] >>"] * pages
    written = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    trailer = f"trailer\n<< /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n"
    return b"%PDF-1.4\n" + written.encode() + trailer.encode()
