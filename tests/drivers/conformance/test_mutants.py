"""Drivers that break the contract on purpose, each caught by the case that is there for it."""

from collections.abc import Iterator
from typing import Any

import pytest

from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.conformance import possessions
from drivers.conformance.bench import Bench
from drivers.conformance.case import all_cases
from drivers.conformance.cases import absence
from drivers.conformance.examine import Verdict, try_case
from drivers.conformance.simulated_bench import SimulatedBench
from drivers.conformance.stimulus import By
from drivers.conformance.workplace import Workplace
from drivers.device import Device
from tests.helpers.mutants import MUTANTS, FallsBackToASimulator, leaked
from tests.helpers.printer_benches import TcpPrinterBench

CASES = {case.name: case for case in all_cases()}


@pytest.fixture(autouse=True)
def mended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the leaky ones left is undone, and nobody waits long for what never comes."""
    monkeypatch.setattr(possessions.left_since, "__defaults__", (0.3,))
    monkeypatch.setattr(absence, "NOTICE_SECONDS", 1.0)
    yield
    while leaked:
        leaked.pop(0)()


def verdict(bench: Bench, name: str) -> tuple[Verdict, str]:
    finding = try_case(bench, CASES[name], Workplace(bench, cycles=5))
    return finding.verdict, finding.why


@pytest.mark.parametrize(("mutant", "name"), MUTANTS.items(), ids=[mutant.__name__ for mutant in MUTANTS])
def test_a_broken_driver_is_caught(mutant: type[Device[Any]], name: str) -> None:
    bench = SimulatedBench(mutant.__name__, mutant.kind, mutant)
    bench.patience = 2.0
    found, why = verdict(bench, name)
    assert found is Verdict.FAILED, f"{name}: {found} {why}"


def test_a_driver_that_falls_back_to_a_simulator_is_caught() -> None:
    bench = TcpPrinterBench()
    url = bench.url
    bench.make = lambda: FallsBackToASimulator(url)
    try:
        found, why = verdict(bench, "absence.absent_does_not_come_up")
        assert found is Verdict.FAILED, why
        assert "not refused" in why
    finally:
        bench.close()


class GivesBytes(SimulatedCodeScanner):
    def do_poll(self, timeout: float) -> Any:
        scan = super().do_poll(timeout)
        return None if scan is None else scan.data


@pytest.mark.parametrize("name", [case.name for case in CASES.values() if case.works and not case.stimuli])
def test_a_scan_in_the_wrong_form_is_never_said_to_have_stayed_away(name: str) -> None:
    bench = SimulatedBench("bytes", GivesBytes.kind, GivesBytes)
    bench.patience = 0.5
    assert "never came" not in verdict(bench, name)[1]


def test_a_scan_in_the_wrong_form_is_told_by_its_form() -> None:
    bench = SimulatedBench("bytes", GivesBytes.kind, GivesBytes)
    assert "something came, but as bytes, not Scan" in verdict(bench, "input.one_delivery_an_arming")[1]


class ForgotAHook(SimulatedCodeScanner):
    do_status = None


class Divides(SimulatedCodeScanner):
    def do_status(self) -> Any:
        return 1 // 0


def test_a_hook_that_is_no_function_is_named() -> None:
    why = verdict(SimulatedBench("none", ForgotAHook.kind, ForgotAHook), "truth.sensors_are_declared")[1]
    assert why == "raised TypeError, not a DeviceError: 'NoneType' object is not callable (do_status)"


def test_a_bug_is_told_with_its_words_its_hook_and_its_line_in_the_drivers_file() -> None:
    why = verdict(SimulatedBench("bug", Divides.kind, Divides), "truth.sensors_are_declared")[1]
    line = Divides.do_status.__code__.co_firstlineno + 1
    assert why == (
        "raised ZeroDivisionError, not a DeviceError: integer division or modulo by zero "
        f"(do_status, test_mutants.py line {line})"
    )


def test_where_a_person_lays_something_before_the_device_a_bugs_words_are_not_told() -> None:
    bench = SimulatedBench("bug", Divides.kind, Divides)
    bench.by = By.PERSON
    why = verdict(bench, "truth.sensors_are_declared")[1]
    assert why.startswith("raised ZeroDivisionError, not a DeviceError (do_status, test_mutants.py line")
