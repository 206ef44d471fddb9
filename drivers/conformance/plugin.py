"""The suite as a pytest plugin: ``pytest --driver KIND.NAME --device URL --pyargs drivers.conformance``."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.conformance.bench import Bench
from drivers.conformance.case import Case, all_cases
from drivers.conformance.chosen import bench_for, origin_of
from drivers.conformance.examine import Finding
from drivers.conformance.report import Report, line_of, reported, write
from drivers.errors import DeviceError

_BENCH = pytest.StashKey[Bench]()
_FINDINGS = pytest.StashKey[list[Finding]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The suite's options."""
    group = parser.getgroup("driver conformance")
    group.addoption("--driver", metavar="KIND.NAME", help="the driver to hold to the contract: an entry point")
    group.addoption(
        "--device", action="append", default=[], metavar="URL|OPTION=VALUE", help="which device; may be repeated"
    )
    group.addoption("--bench", default="", metavar="MODULE:CLASS", help="what stands behind the device")
    group.addoption("--person", action="store_true", help="ask the person in front of the device")
    group.addoption("--cycles", type=int, default=1000, help="how often the device is opened and closed")
    group.addoption("--conformance-report", type=Path, metavar="FILE", help="write FILE.json and FILE.md")


def pytest_configure(config: pytest.Config) -> None:
    """Make the bench, once; a driver that cannot be made ends the run with why."""
    driver = config.getoption("--driver")
    if driver is None:
        return
    try:
        config.stash[_BENCH] = bench_for(
            driver,
            config.getoption("--device"),
            config.getoption("--bench"),
            person=config.getoption("--person"),
        )
    except DeviceError as error:
        raise pytest.UsageError(str(error)) from error
    config.stash[_FINDINGS] = []
    config.option.verbose = max(config.option.verbose, 1)  # a line a case


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test a case of the device's kind."""
    if "conformance_case" not in metafunc.fixturenames:
        return
    bench = metafunc.config.stash.get(_BENCH, None)
    if bench is None:
        raise pytest.UsageError("--driver KIND.NAME says which driver is to be tried")
    cases = [case for case in all_cases() if bench.kind in case.kinds]
    metafunc.parametrize("conformance_case", cases, ids=[case.name for case in cases])


@pytest.fixture
def conformance_case(request: pytest.FixtureRequest) -> Case:
    """The case to try."""
    case: Case = request.param
    return case


@pytest.fixture(scope="session")
def conformance_bench(pytestconfig: pytest.Config) -> Iterator[Bench]:
    """The device on its bench, put away at the end."""
    bench = pytestconfig.stash[_BENCH]
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def conformance_findings(pytestconfig: pytest.Config) -> list[Finding]:
    """Where every finding goes for the report."""
    return pytestconfig.stash[_FINDINGS]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the report, where one was asked for."""
    file = session.config.getoption("--conformance-report")
    if file is not None and session.config.stash.get(_FINDINGS, []):
        write(_report(session.config), file)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What did not pass and the figures, a line each, and the sum."""
    if not config.stash.get(_FINDINGS, []):
        return
    report = _report(config)
    terminalreporter.section("conformance")
    for finding in report.findings:
        if finding.why or finding.figures:
            terminalreporter.write_line(line_of(finding))
    terminalreporter.write_line(report.summary)


def _report(config: pytest.Config) -> Report:
    bench = config.stash[_BENCH]
    findings: list[Finding] = config.stash[_FINDINGS]
    return reported(bench, origin_of(bench.driver), findings)
