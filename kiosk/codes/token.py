"""What a code's payload is: a permit's token, an electronic social security card's, or neither and why.

No public source gives the payload of the notice's code or of the electronic card's: both are opaque and
untrusted here. The two formats below are the simulated registry's own. A token is only ever sent to the
registry; nothing in it is opened, followed or parsed for trust. A code of our signed format is told by its prefix
alone; what is behind it, ``kiosk.codes.signed`` judges.
"""

import re
from dataclasses import dataclass, field

from drivers.errors import Actor
from kiosk.codes.payload import payload_text
from kiosk.codes.signed.envelope import SIGNED_PREFIX
from kiosk.codes.unknown import ADVICE, UnknownReason
from kiosk.rules.assessment import Text

PERMIT_PREFIX = "FWPN:"
"""Begins a permit notice's token; 16 to 64 characters A–Z and 0–9 follow."""

ESSC_PREFIX = "ESSC:"
"""Begins an electronic social security card's token; 16 to 64 characters A–Z and 0–9 follow."""

MAX_TOKEN_CHARACTERS = 512
"""Nothing longer is looked at. Bytes are bounded too: four a character, as many as UTF-8 takes."""

_BODY = re.compile(r"[A-Z0-9]{16,64}")
_WEB_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:/?#]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class PermitToken:
    """A permit notice's token, prefix included; the registry alone says which permit it means, and if it holds."""

    text: str


@dataclass(frozen=True)
class EsscToken:
    """An electronic social security card's token: personal and short-lived. Never stored, never logged.

    It stays out of the object's own printed form, so that a trace or an exception cannot leak it.
    """

    text: str = field(repr=False)


@dataclass(frozen=True)
class OpaqueToken:
    """A code of the shape a technician configured for the real notices or cards; only the registry can read it.

    Whatever it looks like, a web address too, it is a text to ask the registry with. It can be personal: never
    stored, never logged.
    """

    text: str = field(repr=False)


@dataclass(frozen=True)
class SignedToken:
    """A code of our signed format, whole text, unopened. On a phone it is personal: never stored, never logged."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class UnknownToken:
    """A code that is neither, and why. Its content is deliberately not kept."""

    reason: UnknownReason

    @property
    def failure_code(self) -> str:
        """The number shown on the screen and named in the visit's log ("Q-104")."""
        return self.reason.value

    @property
    def message(self) -> Text:
        """What to do, and who must."""
        return ADVICE[self.reason].message

    @property
    def actor(self) -> Actor:
        """Who must act."""
        return ADVICE[self.reason].actor


Token = PermitToken | EsscToken | SignedToken | OpaqueToken | UnknownToken


def classify(data: bytes, opaque: re.Pattern[str] | None = None) -> Token:
    """Say what a scan's or an image's payload is. Takes any bytes, raises nothing.

    ``opaque`` is the shape of codes that are the registry's to read; without it, what is not ours is unknown.
    """
    if len(data) > 4 * MAX_TOKEN_CHARACTERS:
        return UnknownToken(UnknownReason.OVERSIZED)
    raw = payload_text(data)
    if raw is None:
        return UnknownToken(UnknownReason.BINARY)
    text = raw.strip()
    if not text:
        return UnknownToken(UnknownReason.EMPTY)
    if len(text) > MAX_TOKEN_CHARACTERS:
        return UnknownToken(UnknownReason.OVERSIZED)
    return _token(text, opaque)


def _token(text: str, opaque: re.Pattern[str] | None) -> Token:
    if text.startswith(PERMIT_PREFIX) and _BODY.fullmatch(text, len(PERMIT_PREFIX)):
        return PermitToken(text)
    if text.startswith(ESSC_PREFIX) and _BODY.fullmatch(text, len(ESSC_PREFIX)):
        return EsscToken(text)
    if text.startswith(SIGNED_PREFIX):
        return SignedToken(text)
    if opaque is not None and opaque.fullmatch(text):
        return OpaqueToken(text)
    if _looks_like_ours(text):
        return UnknownToken(UnknownReason.DAMAGED)
    if _WEB_ADDRESS.match(text):
        return UnknownToken(UnknownReason.WEB_ADDRESS)
    return UnknownToken(UnknownReason.FOREIGN)


def _looks_like_ours(text: str) -> bool:
    """Whether the prefix is ours but for its case or its punctuation, which a keyboard layout changes."""
    start = text[: len(PERMIT_PREFIX) - 1].upper()
    ours = {prefix[:-1] for prefix in (PERMIT_PREFIX, ESSC_PREFIX, SIGNED_PREFIX)}
    return start in ours and not text[len(start) : len(start) + 1].isalpha()
