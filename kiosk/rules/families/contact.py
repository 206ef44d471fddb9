"""R-VER-08, R-LOC-01: the window's official address and telephone; what no official source gives is not shown."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.findings import finding


def check(case: Case) -> Iterator[Finding]:
    """Where the window is, as the locality's own source says."""
    text, window = case.profile.window_text, case.profile.contacts.window
    if text is not None:
        yield finding(
            "contact.window",
            "A-WIN",
            seen=text,
            source=window.source,
            rule=window.rule,
            words={"window": text},
        )
