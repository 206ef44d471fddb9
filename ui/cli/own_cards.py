"""The cards a trainer wrote: each file in the training folder's ``cards`` can be put into the simulated reader."""

from functools import partial
from pathlib import Path

from drivers.device import DeviceKind
from kiosk.cards.card_file import load_card
from kiosk.rules.assessment import Text
from kiosk.station import Station
from kiosk.terminal_problems import WrongUse
from ui.context import TrainingAction, TrainingPerson


def own_cards(folder: Path, station: Station) -> tuple[TrainingPerson, ...]:
    """The tray of a trainer's own cards; none where there is no such file. A wrong file says so in its place."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        return ()
    take_out = TrainingAction(
        Text("取出卡片", "Take the card out"), partial(station.present, DeviceKind.CARD_READER, None)
    )
    actions = [TrainingAction(_label(file), partial(_insert, file, station)) for file in files]
    return (TrainingPerson(Text("自备卡片", "Cards of your own"), (*actions, take_out)),)


def _label(file: Path) -> Text:
    try:
        load_card(file)
    except WrongUse as wrong:
        return wrong.message
    return Text(f"插入：{file.stem}", f"Insert: {file.stem}")


def _insert(file: Path, station: Station) -> None:
    """Read anew each time, so that a trainer may change the card while the terminal runs."""
    try:
        card = load_card(file)
    except WrongUse:
        return
    station.present(DeviceKind.CARD_READER, card)
