"""Whose key it is: the tray's, guidance's, the question's, or the desk's own; and which presses are not taken."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.desk.actions import BINDINGS, Action, action_of
from ui.desk.asking import Asking
from ui.desk.guidance_page import GuidancePage
from ui.desk.presses import Presses
from ui.desk.prompt_panel import PromptPanel
from ui.desk.stage import Page, Stage
from ui.desk.training_tray import TrainingTray

_JUDGING_KEYS = (
    *BINDINGS[Action.CONFIRM].keys,
    *BINDINGS[Action.MISSING].keys,
    *(Qt.Key(Qt.Key.Key_1 + number) for number in range(9)),
)
"""Keys that judge, or answer a question that does."""


@dataclass(frozen=True)
class Routing:
    """Hands each key to the first that takes it; ``act`` does what a key of the desk does."""

    tray: TrainingTray
    stage: Stage
    guidance: GuidancePage
    panel: PromptPanel
    asking: Asking
    presses: Presses
    act: Callable[[Action], None]

    def press(self, event: QKeyEvent) -> bool:
        """Route one key; False where nobody takes it."""
        key = event.key()
        if event.isAutoRepeat() and key in (*_JUDGING_KEYS, Qt.Key.Key_Space) and not self._reads_guidance:
            return True
        if self.tray.isVisible() and self.tray.press(event):
            return True
        if self._reads_guidance and self.guidance.press(event):
            return True
        if key in _JUDGING_KEYS and self.presses.is_doubled(key):
            return True
        return self._answers(event) or self._acts(event)

    @property
    def _reads_guidance(self) -> bool:
        return self.stage.page is Page.GUIDANCE

    def _answers(self, event: QKeyEvent) -> bool:
        asked, leaves = self.panel.prompt, event.key() == Qt.Key.Key_Escape
        if asked is None or (leaves and self.stage.page is Page.HELP) or not self.panel.press(event):
            return False
        if leaves:
            self.asking.dismiss(asked)
        return True

    def _acts(self, event: QKeyEvent) -> bool:
        action = action_of(event)
        if action is not None:
            self.act(action)
        return action is not None
