"""Every word stands in both languages, and no widget holds words of its own."""

import ast
import re
import string
from pathlib import Path

import pytest

import ui
from drivers.device import DeviceKind, Source
from drivers.errors import Actor
from drivers.printing import PrintOutcome
from drivers.status import Readiness, Sensor
from kiosk.permits import PermitClass, PermitStatus, Sex
from kiosk.rules.assessment import Severity, Text
from kiosk.rules.facts import Seen, VisitorRole, reason_text
from kiosk.sensor_words import SENSOR_READINGS
from kiosk.visits.events import Paper
from ui.i18n import (
    Tongue,
    desk,
    fill,
    guidance,
    layouts,
    literal,
    self_service,
    services,
    technician,
    terms,
    troubles,
)

HAN = re.compile("[\u4e00-\u9fff]")
BOTH_ON_PURPOSE = {"LANGUAGE", "TRAINING", "CHOOSE_OTHER", "CHINESE", "ENGLISH", "OTHER_LANGUAGE", "PRIVACY_OTHER"}
SAME_ON_PURPOSE = {
    "WHY_UNREAD",
    "BY_HAND",
    "FAILED",
    "PAPER_LINE",
    "SENSOR_LINE",
    "EMPTY",
    "PROGRESS",
    "DEVICE_STATE",
    "GROUP",
    "STEP",
    "AND",
    "ITEM",
    "NUMBER",
}


def every_text() -> list[tuple[str, str, Text]]:
    found = []
    for module in (desk, guidance, layouts, self_service, services, technician, terms, troubles):
        for name, value in vars(module).items():
            if name.startswith("_"):
                continue
            if isinstance(value, Text):
                found.append((module.__name__, name, value))
            elif isinstance(value, dict):
                found += [(module.__name__, f"{name}[{key}]", text) for key, text in value.items()]
    return found


@pytest.mark.parametrize(("module", "name", "text"), every_text(), ids=lambda value: str(value)[:40])
def test_every_text_is_said_in_both_languages(module: str, name: str, text: Text) -> None:
    assert text.zh.strip()
    assert text.en.strip()
    if name not in BOTH_ON_PURPOSE | SAME_ON_PURPOSE:
        assert HAN.search(text.zh), f"{module}.{name} has no Chinese"
        assert not HAN.search(text.en), f"{module}.{name} has Chinese in its English"


@pytest.mark.parametrize(("module", "name", "text"), every_text(), ids=lambda value: str(value)[:40])
def test_both_languages_have_the_same_places_to_fill(module: str, name: str, text: Text) -> None:
    def places(pattern: str) -> set[str]:
        return {place for _, place, _, _ in string.Formatter().parse(pattern) if place}

    assert places(text.zh) == places(text.en), f"{module}.{name}"


def test_there_are_enough_words_to_mean_something() -> None:
    assert len(every_text()) > 200


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (terms.ROLES, VisitorRole),
        (terms.CLASSES, PermitClass),
        (terms.SEXES, Sex),
        (terms.STATUSES, PermitStatus),
        (terms.SEEN, Seen),
        (terms.SEVERITIES, Severity),
        (terms.PAPERS, Paper),
        (terms.PRINTS, PrintOutcome),
        (terms.READINESS, Readiness),
        (SENSOR_READINGS, Sensor),
        (terms.SOURCES, Source),
        (terms.ACTORS, Actor),
    ],
)
def test_every_value_of_the_core_has_a_word(words: dict, values: type) -> None:
    assert set(values) <= set(words)
    assert DeviceKind.CARD_READER in DeviceKind


def test_no_widget_holds_chinese_words_of_its_own() -> None:
    root = Path(ui.__file__).parent
    rooms = ("desk", "self_service", "technician", "widgets")
    offenders = []
    for file in (file for room in rooms for file in (root / room).glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        offenders += [
            f"{file.name}:{node.lineno} {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value)
            if node.value != "-/.年月日 "
        ]
    assert offenders == []


def test_a_text_is_filled_language_by_language() -> None:
    filled = fill(Text("打印{paper}", "Print {paper}"), paper=terms.PAPERS[Paper.RECEIPT])
    assert filled == Text("打印回执", "Print receipt")
    assert fill(Text("{n}", "{n}"), n=literal("{n}")) == literal("{n}")


def test_a_tongue_says_when_it_changes_and_only_then(qtbot) -> None:
    tongue = Tongue("zh")
    with qtbot.waitSignal(tongue.changed) as changed:
        tongue.toggle()
    assert changed.args == ["en"]
    with qtbot.assertNotEmitted(tongue.changed):
        tongue.speak("en")


def test_a_reason_goes_into_the_log_in_both_languages_and_comes_back_as_a_pair() -> None:
    stored = terms.stored_reason(desk.WHY_UNSIGNED)
    assert stored == "未签字 / Not signed"
    assert reason_text(stored) == desk.WHY_UNSIGNED
    assert reason_text("Seite fehlt") == literal("Seite fehlt")
