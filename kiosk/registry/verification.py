"""What the terminal reports to the registry when originals were verified, and what comes back."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.rules.assessment import Outcome


@dataclass(frozen=True)
class VerificationReport:
    """One verification on site. ``visit_id`` is the idempotency key: sent twice, it counts once.

    ``simulated`` says that a simulator took part; a real registry would refuse such a report.
    """

    visit_id: str
    permit_number: str
    outcome: Outcome
    verified_at: datetime
    terminal: str
    operator: str
    simulated: bool


@dataclass(frozen=True)
class VerificationReceipt:
    """The registry's word that it holds the report. ``repeated``: it held it already."""

    visit_id: str
    received_at: datetime
    repeated: bool
