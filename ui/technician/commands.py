"""What a technician can ask for, and the key for each."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Qt

from drivers.health import HealthLevel


class Command(StrEnum):
    """The requests, those of the chosen device first."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    INTERACTIVE = "interactive"
    LAYOUT = "layout"
    FAULTS = "faults"
    RECORD = "record"
    COPY = "copy"
    RESET = "reset"
    CHECK_ALL = "check_all"
    SERVICES = "services"
    LANGUAGE = "language"
    NEXT = "next"
    BEFORE = "before"
    BACK = "back"


KEYS: Mapping[Command, Qt.Key] = {
    Command.INTERNAL: Qt.Key.Key_I,
    Command.EXTERNAL: Qt.Key.Key_E,
    Command.INTERACTIVE: Qt.Key.Key_X,
    Command.LAYOUT: Qt.Key.Key_L,
    Command.FAULTS: Qt.Key.Key_F,
    Command.RECORD: Qt.Key.Key_T,
    Command.COPY: Qt.Key.Key_C,
    Command.RESET: Qt.Key.Key_R,
    Command.CHECK_ALL: Qt.Key.Key_A,
    Command.SERVICES: Qt.Key.Key_S,
    Command.LANGUAGE: Qt.Key.Key_F2,
    Command.NEXT: Qt.Key.Key_Down,
    Command.BEFORE: Qt.Key.Key_Up,
    Command.BACK: Qt.Key.Key_Escape,
}
COMMANDS: Mapping[Qt.Key, Command] = {key: command for command, key in KEYS.items()}
LEVELS: Mapping[Command, HealthLevel] = {
    Command.INTERNAL: HealthLevel.INTERNAL,
    Command.EXTERNAL: HealthLevel.EXTERNAL,
    Command.INTERACTIVE: HealthLevel.INTERACTIVE,
}
ON_THE_PAGE = (*LEVELS, Command.LAYOUT, Command.FAULTS, Command.RECORD, Command.COPY, Command.RESET)
"""Those with a key on the device's page; asked for elsewhere, the page is shown first."""


def cap(command: Command) -> str:
    """What stands on the key."""
    return KEYS[command].name.removeprefix("Key_")
