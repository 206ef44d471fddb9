"""The memory of one-time codes that were used: shared by every window that asks this registry, kept on disk."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Column, Engine, MetaData, String, Table, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from kiosk.codes.signed.faults import TokenFault, TokenRefused

MAX_USED = 100_000
"""A code holds two minutes at most and is remembered a day: a thousand windows use a tenth of this."""

REMEMBERED = timedelta(days=1)
"""How long beyond its end a code is remembered; a clock set back by less lets none count twice."""

metadata = MetaData()
used_codes = Table(
    "used_codes",
    metadata,
    Column("code_id", String, primary_key=True, comment="hexadecimal"),
    Column("forget_at", BigInteger, nullable=False, index=True, comment="seconds since 1970, UTC"),
)


class UsedCodes:
    """Takes each code's id once. Safe to share between threads, processes and windows: the database decides."""

    def __init__(self, engine: Engine, limit: int = MAX_USED) -> None:
        metadata.create_all(engine)
        self._engine = engine
        self._limit = limit

    def take(self, code_id: bytes, expires: datetime, now: datetime) -> None:
        """Use the code up. Raises TokenRefused: USED, or MEMORY_FULL when no more can be remembered."""
        values = {"code_id": code_id.hex(), "forget_at": int((expires + REMEMBERED).timestamp())}
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(used_codes).where(used_codes.c.forget_at <= int(now.timestamp())))
                connection.execute(insert(used_codes).values(values))
                held = connection.execute(select(func.count()).select_from(used_codes)).scalar_one()
                if held > self._limit:
                    raise TokenRefused(TokenFault.MEMORY_FULL)
        except IntegrityError:
            raise TokenRefused(TokenFault.USED) from None
