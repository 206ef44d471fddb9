"""A key and what it does, on the screen: a chip that can also be touched."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from kiosk.rules.assessment import Text
from ui.i18n import Tongue, fill, literal
from ui.theme import SIZES, look
from ui.widgets.spoken import SpokenLabel


class KeyChip(QPushButton):
    """``cap`` is what stands on the key, ``text`` what it does. ``weight``: first, usual or tool."""

    def __init__(self, tongue: Tongue, cap: str, text: Text, weight: str = "usual") -> None:
        super().__init__()
        self._tongue = tongue
        self._cap_text = cap
        self._spoken = text
        self._cap = QLabel(cap)
        self._cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._word = SpokenLabel(tongue, text)
        look(self._cap, part="cap")
        look(self._word, part="word")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SIZES.gap, 0, SIZES.pad, 0)
        self._row.setSpacing(SIZES.gap)
        self._row.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._word, 0, Qt.AlignmentFlag.AlignVCenter)
        for part in (self._cap, self._word):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look(self, kind="key")
        self.weigh(weight)
        tongue.changed.connect(self._name)
        self._name()

    def weigh(self, weight: str) -> None:
        """Show how much this key matters now."""
        for part in (self, self._cap, self._word):
            look(part, weight=weight)
        self._row.invalidate()
        self.updateGeometry()

    def tell(self, text: Text) -> None:
        """Say another thing of the same key."""
        self._spoken = text
        self._word.tell(text)
        self._name()

    def sizeHint(self) -> QSize:
        """As large as key and word need, and never less than a target."""
        hint = self._row.sizeHint()
        least = SIZES.keycap if self.property("weight") in ("tool", "quiet") else SIZES.target
        return hint.expandedTo(QSize(least, least))

    def minimumSizeHint(self) -> QSize:
        """The chip is never narrower than its words."""
        return self.sizeHint()

    @Slot()
    def _name(self) -> None:
        self.setAccessibleName(
            self._tongue.say(
                fill(Text("{text} {cap}", "{text} {cap}"), text=self._spoken, cap=literal(self._cap_text))
            )
        )
        self.updateGeometry()


class WideKeyChip(KeyChip):
    """As wide as its column, with its words on as many lines as they need."""

    def __init__(self, tongue: Tongue, cap: str, text: Text, weight: str = "usual") -> None:
        super().__init__(tongue, cap, text, weight)
        self._word.setWordWrap(True)
        self._word.setMinimumWidth(0)
        self._row.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        self._row.setStretchFactor(self._word, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """A target; as high as its words need in the width it has."""
        return QSize(
            SIZES.target, max(SIZES.target, self._row.totalHeightForWidth(max(self.width(), SIZES.target)))
        )

    def minimumSizeHint(self) -> QSize:
        """A target; how high it must be depends on its width, which its layout asks for."""
        return QSize(SIZES.target, SIZES.target)
