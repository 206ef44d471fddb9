"""The one place where the desk asks: numbered choices or fields, in place, never a dialog over a dialog."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from kiosk.visits.view import Message
from ui.desk.prompts import Field, FieldKind, Prompt, fault_of
from ui.desk.said_line import SaidLine
from ui.i18n import EMPTY, Tongue
from ui.i18n import desk as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, empty, row
from ui.widgets.key_chip import KeyChip
from ui.widgets.spoken import FittingLabel, SpokenLabel

_ACCEPT = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PromptPanel(QFrame):
    """Shows one prompt at a time; ``opened`` and ``closed`` tell when."""

    opened = Signal()
    closed = Signal()

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._prompt: Prompt | None = None
        self._edits: dict[str, QLineEdit] = {}
        look(self, ground="asking")
        self.title = FittingLabel(tongue)
        self.hint = SpokenLabel(tongue, EMPTY, tone="soft")
        self.said = SaidLine(tongue)
        box = column(self, gap=SIZES.gap_small)
        box.setContentsMargins(SIZES.gap_wide, SIZES.gap, SIZES.gap_wide, SIZES.gap)
        box.addWidget(self.said)
        asked = row()
        asked.addWidget(self.title, 1)
        asked.addWidget(self.hint)
        box.addLayout(asked)
        self._line = row()
        box.addLayout(self._line)

    @property
    def prompt(self) -> Prompt | None:
        """What is being asked, if anything."""
        return self._prompt

    def ask(self, prompt: Prompt) -> None:
        """Ask this now, in place of whatever was asked before."""
        self._prompt = prompt
        self.title.tell(prompt.title)
        dated = any(field.kind is FieldKind.DATE for field in prompt.fields)
        self.hint.tell(words.DATE_HINT if dated else EMPTY, tone="soft")
        empty(self._line)
        self._edits = {}
        for number, choice in enumerate(prompt.choices, 1):
            chip = KeyChip(self._tongue, str(number), choice.label)
            chip.clicked.connect(lambda _=False, number=number: self.choose(number))
            self._line.addWidget(chip)
        for field in prompt.fields:
            self._add_field(field)
        if prompt.fields:
            accept = KeyChip(self._tongue, "Enter", words.ACCEPT, "first")
            accept.clicked.connect(lambda _=False: self.accept())
            self._line.addWidget(accept)
        self._line.addStretch(1)
        leave = KeyChip(self._tongue, "Esc", words.CANCEL)
        leave.clicked.connect(lambda _=False: self.close_prompt())
        self._line.addWidget(leave)
        self.opened.emit()
        self.take_focus()

    def take_focus(self) -> None:
        """Have what is typed reach the first field, if the question has one."""
        if self._edits:
            next(iter(self._edits.values())).setFocus()

    def _add_field(self, field: Field) -> None:
        label = SpokenLabel(self._tongue, field.label)
        edit = QLineEdit(field.initial)
        edit.setFixedWidth(SIZES.field if field.kind is FieldKind.DATE else SIZES.field_wide)
        edit.setMaxLength(80)
        edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        edit.setAccessibleName(self._tongue.say(field.label))
        edit.selectAll()
        label.setBuddy(edit)
        self._edits[field.name] = edit
        self._line.addWidget(label)
        self._line.addWidget(edit)

    def say(self, message: Message | None) -> None:
        """Show what was last said above the question, which must not hide it."""
        self.said.tell(message)

    def refuse(self) -> None:
        """Say quietly that the question goes before the key that was pressed."""
        self.hint.tell(words.ANSWER_FIRST, tone="attention")

    def choose(self, number: int) -> None:
        """Take the choice of that number, from 1."""
        prompt = self._prompt
        if prompt is not None and 1 <= number <= len(prompt.choices):
            self.close_prompt()
            prompt.choices[number - 1].then()

    def fill_in(self, **answers: str) -> None:
        """Write into the fields, as if typed."""
        for name, value in answers.items():
            self._edits[name].setText(value)

    def accept(self) -> None:
        """Take what was typed; what cannot be right is said and stays to be mended."""
        prompt = self._prompt
        if prompt is None or prompt.accept is None:
            return
        answers = {name: edit.text().strip() for name, edit in self._edits.items()}
        for field in prompt.fields:
            wrong = fault_of(field, answers[field.name])
            look(self._edits[field.name], state="wrong" if wrong else "")
            if wrong:
                self.hint.tell(wrong, tone="bad")
                self._edits[field.name].setFocus()
                return
        self.close_prompt()
        prompt.accept(answers)

    def close_prompt(self) -> None:
        """Ask no more. What was typed is let go."""
        if self._prompt is None:
            return
        self._prompt = None
        self._edits = {}
        empty(self._line)
        self.title.tell(EMPTY)
        self.closed.emit()

    def press(self, event: QKeyEvent) -> bool:
        """Take a key that belongs to the question; False where it does not."""
        if self._prompt is None:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_prompt()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        elif self._edits and key in _ACCEPT:
            self.accept()
        elif not self._edits and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.choose(key - Qt.Key.Key_0)
        else:
            return False
        return True
