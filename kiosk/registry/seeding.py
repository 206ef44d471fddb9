"""Fills the simulated registry with cases; filling it again leaves reported verifications as they are."""

from collections.abc import Iterable
from dataclasses import asdict

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, null

from kiosk.permits import FiledContract
from kiosk.registry.case import RegisteredCase
from kiosk.registry.tables import decisions, materials, open_database, permits, tokens

_CONTRACT: TypeAdapter[FiledContract | None] = TypeAdapter(FiledContract | None)


def seed(database: str, cases: Iterable[RegisteredCase]) -> int:
    """Write ``cases`` into the database at the SQLAlchemy URL ``database``; returns how many.

    A case already there by its permit number is replaced. Raises ValueError for a decision that is not marked as
    a specimen: this registry is simulated, and no paper of its may look real.
    """
    engine = open_database(database)
    count = 0
    try:
        with engine.begin() as connection:
            for case in cases:
                if case.decision is not None and not case.decision.specimen:
                    raise ValueError("a simulated registry issues specimens only: set Decision.specimen")
                _replace(connection, case)
                count += 1
    finally:
        engine.dispose()
    return count


def _replace(connection: Connection, case: RegisteredCase) -> None:
    number = case.record.permit_number
    for table in (materials, tokens, decisions):
        connection.execute(delete(table).where(table.c.permit_number == number))
    row = asdict(case.record)
    papers = row.pop("materials")
    row["contract"] = _CONTRACT.dump_python(case.record.contract, mode="json") or null()
    del row["specimen"]
    if connection.execute(permits.update().where(permits.c.permit_number == number).values(row)).rowcount == 0:
        connection.execute(insert(permits).values(row))
    for place, paper in enumerate(papers):
        connection.execute(insert(materials).values(permit_number=number, place=place, **paper))
    _insert_tokens(connection, case)
    if case.decision is not None:
        decision = asdict(case.decision) | {
            "permit_number": number,
            "paragraphs": list(case.decision.paragraphs),
            "needs_verification": case.decision_needs_verification,
        }
        connection.execute(insert(decisions).values(decision))


def _insert_tokens(connection: Connection, case: RegisteredCase) -> None:
    expires = case.token_expires.isoformat() if case.token_expires is not None else None
    for token in filter(None, (case.token, case.essc_token)):
        values = {"token": token, "permit_number": case.record.permit_number, "expires": expires}
        connection.execute(insert(tokens).values(values))
