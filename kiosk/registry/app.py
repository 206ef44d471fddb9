"""The simulated registry's web interface. Personal numbers travel in bodies: addresses end up in logs."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as validated
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kiosk.codes.signed.claims import Use
from kiosk.codes.signed.envelope import SIGNED_PREFIX
from kiosk.codes.signed.faults import TokenRefused
from kiosk.codes.signed.issuing import SigningKey
from kiosk.permits import Decision, PermitRecord
from kiosk.registry.card_keys import CARD_ANSWER, CARD_QUESTION
from kiosk.registry.card_keys import PATH as CARD_KEYS
from kiosk.registry.faults import MAX_SECONDS, Fault, FaultSwitch
from kiosk.registry.ledger import Ledger, Refusal
from kiosk.registry.published_keys import PublishedKeys, published
from kiosk.registry.rehearsed_codes import Spoilt
from kiosk.registry.simulated_card_keys import simulated_answer
from kiosk.registry.tables import open_database
from kiosk.registry.token_office import TokenOffice
from kiosk.registry.verification import VerificationReceipt, VerificationReport

MAX_QUESTION_BYTES = 8192
_STATUS = {
    Refusal.PERMIT_UNKNOWN: 404,
    Refusal.CODE_EXPIRED: 410,
    Refusal.DECISION_PENDING: 409,
    Refusal.VERIFICATION_CONFLICT: 409,
}

Clock = Callable[[], datetime]
Short = Annotated[str, Field(min_length=1, max_length=512)]
QuestionT = TypeVar("QuestionT")
Endpoint = Callable[[Request], Awaitable[Response]]


@validated(frozen=True)
class _ByToken:
    token: Short


@validated(frozen=True)
class _ByNumber:
    permit_number: Short


@validated(frozen=True)
class _CodeOrder:
    permit_number: Short
    use: Literal["notice", "phone"]
    spoilt: Spoilt = Spoilt.NOT


@validated(frozen=True)
class _FaultOrder:
    fault: Fault
    seconds: Annotated[float, Field(ge=0, le=MAX_SECONDS)] = 15.0


_BY_TOKEN, _BY_NUMBER = TypeAdapter(_ByToken), TypeAdapter(_ByNumber)
_FAULT_ORDER, _REPORT = TypeAdapter(_FaultOrder), TypeAdapter(VerificationReport)
_CODE_ORDER, _KEYS = TypeAdapter(_CodeOrder), TypeAdapter(PublishedKeys)
_ANSWERS = {kind: TypeAdapter(kind) for kind in (PermitRecord, Decision, VerificationReceipt)}


class BadQuestion(Exception):
    """The body is too long, no JSON, or not what this address takes."""


def now_utc() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def create_app(
    database_url: str,
    *,
    clock: Clock = now_utc,
    faults: FaultSwitch | None = None,
    rehearsal: bool = False,
    signing: SigningKey | None = None,
) -> Starlette:
    """The application on the database at ``database_url``, whose tables are made if they are not there.

    ``rehearsal`` opens ``POST /admin/faults`` and ``POST /admin/codes``; without it those addresses do not exist.
    ``signing`` is the training key it signs codes with. Whoever makes the application closes its ledger
    (``app.state.ledger.close()``).
    """
    engine = open_database(database_url)
    ledger = Ledger(engine)
    office = TokenOffice(engine, ledger, signing, clock())
    switch = faults or FaultSwitch()

    async def by_token(request: Request) -> Response:
        token = (await _question(request, _BY_TOKEN)).token
        resolve = office.permit if token.startswith(SIGNED_PREFIX) else ledger.permit_by_token
        return _answer(resolve(token, clock()))

    async def by_number(request: Request) -> Response:
        return _answer(ledger.permit_by_number((await _question(request, _BY_NUMBER)).permit_number))

    async def verify(request: Request) -> Response:
        return _answer(ledger.verify(await _question(request, _REPORT), clock()))

    async def decision(request: Request) -> Response:
        return _answer(ledger.decision((await _question(request, _BY_NUMBER)).permit_number))

    async def health(_: Request) -> Response:
        return JSONResponse({"service": "simulated-registry", "simulated": True, "fault": switch.fault.value})

    async def set_fault(request: Request) -> Response:
        order = await _question(request, _FAULT_ORDER)
        switch.fault, switch.seconds = order.fault, order.seconds
        return JSONResponse({"fault": switch.fault.value})

    def guarded(path: str, endpoint: Endpoint) -> Route:
        async def played(request: Request) -> Response:
            return await switch.answer() or await endpoint(request)

        return Route(path, played, methods=["POST"])

    routes = [
        Route("/health", health),
        guarded("/v1/permits/by-token", by_token),
        guarded("/v1/permits/by-number", by_number),
        guarded("/v1/token-keys", _token_keys(office, clock)),
        guarded(f"/{CARD_KEYS}", _card_key),
        guarded("/v1/verifications", verify),
        guarded("/v1/decisions/by-number", decision),
    ]
    if rehearsal:
        routes.append(Route("/admin/faults", set_fault, methods=["POST"]))
        routes.append(Route("/admin/codes", _issue_code(office, clock), methods=["POST"]))
    app = Starlette(routes=routes, exception_handlers={BadQuestion: _refuse_question, TokenRefused: _refuse_code})
    app.state.ledger = ledger
    return app


async def _card_key(request: Request) -> Response:
    answer = CARD_ANSWER.dump_json(simulated_answer(await _question(request, CARD_QUESTION)))
    return Response(answer, media_type="application/json")


def _token_keys(office: TokenOffice, clock: Clock) -> Endpoint:
    async def token_keys(_: Request) -> Response:
        return Response(_KEYS.dump_json(published(office.ring(clock()))), media_type="application/json")

    return token_keys


def _issue_code(office: TokenOffice, clock: Clock) -> Endpoint:
    async def issue_code(request: Request) -> Response:
        order = await _question(request, _CODE_ORDER)
        use = Use[order.use.upper()]
        return JSONResponse({"code": office.issue(order.permit_number, use, order.spoilt, clock())})

    return issue_code


async def _question(request: Request, adapter: "TypeAdapter[QuestionT]") -> QuestionT:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_QUESTION_BYTES:
            raise BadQuestion
    try:
        return adapter.validate_json(body)
    except ValidationError:
        raise BadQuestion from None


def _answer(result: PermitRecord | Decision | VerificationReceipt | Refusal) -> Response:
    if isinstance(result, Refusal):
        return JSONResponse({"error": result.value}, _STATUS[result])
    adapter: TypeAdapter[Any] = _ANSWERS[type(result)]
    return Response(adapter.dump_json(result), media_type="application/json")


async def _refuse_question(_: Request, __: Exception) -> Response:
    return JSONResponse({"error": "bad-request"}, 400)


async def _refuse_code(_: Request, refused: Exception) -> Response:
    return JSONResponse({"error": refused.code if isinstance(refused, TokenRefused) else ""}, 403)
