"""When the desk asks what: a question that is due, once, until it is answered, settled elsewhere or waved away."""

from kiosk.visits.state import Step
from ui.desk import questions
from ui.desk.counter import Counter
from ui.desk.prompt_panel import PromptPanel
from ui.desk.prompts import Prompt

_SETTLED_ELSEWHERE = ("visitor:", "tray:")
"""What such questions are about can also be said in another way; then they are asked no more."""


def due_question(counter: Counter) -> Prompt | None:
    """The question the visit itself waits for, if it waits for one."""
    visit, session = counter.visit, counter.session
    if visit is None or counter.view.busy is not None:
        return None
    if visit.unsettled_print is not None:
        return questions.tray(visit.unsettled_print, session.settle_print, session.print_paper)
    if visit.step is Step.VISITOR:
        return questions.visitor(visit, session.declare_visitor, counter.ask)
    return None


class Asking:
    """Puts what is due on the panel."""

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

    def ask_what_is_due(self, counter: Counter) -> None:
        """Ask what is due, and take back a question that was settled elsewhere."""
        due, asked = due_question(counter), self._panel.prompt
        settled = asked is not None and asked.about.startswith(_SETTLED_ELSEWHERE) and not counter.view.busy
        if settled and asked is not None and (due is None or due.about != asked.about):
            self._panel.close_prompt()
            asked = None
        if due is not None and asked is None and due.about not in self._dismissed:
            self.ask(due)

    def end(self) -> None:
        """The visit is over."""
        self._dismissed.clear()
        self._panel.close_prompt()
