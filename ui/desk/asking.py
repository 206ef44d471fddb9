"""When the desk asks what: a question that is due, once, until it is answered, settled elsewhere or waved away."""

from ui.desk.conduct import Conduct
from ui.desk.prompt_panel import PromptPanel
from ui.desk.prompts import Prompt

_SETTLED_ELSEWHERE = ("visitor:", "tray:")
"""What such questions are about can also be said in another way; then they are asked no more."""


class Asking:
    """Puts what ``conduct`` finds due on the panel."""

    def __init__(self, panel: PromptPanel) -> None:
        self._panel = panel
        self._dismissed: set[str] = set()

    def ask(self, prompt: Prompt) -> None:
        """Ask something in place, also what was waved away before."""
        self._dismissed.discard(prompt.about)
        self._panel.ask(prompt)

    def dismiss(self, prompt: Prompt) -> None:
        """Somebody waved the question away; it is not asked by itself again in this visit."""
        self._dismissed.add(prompt.about)

    def ask_what_is_due(self, conduct: Conduct) -> None:
        """Ask what is due, and take back a question that was settled elsewhere."""
        due, asked = conduct.due(), self._panel.prompt
        settled = asked is not None and asked.about.startswith(_SETTLED_ELSEWHERE) and not conduct.view.busy
        if settled and asked is not None and (due is None or due.about != asked.about):
            self._panel.close_prompt()
            asked = None
        if due is not None and asked is None and due.about not in self._dismissed:
            self.ask(due)

    def end(self) -> None:
        """The visit is over."""
        self._dismissed.clear()
        self._panel.close_prompt()
