"""R-GEN-09, R-ORG-01: what the terminal's own connection and mode mean for a verdict."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.findings import finding


def check(case: Case) -> Iterator[Finding]:
    """A simulated registry is said aloud; one out of reach, or sample data in live work, stops the verdict."""
    terminal = case.facts.terminal
    if terminal.interface_specified is False:
        yield finding("terminal.simulator", "SYS-1")
    elif terminal.interface_reachable is False:
        yield finding("terminal.offline", "SYS-1")
    if terminal.training:
        yield finding("terminal.training", "terminal")
    elif terminal.training is False and terminal.sample_data:
        yield finding("terminal.sample_data", "terminal")
