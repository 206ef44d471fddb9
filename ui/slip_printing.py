"""Prints the slip of one matter from a face: one at a time, and nobody waits for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.printouts.guidance_slip import guidance_slip
from kiosk.printouts.slips import SlipResult, SlipTold, print_slip, slip_told
from kiosk.rules.topics import Topic
from ui.bridge import Bridge
from ui.context import FaceContext, Hall

if TYPE_CHECKING:
    from concurrent.futures import Future


class SlipPrinting:
    """``told`` hears in the GUI's thread how a print ended, unless whoever asked for it has left."""

    def __init__(self, context: FaceContext, bridge: Bridge, told: Callable[[SlipTold], None]) -> None:
        self._context, self._bridge, self._told = context, bridge, told
        self._asked: object = None

    @property
    def busy(self) -> bool:
        """Whether a slip is being printed."""
        return self._asked is not None

    def print(self, topic: Topic, hall: Hall) -> bool:
        """Print where to go with this matter in that locality; False while another slip is being printed."""
        if self.busy:
            return False
        self._asked = asked = object()
        station = self._context.station
        day = self._context.today()
        slip = guidance_slip(topic.guidance, hall.name, day, specimen=station.has_simulators)
        self._bridge.when_done(print_slip(station, slip), lambda done: self._ended(asked, done))
        return True

    def forget(self) -> None:
        """Whoever asked has left: how the print ends is told to nobody."""
        self._asked = None

    def _ended(self, asked: object, done: "Future[SlipResult]") -> None:
        if asked is self._asked:
            self._asked = None
            self._told(slip_told(done))
