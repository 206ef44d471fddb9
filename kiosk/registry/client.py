"""Asks the Work-in-China system: one host, no redirects, no proxies, a deadline for every question."""

import json
import time
from types import TracebackType
from typing import Any, TypeVar

import httpx
from pydantic import TypeAdapter

from kiosk.codes.signed.faults import TokenFault, TokenRefused
from kiosk.codes.signed.keys import KeyRing, KeyUnusable
from kiosk.permits import Decision, PermitRecord
from kiosk.problems import Problem
from kiosk.registry.answers import body_of, understood
from kiosk.registry.plausible import implausible
from kiosk.registry.problems import (
    CodeExpired,
    DecisionPending,
    PermitUnknown,
    RegistryAnswerNonsense,
    RegistryFailing,
    RegistryProblem,
    RegistryTimeout,
    RegistryUnreachable,
    VerificationConflict,
)
from kiosk.registry.published_keys import PublishedKeys, ring_of
from kiosk.registry.verification import VerificationReceipt, VerificationReport

AnswerT = TypeVar("AnswerT")

_PERMIT: TypeAdapter[PermitRecord] = TypeAdapter(PermitRecord)
_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
_RECEIPT: TypeAdapter[VerificationReceipt] = TypeAdapter(VerificationReceipt)
_KEYS: TypeAdapter[PublishedKeys] = TypeAdapter(PublishedKeys)
_REPORT: TypeAdapter[VerificationReport] = TypeAdapter(VerificationReport)
_REFUSALS: dict[tuple[int, str], type[RegistryProblem]] = {
    (404, "permit-unknown"): PermitUnknown,
    (410, "code-expired"): CodeExpired,
    (409, "decision-pending"): DecisionPending,
    (409, "verification-conflict"): VerificationConflict,
}


class RegistryClient:
    """A connection to one registry at ``base_url``. Blocks: call it on a worker, never on the screen's thread.

    ``timeout`` bounds a whole question in seconds; a third of it, at most 3 s, bounds the connection. Every method
    raises a RegistryProblem; a signed code can be refused (TokenRefused). Safe to share between threads.
    """

    def __init__(self, base_url: str, timeout: float = 10.0) -> None:
        url = httpx.URL(base_url)
        if url.scheme not in ("http", "https") or not url.host or url.userinfo or url.query or url.fragment:
            raise ValueError("the registry's address must be http(s)://host[:port][/path] and nothing more")
        self._timeout = timeout
        self._http = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(timeout, connect=min(3.0, timeout / 3)),
            follow_redirects=False,
            trust_env=False,
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
            limits=httpx.Limits(max_connections=4, max_keepalive_connections=0),
        )

    def find_by_token(self, token: str) -> PermitRecord:
        """The permit a scanned code leads to. Raises PermitUnknown or CodeExpired besides the transport's own."""
        return _plausible(self._ask("v1/permits/by-token", {"token": token}, _PERMIT))

    def token_keys(self) -> KeyRing:
        """The keys under which signed codes hold, and the codes revoked."""
        try:
            return ring_of(self._ask("v1/token-keys", {}, _KEYS))
        except KeyUnusable as error:
            raise RegistryAnswerNonsense(str(error)) from None

    def find_by_number(self, number: str) -> PermitRecord:
        """The permit with this number. Raises PermitUnknown."""
        record = _plausible(self._ask("v1/permits/by-number", {"permit_number": number}, _PERMIT))
        _require_same(record.permit_number, number)
        return record

    def report_verification(self, report: VerificationReport) -> VerificationReceipt:
        """Tell the registry that the originals were verified; sent again, the same report counts once.

        Raises VerificationConflict where another report stands under this visit, PermitUnknown.
        """
        receipt = self._ask("v1/verifications", _REPORT.dump_python(report, mode="json"), _RECEIPT)
        _require_same(receipt.visit_id, report.visit_id)
        return receipt

    def decision(self, number: str) -> Decision:
        """The decision as issued. Raises DecisionPending until the authority has issued and released it."""
        decision = self._ask("v1/decisions/by-number", {"permit_number": number}, _DECISION)
        _require_same(decision.permit_number, number)
        return decision

    def is_healthy(self) -> bool:
        """Whether the registry answers at all, within the same deadline."""
        try:
            return self._http.get("health").status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()

    def __enter__(self) -> "RegistryClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, path: str, question: dict[str, Any], adapter: TypeAdapter[AnswerT]) -> AnswerT:
        """Errors are raised afresh (``from None``): the transport's own carry the request."""
        deadline = time.monotonic() + self._timeout
        try:
            with self._http.stream("POST", path, json=question) as response:
                if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                    raise RegistryFailing(f"status {response.status_code}")
                body = body_of(response, deadline)
        except httpx.ConnectError as error:
            raise RegistryUnreachable(type(error).__name__) from None
        except httpx.TimeoutException as error:
            raise RegistryTimeout(type(error).__name__) from None
        except (httpx.RemoteProtocolError, httpx.DecodingError) as error:
            raise RegistryAnswerNonsense(type(error).__name__) from None
        except httpx.TransportError as error:
            raise RegistryUnreachable(type(error).__name__) from None
        if response.status_code != httpx.codes.OK:
            raise _refusal(response.status_code, body)
        return understood(body, adapter)


def _refusal(status: int, body: bytes) -> Problem:
    """A refusal counts only with its code: a 404 from some other web server knows nothing of permits."""
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    code = answer.get("error") if isinstance(answer, dict) else None
    if status == httpx.codes.FORBIDDEN and code in {fault.value for fault in TokenFault}:
        return TokenRefused(TokenFault(code))
    kind = _REFUSALS.get((status, code)) if isinstance(code, str) else None
    return kind() if kind is not None else RegistryAnswerNonsense(f"status {status} without a known code")


def _plausible(record: PermitRecord) -> PermitRecord:
    if wrong := implausible(record):
        raise RegistryAnswerNonsense("out of all bounds: " + "; ".join(wrong[:5]))
    return record


def _require_same(answered: str, asked: str) -> None:
    if answered != asked:
        raise RegistryAnswerNonsense("an answer about something else than was asked")
