"""What a visit works with: the devices, the registry, the locality's rules, and who serves."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from drivers.errors import Actor
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.identifiers.permit_number import permit_number_shape
from kiosk.permits import Decision, PermitRecord
from kiosk.problems import Problem
from kiosk.registry.verification import VerificationReceipt, VerificationReport
from kiosk.rules.assessment import Text
from kiosk.rules.calendars import Calendar
from kiosk.rules.profile import Profile
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


class OtherLocality(Problem):
    """The permit belongs to a locality this terminal does not serve (V-112)."""

    def __init__(self, locality: str) -> None:
        super().__init__(
            "V-112",
            Actor.STAFF,
            Text(
                f"该许可属于其他地区（{locality}），本终端未配置该地区规则。请申请人到该地窗口办理。",
                f"This permit belongs to another locality ({locality}), whose rules this terminal does not have. "
                "Send the visitor to a window there.",
            ),
        )


@dataclass(frozen=True)
class Tools:
    """Everything outside the visit itself.

    ``profiles`` are the localities this terminal serves, by id; a case is assessed under its own. ``operator`` is
    the staff id, empty at self-service; ``today`` gives the civil date in Asia/Shanghai; ``permit_number`` is the
    shape a typed number must have; ``opaque_codes`` that of codes only the registry can read, if any.
    ``card_authenticator`` answers third-generation cards, where there is one.
    """

    station: Station
    registry: Registry
    profiles: Mapping[str, Profile]
    calendar: Calendar
    face: Face
    operator: str
    window: str
    home: str
    today: Callable[[], date]
    permit_number: re.Pattern[str] = permit_number_shape()
    opaque_codes: re.Pattern[str] | None = None
    card_authenticator: CardAuthenticator | None = None

    def profile_of(self, record: PermitRecord) -> Profile:
        """The rules for this permit's locality; raises OtherLocality."""
        if record.locality not in self.profiles:
            raise OtherLocality(record.locality)
        return self.profiles[record.locality]
