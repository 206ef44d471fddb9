"""What lies in the PC/SC slots watched, and what happened there since the last look."""

from collections import deque
from collections.abc import Iterable, Mapping

from smartcard import scard

from drivers.card_reader import CardEvent, CardInserted, CardRemoved
from drivers.card_reader.pcsc_session import SlotState


class Slots:
    """The card that came first is ours until it leaves; then the next one, in whichever slot."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._occupied: str | None = None
        self._changes = 0
        self._news: deque[CardEvent] = deque()

    @property
    def occupied(self) -> str | None:
        """The slot our card lies in; None without one."""
        return self._occupied

    @property
    def has_news(self) -> bool:
        """Whether something happened that was not told yet."""
        return bool(self._news)

    def next_news(self) -> CardEvent | None:
        """The next insertion or removal that was not told yet."""
        return self._news.popleft() if self._news else None

    def known(self, names: Iterable[str]) -> dict[str, int]:
        """What PC/SC is to compare these slots with in a wait."""
        return {name: self._known.get(name, scard.SCARD_STATE_UNAWARE) for name in names}

    def forget(self) -> None:
        """Know nothing any more: a card that lies in a slot at the next look is news."""
        self._known.clear()
        self._news.clear()
        self._occupied = None

    def notice(self, states: Mapping[str, SlotState]) -> bool:
        """Turn what the slots are into what happened since the last look; whether our card has left."""
        self._known = {name: state.raw for name, state in states.items()}
        left = self._occupied is not None and self._has_left(states.get(self._occupied))
        if left:
            self._occupied = None
            self._news.append(CardRemoved())
        if self._occupied is None:
            self._take_up(states)
        return left

    def _take_up(self, states: Mapping[str, SlotState]) -> None:
        for name, state in states.items():
            if state.present:
                self._occupied, self._changes = name, state.changes
                self._news.append(CardInserted(state.atr))
                return

    def _has_left(self, state: SlotState | None) -> bool:
        # Two cards exchanged between two looks leave the slot full: only the count of movements tells.
        return state is None or not state.present or state.changes != self._changes
