"""COSE_Sign1 (RFC 9052) as signed codes use it: ES256 with a key id, both under the signature, nothing else."""

from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from kiosk.codes.signed import cbor
from kiosk.codes.signed.faults import TokenFault, TokenRefused

KEY_ID_BYTES = 8
ES256: Final = -7
_ALGORITHM, _KEY_ID = 1, 4
_COSE_SIGN1_TAG = b"\xd2"
_NUMBER_BYTES = 32
_ECDSA = ec.ECDSA(SHA256())


@dataclass(frozen=True)
class SignedMessage:
    """A message as it stands in a code: the key it names, what it says, and a signature nobody has checked yet."""

    key_id: bytes
    payload: bytes
    signature: bytes

    def holds_under(self, key: ec.EllipticCurvePublicKey) -> bool:
        """Whether ``key`` (on P-256) made the signature over this payload and key id."""
        r, s = (int.from_bytes(half) for half in (self.signature[:_NUMBER_BYTES], self.signature[_NUMBER_BYTES:]))
        try:
            key.verify(utils.encode_dss_signature(r, s), _to_be_signed(self.key_id, self.payload), _ECDSA)
        except InvalidSignature:
            return False
        return True


def sign(payload: bytes, key_id: bytes, key: ec.EllipticCurvePrivateKey) -> bytes:
    """The signed message, encoded."""
    r, s = utils.decode_dss_signature(key.sign(_to_be_signed(key_id, payload), _ECDSA))
    signature = r.to_bytes(_NUMBER_BYTES) + s.to_bytes(_NUMBER_BYTES)
    return _COSE_SIGN1_TAG + cbor.encode([_protected(key_id), {}, payload, signature])


def parse(data: bytes) -> SignedMessage:
    """The message in ``data``. Raises TokenRefused: NOT_COSE, NOT_CANONICAL, ALGORITHM, HEADER."""
    if not data.startswith(_COSE_SIGN1_TAG):
        raise TokenRefused(TokenFault.NOT_COSE)
    parts = cbor.decode(data[1:])
    if not isinstance(parts, list) or [type(part) for part in parts] != [bytes, dict, bytes, bytes]:
        raise TokenRefused(TokenFault.NOT_COSE)
    protected, unprotected, payload, signature = parts
    if unprotected:
        raise TokenRefused(TokenFault.HEADER)
    key_id = _key_id(cbor.decode(protected) if protected else {})
    if len(signature) != 2 * _NUMBER_BYTES:
        raise TokenRefused(TokenFault.SIGNATURE)
    return SignedMessage(key_id, payload, signature)


def _key_id(header: Any) -> bytes:
    """The key id in a protected header that says ES256, a key id, and nothing more."""
    if not cbor.is_numbered(header):
        raise TokenRefused(TokenFault.HEADER)
    algorithm = header.get(_ALGORITHM)
    if type(algorithm) is not int or algorithm != ES256:
        raise TokenRefused(TokenFault.ALGORITHM)
    key_id = header.get(_KEY_ID)
    if set(header) != {_ALGORITHM, _KEY_ID} or not isinstance(key_id, bytes) or len(key_id) != KEY_ID_BYTES:
        raise TokenRefused(TokenFault.HEADER)
    return key_id


def _protected(key_id: bytes) -> bytes:
    return cbor.encode({_ALGORITHM: ES256, _KEY_ID: key_id})


def _to_be_signed(key_id: bytes, payload: bytes) -> bytes:
    """Sig_structure of RFC 9052, 4.4, without external data."""
    return cbor.encode(["Signature1", _protected(key_id), b"", payload])
