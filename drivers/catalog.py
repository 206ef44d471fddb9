"""Which drivers there are, by kind and name; a driver is imported only when it is chosen."""

import inspect
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from importlib.metadata import version
from typing import Any

from drivers.device import Device, DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.third_party import GROUP, DriverEntry, installed_drivers

_BUNDLED: Mapping[tuple[DeviceKind, str], str] = {
    (DeviceKind.CODE_SCANNER, "serial"): "drivers.code_scanner.serial:SerialCodeScanner",
    (DeviceKind.CODE_SCANNER, "evdev"): "drivers.code_scanner.evdev:EvdevCodeScanner",
    (DeviceKind.CODE_SCANNER, "keyboard"): "drivers.code_scanner.keyboard:KeyboardCodeScanner",
    (DeviceKind.CODE_SCANNER, "hidraw"): "drivers.code_scanner.hidraw:HidrawCodeScanner",
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
_OURS = "service-hall-terminal"


def drivers() -> tuple[DriverEntry, ...]:
    """Every driver there is, bundled first; one that cannot be chosen says why in its ``fault``."""
    ours = version(_OURS)
    bundled = [
        DriverEntry(kind, name, target, _OURS, ours, bundled=True) for (kind, name), target in _BUNDLED.items()
    ]
    entries = [*bundled, *installed_drivers()]
    named = Counter((entry.kind, entry.name) for entry in entries)
    return tuple(
        replace(entry, fault=_clash(entry, entries))
        if not entry.fault and named[entry.kind, entry.name] > 1
        else entry
        for entry in entries
    )


def _clash(entry: DriverEntry, entries: list[DriverEntry]) -> str:
    origins = [other.origin for other in entries if (other.kind, other.name) == (entry.kind, entry.name)]
    return f"{entry.kind}.{entry.name} is given by {' and by '.join(origins)}; remove one of them"


def driver_names(kind: DeviceKind) -> list[str]:
    """The drivers of one kind, by name."""
    return list(dict.fromkeys(entry.name for entry in drivers() if entry.kind is kind))


def create_device(kind: DeviceKind, driver: str, options: Mapping[str, Any]) -> Device[Any]:
    """Make the device that ``driver`` drives, not yet opened. ``options`` are the driver's own keyword arguments.

    Raises DeviceError(CONFIGURATION) for an unknown driver, one that two distributions claim, one that cannot be
    imported, or options it does not take: a missing device is a fault to be shown, never a reason to take another
    driver. ``replay:FILE`` is a trace, for every kind.
    """
    if driver.startswith(REPLAY):
        return _replayed(kind, driver, options)
    made = driver_class(kind, driver)
    require_whole(made, f"{kind} {driver}")
    _require_options(made, options, f"{kind} {driver}")
    try:
        device: Device[Any] = made(**options)
    except (ImportError, TypeError, ValueError) as error:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"{kind} {driver}", str(error)) from error
    return device


def require_whole(made: type[Device[Any]], locus: str) -> None:
    """CONFIGURATION where a driver lacks hooks of its contract; names them."""
    missing = sorted(getattr(made, "__abstractmethods__", ()))
    if missing:
        text = f"{made.__name__} lacks {', '.join(missing)}"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, locus, text)


def _require_options(made: type[Device[Any]], options: Mapping[str, Any], locus: str) -> None:
    parameters = inspect.signature(made).parameters
    takes_any = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values())
    unknown = sorted(set(options) - set(parameters))
    if unknown and not takes_any:
        allowed = f"it takes {', '.join(parameters)}" if parameters else "it takes none"
        text = f"no option {', '.join(unknown)}; {allowed}"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, locus, text)


def driver_class(kind: DeviceKind, driver: str) -> type[Device[Any]]:
    """The class behind a name; DeviceError(CONFIGURATION) as for ``create_device``."""
    entry = _chosen(kind, driver)
    locus = f"{kind} {driver}" if entry.bundled else f"{kind} {driver} of {entry.origin}"
    made = _driver_of(entry, locus)
    if not (isinstance(made, type) and issubclass(made, Device)) or getattr(made, "kind", None) is not kind:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, locus, f"{entry.target} is no driver of a {kind}")
    return made


def _chosen(kind: DeviceKind, driver: str) -> DriverEntry:
    entry = next((entry for entry in drivers() if (entry.kind, entry.name) == (kind, driver)), None)
    if entry is None:
        known = ", ".join(driver_names(kind))
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"{kind}.driver", f"{driver!r} is none of {known}")
    if entry.fault:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"{kind}.driver", entry.fault)
    return entry


def _driver_of(entry: DriverEntry, locus: str) -> Any:
    """The class, imported. A stranger's module may fail in any way while it is imported."""
    module, _, name = entry.target.partition(":")
    try:
        return getattr(import_module(module), name)
    except Exception as error:
        text = f"{entry.target} ({GROUP}) cannot be imported: {import_failure(error)}"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, locus, text) from error


def import_failure(error: Exception) -> str:
    """Why a module could not be imported, for its author: where a syntax error is, with file and line."""
    where = f"{error.filename}, line {error.lineno}: {error.msg}" if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {where}"


def _replayed(kind: DeviceKind, driver: str, options: Mapping[str, Any]) -> Device[Any]:
    from drivers.replay import replay_device  # only when it is chosen, as any driver

    try:
        return replay_device(kind, driver.removeprefix(REPLAY), **options)
    except TypeError as error:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"{kind} {driver}", str(error)) from error
