"""The points of contract and photo that only a person can see, and what is known of them."""

from dataclasses import fields, replace
from typing import Any

from kiosk.permits import FiledContract, PermitRecord
from kiosk.rules.facts import ContractFact, PhotoImage
from kiosk.rules.families.contract import ELEMENTS
from kiosk.rules.profile import Profile

CONTRACT, PHOTO = "M06", "M08"
"""Their keys in the checklist."""

CONTRACT_POINTS = ("in_chinese", *ELEMENTS, "applicant_signature", "unit_seal")
"""R-CON-01 and R-CON-02, in the order staff are asked."""
PHOTO_POINTS = tuple(field.name for field in fields(PhotoImage))
"""R-PHO-03."""


def asked_points(record: PermitRecord, profile: Profile) -> tuple[str, ...]:
    """The papers whose points are asked: where the locality has the rule and the application holds the thing.

    Elsewhere the rules' figures are advice (R-CON-05, R-PHO-04), and nobody is kept waiting for it.
    """
    contract = record.contract is not None and not profile.contract.rules.is_unknown
    photo = record.photo is not None and not profile.photo.rules.is_unknown
    return tuple(key for key, asked in ((CONTRACT, contract), (PHOTO, photo)) if asked)


def contract_fact(
    filed: FiledContract | None, lacks: tuple[str, ...] | None, change_wanted: bool | None
) -> ContractFact | None:
    """The application's dates with what staff saw; None where there is neither. Unexamined points stay unknown."""
    if filed is None and lacks is None:
        return None
    fact = ContractFact(change_wanted=change_wanted)
    if filed is not None:
        fact = replace(fact, dispatch_letter=filed.dispatch_letter, effective_on=filed.starts_on)
    return fact if lacks is None else replace(fact, **_seen(CONTRACT_POINTS, lacks))


def photo_fact(filed: bool, lacks: tuple[str, ...] | None) -> PhotoImage | None:
    """What staff saw of the photo; unknown throughout while nobody looked, None where none was ``filed``."""
    if lacks is not None:
        return PhotoImage(**_seen(PHOTO_POINTS, lacks))
    return PhotoImage() if filed else None


def _seen(points: tuple[str, ...], lacks: tuple[str, ...]) -> dict[str, Any]:
    return {point: point not in lacks for point in points}
