"""No receipt is sent twice, and a mark that comes late still proves its receipt."""

from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer.job_memory import REMEMBERED, JobMemory


def ended(job_id: str, outcome: PrintOutcome) -> PrintResult:
    return PrintResult(job_id, outcome, "as the test says")


def test_only_a_job_that_was_not_sent_may_be_sent() -> None:
    memory = JobMemory()
    for outcome in PrintOutcome:
        memory.settle(ended(outcome, outcome))
    assert memory.result_of_sent("new") is None
    assert memory.result_of_sent(PrintOutcome.NOT_PRINTED) is None
    assert memory.result_of_sent(PrintOutcome.PRINTED) == ended("printed", PrintOutcome.PRINTED)
    assert memory.result_of_sent(PrintOutcome.UNKNOWN) == ended("unknown", PrintOutcome.UNKNOWN)


def test_a_late_mark_turns_unknown_into_printed() -> None:
    memory = JobMemory()
    memory.expect(b"0007", "job")
    memory.settle(ended("job", PrintOutcome.UNKNOWN))
    memory.mark_came_back(b"0008")
    assert not memory.came_back(b"0007")
    memory.mark_came_back(b"0007")
    result = memory.result_of_sent("job")
    assert result is not None
    assert result.outcome is PrintOutcome.PRINTED


def test_a_mark_that_comes_while_the_cause_is_asked_counts() -> None:
    memory = JobMemory()
    memory.expect(1, "job")
    memory.mark_came_back(1)
    assert memory.settle(ended("job", PrintOutcome.UNKNOWN)).outcome is PrintOutcome.PRINTED


def test_the_marks_of_a_lost_line_prove_nothing() -> None:
    memory = JobMemory()
    memory.expect(1, "job")
    memory.settle(ended("job", PrintOutcome.UNKNOWN))
    memory.forget_line()
    memory.mark_came_back(1)
    assert memory.result_of_sent("job") == ended("job", PrintOutcome.UNKNOWN)


def test_the_oldest_jobs_are_forgotten_first() -> None:
    memory = JobMemory()
    for number in range(REMEMBERED + 1):
        memory.settle(ended(str(number), PrintOutcome.PRINTED))
    assert memory.result_of_sent("0") is None
    assert memory.result_of_sent(str(REMEMBERED)) is not None
