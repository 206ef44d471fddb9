"""One test a case; which cases, on which device, says the plugin."""

import pytest

from drivers.conformance.bench import Bench
from drivers.conformance.case import Case
from drivers.conformance.examine import Finding, Verdict, try_case
from drivers.conformance.workplace import Workplace


def test_case(
    conformance_case: Case,
    conformance_bench: Bench,
    conformance_findings: list[Finding],
    pytestconfig: pytest.Config,
) -> None:
    """A driver keeps the case, or the case is closed to it."""
    place = Workplace(conformance_bench, pytestconfig.getoption("--cycles"))
    finding = try_case(conformance_bench, conformance_case, place)
    conformance_findings.append(finding)
    if finding.verdict is Verdict.FAILED:
        pytest.fail(f"{finding.case.text} {finding.why}", pytrace=False)
    if finding.verdict is not Verdict.PASSED:
        pytest.skip(f"{finding.verdict}: {finding.why}")
