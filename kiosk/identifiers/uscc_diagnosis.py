"""Why the Work system finds no employer by its credit code, in the order a clerk should look (R-USC-01)."""

from dataclasses import dataclass
from enum import IntEnum

from kiosk.identifiers.uscc import UsccFault, uscc_fault


class Cause(IntEnum):
    """The two causes the notice names: wrong information typed by the unit, or data not pushed to the regulator."""

    WRONG_INFORMATION = 1
    DATA_NOT_PUSHED = 2


@dataclass(frozen=True)
class Diagnosis:
    """Where to look. ``causes`` are those still possible, the one to look at first in front.

    ``fault`` is what the code has wrong by itself; None where it holds together, and then the unit's name decides.
    """

    fault: UsccFault | None
    causes: tuple[Cause, ...]


def diagnose(code: str, *, name_agrees: bool | None = None) -> Diagnosis:
    """Length and characters, check character, organisation's check, the unit's name, data not pushed.

    ``name_agrees`` says whether the name typed is the business licence's; None where nobody has compared them.
    Total: any text gives a diagnosis.
    """
    fault = uscc_fault(code)
    if fault is not None or name_agrees is False:
        return Diagnosis(fault, (Cause.WRONG_INFORMATION,))
    if name_agrees is None:
        return Diagnosis(None, (Cause.WRONG_INFORMATION, Cause.DATA_NOT_PUSHED))
    return Diagnosis(None, (Cause.DATA_NOT_PUSHED,))
