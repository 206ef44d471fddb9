"""The label that shows whether a wedge scanner types for a US keyboard, and what it says where it does not."""

from dataclasses import dataclass

LAYOUT_LABEL = "LAYOUT 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz $%*+-./: END"
"""Print this as a code: every character our codes use, and small letters, which no code of ours may turn into."""

_KEYBOARDS = (("a", "q", "AZERTY"), ("z", "y", "QWERTZ"))


@dataclass(frozen=True)
class LayoutCheck:
    """How the label came through: ``changed`` pairs what was printed with what came, unless letters were lost."""

    changed: tuple[tuple[str, str], ...]
    lost: int
    keyboard: str | None

    @property
    def good(self) -> bool:
        """Whether every character came through as itself."""
        return not self.changed and not self.lost


def check_layout(scan: bytes) -> LayoutCheck:
    """Compare a scan of LAYOUT_LABEL with the label; ``keyboard`` guesses what the scanner is set to."""
    came = scan.decode("latin-1")
    if len(came) != len(LAYOUT_LABEL):
        return LayoutCheck((), max(1, len(LAYOUT_LABEL) - len(came)), None)
    pairs = dict.fromkeys(
        (printed, typed) for printed, typed in zip(LAYOUT_LABEL, came, strict=True) if printed != typed
    )
    guess = next((name for one, other, name in _KEYBOARDS if (one, other) in pairs), None)
    if guess is None and pairs and came == LAYOUT_LABEL.swapcase():
        guess = "caps lock"
    return LayoutCheck(tuple(pairs), 0, guess)
