"""Hands the paper that a simulated printer printed to the simulated readers, as a person would; never to others."""

from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pikepdf

from drivers.device import DeviceKind
from drivers.document_camera import Image
from kiosk.station import Station

LARGER = 2
"""The camera's mat shows a page scaled to it; a strip lies there as large as a sheet."""
_BESIDE = 160
DOTS_A_POINT = 2
_WHITE = 255


def hold_printed(station: Station, printer: DeviceKind) -> None:
    """Lay the last paper of ``printer`` on the simulated mat, and hold its code before the simulated scanner."""
    if not station.is_simulated(printer):
        return
    paper = station.ask(printer, _PAPERS[printer])
    if paper is None:
        return
    if station.is_simulated(DeviceKind.DOCUMENT_CAMERA):
        station.present(DeviceKind.DOCUMENT_CAMERA, paper)
    if station.is_simulated(DeviceKind.CODE_SCANNER):
        from kiosk.codes.decode import decode_image  # the decoders are large: loaded by who needs them

        for code in decode_image(paper, thorough=False):
            if code.part is None:  # a part of a split message is no payload
                station.present(DeviceKind.CODE_SCANNER, code.data)


def _last_receipt(printer: Any) -> Image | None:
    """The simulated printer's last receipt, as paper on a desk."""
    if not printer.receipts:
        return None
    picture = np.where(printer.receipts[-1], 0, _WHITE).astype(np.uint8)
    paper = cv2.copyMakeBorder(picture, _BESIDE, _BESIDE, _BESIDE, _BESIDE, cv2.BORDER_CONSTANT, value=_WHITE)
    large = cv2.resize(paper, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.cvtColor(large, cv2.COLOR_GRAY2BGR), np.uint8)


def _last_page(printer: Any) -> Image | None:
    """The first sheet of the simulated printer's last document: what is filled on it, without its letters."""
    if not printer.documents:
        return None
    with pikepdf.open(BytesIO(printer.documents[-1])) as document:
        page = document.pages[0]
        _, _, width, height = (float(side) for side in page.mediabox)
        sheet = np.full((round(height * DOTS_A_POINT), round(width * DOTS_A_POINT), 3), _WHITE, np.uint8)
        outline: list[float] = []
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) == "re":
                outline = [float(str(operand)) for operand in step.operands]
            elif str(step.operator) == "f" and outline:
                _fill(sheet, *outline)
    return sheet


def _fill(sheet: Image, left: float, bottom: float, width: float, height: float) -> None:
    """A filled oblong of the page, whose points count from the lower left corner."""
    rows = sheet.shape[0]
    first, last = rows - round((bottom + height) * DOTS_A_POINT), rows - round(bottom * DOTS_A_POINT)
    sheet[max(first, 0) : last, round(left * DOTS_A_POINT) : round((left + width) * DOTS_A_POINT)] = 0


_PAPERS = {DeviceKind.RECEIPT_PRINTER: _last_receipt, DeviceKind.DOCUMENT_PRINTER: _last_page}
