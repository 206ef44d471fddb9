"""Labels and buttons that hold a pair of texts and say it in the face's language."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue
from ui.theme import look

FITTING_KINDS = ("title", "heading", "strong", "small")
"""Types of the theme from the largest down."""


class SpokenLabel(QLabel):
    """A label for one Text. ``kind`` is its type of the theme (small, strong, heading, title, hero…)."""

    def __init__(
        self, tongue: Tongue, text: Text = EMPTY, kind: str = "", *, tone: str = "", wrap: bool = False
    ) -> None:
        super().__init__()
        self._tongue = tongue
        self._spoken = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        look(self, type=kind, tone=tone)
        tongue.changed.connect(self._say)
        self._say()

    @property
    def spoken(self) -> Text:
        """The pair this label holds."""
        return self._spoken

    def minimumSizeHint(self) -> QSize:
        """Of a wrapped text one line: how many it needs depends on its width, which its layout asks for."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self.fontMetrics().height()) if self.wordWrap() else hint

    def tell(self, text: Text, *, tone: str | None = None) -> None:
        """Hold another text; ``tone`` changes its colour by meaning."""
        self._spoken = text
        if tone is not None:
            look(self, tone=tone)
        self._say()

    @Slot()
    def _say(self) -> None:
        said = self._tongue.say(self._spoken)
        if said != self.text():
            self.setText(said)
        self.setAccessibleName(said)


class FittingLabel(SpokenLabel):
    """One line that takes the largest type it fits in, so that a long name never widens the window."""

    def __init__(self, tongue: Tongue, text: Text = EMPTY) -> None:
        super().__init__(tongue, text, FITTING_KINDS[0])
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _say(self) -> None:
        super()._say()
        self._fit()

    def _fit(self) -> None:
        for kind in FITTING_KINDS:
            look(self, type=kind)
            if self.fontMetrics().horizontalAdvance(self.text()) <= self.width():
                return


class SpokenButton(QPushButton):
    """A button for one Text. ``kind`` is its kind of the theme: main, plain, tile, list."""

    def __init__(
        self, tongue: Tongue, text: Text, kind: str = "plain", parent: QWidget | None = None, *, focus: bool = True
    ) -> None:
        super().__init__(parent)
        self._tongue = tongue
        self._spoken = text
        look(self, kind=kind)
        if not focus:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tongue.changed.connect(self._say)
        self._say()

    def tell(self, text: Text) -> None:
        """Hold another text."""
        self._spoken = text
        self._say()

    @Slot()
    def _say(self) -> None:
        said = self._tongue.say(self._spoken)
        self.setText(said)
        self.setAccessibleName(said)
