"""The first engine, zxing-cpp: fast, and right about bytes and character sets."""

from dataclasses import dataclass

import zxingcpp
from zxingcpp import BarcodeFormat, BarcodeFormats, Binarizer, TextMode

from kiosk.codes.eci import declared_codec
from kiosk.codes.found import Corners, DecodedCode, Gray, Mapping3x3, mapped
from kiosk.codes.payload import Payload, read_payload
from kiosk.codes.runs import read_kanji
from kiosk.codes.segments import micro_is_kanji, segments

ENGINE = "zxing-cpp"

QR_ONLY = BarcodeFormats([BarcodeFormat.QRCodeModel2, BarcodeFormat.QRCodeModel1])
"""What a changed view is searched for: symbols strong enough that noise does not make one."""

QR_AND_MICRO = BarcodeFormats([BarcodeFormat.QRCode, BarcodeFormat.MicroQRCode])
"""What an unchanged image is searched for. Micro QR corrects too little to be believed in a changed view."""

OTHER_MATRIX = BarcodeFormats([BarcodeFormat.DataMatrix, BarcodeFormat.Aztec, BarcodeFormat.PDF417])
"""What a still is searched for besides, unchanged; five times the work of QR codes, so never in a preview. No
one-dimensional code anywhere: print and text make those by accident."""

_WITH_SEGMENTS = (BarcodeFormat.QRCode, BarcodeFormat.QRCodeModel2)


@dataclass(frozen=True)
class Look:
    """What one look at one view gave: the codes read, and where a symbol is that could not be read."""

    codes: tuple[DecodedCode, ...]
    unread: tuple[Corners, ...]


def look(
    view: Gray, stage: str, to_image: Mapping3x3, formats: BarcodeFormats = QR_ONLY, whole_histogram: bool = False
) -> Look:
    """Search ``view``; corners come out in the image's pixels. Only finds whose error correction passed count."""
    found = zxingcpp.read_barcodes(
        view,
        formats=formats,
        binarizer=Binarizer.GlobalHistogram if whole_histogram else Binarizer.LocalAverage,
        text_mode=TextMode.HexECI,
        return_errors=True,
    )
    codes, unread = [], []
    for barcode in found:
        corners = mapped(_corners(barcode), to_image)
        if barcode.valid:
            codes.append(_decoded(barcode, view, corners, stage))
        elif barcode.symbology == BarcodeFormat.QRCode:
            unread.append(corners)
    return Look(tuple(codes), tuple(unread))


def _decoded(barcode: zxingcpp.Barcode, view: Gray, corners: Corners, stage: str) -> DecodedCode:
    data = bytes(barcode.bytes)
    codec = declared_codec(bytes.fromhex(barcode.text))
    read, part = read_payload(data, codec), None
    # The engine tells neither a segment's mode nor a part of a split message: the symbol itself does.
    if barcode.format == BarcodeFormat.MicroQRCode:
        read = _micro(barcode, view, data, read)
    elif barcode.format in _WITH_SEGMENTS and (version := _extra(barcode, "Version")) != "0":
        modules, mask = 17 + 4 * int(version), int(_extra(barcode, "DataMask"))
        sure = data.isascii() or codec is not None
        said = segments(view, _corners(barcode), modules, mask, data, sure=sure)
        if said is not None:
            read, part = (said.read(data) if said.name_a_set() else read), said.part
    symbology = str(barcode.format)
    return DecodedCode(read.text, data, symbology, corners, ENGINE, stage, part=part, charset=read.charset)


def _micro(barcode: zxingcpp.Barcode, view: Gray, data: bytes, read: Payload) -> Payload:
    """Kanji mode by the modules as seen, where the engine corrected none of them."""
    version = _extra(barcode, "Version")
    if data.isascii() or float(_extra(barcode, "UEC")) < 1 or version not in ("M3", "M4"):
        return read
    modules, mask = 9 + 2 * int(version[1]), int(_extra(barcode, "DataMask"))
    return read_kanji(data) if micro_is_kanji(view, _corners(barcode), modules, mask, data) else read


def _extra(barcode: zxingcpp.Barcode, name: str) -> str:
    """What the engine says of a symbol besides; "0" where it does not."""
    extra = barcode.extra
    return str(extra.get(name, "0")) if isinstance(extra, dict) else "0"


def _corners(barcode: zxingcpp.Barcode) -> Corners:
    p = barcode.position
    a, b, c, d = ((float(q.x), float(q.y)) for q in (p.top_left, p.top_right, p.bottom_right, p.bottom_left))
    return (a, b, c, d)
