"""The card file a trainer starts from, with the kind, edition and lock that were asked for."""

from importlib.resources import files

from kiosk.cards.compose import FIRST_EDITION
from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse

FIRST_EDITION_HAS_NO_KEY = Text(
    "1.00 版的卡没有密钥认证：请用 3.00 版（edition），或不要锁（holder_needs_key、--locked）",
    "a card of edition 1.00 has no key: take edition 3.00, or no lock (holder_needs_key, --locked)",
)

_CHOICES = {
    "kind": ('kind = "social_security" ', 'kind = "{}" '),
    "edition": ('edition = "2.00"', 'edition = "{}"'),
    "locked": ("holder_needs_key = false ", "holder_needs_key = {} "),
}


def card_template(*, kind: str = "social_security", edition: str = "2.00", locked: bool = False) -> str:
    """The commented file as text; it can be loaded as it stands. Raises WrongUse for a card there is not."""
    if locked and edition == FIRST_EDITION:
        raise WrongUse(FIRST_EDITION_HAS_NO_KEY)
    text = files("kiosk.cards").joinpath("card_template.toml").read_text("utf-8")
    for name, value in {"kind": kind, "edition": edition, "locked": str(locked).lower()}.items():
        before, after = _CHOICES[name]
        text = text.replace(before, after.format(value), 1)
    return text
