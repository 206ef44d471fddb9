"""What CUPS says of a queue and its jobs, and what that is worth: it knows the printer only while it prints."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from drivers.document_printer.ipp_client import IppClient, IppStatus, Operation, PrinterAddress
from drivers.document_printer.ipp_jobs import IppJobs
from drivers.document_printer.ipp_message import Attribute, Attributes, Group, Tag
from drivers.document_printer.job_state import JobReport, JobState
from drivers.document_printer.printer_state import PRINTER_ATTRIBUTES, PrinterReport, integer
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed, each
from drivers.status import DeviceStatus, Readiness, Sensor

ONCE = "abort-job"
"""The only printer-error-policy under which a failed job stays failed until somebody asks for it again."""

_PROCESSING, _STOPPED = 4, 5
_ASKED = (*PRINTER_ATTRIBUTES, "printer-state-message", "device-uri", "printer-error-policy")
_AWAY = ("connecting-to-device", "offline")
"""printer-state-reasons that CUPS sets while a backend looks for its printer."""
_AWAY_MESSAGES = (
    "Connecting to printer",
    "may not exist or is unavailable",
    "not responding",
    "Unable to locate",
)
"""What the ipp backend says meanwhile, often without a reason; in English, as our jobs ask for."""


@dataclass(frozen=True)
class CupsReport(PrinterReport):
    """One answer about a queue. Its reasons are the printer's only while a job is printed; then they go stale."""

    @property
    def up_time(self) -> int | None:
        """None: the queue's is the clock's time, and its jobs outlive a restart of CUPS."""
        return None

    @property
    def status(self) -> DeviceStatus:
        """Bad sensors as the backend tells them while it prints; all else is UNKNOWN."""
        told = super().status
        names = [name for name, _ in told.sensors]
        live = dict(told.sensors) if self.is_printing else {}
        sensors = {name: live.get(name, Sensor.UNKNOWN) for name in names}
        for name, reading in sensors.items():
            if reading is Sensor.GOOD:  # that the backend has not complained proves nothing
                sensors[name] = Sensor.UNKNOWN
        if self.is_away:
            sensors["line"] = Sensor.BAD
        if not self.takes_jobs:
            return DeviceStatus(Readiness.OFFLINE, tuple(sensors.items()), self._why_closed())
        return DeviceStatus(self._readiness(sensors), tuple(sensors.items()), told.text)

    @property
    def is_printing(self) -> bool:
        """Whether a job is with the backend."""
        return integer(self.attributes, "printer-state") == _PROCESSING

    @property
    def is_away(self) -> bool:
        """Whether the backend cannot reach the printer."""
        message = self._message
        says_so = any(words in message for words in _AWAY_MESSAGES)
        return self.is_printing and (says_so or any(reason.startswith(_AWAY) for reason in self.reasons))

    @property
    def takes_jobs(self) -> bool:
        """Whether the queue is open at both ends: accepting, and not stopped."""
        accepting = self.attributes.get("printer-is-accepting-jobs") != [False]
        return accepting and integer(self.attributes, "printer-state") != _STOPPED

    @property
    def device_uri(self) -> str:
        """Where the queue's backend sends its jobs; "" where CUPS does not tell."""
        return str(next(iter(self.attributes.get("device-uri", ())), ""))

    def demand_suitable(self) -> None:
        """As of any printer; and CONFIGURATION where CUPS would send a failed job again by itself."""
        super().demand_suitable()
        policy = str(next(iter(self.attributes.get("printer-error-policy", (ONCE,))), ONCE))
        if policy != ONCE:
            text = f"with error policy {policy} CUPS may print a job twice: lpadmin -o printer-error-policy={ONCE}"
            raise DeviceError(DeviceErrorCode.CONFIGURATION, self.locus, text)

    def fault(self, *, retry_safe: bool) -> DeviceError | None:
        """A closed queue; while it prints, what keeps the printer. What an earlier job left does not count."""
        if not self.takes_jobs:
            return DeviceError(DeviceErrorCode.OFFLINE, self.locus, self._why_closed(), retry_safe)
        if self.is_away:
            text = Observation(Observed.CUPS_CANNOT_REACH, each(self.reasons) or self._message)
            return DeviceError(DeviceErrorCode.OFFLINE, self.locus, text, retry_safe)
        return super().fault(retry_safe=retry_safe) if self.is_printing else None

    @property
    def _message(self) -> str:
        return str(next(iter(self.attributes.get("printer-state-message", ())), ""))

    def _why_closed(self) -> str:
        if self.attributes.get("printer-is-accepting-jobs") == [False]:
            return Observation(Observed.QUEUE_REJECTS)
        return Observation(Observed.QUEUE_STOPPED, each(self.reasons) or "no reason given")


