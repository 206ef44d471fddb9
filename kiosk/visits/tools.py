"""What a visit works with: the devices, the registry, the locality's rules, and who serves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kiosk.permits import Decision, PermitRecord
from kiosk.registry.verification import VerificationReceipt, VerificationReport
from kiosk.rules.calendars import Calendar
from kiosk.rules.profiles import Profile
from kiosk.station import Station
from kiosk.visits.events import Face


class Registry(Protocol):
    """What a visit asks of the Work-in-China system (``kiosk.registry.client.RegistryClient``)."""

    def find_by_token(self, token: str) -> PermitRecord:
        """The permit whose code was scanned."""

    def find_by_number(self, number: str) -> PermitRecord:
        """The permit of that number."""

    def report_verification(self, report: VerificationReport) -> VerificationReceipt:
        """Tell the system that the originals were verified; the same report counts once."""

    def decision(self, number: str) -> Decision:
        """The decision as issued; raises DecisionPending."""


@dataclass(frozen=True)
class Tools:
    """Everything outside the visit itself.

    ``operator`` is the staff id, empty at self-service; ``today`` gives the civil date in Asia/Shanghai.
    """

    station: Station
    registry: Registry
    profile: Profile
    calendar: Calendar
    face: Face
    operator: str
    window: str
    today: Callable[[], date]
