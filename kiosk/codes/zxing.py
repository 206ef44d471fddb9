"""The first engine, zxing-cpp: fast, and right about bytes and character sets."""

from dataclasses import dataclass

import zxingcpp
from zxingcpp import BarcodeFormat, BarcodeFormats, Binarizer, TextMode

from kiosk.codes.eci import declared_codec
from kiosk.codes.found import Corners, DecodedCode, Gray, Mapping3x3, mapped
from kiosk.codes.payload import payload_text

ENGINE = "zxing-cpp"

QR_ONLY = BarcodeFormats([BarcodeFormat.QRCodeModel2, BarcodeFormat.QRCodeModel1])
"""What a changed view is searched for: symbols strong enough that noise does not make one."""

QR_AND_MICRO = BarcodeFormats([BarcodeFormat.QRCode, BarcodeFormat.MicroQRCode])
"""What an unchanged image is searched for. Micro QR corrects too little to be believed in a changed view."""

OTHER_MATRIX = BarcodeFormats([BarcodeFormat.DataMatrix, BarcodeFormat.Aztec, BarcodeFormat.PDF417])
"""What a still is searched for besides, unchanged; five times the work of QR codes, so never in a preview. No
one-dimensional code anywhere: print and text make those by accident."""


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
            codes.append(_decoded(barcode, corners, stage))
        elif barcode.symbology == BarcodeFormat.QRCode:
            unread.append(corners)
    return Look(tuple(codes), tuple(unread))


def _decoded(barcode: zxingcpp.Barcode, corners: Corners, stage: str) -> DecodedCode:
    data = bytes(barcode.bytes)
    text = payload_text(data, declared_codec(bytes.fromhex(barcode.text)))
    return DecodedCode(text, data, str(barcode.format), corners, ENGINE, stage)


def _corners(barcode: zxingcpp.Barcode) -> Corners:
    p = barcode.position
    a, b, c, d = ((float(q.x), float(q.y)) for q in (p.top_left, p.top_right, p.bottom_right, p.bottom_left))
    return (a, b, c, d)
