"""Which drivers there are, by kind and name; a driver is imported only when it is chosen."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from drivers.device import Device, DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode

_BUNDLED: Mapping[tuple[DeviceKind, str], str] = {
    (DeviceKind.CODE_SCANNER, "serial"): "drivers.code_scanner.serial:SerialCodeScanner",
    (DeviceKind.CODE_SCANNER, "evdev"): "drivers.code_scanner.evdev:EvdevCodeScanner",
    (DeviceKind.CODE_SCANNER, "simulated"): "drivers.code_scanner.simulated:SimulatedCodeScanner",
    (DeviceKind.CARD_READER, "pcsc"): "drivers.card_reader.pcsc:PcscCardReader",
    (DeviceKind.CARD_READER, "simulated"): "drivers.card_reader.simulated:SimulatedCardReader",
    (DeviceKind.DOCUMENT_CAMERA, "opencv"): "drivers.document_camera.opencv:OpenCvDocumentCamera",
    (DeviceKind.DOCUMENT_CAMERA, "opencv-isolated"): "drivers.document_camera.isolated:IsolatedDocumentCamera",
    (DeviceKind.DOCUMENT_CAMERA, "mjpeg"): "drivers.document_camera.mjpeg:MjpegDocumentCamera",
    (DeviceKind.DOCUMENT_CAMERA, "simulated"): "drivers.document_camera.simulated:SimulatedDocumentCamera",
    (DeviceKind.RECEIPT_PRINTER, "escpos"): "drivers.receipt_printer.escpos:EscPosReceiptPrinter",
    (DeviceKind.RECEIPT_PRINTER, "simulated"): "drivers.receipt_printer.simulated:SimulatedReceiptPrinter",
    (DeviceKind.DOCUMENT_PRINTER, "ipp"): "drivers.document_printer.ipp:IppDocumentPrinter",
    (DeviceKind.DOCUMENT_PRINTER, "cups"): "drivers.document_printer.cups:CupsDocumentPrinter",
    (DeviceKind.DOCUMENT_PRINTER, "simulated"): "drivers.document_printer.simulated:SimulatedDocumentPrinter",
}

REPLAY = "replay:"


def driver_names(kind: DeviceKind) -> list[str]:
    """The drivers of one kind, by name."""
    return [name for bundled_kind, name in _BUNDLED if bundled_kind is kind]


def create_device(kind: DeviceKind, driver: str, options: Mapping[str, Any]) -> Device[Any]:
    """Make the device that ``driver`` drives, not yet opened. ``options`` are the driver's own keyword arguments.

    Raises DeviceError(CONFIGURATION) for an unknown driver or options it does not take: a missing device is a
    fault to be shown, never a reason to take another driver. ``replay:FILE`` is a trace, for every kind.
    """
    if driver.startswith(REPLAY):
        return _replayed(kind, driver, options)
    try:
        module, _, name = _BUNDLED[kind, driver].partition(":")
    except KeyError:
        known = ", ".join(driver_names(kind))
        raise DeviceError(
            DeviceErrorCode.CONFIGURATION, f"{kind}.driver", f"{driver!r} is none of {known}"
        ) from None
    try:
        device: Device[Any] = getattr(import_module(module), name)(**options)
    except (ImportError, TypeError, ValueError) as error:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"{kind} {driver}", str(error)) from error
    return device


def _replayed(kind: DeviceKind, driver: str, options: Mapping[str, Any]) -> Device[Any]:
    from drivers.replay import replay_device  # only when it is chosen, as any driver

    try:
        return replay_device(kind, driver.removeprefix(REPLAY), **options)
    except TypeError as error:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"{kind} {driver}", str(error)) from error
