"""Where this terminal gets the key of third-generation cards from, as its configuration says."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.cards.authentication import KeyUse
from kiosk.cards.security_module import ModuleKey

Byte = Annotated[int, Field(ge=0, le=255)]


class CardKeyConfig(BaseModel):
    """``keeper`` is a security module in the PC/SC slot ``slot`` (a part of its name), or the registry.

    The numbers choose the key, in the card (``reference``, ``challenge_bytes``) and in the module; the issuer of
    the module says them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    keeper: Literal["module", "registry"]
    slot: Annotated[str, Field(min_length=1)] = "SAM"
    seconds: Annotated[float, Field(gt=0, le=10)] = 2.0
    reference: Byte = 0x00
    challenge_bytes: Annotated[int, Field(ge=1, le=16)] = 8
    usage: Byte = 0x27
    version: Byte = 0x01
    diversified_by: Annotated[int, Field(ge=1, le=16)] = 8

    @property
    def key(self) -> KeyUse:
        """The key in the card."""
        return KeyUse(self.reference, self.challenge_bytes)

    @property
    def module_key(self) -> ModuleKey:
        """The key in the module."""
        return ModuleKey(self.usage, self.version, self.diversified_by)
