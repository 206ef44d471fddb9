"""The readers that are measured side by side, each with its own ways as its makers ship it."""

from collections.abc import Callable, Mapping, Sequence

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar
from pyzbar.pyzbar import ZBarSymbol
from pyzbar.pyzbar_error import PyZbarError

from kiosk.codes.bench.sheet import Pixels
from kiosk.codes.decode import decode_image

Find = tuple[bytes, tuple[float, float]]
"""A payload, and the middle of where it was read, in pixels."""

Read = Callable[[Pixels], Sequence[Find]]

_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.MicroQRCode])


def _kiosk(photo: Pixels) -> Sequence[Find]:
    return [(code.data, _middle(code.corners)) for code in decode_image(photo, thorough=True)]


def _zxing(photo: Pixels) -> Sequence[Find]:
    found = []
    for barcode in zxingcpp.read_barcodes(photo, formats=_QR):
        p = barcode.position
        corners = ((p.top_left.x, p.top_left.y), (p.bottom_right.x, p.bottom_right.y))
        found.append((bytes(barcode.bytes), _middle(corners)))
    return found


def _pyzbar(photo: Pixels) -> Sequence[Find]:
    try:
        symbols = pyzbar.decode(photo, symbols=[ZBarSymbol.QRCODE])
    except (PyZbarError, ValueError):  # pyzbar does not know every orientation that zbar reports
        return []
    return [(bytes(symbol.data), _middle([(p.x, p.y) for p in symbol.polygon])) for symbol in symbols]


def _opencv(photo: Pixels) -> Sequence[Find]:
    try:
        _, texts, outlines, _ = cv2.QRCodeDetector().detectAndDecodeMulti(photo)
    except (cv2.error, UnicodeDecodeError):  # its own checks fail on some pictures, its text on some payloads
        return []
    if outlines is None:
        return []
    return [(text.encode(), _middle(outline)) for text, outline in zip(texts, outlines, strict=True) if text]


def _middle(corners: Sequence[tuple[float, float]]) -> tuple[float, float]:
    x, y = np.mean(np.array(corners, float), axis=0)
    return float(x), float(y)


KIOSK, ZXING = "kiosk", "zxing-cpp"
READERS: Mapping[str, Read] = {KIOSK: _kiosk, ZXING: _zxing, "pyzbar": _pyzbar, "OpenCV": _opencv}
"""Every reader by its name."""
