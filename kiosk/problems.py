"""A problem as every part of the terminal tells it: a documented code, who must act, and what to do."""

from dataclasses import dataclass

from drivers.errors import Actor
from kiosk.rules.assessment import Text


@dataclass
class Problem(Exception):
    """Base of the core's own errors: a failure code, who must act, and a message that says what to do.

    Never carries a person's data; the message is shown as it stands.
    """

    code: str
    actor: Actor
    message: Text

    def __str__(self) -> str:
        return f"{self.code}: {self.message.en}"
