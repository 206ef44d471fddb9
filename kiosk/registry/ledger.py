"""What the simulated registry knows, asked and told in plain values."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, RowMapping, exists, insert, select

from kiosk.permits import Decision, FiledContract, Material, PermitClass, PermitRecord, PermitStatus, PhotoFact, Sex
from kiosk.registry.tables import decisions, materials, permits, tokens, verifications
from kiosk.registry.verification import VerificationReceipt, VerificationReport
from kiosk.rules.assessment import Outcome

_REPORT: TypeAdapter[VerificationReport] = TypeAdapter(VerificationReport)
_CONTRACT: TypeAdapter[FiledContract | None] = TypeAdapter(FiledContract | None)


class Refusal(StrEnum):
    """Why the registry has nothing to give; the code in its answer."""

    PERMIT_UNKNOWN = "permit-unknown"
    CODE_EXPIRED = "code-expired"
    DECISION_PENDING = "decision-pending"
    VERIFICATION_CONFLICT = "verification-conflict"


class Ledger:
    """Reads and writes the registry's database. One instance a server; calls take about a millisecond."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def permit_by_token(self, token: str, now: datetime) -> PermitRecord | Refusal:
        """The permit a code leads to at ``now`` (with a time zone)."""
        with self._engine.connect() as connection:
            row = connection.execute(select(tokens).where(tokens.c.token == token)).mappings().first()
            if row is None:
                return Refusal.PERMIT_UNKNOWN
            if row["expires"] is not None and datetime.fromisoformat(row["expires"]) <= now:
                return Refusal.CODE_EXPIRED
            return _permit(connection, row["permit_number"])

    def permit_by_number(self, number: str) -> PermitRecord | Refusal:
        """The permit with this number."""
        with self._engine.connect() as connection:
            return _permit(connection, number)

    def verify(self, report: VerificationReport, now: datetime) -> VerificationReceipt | Refusal:
        """Keep a report once; the same again is acknowledged, another under its key is a conflict."""
        content = _REPORT.dump_python(report, mode="json")
        with self._engine.begin() as connection:
            if isinstance(found := _permit(connection, report.permit_number), Refusal):
                return found
            held = connection.execute(
                select(verifications).where(verifications.c.visit_id == report.visit_id)
            ).mappings()
            if (row := held.first()) is not None:
                return _acknowledged(row, content)
            values = {
                "visit_id": report.visit_id,
                "permit_number": report.permit_number,
                "report": content,
                "outcome": report.outcome.value,
                "received_at": now.isoformat(),
            }
            connection.execute(insert(verifications).values(values))
        return VerificationReceipt(report.visit_id, now, repeated=False)

    def decision(self, number: str) -> Decision | Refusal:
        """The decision, once issued and, where it waits for that, once the originals were verified."""
        with self._engine.connect() as connection:
            if isinstance(found := _permit(connection, number), Refusal):
                return found
            row = (
                connection.execute(select(decisions).where(decisions.c.permit_number == number)).mappings().first()
            )
            if row is None or (row["needs_verification"] and not _verified(connection, number)):
                return Refusal.DECISION_PENDING
            values = {name: value for name, value in row.items() if name != "needs_verification"}
            return Decision(**values | {"paragraphs": tuple(values["paragraphs"])})


def _acknowledged(row: RowMapping, content: dict[str, Any]) -> VerificationReceipt | Refusal:
    if row["report"] != content:
        return Refusal.VERIFICATION_CONFLICT
    return VerificationReceipt(row["visit_id"], datetime.fromisoformat(row["received_at"]), repeated=True)


def _verified(connection: Connection, number: str) -> bool:
    query = exists().where(verifications.c.permit_number == number, verifications.c.outcome == Outcome.VERIFIED)
    return bool(connection.execute(select(query)).scalar())


def _permit(connection: Connection, number: str) -> PermitRecord | Refusal:
    row = connection.execute(select(permits).where(permits.c.permit_number == number)).mappings().first()
    if row is None:
        return Refusal.PERMIT_UNKNOWN
    papers = connection.execute(
        select(materials).where(materials.c.permit_number == number).order_by(materials.c.place)
    )
    values = dict(row) | {
        "sex": Sex(row["sex"]),
        "permit_class": PermitClass(row["permit_class"]) if row["permit_class"] is not None else None,
        "status": PermitStatus(row["status"]),
        "specimen": True,  # this registry is simulated, whatever it was seeded with
        "photo": PhotoFact(**row["photo"]) if row["photo"] is not None else None,
        "contract": _CONTRACT.validate_python(row["contract"]),
        "materials": tuple(Material(p.key, p.name_zh, p.name_en, p.pages) for p in papers),
    }
    return PermitRecord(**values)
