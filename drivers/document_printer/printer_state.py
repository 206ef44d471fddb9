"""What a page printer says of itself over IPP: state, reasons, media, formats."""

from dataclasses import dataclass

from drivers.document_printer.ipp_message import Attributes
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness, Sensor

A4 = "iso_a4_210x297mm"
PDF = "application/pdf"

PRINTER_ATTRIBUTES = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-up-time",
    "printer-uuid",
    "printer-device-id",
    "document-format-supported",
    "media-supported",
    "media-ready",
    "print-scaling-supported",
    "sides-supported",
    "job-creation-attributes-supported",
)

_IDLE, _STOPPED = 3, 5
_SEVERITIES = ("-error", "-warning", "-report")
_SENSORS = ("paper", "path", "cover", "toner", "output", "line")
_READINGS: dict[str, tuple[str, Sensor]] = {
    "media-empty": ("paper", Sensor.BAD),
    "media-needed": ("paper", Sensor.BAD),
    "input-tray-missing": ("paper", Sensor.BAD),
    "media-low": ("paper", Sensor.LOW),
    "media-jam": ("path", Sensor.BAD),
    "cover-open": ("cover", Sensor.BAD),
    "door-open": ("cover", Sensor.BAD),
    "interlock-open": ("cover", Sensor.BAD),
    "toner-empty": ("toner", Sensor.BAD),
    "marker-supply-empty": ("toner", Sensor.BAD),
    "toner-low": ("toner", Sensor.LOW),
    "marker-supply-low": ("toner", Sensor.LOW),
    "output-area-full": ("output", Sensor.BAD),
    "output-tray-missing": ("output", Sensor.BAD),
    "output-area-almost-full": ("output", Sensor.LOW),
    "paused": ("line", Sensor.BAD),
    "shutdown": ("line", Sensor.BAD),
    "timed-out": ("line", Sensor.BAD),
}
"""printer-state-reasons keywords (RFC 8011 §5.4.12, PWG 5100.9) that a person can do something about."""
_FAULTS = {
    "cover": DeviceErrorCode.COVER_OPEN,
    "path": DeviceErrorCode.PAPER_JAM,
    "paper": DeviceErrorCode.PAPER_OUT,
    "toner": DeviceErrorCode.TONER_EMPTY,
    "output": DeviceErrorCode.OUTPUT_FULL,
    "line": DeviceErrorCode.OFFLINE,
}
"""The code of each sensor's BAD, the likeliest cause of the others first."""


@dataclass(frozen=True)
class PrinterReport:
    """One answer to Get-Printer-Attributes. A printer may leave out any attribute."""

    attributes: Attributes
    locus: str

    @property
    def up_time(self) -> int | None:
        """Seconds (of the printer's own count) since it was switched on."""
        return integer(self.attributes, "printer-up-time")

    @property
    def reasons(self) -> tuple[str, ...]:
        """printer-state-reasons as sent, without ``none``."""
        return tuple(str(reason) for reason in self.attributes.get("printer-state-reasons", ()) if reason != "none")

    @property
    def status(self) -> DeviceStatus:
        """Sensors that the printer does not mention are GOOD, where it gives reasons at all."""
        silent = "printer-state-reasons" not in self.attributes
        sensors = dict.fromkeys(_SENSORS, Sensor.UNKNOWN if silent else Sensor.GOOD)
        for reason in self.reasons:
            name, reading = _READINGS.get(without_severity(reason), ("", Sensor.GOOD))
            if name and sensors[name] is not Sensor.BAD:
                sensors[name] = reading
        notes = [*self.reasons, *(["A4 is not among the loaded media"] if self._a4_is_not_loaded else [])]
        return DeviceStatus(self._readiness(sensors), tuple(sensors.items()), ", ".join(notes))

    def fault(self, *, retry_safe: bool) -> DeviceError | None:
        """What keeps the printer from printing; None when nothing does.

        A warning counts unless the printer is idle: printers that wait for paper in mid-job call it no more than
        that, while an idle one may warn of a second tray for ever.
        """
        ignored = ("-report", "-warning") if self._state == _IDLE else ("-report",)
        serious = [reason for reason in self.reasons if not reason.endswith(ignored)]
        readings = [_READINGS.get(without_severity(reason)) for reason in serious]
        for name, code in _FAULTS.items():
            if (name, Sensor.BAD) in readings:
                return DeviceError(code, self.locus, ", ".join(serious), retry_safe)
        if self._state == _STOPPED or self.attributes.get("printer-is-accepting-jobs") == [False]:
            return DeviceError(
                DeviceErrorCode.OFFLINE, self.locus, ", ".join(self.reasons) or "stopped", retry_safe
            )
        return None

    def demand_suitable(self) -> None:
        """Raise MEDIA_UNSUPPORTED where this printer can never print a PDF on A4, as far as it says."""
        formats = self.attributes.get("document-format-supported", ())
        if formats and PDF not in formats:
            self._refuse(f"takes no PDF, only {', '.join(map(str, formats))}")
        media = self.attributes.get("media-supported", ())
        if media and not any(is_a4(name) for name in media):
            self._refuse(f"takes no ISO A4 paper, only {', '.join(map(str, media))}")

    def _refuse(self, text: str) -> None:
        raise DeviceError(DeviceErrorCode.MEDIA_UNSUPPORTED, self.locus, text)

    def offers(self, attribute: str, value: str) -> bool:
        """Whether a job attribute may be sent with ``value``: the printer lists it, or gives no list at all."""
        values = self.attributes.get(f"{attribute}-supported")
        return value in values if values else not self.attributes.get("job-creation-attributes-supported")

    @property
    def _state(self) -> int | None:
        return integer(self.attributes, "printer-state")

    @property
    def _a4_is_not_loaded(self) -> bool:
        ready = self.attributes.get("media-ready", ())
        return bool(ready) and not any(is_a4(name) for name in ready)

    def _readiness(self, sensors: dict[str, Sensor]) -> Readiness:
        if any(reading is Sensor.BAD for name, reading in sensors.items() if name != "line"):
            return Readiness.NEEDS_ATTENTION
        if self._state == _STOPPED or sensors["line"] is Sensor.BAD:
            return Readiness.OFFLINE
        return Readiness.UNKNOWN if self._state is None else Readiness.ONLINE


def without_severity(reason: str) -> str:
    """``media-empty-error`` -> ``media-empty``."""
    for severity in _SEVERITIES:
        if reason.endswith(severity):
            return reason.removesuffix(severity)
    return reason


def is_a4(media: object) -> bool:
    """Whether a media keyword is ISO A4: PWG's name, one made from it, or the old ``iso-a4``."""
    return isinstance(media, str) and (media.startswith(A4) or media in ("iso-a4", "iso-a4-white", "a4"))


def integer(attributes: Attributes, name: str) -> int | None:
    """An integer attribute; None where it is absent or something else."""
    value = next(iter(attributes.get(name, ())), None)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
