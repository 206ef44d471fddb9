"""What a paper says beside the defects: what is still to be settled, and by whom."""

from dataclasses import dataclass

from kiosk.rules.assessment import Assessment, Finding, Severity
from kiosk.rules.findings import is_for_staff

_OPEN = (Severity.REVIEW, Severity.WARNING)


@dataclass(frozen=True)
class OpenPoints:
    """``by_visitor`` can be settled by what the visitor shows or says; ``by_staff`` only by the staff."""

    by_visitor: tuple[Finding, ...]
    by_staff: tuple[Finding, ...]


def open_points(assessment: Assessment) -> OpenPoints:
    """Every review and warning, in the assessment's order."""
    found = [finding for finding in assessment.findings if finding.severity in _OPEN]
    return OpenPoints(
        tuple(finding for finding in found if not is_for_staff(finding)),
        tuple(finding for finding in found if is_for_staff(finding)),
    )
