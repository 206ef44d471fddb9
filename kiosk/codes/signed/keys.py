"""The keys whose signatures count, each with its time: taken into use, retired, forgotten, revoked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.codes.signed.faults import TokenFault, TokenRefused
from kiosk.codes.signed.message import KEY_ID_BYTES

MAX_KEYS = 64
MAX_REVOKED = 4096
POINT_BYTES = 33
CURVE = ec.SECP256R1()


class KeyUnusable(ValueError):
    """A key that cannot be trusted as it is described; the message says why."""


@dataclass(frozen=True)
class TrustedKey:
    """A public key on P-256, as its compressed point, and when it counts. Times have a zone; None: no end yet.

    It signs from ``signs_from`` until ``signs_until`` (retired); what it signed holds until ``trusted_until``, so
    an old and a new key overlap. ``revoked``: nothing it signed counts. ``training``: its codes are specimens.
    """

    issuer: str
    point: bytes
    signs_from: datetime
    signs_until: datetime | None = None
    trusted_until: datetime | None = None
    revoked: bool = False
    training: bool = False

    def __post_init__(self) -> None:
        times = [at for at in (self.signs_from, self.signs_until, self.trusted_until) if at is not None]
        if any(at.tzinfo is None for at in times):
            raise KeyUnusable("a key's times need their zone")
        if times != sorted(times):
            raise KeyUnusable("a key is taken into use, then retired, then forgotten")
        if len(self.point) != POINT_BYTES:
            raise KeyUnusable(f"a key's compressed point has {POINT_BYTES} bytes")
        _ = self.public_key

    @property
    def key_id(self) -> bytes:
        """What a code names the key by: the head of its hash, so nobody can choose another key's name."""
        return sha256(self.point).digest()[:KEY_ID_BYTES]

    @property
    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The key to check signatures with; raises KeyUnusable where the point is none of the curve's."""
        try:
            return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, self.point)
        except ValueError as error:
            raise KeyUnusable(f"no point on P-256: {error}") from error


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """The compressed point of a public key."""
    return key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


@dataclass(frozen=True)
class KeyRing:
    """The keys and the revoked codes' ids, as the registry published them."""

    keys: Mapping[bytes, TrustedKey]
    revoked: frozenset[bytes] = frozenset()

    @classmethod
    def of(cls, keys: Iterable[TrustedKey], revoked: Iterable[bytes] = ()) -> "KeyRing":
        """A ring of ``keys``; raises KeyUnusable for more than MAX_KEYS or MAX_REVOKED, or a key id twice."""
        listed = tuple(keys)
        by_id = {key.key_id: key for key in listed}
        ids = frozenset(revoked)
        if len(listed) > MAX_KEYS or len(ids) > MAX_REVOKED:
            raise KeyUnusable(f"more than {MAX_KEYS} keys or {MAX_REVOKED} revoked codes")
        if len(by_id) < len(listed):
            raise KeyUnusable("the same key twice")
        return cls(MappingProxyType(by_id), ids)

    def key(self, key_id: bytes) -> TrustedKey:
        """The key of that id; raises TokenRefused(KEY_UNKNOWN)."""
        if key_id not in self.keys:
            raise TokenRefused(TokenFault.KEY_UNKNOWN)
        return self.keys[key_id]
