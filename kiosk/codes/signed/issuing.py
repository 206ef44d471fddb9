"""Issues signed codes: for the simulated registry, training and the tests. A real issuer's key never comes here."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_bytes

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from kiosk.codes.signed.claims import CODE_ID_BYTES, Claims, Use
from kiosk.codes.signed.envelope import seal
from kiosk.codes.signed.keys import CURVE, KeyUnusable, TrustedKey, point_of
from kiosk.codes.signed.message import sign

TRAINING_ISSUER = "TRAINING-SPECIMEN"
"""The issuer of every code the simulated registry signs; its keys are marked as training's."""

HOLDS = {Use.NOTICE: timedelta(days=180), Use.PHONE: timedelta(seconds=60)}
"""How long a code holds, by what it is on."""


@dataclass(frozen=True)
class SigningKey:
    """A private key and what the world may know of it."""

    trusted: TrustedKey
    _private: ec.EllipticCurvePrivateKey = field(repr=False)

    @classmethod
    def for_training(cls, signs_from: datetime) -> "SigningKey":
        """A new training key, in memory only."""
        return cls._of(ec.generate_private_key(CURVE), signs_from)

    @classmethod
    def from_pem(cls, pem: bytes, signs_from: datetime) -> "SigningKey":
        """A training key kept over restarts (PKCS #8, not encrypted). Raises KeyUnusable for anything else."""
        try:
            private = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise KeyUnusable(f"no private key in PEM without a password: {error}") from None
        if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != CURVE.name:
            raise KeyUnusable("the key is not on P-256")
        return cls._of(private, signs_from)

    @classmethod
    def _of(cls, private: ec.EllipticCurvePrivateKey, signs_from: datetime) -> "SigningKey":
        point = point_of(private.public_key())
        whole_second = signs_from.replace(microsecond=0)  # codes carry no fractions, and are dated like this
        return cls(TrustedKey(TRAINING_ISSUER, point, whole_second, training=True), private)

    def issue(self, claims: Claims) -> str:
        """The code's text for ``claims``, signed."""
        return seal(sign(claims.encoded(), self.trusted.key_id, self._private))

    def notice_code(self, permit_number: str, now: datetime) -> str:
        """A code for a printed notice."""
        return self.code(permit_number, Use.NOTICE, now)

    def phone_code(self, permit_number: str, now: datetime) -> str:
        """A one-time code for a phone's screen, good for a minute."""
        return self.code(permit_number, Use.PHONE, now)

    def code(
        self,
        permit_number: str,
        use: Use,
        now: datetime,
        holds: timedelta | None = None,
        after: timedelta = timedelta(0),
    ) -> str:
        """A code that holds so long, from ``after`` on; by its use where ``holds`` is not given."""
        at = now.replace(microsecond=0)
        expires = at + (holds if holds is not None else HOLDS[use])
        code_id = token_bytes(CODE_ID_BYTES)
        return self.issue(Claims(self.trusted.issuer, permit_number, use, at, at + after, expires, code_id))
