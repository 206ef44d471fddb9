"""Work permit numbers: opaque, unique to a person for life; only a shape is known (spec P-06)."""

import re

_PLAUSIBLE = re.compile(r"[A-Za-z0-9]{6,20}")


def is_plausible_permit_number(text: str) -> bool:
    """Whether ``text`` could be typed or scanned as a permit number. No checksum exists; never refuse on this."""
    return _PLAUSIBLE.fullmatch(text) is not None
