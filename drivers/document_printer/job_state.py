"""What became of one job, judged by the device's own evidence."""

from dataclasses import dataclass
from enum import IntEnum

from drivers.document_printer.ipp_message import Attributes
from drivers.document_printer.printer_state import integer
from drivers.printing import PrintOutcome

JOB_ATTRIBUTES = (
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "time-at-processing",
)

SUCCESS = "job-completed-successfully"
_BAD_ENDS = {"job-completed-with-errors", "aborted-by-system", "job-canceled-by-user", "job-canceled-at-device"}


class JobState(IntEnum):
    """job-state (RFC 8011 §5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True)
class JobReport:
    """One job as the printer tells it. A printer may leave out anything but the id and the state."""

    job_id: int | None
    name: str | None
    state: int | None
    reasons: tuple[str, ...]
    impressions: int | None

    @classmethod
    def of(cls, attributes: Attributes) -> "JobReport":
        """Read a group of job attributes."""
        return cls(
            integer(attributes, "job-id"),
            next((str(name) for name in attributes.get("job-name", ())), None),
            integer(attributes, "job-state"),
            tuple(str(reason) for reason in attributes.get("job-state-reasons", ()) if reason != "none"),
            integer(attributes, "job-impressions-completed"),
        )

    @property
    def has_ended(self) -> bool:
        """Whether the device will do no more with it."""
        return self.state in (JobState.CANCELED, JobState.ABORTED, JobState.COMPLETED)

    @property
    def surely_left_nothing(self) -> bool:
        """Whether it ended before its first side was printed: only then may it be sent again."""
        return self.state in (JobState.CANCELED, JobState.ABORTED) and self.impressions == 0

    def outcome(self, pages: int, *, device_counts: bool) -> PrintOutcome:
        """What the evidence amounts to.

        PRINTED needs more than state 9: as many impressions as pages, or, from a device that does not count, the
        reason job-completed-successfully. A zero is no count unless the device is known to count. NOT_PRINTED
        needs a bad end and zero impressions. All else is UNKNOWN.
        """
        if self.surely_left_nothing:
            return PrintOutcome.NOT_PRINTED
        if self.state != JobState.COMPLETED or _BAD_ENDS & set(self.reasons):
            return PrintOutcome.UNKNOWN
        uncounted = self.impressions is None or (self.impressions == 0 and not device_counts)
        proven = self.impressions == pages or (uncounted and SUCCESS in self.reasons)
        return PrintOutcome.PRINTED if proven else PrintOutcome.UNKNOWN

    def __str__(self) -> str:
        state = next((state.name.lower() for state in JobState if state == self.state), f"state {self.state}")
        count = "uncounted" if self.impressions is None else str(self.impressions)
        return f"job {self.job_id} {state}, {', '.join(self.reasons) or 'no reason'}, impressions {count}"
