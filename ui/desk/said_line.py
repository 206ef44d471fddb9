"""What was last said, with its sign and in its tone: on the step and above a question alike."""

from PySide6.QtWidgets import QFrame

from kiosk.visits.view import Message, Tone
from ui.i18n import EMPTY, Tongue
from ui.widgets.boxes import row
from ui.widgets.fault_strip import fault_words
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel

_SIGNS = {Tone.GOOD: Sign.GOOD, Tone.INFO: Sign.INFO, Tone.ATTENTION: Sign.WARNING}


class SaidLine(QFrame):
    """One message of the session. Hidden while there is none."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self.words = SpokenLabel(tongue, EMPTY, wrap=True)
        self.mark = Mark(Sign.INFO)
        line = row(self)
        line.addWidget(self.mark)
        line.addWidget(self.words, 1)
        self.hide()

    def tell(self, message: Message | None) -> None:
        """Say this, or nothing."""
        self.setVisible(message is not None)
        if message is None:
            self.words.tell(EMPTY)
            return
        self.mark.tell(_SIGNS[message.tone], self._tongue.say(message.text))
        self.words.tell(fault_words(message), tone="" if message.tone is Tone.INFO else message.tone.value)
