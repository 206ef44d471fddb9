"""How a simulator is handed what a person would hand a real device."""

from abc import ABC, abstractmethod
from typing import Any


class Simulated(ABC):
    """Every simulated device is one of these, so that a face can tell it apart and never takes it for hardware."""

    @abstractmethod
    def present(self, stimulus: Any) -> None:
        """Put something before the device, from any thread; what it takes is the simulator's own.

        A scanner takes ``bytes``; a card reader a ``VirtualCard`` or None (removed); a camera an image or None
        (the empty mat); a printer the name of a fault, or None (mended). TypeError or ValueError for the rest.
        """
