"""Everything a person can do at the desk: one action, one key, one name. Help and chips come from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kiosk.rules.assessment import Text
from ui.i18n import desk as words

Key = Qt.Key


class Action(StrEnum):
    """What a key does."""

    CAPTURE = "capture"
    CONFIRM = "confirm"
    DIFFERS = "differs"
    MISSING = "missing"
    UNDO = "undo"
    PREVIOUS = "previous"
    FOLLOWING = "following"
    VISITOR = "visitor"
    READ_CARD = "read_card"
    ENTRY_DATE = "entry_date"
    MEDICAL = "medical"
    SETTLE = "settle"
    ASSESS = "assess"
    STAFF_CONFIRM = "staff_confirm"
    PRINT = "print"
    NEXT = "next"
    TYPE_NUMBER = "type_number"
    FREEZE = "freeze"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    ROTATE = "rotate"
    LIVE = "live"
    LOOK_LEFT = "look_left"
    LOOK_RIGHT = "look_right"
    VIEW_ASSESSMENT = "view_assessment"
    IDENTITIES = "identities"
    PAGE_UP = "page_up"
    PAGE_DOWN = "page_down"
    LANGUAGE = "language"
    HELP = "help"
    TRAY = "tray"
    GUIDANCE = "guidance"
    BACK = "back"


@dataclass(frozen=True)
class Binding:
    """One action's keys. ``cap`` is what the screen shows; ``control`` wants the Ctrl key held."""

    cap: str
    text: Text
    keys: tuple[Key, ...]
    control: tuple[Key, ...] = ()


BINDINGS: Mapping[Action, Binding] = {
    Action.CAPTURE: Binding("Space", words.CAPTURE, (Key.Key_Space,)),
    Action.CONFIRM: Binding("Enter", words.CONFIRM, (Key.Key_Return, Key.Key_Enter)),
    Action.DIFFERS: Binding("D", words.KEY_DIFFERS, (Key.Key_D,)),
    Action.MISSING: Binding("M", words.KEY_MISSING, (Key.Key_M,)),
    Action.UNDO: Binding("U", words.UNDO, (Key.Key_U,), (Key.Key_Z,)),
    Action.PREVIOUS: Binding("↑", words.PREVIOUS, (Key.Key_Up,)),
    Action.FOLLOWING: Binding("↓", words.FOLLOWING, (Key.Key_Down,)),
    Action.VISITOR: Binding("V", words.KEY_VISITOR, (Key.Key_V,)),
    Action.READ_CARD: Binding("C", words.READ_CARD_KEY, (Key.Key_C,)),
    Action.ENTRY_DATE: Binding("E", words.ENTRY_DATE, (Key.Key_E,)),
    Action.MEDICAL: Binding("I", words.MEDICAL, (Key.Key_I,)),
    Action.SETTLE: Binding("K", words.SETTLE, (Key.Key_K,)),
    Action.ASSESS: Binding("A", words.ASSESS, (Key.Key_A,)),
    Action.STAFF_CONFIRM: Binding("F9", words.STAFF_CONFIRM, (Key.Key_F9,), (Key.Key_Return, Key.Key_Enter)),
    Action.PRINT: Binding("P", words.PRINT, (Key.Key_P,)),
    Action.NEXT: Binding("N", words.NEXT, (Key.Key_N,)),
    Action.TYPE_NUMBER: Binding("T", words.TYPE_NUMBER, (Key.Key_T,)),
    Action.FREEZE: Binding("F", words.FREEZE, (Key.Key_F,)),
    Action.ZOOM_IN: Binding("+", words.ZOOM_IN, (Key.Key_Plus, Key.Key_Equal)),
    Action.ZOOM_OUT: Binding("−", words.ZOOM_OUT, (Key.Key_Minus,)),
    Action.ROTATE: Binding("R", words.ROTATE, (Key.Key_R,)),
    Action.LIVE: Binding("L", words.LIVE_KEY, (Key.Key_L,)),
    Action.LOOK_LEFT: Binding("←", words.MOVE_LEFT, (Key.Key_Left,)),
    Action.LOOK_RIGHT: Binding("→", words.MOVE_RIGHT, (Key.Key_Right,)),
    Action.VIEW_ASSESSMENT: Binding("S", words.VIEW_ASSESSMENT, (Key.Key_S,)),
    Action.IDENTITIES: Binding("J", words.IDENTITIES, (Key.Key_J,)),
    Action.PAGE_UP: Binding("PgUp", words.PAGE_UP, (Key.Key_PageUp,)),
    Action.PAGE_DOWN: Binding("PgDn", words.PAGE_DOWN, (Key.Key_PageDown,)),
    Action.LANGUAGE: Binding("F2", words.LANGUAGE, (Key.Key_F2,)),
    Action.HELP: Binding("F1", words.HELP, (Key.Key_F1,)),
    Action.GUIDANCE: Binding("G", words.GUIDANCE, (Key.Key_G,)),
    Action.TRAY: Binding("F8", words.TRAY, (Key.Key_F8,)),
    Action.BACK: Binding("Esc", words.BACK, (Key.Key_Escape,)),
}

_PLAIN = {key: action for action, binding in BINDINGS.items() for key in binding.keys}
_CONTROL = {key: action for action, binding in BINDINGS.items() for key in binding.control}
_FOREIGN = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

HELP_GROUPS: tuple[tuple[Text, tuple[Action, ...]], ...] = (
    (
        words.HELP_VISIT,
        (
            Action.TYPE_NUMBER,
            Action.VISITOR,
            Action.CAPTURE,
            Action.CONFIRM,
            Action.DIFFERS,
            Action.MISSING,
            Action.UNDO,
            Action.READ_CARD,
            Action.ENTRY_DATE,
            Action.MEDICAL,
            Action.SETTLE,
            Action.ASSESS,
            Action.STAFF_CONFIRM,
            Action.PRINT,
            Action.NEXT,
        ),
    ),
    (
        words.HELP_LOOK,
        (
            Action.PREVIOUS,
            Action.FOLLOWING,
            Action.FREEZE,
            Action.LIVE,
            Action.ZOOM_IN,
            Action.ZOOM_OUT,
            Action.LOOK_LEFT,
            Action.LOOK_RIGHT,
            Action.ROTATE,
            Action.VIEW_ASSESSMENT,
            Action.IDENTITIES,
            Action.PAGE_UP,
            Action.PAGE_DOWN,
        ),
    ),
    (words.HELP_TERMINAL, (Action.GUIDANCE, Action.LANGUAGE, Action.HELP, Action.TRAY, Action.BACK)),
)


def action_of(event: QKeyEvent) -> Action | None:
    """The action of a key press; None for keys without one."""
    modifiers = event.modifiers()
    if modifiers & _FOREIGN:
        return None
    table = _CONTROL if modifiers & Qt.KeyboardModifier.ControlModifier else _PLAIN
    return table.get(Key(event.key()))
