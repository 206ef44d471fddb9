"""The registry as a window asks it: a signed code is proved here first, under the keys the registry published."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from kiosk.codes.signed.checking import ProvedCode, check
from kiosk.codes.signed.envelope import SIGNED_PREFIX
from kiosk.codes.signed.faults import TokenFault, TokenRefused
from kiosk.codes.signed.keys import KeyRing
from kiosk.permits import Decision, PermitRecord
from kiosk.registry.verification import VerificationReceipt, VerificationReport

KEYS_HOLD = timedelta(minutes=10)
"""How long the keys are used before they are asked for anew."""

KEYS_AT_MOST_EVERY = timedelta(seconds=30)
"""How soon a code with an unknown key may make them be asked for again; codes made up cannot keep asking."""


class PublishingRegistry(Protocol):
    """What is asked behind this (``kiosk.registry.client.RegistryClient``)."""

    def token_keys(self) -> KeyRing:
        """The keys and revocations it publishes."""

    def find_by_token(self, token: str) -> PermitRecord:
        """The permit a code leads to."""

    def find_by_number(self, number: str) -> PermitRecord:
        """The permit of that number."""

    def report_verification(self, report: VerificationReport) -> VerificationReceipt:
        """Take a report."""

    def decision(self, number: str) -> Decision:
        """The decision as issued."""


def now_utc() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


class CheckedRegistry:
    """A registry that is not sent a signed code which does not hold, nor believed where it answers another permit.

    Opaque codes go through as they are. The registry still has the last word: it alone knows which one-time codes
    were used. Safe to share between threads.
    """

    def __init__(self, registry: PublishingRegistry, clock: Callable[[], datetime] = now_utc) -> None:
        self._registry = registry
        self._clock = clock
        self._lock = threading.Lock()
        self._ring: KeyRing | None = None
        self._asked_at: datetime | None = None

    def find_by_token(self, token: str) -> PermitRecord:
        """The permit a code leads to. Raises TokenRefused for a signed one that does not hold, RegistryProblem."""
        if not token.startswith(SIGNED_PREFIX):
            return self._registry.find_by_token(token)
        proved = self._proved(token)
        record = self._registry.find_by_token(token)
        if record.permit_number != proved.claims.permit_number:
            raise TokenRefused(TokenFault.OTHER_PERMIT)
        if proved.key.training and not record.specimen:
            raise TokenRefused(TokenFault.TRAINING_ONLY)
        return record

    def find_by_number(self, number: str) -> PermitRecord:
        """The permit of that number."""
        return self._registry.find_by_number(number)

    def report_verification(self, report: VerificationReport) -> VerificationReceipt:
        """Tell the registry that the originals were verified."""
        return self._registry.report_verification(report)

    def decision(self, number: str) -> Decision:
        """The decision as issued."""
        return self._registry.decision(number)

    def _proved(self, token: str) -> ProvedCode:
        try:
            return check(token, self._keys(KEYS_HOLD), self._clock())
        except TokenRefused as refused:
            if refused.fault is not TokenFault.KEY_UNKNOWN:
                raise
        return check(token, self._keys(KEYS_AT_MOST_EVERY), self._clock())

    def _keys(self, at_most_old: timedelta) -> KeyRing:
        """The keys, asked for anew when older than that; a clock that was set makes them old."""
        with self._lock:
            now = self._clock()
            fresh = self._asked_at is not None and timedelta(0) <= now - self._asked_at < at_most_old
            if self._ring is None or not fresh:
                self._ring = self._registry.token_keys()
                self._asked_at = now
            return self._ring
