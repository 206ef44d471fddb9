"""One case as the simulated registry is seeded with it."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.permits import Decision, PermitRecord


@dataclass(frozen=True)
class RegisteredCase:
    """A permit, the codes that lead to it, and its decision.

    ``token`` is the whole text of the notice's code, prefix included; ``essc_token`` that of the holder's
    electronic social security card, if any. ``token_expires`` bounds both (with a time zone; None: never).
    ``decision`` None: the authority has issued none yet. ``decision_needs_verification``: the decision is handed
    out only after the originals were verified on site.
    """

    record: PermitRecord
    token: str
    decision: Decision | None = None
    token_expires: datetime | None = None
    essc_token: str | None = None
    decision_needs_verification: bool = True
