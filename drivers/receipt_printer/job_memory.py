"""What became of the last receipts: no job id is sent twice, and a late mark still counts."""

from collections import OrderedDict
from dataclasses import replace

from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer.conversation import Mark

REMEMBERED = 256
"""Jobs and marks; the oldest are forgotten first."""


class JobMemory:
    """The results of one printer's jobs since it was made, and the marks it still owes."""

    def __init__(self) -> None:
        self._results: OrderedDict[str, PrintResult] = OrderedDict()
        self._expected: OrderedDict[Mark, str | None] = OrderedDict()
        self._proven_meanwhile: str | None = None

    def result_of_sent(self, job_id: str) -> PrintResult | None:
        """The result of a job that was sent, wholly or in part; None for one that may be sent."""
        result = self._results.get(job_id)
        return None if result is None or result.outcome is PrintOutcome.NOT_PRINTED else result

    def settle(self, result: PrintResult) -> PrintResult:
        """Remember how a job ended, and return it: printed, if its mark came while that was being found out."""
        if result.job_id == self._proven_meanwhile:
            result = _proven_late(result)
        self._results[result.job_id] = result
        while len(self._results) > REMEMBERED:
            self._results.popitem(last=False)
        return result

    def expect(self, mark: Mark, job_id: str | None) -> None:
        """Remember that the printer was asked for ``mark`` behind the job's last band."""
        self._expected[mark] = job_id
        while len(self._expected) > REMEMBERED:
            self._expected.popitem(last=False)

    def came_back(self, mark: Mark) -> bool:
        """Whether an expected mark has come back."""
        return mark not in self._expected

    def mark_came_back(self, mark: Mark) -> None:
        """The printer has done everything before ``mark``: its job is printed, even if that was given up."""
        job_id = self._expected.pop(mark, None)
        if job_id is not None:
            self._proven_meanwhile = job_id
            if job_id in self._results:
                self._results[job_id] = _proven_late(self._results[job_id])

    def forget_line(self) -> None:
        """A new line owes nothing; a paper status mark of the old one would be mistaken for its own."""
        self._expected.clear()


def _proven_late(result: PrintResult) -> PrintResult:
    if result.outcome is not PrintOutcome.UNKNOWN:
        return result
    return replace(result, outcome=PrintOutcome.PRINTED, evidence="end mark answered late", error=None)
