"""From the card key to the card's fields on the desk's screen, over PC/SC: record and painting included."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from drivers.device import DeviceKind
from kiosk.cards.bench.service import READER, Pcscd
from kiosk.cards.bench.slot import CardInReader
from kiosk.cards.bench.timing import Timing, timing
from kiosk.config import DeviceConfig
from kiosk.training.cards import virtual_card
from kiosk.training.clerk import ScriptedClerk
from kiosk.visits.events import Face
from kiosk.visits.state import VisitState
from ui.cli.simulated import simulated_hall
from ui.cli.terminal import open_terminal
from ui.cli.training_tray import simulated_face_context
from ui.desk.actions import Action
from ui.rehearsal import DeskRehearsal, offscreen_application


def shown_times(runs: int) -> Timing:
    """A desk without a display serves somebody whose card lies in the virtual reader; read ``runs`` times."""
    offscreen_application()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        service = stack.enter_context(Pcscd())
        config, people = stack.enter_context(simulated_hall(folder))
        real = DeviceConfig(driver="pcsc", options={"reader": READER})
        devices = config.devices | {DeviceKind.CARD_READER: real}
        terminal = stack.enter_context(open_terminal(config.model_copy(update={"devices": devices})))
        context = simulated_face_context(terminal, Face.DESK, people)
        person, card = next((each, card) for each in people if (card := virtual_card(each)) is not None)
        stack.enter_context(CardInReader(card, service.port))
        desk = stack.enter_context(DeskRehearsal(context, folder / "screens").opened())
        clerk = ScriptedClerk(person, context.station, desk.session)

        def up_to_the_card(visit: VisitState | None) -> str | None:
            ready = visit is not None and visit.visitor is not None and visit.entry_date == person.entry_date
            return None if ready else clerk.act(visit)

        desk.play(up_to_the_card, lambda _: False)
        desk.seconds_until_shown(Action.READ_CARD, _card_compared)  # the first lays the page out
        seconds = [desk.seconds_until_shown(Action.READ_CARD, _card_compared) for _ in range(runs)]
    return timing("card key to the fields on the desk", seconds)


def _card_compared(visit: VisitState) -> bool:
    return bool(visit.card_matches)
