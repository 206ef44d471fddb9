"""Hands the strip that a simulated printer printed to the simulated readers, as a person would; never to others."""

from typing import Any

import cv2
import numpy as np

from drivers.device import DeviceKind
from drivers.document_camera import Image
from kiosk.station import Station

LARGER = 2
"""The camera's mat shows a page scaled to it; a strip lies there as large as a sheet."""
_BESIDE = 160


def hold_printed_strip(station: Station) -> None:
    """Lay the last receipt on the simulated mat, and hold its code before the simulated scanner."""
    if not station.is_simulated(DeviceKind.RECEIPT_PRINTER):
        return
    strip = station.ask(DeviceKind.RECEIPT_PRINTER, _last_receipt)
    if strip is None:
        return
    if station.is_simulated(DeviceKind.DOCUMENT_CAMERA):
        station.present(DeviceKind.DOCUMENT_CAMERA, strip)
    if station.is_simulated(DeviceKind.CODE_SCANNER):
        from kiosk.codes.decode import decode_image  # the decoders are large: loaded by who needs them

        for code in decode_image(strip, thorough=False):
            if code.part is None:  # a part of a split message is no payload
                station.present(DeviceKind.CODE_SCANNER, code.data)


def _last_receipt(printer: Any) -> Image | None:
    """The simulated printer's last receipt, as paper on a desk."""
    if not printer.receipts:
        return None
    picture = np.where(printer.receipts[-1], 0, 255).astype(np.uint8)
    paper = cv2.copyMakeBorder(picture, _BESIDE, _BESIDE, _BESIDE, _BESIDE, cv2.BORDER_CONSTANT, value=255)
    large = cv2.resize(paper, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.cvtColor(large, cv2.COLOR_GRAY2BGR), np.uint8)
