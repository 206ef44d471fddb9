"""The bench of a recorded trace: what was recorded happens again, and nothing else can be done to it."""

from drivers.conformance.bench import Bench, Make
from drivers.conformance.case import WORK_TAKES, Case
from drivers.conformance.stimulus import By, Stimulus
from drivers.device import DeviceKind, Source

_OF_THE_DEVICE = frozenset({"input", "printing", "truth.pictures_are_fresh"})
"""What asks a device for more than its work, or for what only the moment of the recording could show."""


class ReplayBench(Bench):
    """Codes and cards come as they were recorded: there is nothing to do for them. Their content is masked."""

    by = By.RECORDING

    def __init__(self, driver: str, kind: DeviceKind, make: Make) -> None:
        super().__init__(driver, kind, make, Source.REPLAY)
        self.can = WORK_TAKES.get(kind, frozenset())

    def cannot_try(self, case: Case) -> str:
        """What happened to the recorded device, and what else it was asked, is as the trace has it."""
        named = {case.name, case.name.partition(".")[0]}
        elsewhere = case.stimuli or named & _OF_THE_DEVICE
        return "it was not recorded so" if elsewhere else ""

    def begin(self, stimulus: Stimulus) -> None:
        """The trace does it, in its time."""

    def end(self, stimulus: Stimulus) -> None:
        """See ``begin``."""
