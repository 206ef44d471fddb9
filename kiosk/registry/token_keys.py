"""The keys for signed codes and the revoked codes, as the registry keeps them in its database."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Engine,
    MetaData,
    RowMapping,
    String,
    Table,
    delete,
    insert,
    select,
)

from kiosk.codes.signed.keys import MAX_REVOKED, KeyRing, TrustedKey

metadata = MetaData()

_keys = Table(
    "token_keys",
    metadata,
    Column("key_id", String, primary_key=True, comment="hexadecimal"),
    Column("issuer", String, nullable=False),
    Column("point", String, nullable=False, comment="the compressed point, hexadecimal"),
    Column("signs_from", String, nullable=False, comment="ISO 8601 with a time zone, as are the next two"),
    Column("signs_until", String),
    Column("trusted_until", String),
    Column("revoked", Boolean, nullable=False),
    Column("training", Boolean, nullable=False),
)

_revoked_codes = Table(
    "revoked_codes",
    metadata,
    Column("code_id", String, primary_key=True, comment="hexadecimal"),
    Column("forget_at", BigInteger, nullable=False, index=True, comment="seconds since 1970, UTC"),
)

TRAINING_KEYS_KEPT = 8
TRAINING_OVERLAP = timedelta(days=30)
"""A registry started anew signs with a new key; what the last few signed goes on holding this long."""

_TIMES = ("signs_from", "signs_until", "trusted_until")


class TokenKeys:
    """Reads and writes them. A key is never deleted by itself, so that what became of it can always be said."""

    def __init__(self, engine: Engine) -> None:
        metadata.create_all(engine)
        self._engine = engine

    def publish(self, key: TrustedKey) -> None:
        """List ``key``, in the place of what was said of it before."""
        row = asdict(key) | {"key_id": key.key_id.hex(), "point": key.point.hex()}
        row |= {name: row[name] and row[name].isoformat() for name in _TIMES}
        with self._engine.begin() as connection:
            connection.execute(delete(_keys).where(_keys.c.key_id == row["key_id"]))
            connection.execute(insert(_keys).values(row))

    def retire(self, key: TrustedKey, at: datetime, overlap: timedelta) -> TrustedKey:
        """Let ``key`` sign until ``at``, and what it signed hold ``overlap`` longer; returns it as listed now."""
        retired = replace(key, signs_until=at, trusted_until=at + overlap)
        self.publish(retired)
        return retired

    def hand_over(self, key: TrustedKey, now: datetime) -> None:
        """Let the training key ``key`` sign from now on: others of its issuer retire, the oldest are forgotten.

        Does nothing where it is listed already: a key that comes back goes on as it was.
        """
        keys = self.ring(now).keys
        if key.key_id in keys:
            return
        former = sorted(
            (each for each in keys.values() if each.training and each.issuer == key.issuer),
            key=lambda each: each.signs_from,
        )
        for forgotten in former[: max(0, len(former) - TRAINING_KEYS_KEPT)]:
            with self._engine.begin() as connection:
                connection.execute(delete(_keys).where(_keys.c.key_id == forgotten.key_id.hex()))
        for each in former[-TRAINING_KEYS_KEPT:]:
            if each.signs_until is None:
                self.retire(each, max(now, each.signs_from), TRAINING_OVERLAP)
        self.publish(key)

    def revoke_key(self, key: TrustedKey) -> None:
        """Nothing ``key`` signed counts any more."""
        self.publish(replace(key, revoked=True))

    def revoke_code(self, code_id: bytes, expires: datetime) -> None:
        """Refuse this code from now on; it is forgotten a day after it would have expired by itself."""
        values = {"code_id": code_id.hex(), "forget_at": int((expires + timedelta(days=1)).timestamp())}
        with self._engine.begin() as connection:
            connection.execute(delete(_revoked_codes).where(_revoked_codes.c.code_id == values["code_id"]))
            connection.execute(insert(_revoked_codes).values(values))

    def is_revoked(self, code_id: bytes) -> bool:
        """Whether this code was revoked, also where the list is too long to be published whole."""
        asked = select(_revoked_codes.c.code_id).where(_revoked_codes.c.code_id == code_id.hex())
        with self._engine.connect() as connection:
            return connection.execute(asked).first() is not None

    def ring(self, now: datetime | None = None) -> KeyRing:
        """All keys, and the codes revoked that hold longest, MAX_REVOKED at most; forgets what is over."""
        moment = int((now or datetime.now(UTC)).timestamp())
        with self._engine.begin() as connection:
            connection.execute(delete(_revoked_codes).where(_revoked_codes.c.forget_at <= moment))
            rows = connection.execute(select(_keys)).mappings().all()
            codes = connection.execute(
                select(_revoked_codes.c.code_id).order_by(_revoked_codes.c.forget_at.desc()).limit(MAX_REVOKED)
            ).scalars()
            revoked = [bytes.fromhex(code) for code in codes]
        return KeyRing.of((_key(row) for row in rows), revoked)


def _key(row: RowMapping) -> TrustedKey:
    times = {name: datetime.fromisoformat(row[name]) if row[name] is not None else None for name in _TIMES}
    values = {name: value for name, value in row.items() if name != "key_id"}
    return TrustedKey(**values | times | {"point": bytes.fromhex(row["point"])})
