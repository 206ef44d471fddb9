"""The registry's window for signed codes: proves one, uses it up, and leads to its permit."""

from datetime import datetime

from sqlalchemy import Engine

from kiosk.codes.signed.checking import check, open_code
from kiosk.codes.signed.claims import Use
from kiosk.codes.signed.faults import TokenFault, TokenRefused
from kiosk.codes.signed.issuing import SigningKey
from kiosk.codes.signed.keys import KeyRing
from kiosk.permits import PermitRecord
from kiosk.registry.ledger import Ledger, Refusal
from kiosk.registry.rehearsed_codes import Spoilt, rehearsed_code
from kiosk.registry.token_keys import TokenKeys
from kiosk.registry.used_codes import UsedCodes


class TokenOffice:
    """``signing`` is the training key this registry signs with from ``now`` on; without one it only checks."""

    def __init__(self, engine: Engine, ledger: Ledger, signing: SigningKey | None, now: datetime) -> None:
        self._ledger = ledger
        self._keys = TokenKeys(engine)
        self._used = UsedCodes(engine)
        self._signing = signing
        if signing is not None:
            self._keys.hand_over(signing.trusted, now)

    def ring(self, now: datetime) -> KeyRing:
        """What this registry publishes."""
        return self._keys.ring(now)

    def permit(self, text: str, now: datetime) -> PermitRecord | Refusal:
        """The permit a signed code leads to; a phone's code is used up by it. Raises TokenRefused."""
        proved = check(text, self._keys.ring(now), now)
        claims = proved.claims
        if self._keys.is_revoked(claims.code_id):
            raise TokenRefused(TokenFault.REVOKED)
        found = self._ledger.permit_by_number(claims.permit_number)
        if claims.use is Use.PHONE and isinstance(found, PermitRecord):
            self._used.take(claims.code_id, claims.expires, now)
        return found

    def issue(self, permit_number: str, use: Use, spoilt: Spoilt, now: datetime) -> str | None:
        """A new code, as the notice or the phone would show it; None where this registry signs nothing."""
        if self._signing is None:
            return None
        code = rehearsed_code(self._signing, permit_number, use, spoilt, now)
        if spoilt is Spoilt.REVOKED:
            claims = open_code(code).claims
            self._keys.revoke_code(claims.code_id, claims.expires)
        return code
