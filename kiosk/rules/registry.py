"""Every rule this terminal applies, and the family that looks after it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kiosk.rules.assessment import Finding
from kiosk.rules.business import HANDLED_HERE, BusinessType
from kiosk.rules.case import Case
from kiosk.rules.families import (
    card_issue,
    contact,
    contract,
    deadline,
    decision,
    electronic_card,
    employer,
    insurance,
    medical,
    notice_cancellation,
    obligation,
    one_card,
    online,
    originals,
    overseas,
    permit,
    permit_check,
    photo,
    photo_image,
    physical_permit,
    procedure,
    readings,
    reissue,
    removed,
    residence,
    terminal,
    transit,
    visa,
    visa_copy,
    visitor,
)

Check = Callable[[Case], Iterable[Finding]]


@dataclass(frozen=True)
class Family:
    """Rules that look at one matter together, with the ids they speak for."""

    rules: tuple[str, ...]
    check: Check


OF_EVERY_BUSINESS = (
    Family(("R-GEN-01",), procedure.check),
    Family(("R-GEN-05",), physical_permit.custody),
    Family(("R-GEN-09", "R-ORG-01"), terminal.check),
)
"""Asked whatever the visitor has come for."""

ALWAYS = (
    *OF_EVERY_BUSINESS,
    Family(("R-GEN-01",), procedure.in_force),
    Family(("R-OVS-03",), visa.check),
    Family(("R-VER-01", "R-VER-07"), obligation.check),
    Family(("R-GEN-08",), permit.check),
)
"""Asked of every case of verification, first."""

WHEN_REQUIRED = (
    Family(("R-VER-04", "R-VER-07"), visitor.check),
    Family(("R-VER-02", "R-VER-06"), deadline.check),
    Family(("R-VER-03", "R-VER-07"), originals.check),
    Family(("R-VER-03",), visa_copy.check),
    Family(("R-VER-03", "R-MED-01", "R-MED-02"), medical.check),
    Family(("R-PHO-02", "R-PHO-04"), photo.check),
    Family(("R-PHO-01", "R-PHO-03", "R-PHO-04"), photo_image.check),
    Family(("R-CON-01", "R-CON-02", "R-CON-03", "R-CON-04", "R-CON-05"), contract.check),
    Family(("R-GEN-08", "R-VER-03", "R-VER-07"), readings.check),
)
"""Asked where on-site verification is asked of this class."""

WHEN_NOT_REQUIRED = (
    Family(("R-VER-03", "R-VER-07"), originals.differing),
    Family(("R-GEN-08", "R-VER-03", "R-VER-07"), readings.check),
)
"""What was seen anyway is said where nothing is asked, or where it is unknown: for review, never as a defect."""

WHEN_COMPLETE = (Family(("R-VER-05",), decision.check),)
"""What follows once nothing stands in the way."""


_ONLINE = Family(("R-GEN-02", "R-GEN-06", "R-OVS-05", "R-RPL-05"), online.check)
_SCOPE = Family(("R-OVS-06",), overseas.scope)
_CARD_WISHES = Family(("R-GEN-04", "R-RPL-06"), physical_permit.wishes)
_CARD_ISSUE = Family(("R-SSC-01", "R-SSC-02", "R-SSC-03", "R-AGE-02"), card_issue.check)
_CANCELLATION = Family(("R-CAN-01", "R-CAN-02", "R-CAN-03"), notice_cancellation.check)
_VISA = Family(("R-OVS-03",), visa.check)
_WINDOW = Family(("R-VER-08", "R-LOC-01"), contact.check)
_SAME_CARD = Family(("R-ESC-04",), electronic_card.consistency)
_PERMIT = Family(("R-GEN-08",), permit.check)
_REMOVED = Family(("R-GEN-03", "R-GEN-07", "R-TRN-03"), removed.check)

BY_BUSINESS: Mapping[BusinessType, tuple[Family, ...]] = {
    BusinessType.OVERSEAS_APPLICATION: (
        _ONLINE,
        Family(("R-OVS-01", "R-OVS-02"), overseas.check),
        _SCOPE,
        _VISA,
        Family(("R-CON-01", "R-CON-02", "R-CON-03", "R-CON-04", "R-CON-05"), contract.check),
        Family(("R-PHO-02", "R-PHO-04"), photo.check),
        Family(("R-PHO-01", "R-PHO-03", "R-PHO-04"), photo_image.check),
    ),
    BusinessType.EXTENSION: (_ONLINE, _SCOPE, _CARD_WISHES),
    BusinessType.CHANGE: (_ONLINE, _SCOPE, _CARD_WISHES),
    BusinessType.CANCELLATION: (_ONLINE, _SCOPE),
    BusinessType.ELECTRONIC_REISSUE: (
        _ONLINE,
        Family(("R-RPL-01", "R-RPL-02", "R-RPL-03", "R-RPL-04", "R-RPL-06"), reissue.check),
    ),
    BusinessType.NOTICE_REISSUE: (_ONLINE, Family(("R-TRN-03", "R-VER-09"), transit.notice_reissue), _WINDOW),
    BusinessType.NOTICE_IN_TRANSIT: (_ONLINE, Family(("R-TRN-01", "R-TRN-03"), transit.notice_pending)),
    BusinessType.PERMIT_IN_TRANSIT: (
        _ONLINE,
        Family(("R-TRN-02", "R-VER-09", "R-RPL-01", "R-RPL-02", "R-RPL-06"), transit.permit_pending),
        _WINDOW,
    ),
    BusinessType.NOTICE_CANCELLATION_OFFLINE: (_CANCELLATION, _WINDOW),
    BusinessType.NOTICE_CANCELLATION_ONLINE: (_ONLINE, _CANCELLATION, _WINDOW),
    BusinessType.ELECTRONIC_CARD: (
        Family(("R-ESC-01", "R-ESC-02", "R-ESC-03", "R-ESC-06", "R-AGE-01"), electronic_card.check),
        _SAME_CARD,
    ),
    BusinessType.SOCIAL_INSURANCE: (Family(("R-INS-01", "R-INS-02", "R-INS-03"), insurance.check),),
    BusinessType.CARD_IN_PERSON: (_CARD_ISSUE,),
    BusinessType.CARD_BATCH: (_CARD_ISSUE,),
    BusinessType.CARD_REPLACEMENT: (_CARD_ISSUE,),
    BusinessType.RESIDENCE_PERMIT: (
        Family(("R-RES-01", "R-RES-02", "R-OVS-04", "R-ESC-05"), residence.check),
        _VISA,
        _WINDOW,
    ),
    BusinessType.QUERY: (Family(("R-GEN-08",), permit_check.check), _PERMIT, _CARD_WISHES, _SAME_CARD),
    BusinessType.EMPLOYER_REGISTRATION: (_ONLINE, Family(("R-USC-01",), employer.check)),
    BusinessType.NOTICE_DOWNLOAD: (_ONLINE,),
    BusinessType.WORK_VISA: (_VISA,),
    BusinessType.ONE_CARD_SERVICE: (Family(("R-ONE-01",), one_card.check),),
    BusinessType.APPLICATION_AFTER_ENTRY: (_REMOVED,),
    BusinessType.LOSS_ANNOUNCEMENT: (_REMOVED,),
    BusinessType.PERMIT_SUPPLEMENT: (_REMOVED,),
    BusinessType.NOTICE_CANCELLATION_MENU: (_REMOVED,),
    BusinessType.PHYSICAL_CARD: (_REMOVED, _CARD_WISHES),
}
"""What is asked of each business the terminal guides, diagnoses or takes in; HANDLED_HERE has its own families."""


def families_of(business: BusinessType) -> tuple[Family, ...]:
    """Everything that may be asked of that business."""
    if business in HANDLED_HERE:
        return ALWAYS + WHEN_REQUIRED + WHEN_NOT_REQUIRED + WHEN_COMPLETE
    return OF_EVERY_BUSINESS + BY_BUSINESS[business]


@cache
def rule_ids() -> frozenset[str]:
    """The ids of all rules implemented."""
    return frozenset(rule for business in BusinessType for family in families_of(business) for rule in family.rules)
