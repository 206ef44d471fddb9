"""Which drivers there are, by kind and name; a driver is imported only when it is chosen."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.metadata import version
from typing import Any

from drivers.blame import LOADING_FAILS, blamed
from drivers.device import Device, DeviceKind, Provenance
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.options import require_options
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
    imported or made, in whatever way it fails, or options it does not take: a missing device is a fault to be
    shown, never a reason to take another driver. ``replay:FILE`` is a trace, for every kind.
    """
    if driver.startswith(REPLAY):
        return _made(_replayed(kind, driver), options, f"{kind} {driver}")
    entry = _chosen(kind, driver)
    made = _class_of(entry)
    require_whole(made, _locus(entry))
    return _made(made, options, _locus(entry))


def _made(make: Callable[..., Device[Any]], options: Mapping[str, Any], locus: str) -> Device[Any]:
    """The device, with a stamp that it can say."""
    with blamed(locus):
        require_options(make, options, locus)
        device = make(**options)
        stamp: object = device.provenance
        if not isinstance(stamp, Provenance):
            raise TypeError(f"its provenance is a {type(stamp).__name__}")
        return device


def require_whole(made: type[Device[Any]], locus: str) -> None:
    """CONFIGURATION where a driver lacks hooks of its contract; names them."""
    missing = sorted(getattr(made, "__abstractmethods__", ()))
    if missing:
        text = f"{made.__name__} lacks {', '.join(missing)}"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, locus, text)


def driver_class(kind: DeviceKind, driver: str) -> type[Device[Any]]:
    """The class behind a name; DeviceError(CONFIGURATION) as for ``create_device``."""
    return _class_of(_chosen(kind, driver))


def _class_of(entry: DriverEntry) -> type[Device[Any]]:
    made = _imported(entry)
    if not (isinstance(made, type) and issubclass(made, Device)) or getattr(made, "kind", None) is not entry.kind:
        text = f"{entry.target} is no driver of a {entry.kind}"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, _locus(entry), text)
    return made


def _locus(entry: DriverEntry) -> str:
    named = f"{entry.kind} {entry.name}"
    return named if entry.bundled else f"{named} of {entry.origin}"


def _chosen(kind: DeviceKind, driver: str) -> DriverEntry:
    entry = next((entry for entry in drivers() if (entry.kind, entry.name) == (kind, driver)), None)
    if entry is None:
        known = ", ".join(driver_names(kind))
        raise DeviceError(
            DeviceErrorCode.CONFIGURATION, f"{kind}.driver", f"{driver!r} is none of {known}, {REPLAY}FILE"
        )
    if entry.fault:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"{kind}.driver", entry.fault)
    return entry


def _imported(entry: DriverEntry) -> Any:
    """What the entry names. A stranger's module may fail in any way while it is imported."""
    module, _, name = entry.target.partition(":")
    try:
        return getattr(import_module(module), name)
    except LOADING_FAILS as error:
        text = f"{entry.target} ({GROUP}) cannot be imported: {import_failure(error)}"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, _locus(entry), text) from error


def import_failure(error: BaseException) -> str:
    """Why a module could not be imported, for its author: where a syntax error is, with file and line."""
    where = f"{error.filename}, line {error.lineno}: {error.msg}" if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {where}"


def _replayed(kind: DeviceKind, driver: str) -> Callable[..., Device[Any]]:
    from drivers.replay import replay_device  # only when it is chosen, as any driver

    return partial(replay_device, kind, driver.removeprefix(REPLAY))
