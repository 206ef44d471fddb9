"""`kiosk read token …`: what a payload is, one JSON object a line; nothing is resolved, opened or used up."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from ui.cli.output import Exit, reports_problems, say_json, told
from ui.cli.token_words import say_payload

if TYPE_CHECKING:
    from kiosk.codes.signed.keys import KeyRing

MAX_LINE_BYTES = 4096


@click.command()
@click.argument("payloads", nargs=-1, required=True)
@click.option("--keys-from", "address", help="Check signed codes under the keys this registry publishes.")
@click.option(
    "--opaque-codes", "shape", help="As in the configuration: the shape of codes only the registry reads."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a payload.")
@reports_problems
def token(payloads: tuple[str, ...], address: str | None, shape: str | None, as_json: bool) -> Exit:
    """Say what each payload is; "-" reads one a line from input. Exit code 1 where one is none of ours or wrong.

    A signed code's content is proved only with --keys-from: without it "proved" is null, and only its time is
    judged, by this machine's clock. Whether a one-time code was used, only the registry knows. Tokens of
    electronic social security cards and opaque codes can be personal and are not repeated.
    """
    opaque = _usable(shape) if shape is not None else None
    with ExitStack() as stack:
        ring = _published(address, stack) if address is not None else None
        all_good = True
        for payload in _payloads(payloads):
            answer = _described(payload, ring, opaque)
            all_good = all_good and "error" not in answer
            if as_json:
                say_json(answer)
            else:
                say_payload(answer)
    return Exit.DONE if all_good else Exit.ANSWER_IS_NO


def _payloads(arguments: tuple[str, ...]) -> Iterator[bytes]:
    for argument in arguments:
        if argument != "-":
            yield argument.encode("utf-8", "surrogateescape")
            continue
        with click.open_file("-", "rb") as lines:
            while line := lines.readline(MAX_LINE_BYTES):
                yield line


def _published(address: str, stack: ExitStack) -> "KeyRing":
    from kiosk.registry.client import RegistryClient
    from kiosk.rules.assessment import Text
    from kiosk.terminal_problems import WrongUse

    try:
        client = stack.enter_context(RegistryClient(address, 5.0))
    except ValueError as error:
        raise WrongUse(Text(f"--keys-from：{error}", f"--keys-from: {error}")) from error
    return client.token_keys()


def _usable(shape: str) -> re.Pattern[str]:
    from kiosk.identifiers.permit_number import ShapeWrong, permit_number_shape

    try:
        return permit_number_shape(shape)
    except ShapeWrong as error:
        raise click.BadParameter(str(error), param_hint="--opaque-codes") from error


def _described(payload: bytes, ring: "KeyRing | None", opaque: re.Pattern[str] | None) -> dict[str, Any]:
    from kiosk.codes.token import EsscToken, OpaqueToken, PermitToken, SignedToken, classify
    from kiosk.visits.identify import UnknownCode

    match classify(payload, opaque):
        case PermitToken(text):
            return {"kind": "permit", "token": text}
        case EsscToken():
            return {"kind": "essc"}
        case OpaqueToken():
            return {"kind": "opaque"}
        case SignedToken(text):
            return {"kind": "signed"} | _signed(text, ring)
        case unknown:
            return {"kind": "unknown", "error": told(UnknownCode(unknown))}


def _signed(text: str, ring: "KeyRing | None") -> dict[str, Any]:
    from kiosk.codes.signed.checking import check, open_code, require_time
    from kiosk.codes.signed.faults import TokenRefused

    answer: dict[str, Any] = {}
    try:
        opened = open_code(text)
        claims = opened.claims
        answer = {
            "key": opened.message.key_id.hex(),
            "issuer": claims.issuer,
            "use": claims.use.name.lower(),
            "permit_number": claims.permit_number,
            "issued_at": claims.issued_at.isoformat(),
            "not_before": claims.not_before.isoformat(),
            "expires": claims.expires.isoformat(),
            "code_id": claims.code_id.hex(),
            "proved": None if ring is None else False,
        }
        now = datetime.now(UTC)
        if ring is None:
            require_time(claims, now)
        else:
            answer |= {"training": check(text, ring, now).key.training, "proved": True}
    except TokenRefused as refused:
        answer["error"] = told(refused)
    return answer
