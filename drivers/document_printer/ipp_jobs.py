"""The IPP operations a document goes through: ask the printer, validate, send, ask after the job."""

from collections.abc import Sequence

from drivers.document_printer.ipp_client import USER_NAME, IppClient, IppStatus, Operation
from drivers.document_printer.ipp_message import Attribute, Attributes, Group, IppResponse, Tag
from drivers.document_printer.job_state import JOB_ATTRIBUTES, JobReport
from drivers.document_printer.printer_state import A4, PDF, PRINTER_ATTRIBUTES, PrinterReport
from drivers.errors import DeviceError, DeviceErrorCode

SUBMIT_SECONDS = 45.0
_ERRORS = 0x0100
"""Status codes from here on are no success."""
_MEDIA = Attribute(Tag.KEYWORD, "media", (A4,))
_WISHES = (
    Attribute(Tag.KEYWORD, "print-scaling", ("none",)),
    Attribute(Tag.KEYWORD, "sides", ("one-sided",)),
)
"""Sent where the printer knows them; a printer that does not has nothing to switch off."""
_REFUSALS: dict[int, tuple[DeviceErrorCode, str]] = {
    IppStatus.DOCUMENT_FORMAT: (DeviceErrorCode.MEDIA_UNSUPPORTED, "takes no PDF"),
    IppStatus.ATTRIBUTES: (DeviceErrorCode.MEDIA_UNSUPPORTED, "cannot print on ISO A4"),
    IppStatus.NOT_ACCEPTING: (DeviceErrorCode.BUSY, "takes no jobs now"),
    IppStatus.BUSY: (DeviceErrorCode.BUSY, "is busy"),
    IppStatus.DEVICE_ERROR: (DeviceErrorCode.FAILURE, "reports a device error"),
}


class IppJobs:
    """One printer's jobs."""

    def __init__(self, client: IppClient) -> None:
        self._client = client
        self.locus = client.address.locus
        self.counts_impressions = False
        """Whether this printer has ever told a count: until then its zeros say nothing."""

    def hang_up(self) -> None:
        """End the question under way; see IppClient."""
        self._client.hang_up()

    def printer(self) -> PrinterReport:
        """Ask the printer how it is and what it can do."""
        wanted = Attribute(Tag.KEYWORD, "requested-attributes", PRINTER_ATTRIBUTES)
        response = self._client.request(Operation.GET_PRINTER_ATTRIBUTES, [wanted])
        self._demand_success(response)
        return PrinterReport(response.first(Group.PRINTER), self.locus)

    def prepare(self, job_id: str, printer: PrinterReport) -> tuple[Attribute, ...]:
        """Let the printer validate the job; returns the job attributes it takes, or raises why it takes none."""
        attributes = (_MEDIA, *(wish for wish in _WISHES if printer.offers(wish.name, str(wish.values[0]))))
        response = self._validate(job_id, attributes)
        if response.status == IppStatus.ATTRIBUTES and attributes != (_MEDIA,):
            refused = response.first(Group.UNSUPPORTED) or {wish.name: () for wish in _WISHES}
            attributes = tuple(wish for wish in attributes if wish is _MEDIA or wish.name not in refused)
            response = self._validate(job_id, attributes)
        if response.status == IppStatus.OPERATION:  # an old printer that cannot validate refuses at Print-Job
            return attributes
        self._demand_success(response)
        if _MEDIA.name in response.first(Group.UNSUPPORTED):
            raise DeviceError(DeviceErrorCode.MEDIA_UNSUPPORTED, self.locus, "would print on paper other than A4")
        return attributes

    def submit(self, job_id: str, pdf: bytes, attributes: Sequence[Attribute], seconds: float) -> JobReport:
        """Send the document. A DeviceError says by ``retry_safe`` whether the printer may have it."""
        response = self._client.request(
            Operation.PRINT_JOB,
            self._about(job_id),
            attributes,
            document=pdf,
            timeout=min(SUBMIT_SECONDS, seconds),
        )
        self._demand_success(response)
        return self._report(response.first(Group.JOB))

    def job(self, number: int) -> JobReport | None:
        """How the printer's job ``number`` stands; None when the printer knows no such job."""
        response = self._client.request(
            Operation.GET_JOB_ATTRIBUTES,
            [
                Attribute(Tag.INTEGER, "job-id", (number,)),
                Attribute(Tag.NAME, "requesting-user-name", (USER_NAME,)),
                Attribute(Tag.KEYWORD, "requested-attributes", JOB_ATTRIBUTES),
            ],
        )
        if response.status == IppStatus.NOT_FOUND:
            return None
        self._demand_success(response)
        return self._report(response.first(Group.JOB))

    def find(self, job_id: str) -> JobReport | None:
        """The newest job of that name which may have left paper, finished or not; None where there is none."""
        found = [job for job in self.named(job_id) if not job.surely_left_nothing]
        return max(found, key=lambda job: job.job_id or 0, default=None)

    def named(self, job_id: str) -> list[JobReport]:
        """Every job of that name that the printer still lists."""
        listed = [job for which in ("not-completed", "completed") for job in self._list(which)]
        return [job for job in listed if job.name == job_id and job.job_id is not None]

    def _list(self, which: str) -> list[JobReport]:
        response = self._client.request(
            Operation.GET_JOBS,
            [
                Attribute(Tag.NAME, "requesting-user-name", (USER_NAME,)),
                Attribute(Tag.KEYWORD, "which-jobs", (which,)),
                Attribute(Tag.KEYWORD, "requested-attributes", JOB_ATTRIBUTES),
            ],
        )
        # A printer that keeps no such list says so or says there are none; either way nothing can be adopted.
        return [self._report(group) for group in response.all_of(Group.JOB)] if response.status < _ERRORS else []

    def _report(self, attributes: Attributes) -> JobReport:
        job = JobReport.of(attributes)
        self.counts_impressions = self.counts_impressions or bool(job.impressions)
        return job

    def _validate(self, job_id: str, attributes: Sequence[Attribute]) -> IppResponse:
        return self._client.request(Operation.VALIDATE_JOB, self._about(job_id), attributes)

    @staticmethod
    def _about(job_id: str) -> list[Attribute]:
        return [
            Attribute(Tag.NAME, "requesting-user-name", (USER_NAME,)),
            Attribute(Tag.NAME, "job-name", (job_id,)),
            Attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", (True,)),
            Attribute(Tag.MIME_TYPE, "document-format", (PDF,)),
        ]

    def _demand_success(self, response: IppResponse) -> None:
        if response.status >= _ERRORS:
            code, text = _REFUSALS.get(response.status, (DeviceErrorCode.FAILURE, "refuses"))
            raise DeviceError(code, self.locus, f"{text} (IPP {response.status:#06x})")
