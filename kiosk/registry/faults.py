"""Faults the simulated registry can play, to rehearse a bad day."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum

from starlette.responses import HTMLResponse, Response

MAX_SECONDS = 60.0


class Fault(StrEnum):
    """NONE works; DOWN answers 503; SLOW answers late; NONSENSE answers a web page that says all is well."""

    NONE = "none"
    DOWN = "down"
    SLOW = "slow"
    NONSENSE = "nonsense"


@dataclass
class FaultSwitch:
    """The fault being played. ``seconds`` is how late SLOW is."""

    fault: Fault = Fault.NONE
    seconds: float = 15.0

    async def answer(self) -> Response | None:
        """What to send instead of the answer; None: go on."""
        match self.fault:
            case Fault.DOWN:
                return HTMLResponse("<h1>503 Service Unavailable</h1>", 503)
            case Fault.NONSENSE:
                return HTMLResponse("<html><body>系统维护中，请稍候</body></html>")
            case Fault.SLOW:
                await asyncio.sleep(self.seconds)
        return None