class CupsClient(IppClient):
    """Asks CUPS: where nobody takes the call, it is the service that is down, not the printer."""

    unreachable = DeviceErrorCode.SERVICE_DOWN


class CupsJobs(IppJobs):
    """The jobs of one queue. "Completed" is CUPS's word for handed over; then the printer itself is asked."""

    def __init__(self, client: IppClient) -> None:
        super().__init__(client)
        self._device_uri = ""
        self._printer: IppJobs | None = None

    def hang_up(self) -> None:
        """End the question under way, be it to CUPS or to the printer behind it."""
        super().hang_up()
        printer = self._printer
        if printer is not None:
            printer.hang_up()

    def printer(self) -> CupsReport:
        """Ask CUPS about the queue; CONFIGURATION where it has none of that name."""
        wanted = Attribute(Tag.KEYWORD, "requested-attributes", _ASKED)
        response = self._client.request(Operation.GET_PRINTER_ATTRIBUTES, [wanted])
        if response.status == IppStatus.NOT_FOUND:
            raise DeviceError(DeviceErrorCode.CONFIGURATION, self.locus, Observation(Observed.NO_SUCH_QUEUE))
        self._demand_success(response)
        queue = CupsReport(response.first(Group.PRINTER), self.locus)
        if queue.device_uri != self._device_uri:
            self._device_uri = queue.device_uri
            address = address_behind(queue.device_uri)
            self._printer = IppJobs(IppClient(address, self._client.certificate)) if address else None
        return queue

    def job(self, number: int) -> JobReport | None:
        """How a job stands; one that CUPS has begun and ended stands as the printer says, where it can be asked."""
        job = super().job(number)
        if job is None or not job.has_ended or job.surely_left_nothing:
            return job
        at_printer = self._at_printer(job.name)
        if at_printer is None and job.state != JobState.COMPLETED:
            return job
        if at_printer is None:
            backend = urlsplit(self._device_uri).scheme or "unnamed"
            reason = f"handed over by the {backend} backend, not known whether it came out"
            return replace(job, reasons=(reason,), impressions=None)
        return replace(at_printer, job_id=number, reasons=(*at_printer.reasons, "by the printer's own word"))

    @property
    def locus_of_printer(self) -> str | None:
        """Where the printer behind the queue is asked; None where it is not."""
        return self._printer.locus if self._printer is not None else None

    def _at_printer(self, name: str | None) -> JobReport | None:
        if self._printer is None or name is None:
            return None
        try:
            found = self._printer.named(name)
        except DeviceError:
            return None
        self.counts_impressions = self._printer.counts_impressions
        return max(found, key=lambda job: job.job_id or 0, default=None)

    def _report(self, attributes: Attributes) -> JobReport:
        """CUPS counts what it sends: nothing came out for certain only of a job that it never began."""
        begun = any(attributes.get("time-at-processing", ()))
        return replace(JobReport.of(attributes), impressions=None if begun else 0)


def address_behind(device_uri: str) -> PrinterAddress | None:
    """The IPP printer that a queue's device URI names, without the backend's options; None for other backends."""
    try:
        return PrinterAddress.parse(urlsplit(device_uri)._replace(query="").geturl())
    except (DeviceError, ValueError):
        return None
