"""A queue of CUPS as the way to a page printer, where the printer is reached by no other way."""

from drivers.document_printer.cups_queue import CupsClient, CupsJobs
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.observation import Observation, Observed


class CupsDocumentPrinter(IppDocumentPrinter):
    """The queue at ``ipp://localhost:631/printers/NAME``; jobs are adopted by their name as with ``ipp``.

    What CUPS calls completed is handed over, no more: it says so too of jobs that their printer aborted. So the
    printer is asked itself where the queue's device URI is ``ipp://`` (or ``ipps://``, with its ``certificate``),
    and PRINTED is its word; behind any other backend (usb, socket, dnssd) a job is UNKNOWN. A job whose printer is
    away stays in the queue: it comes out when the printer is back, is found again by name, and never sent twice.
    """

    driver = "cups"
    client_type = CupsClient
    jobs_type = CupsJobs

    def do_find_service(self) -> str:
        """Whether CUPS answers and has the queue: SERVICE_DOWN, CONFIGURATION."""
        self._jobs.printer()
        return Observation(Observed.CUPS_HAS_QUEUE, self._locus)
