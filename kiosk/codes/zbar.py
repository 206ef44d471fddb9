"""The second engine, zbar: an independent finder of QR codes for what the first one misses."""

from pyzbar import pyzbar
from pyzbar.pyzbar import ZBarSymbol
from pyzbar.pyzbar_error import PyZbarError

from kiosk.codes.found import Corners, DecodedCode, Gray, Mapping3x3, mapped
from kiosk.codes.payload import read_payload

ENGINE = "zbar"


def look_with_zbar(view: Gray, stage: str, to_image: Mapping3x3) -> tuple[DecodedCode, ...]:
    """Search ``view`` for QR codes. Only ASCII payloads count: zbar guesses at characters and changes bytes."""
    try:
        symbols = pyzbar.decode(view, symbols=[ZBarSymbol.QRCODE])
    except (PyZbarError, ValueError):
        # pyzbar does not know the orientation that zbar gives to parts of a split message.
        return ()
    found = []
    for symbol in symbols:
        data = bytes(symbol.data)
        if data and data.isascii() and len(symbol.polygon) == 4:
            corners = mapped(_corners(symbol), to_image)
            read = read_payload(data)
            code = DecodedCode(read.text, data, "QR Code", corners, ENGINE, stage, charset=read.charset)
            found.append(code)
    return tuple(found)


def _corners(symbol: pyzbar.Decoded) -> Corners:
    a, b, c, d = ((float(p.x), float(p.y)) for p in symbol.polygon)
    return (a, b, c, d)
