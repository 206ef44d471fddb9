"""A strip that appears only when somebody must act: what happened, what to do, the code, and who."""

from PySide6.QtWidgets import QFrame

from kiosk.rules.assessment import Text
from kiosk.visits.view import Message
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import desk as words
from ui.theme import SIZES, Sizes, look
from ui.widgets.boxes import row
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel


def fault_words(message: Message) -> Text:
    """A message with its code and who must act, where it has them."""
    if not message.code or message.actor is None:
        return message.text
    return fill(words.FAULT, message=message.text, code=literal(message.code), actor=terms.ACTORS[message.actor])


class FaultStrip(QFrame):
    """Hidden while all is well."""

    def __init__(self, tongue: Tongue, sizes: Sizes = SIZES) -> None:
        super().__init__()
        look(self, ground="attention")
        line = row(self, gap=sizes.gap)
        line.setContentsMargins(sizes.gap_wide, sizes.gap_small, sizes.gap_wide, sizes.gap_small)
        line.addWidget(Mark(Sign.WARNING, sizes.mark))
        self.words = SpokenLabel(tongue, EMPTY, tone="attention", wrap=True)
        line.addWidget(self.words, 1)
        self.hide()

    def tell(self, message: Message | None) -> None:
        """Speak up, or be silent again."""
        self.words.tell(EMPTY if message is None else fault_words(message))
        self.setVisible(message is not None)  # after its words, so that the room it asks for is theirs
