"""The card file a trainer starts from, with the kind, edition and lock that were asked for."""

from importlib.resources import files

_CHOICES = {
    "kind": ('kind = "social_security" ', 'kind = "{}" '),
    "edition": ('edition = "2.00"', 'edition = "{}"'),
    "locked": ("holder_needs_key = false ", "holder_needs_key = {} "),
}


def card_template(*, kind: str = "social_security", edition: str = "2.00", locked: bool = False) -> str:
    """The commented file as text; it can be loaded as it stands."""
    text = files("kiosk.cards").joinpath("card_template.toml").read_text("utf-8")
    for name, value in {"kind": kind, "edition": edition, "locked": str(locked).lower()}.items():
        before, after = _CHOICES[name]
        text = text.replace(before, after.format(value), 1)
    return text
