"""The hash chain of a visit: each event seals the one before it, so a quiet change shows."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

FIRST_HASH = "0" * 64
"""What the first event of a visit follows."""


def event_hash(
    visit_id: UUID, sequence: int, recorded_at: datetime, type_name: str, body: str, previous_hash: str
) -> str:
    """SHA-256 over everything an event row says, in hexadecimal."""
    moment = recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    sealed = "\n".join((str(visit_id), str(sequence), moment, type_name, body, previous_hash))
    return hashlib.sha256(sealed.encode()).hexdigest()
