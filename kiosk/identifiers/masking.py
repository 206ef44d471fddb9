"""How much of an identifier a screen, a log or a paper for others may show (spec P-19; widths are our choice)."""

HIDDEN = "****"
"""Always four, so that a mask does not tell how long the number is."""


def mask_passport(number: str) -> str:
    """The first three and the last two: ``E12****78``."""
    return _masked(number, 3, 2)


def mask_permit_number(number: str) -> str:
    """The first two and the last four."""
    return _masked(number, 2, 4)


def mask_ssn(number: str) -> str:
    """The country's three letters and the last four; of a resident-style number the last four alone."""
    return _masked(number, 3 if number[:3].isalpha() else 0, 4)


def mask_phone(number: str) -> str:
    """The first three and the last four: ``138****5678``."""
    return _masked(number, 3, 4)


def mask_name_public(name: str) -> str:
    """The first letter of each part, for screens others can see: ``S*** J***``; 王** for a Chinese name."""
    return " ".join(part[0] + ("**" if part[0] > "\u2e80" else "***") for part in name.split())


def _masked(text: str, first: int, last: int) -> str:
    """Nothing at all of a text so short that less than three characters would stay hidden."""
    if len(text) < first + last + 3:
        return HIDDEN
    return text[:first] + HIDDEN + text[-last:]
