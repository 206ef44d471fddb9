"""The page for authors says what the code says, and the suite what a hall's devices need."""

from pathlib import Path

import pytest

from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.conformance.case import all_cases
from drivers.conformance.contract import contract_class
from drivers.conformance.person_bench import PersonBench
from drivers.conformance.stimulus import By, NotDone, Stimulus
from drivers.device import Capabilities, Device, DeviceKind
from tests.helpers.command_line import kiosk

PAGE = Path(__file__).parents[3] / "docs" / "drivers.md"
MARK = "<!-- kiosk drivers --contract -->\n\n"


def test_the_tables_for_authors_are_those_of_the_code() -> None:
    written = PAGE.read_text(encoding="utf-8").partition(MARK)[2]
    anew = "write it anew from `kiosk drivers --contract`"
    assert written == kiosk("drivers", "--contract").stdout, anew


def test_every_kind_has_its_contract_and_cases_of_its_own() -> None:
    for kind in DeviceKind:
        assert issubclass(contract_class(kind), Device)
        assert sum(kind in case.kinds for case in all_cases()) >= 35


def test_every_case_is_a_sentence_of_its_own() -> None:
    texts = [case.text for case in all_cases()]
    assert len(texts) == len(set(texts))
    assert all(text.endswith(".") and len(text) > 20 for text in texts)


@pytest.mark.parametrize(
    ("stimulus", "capabilities", "why"),
    [
        (Stimulus.UNPLUGGED, Capabilities(notices_absence=False), "no notices_absence"),
        (Stimulus.HELD_ELSEWHERE, Capabilities(can_be_held=False), "no can_be_held"),
    ],
)
def test_what_a_device_cannot_show_closes_each_case_that_asks_for_it_by_name(
    stimulus: Stimulus, capabilities: Capabilities, why: str
) -> None:
    for case in all_cases():
        closed = case.closed_by(next(iter(case.kinds)), capabilities).split(", ")
        assert (why in closed) == (stimulus in case.stimuli), case.name


def test_a_person_is_asked_in_both_languages_and_may_pass_it_over() -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "s" if len(asked) == 2 else ""

    bench = PersonBench("code_scanner.acme", DeviceKind.CODE_SCANNER, SimulatedCodeScanner, ask=ask)
    assert bench.by is By.PERSON
    assert Stimulus.CARD not in bench.can
    bench.begin(Stimulus.UNPLUGGED)
    with pytest.raises(NotDone):
        bench.end(Stimulus.UNPLUGGED)
    assert "请拔下设备的电缆" in asked[0]
    assert "Unplug the device" in asked[0]


@pytest.mark.parametrize(("answer", "counted"), [("3", 3), ("s", None), ("", None)])
def test_a_person_counts_the_prints_or_does_not(answer: str, counted: int | None) -> None:
    bench = PersonBench("x", DeviceKind.DOCUMENT_PRINTER, SimulatedCodeScanner, ask=lambda question: answer)
    assert bench.came_out() == counted
