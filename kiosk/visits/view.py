"""What a face is shown of a visit in progress: the state, what is running, and the last thing to say."""

from dataclasses import dataclass
from enum import StrEnum

from drivers.errors import Actor
from kiosk.rules.assessment import Text
from kiosk.visits.state import VisitState


class Tone(StrEnum):
    """How a message sounds: GOOD confirms, INFO guides, ATTENTION asks someone to act."""

    GOOD = "good"
    INFO = "info"
    ATTENTION = "attention"


@dataclass(frozen=True)
class Message:
    """One message for the person before the face. ``code`` and ``actor`` are empty unless something failed."""

    tone: Tone
    text: Text
    code: str = ""
    actor: Actor | None = None


@dataclass(frozen=True)
class VisitView:
    """One immutable snapshot, published after every change. ``busy`` says in words what is running, if anything.

    ``visit`` is None between visits. ``training`` is true while the terminal runs on simulators. ``asks_points``
    are the papers of this case whose points a person is asked for (``kiosk.visits.points``).
    """

    visit: VisitState | None = None
    busy: Text | None = None
    message: Message | None = None
    training: bool = False
    asks_points: tuple[str, ...] = ()
