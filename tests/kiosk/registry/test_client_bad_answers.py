import json
import logging
import time

import pytest
from pydantic import TypeAdapter

from kiosk.permits import PermitRecord
from kiosk.registry.answers import MAX_ANSWER_BYTES
from kiosk.registry.client import RegistryClient
from kiosk.registry.problems import (
    RegistryAnswerNonsense,
    RegistryFailing,
    RegistryProblem,
    RegistryTimeout,
)
from tests.helpers.odd_http_server import OddHttpServer, answer, silence
from tests.helpers.registry_cases import RECORD

GOOD = json.loads(TypeAdapter(PermitRecord).dump_json(RECORD))
PHOTO = {"file_format": "JPEG", "width": 354, "height": 472, "size_bytes": 90_000}
MATERIAL = {"key": "M07", "name_zh": "护照", "name_en": "Passport", "pages": 2}
TOKEN = "FWPN:A1B2A1B2A1B2A1B2"


def body(**changes: object) -> bytes:
    return json.dumps(GOOD | changes).encode()


def without(key: str) -> bytes:
    return json.dumps({name: value for name, value in GOOD.items() if name != key}).encode()


@pytest.mark.parametrize(
    "say",
    [
        pytest.param(answer(b"<html>ok</html>", kind="text/html"), id="a web page"),
        pytest.param(answer(b"<html>ok</html>"), id="a web page that says it is JSON"),
        pytest.param(answer(body(), kind="text/plain"), id="JSON that says it is text"),
        pytest.param(answer(b""), id="nothing"),
        pytest.param(answer(body()[:200]), id="half an answer"),
        pytest.param(answer(body(), length=len(body()) + 50), id="cut short on the wire"),
        pytest.param(answer(b'"' + b"x" * 5_000_000 + b'"'), id="five megabytes"),
        pytest.param(answer(b"[" * 100_000), id="a hundred thousand brackets"),
        pytest.param(answer(b"null"), id="null"),
        pytest.param(answer(b"[]"), id="a list"),
        pytest.param(answer(body(birth_date=741208)), id="a number for a date"),
        pytest.param(answer(body(birth_date="12/08/1974")), id="another form of date"),
        pytest.param(answer(body(birth_date="1974-02-30")), id="a date that is none"),
        pytest.param(answer(body(permit_class="D")), id="a class that is none"),
        pytest.param(answer(body(permit_number=44010020260017)), id="a number for a text"),
        pytest.param(answer(body(materials=[{"key": "M07"}])), id="half a material"),
        pytest.param(answer(body(materials=[])[:-1] + b', "materials": 7}'), id="a number for a list"),
        pytest.param(answer(body(name="ERIKSSON\x1b[2J")), id="control characters"),
        pytest.param(answer(body(name="E" * 5000)), id="a name of five thousand letters"),
        pytest.param(answer(body(contract={"salary": "1" * 501})), id="a salary of five hundred figures"),
        pytest.param(answer(body(contract={"salary": 30000})), id="a number for a salary"),
        pytest.param(answer(body(contract={"starts_on": "9999-12-31"})), id="a contract of the year 9999"),
        pytest.param(answer(body(submitted_on="0001-01-01")), id="submitted in the year 1"),
        pytest.param(answer(body(photo=PHOTO | {"width": -1})), id="a photo of less than nothing"),
        pytest.param(answer(body(photo=PHOTO | {"size_bytes": 10**12})), id="a photo of a terabyte"),
        pytest.param(answer(body(materials=[MATERIAL] * 101)), id="a hundred and one materials"),
        pytest.param(answer(body(materials=[MATERIAL | {"pages": 0}])), id="a material of no pages"),
        pytest.param(answer(without("name")), id="no name"),
        pytest.param(answer(body().replace(b"ERIKSSON", b"\xff\xfe")), id="no UTF-8"),
        pytest.param(answer(b"", status="302 Found\r\nLocation: http://127.0.0.1:9/"), id="a redirect"),
        pytest.param(answer(b'{"error": "permit-unknown"}', status="200 OK"), id="an error that says 200"),
        pytest.param(answer(b'{"detail": "Not Found"}', status="404 Not Found"), id="another service's 404"),
        pytest.param(answer(b"<h1>404</h1>", status="404 Not Found", kind="text/html"), id="a web server's 404"),
        pytest.param(answer(b'{"error": ["x"]}', status="404 Not Found"), id="an error code that is a list"),
        pytest.param(answer(b"", status="204 No Content"), id="no content"),
        pytest.param(answer(b"x", status="200 OK\r\nContent-Encoding: gzip"), id="packed"),
        pytest.param(lambda connection, _: connection.sendall(b"\x00\x01\x02\r\n\r\n"), id="no HTTP"),
        pytest.param(lambda connection, _: None, id="hangs up"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_repeats_nothing_personal(say, caplog):
    caplog.set_level(logging.DEBUG)
    with (
        OddHttpServer(say) as server,
        RegistryClient(server.url, timeout=5) as client,
        pytest.raises(RegistryAnswerNonsense) as caught,
    ):
        client.find_by_token(TOKEN)
    told = f"{caught.value} {caught.value!r} {caught.value.__cause__} {caplog.text}"
    assert not any(personal in told for personal in ("ERIKSSON", "L898902C3", TOKEN, RECORD.permit_number))
    assert caught.value.code == "G-103"


def test_an_answer_at_the_bound_is_read_and_one_byte_more_is_not():
    padded = body()[:-1] + b', "unknown": "'
    padded += b"x" * (MAX_ANSWER_BYTES - len(padded) - 2) + b'"}'
    with OddHttpServer(answer(padded)) as server, RegistryClient(server.url) as client:
        assert client.find_by_token(TOKEN) == RECORD
    with (
        OddHttpServer(answer(padded + b" ")) as server,
        RegistryClient(server.url) as client,
        pytest.raises(RegistryAnswerNonsense),
    ):
        client.find_by_token(TOKEN)


def test_fields_a_later_registry_adds_are_passed_over():
    with OddHttpServer(answer(body(points=85))) as server, RegistryClient(server.url) as client:
        assert client.find_by_token(TOKEN) == RECORD


def test_another_permits_record_is_no_answer():
    with (
        OddHttpServer(answer(body())) as server,
        RegistryClient(server.url) as client,
        pytest.raises(RegistryAnswerNonsense),
    ):
        client.find_by_number("44010020269999")


def test_a_failing_registry_is_told_from_a_wrong_one():
    say = answer(b"<h1>Bad Gateway</h1>", status="502 Bad Gateway", kind="text/html")
    with OddHttpServer(say) as server, RegistryClient(server.url) as client, pytest.raises(RegistryFailing):
        client.find_by_token(TOKEN)


def drip(connection, stopping):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
    while not stopping.wait(0.05):
        connection.sendall(b" ")


@pytest.mark.parametrize("say", [silence, drip], ids=["silent", "a byte at a time"])
def test_a_slow_registry_costs_the_deadline_and_no_more(say):
    with OddHttpServer(say) as server, RegistryClient(server.url, timeout=0.5) as client:
        began = time.monotonic()
        with pytest.raises(RegistryTimeout):
            client.find_by_token(TOKEN)
        assert time.monotonic() - began < 10


def test_a_redirect_to_another_host_is_not_followed():
    with OddHttpServer(answer(body())) as other:
        say = answer(b"", status=f"307 Temporary Redirect\r\nLocation: {other.url}/v1/permits/by-token")
        with (
            OddHttpServer(say) as server,
            RegistryClient(server.url) as client,
            pytest.raises(RegistryAnswerNonsense),
        ):
            client.find_by_token(TOKEN)
        assert other.connections == 0


@pytest.mark.parametrize(
    "address", ["", "registry", "ftp://host", "http://", "http://user:secret@host", "http://h/?a=1"]
)
def test_an_address_that_is_more_or_less_than_one_is_refused(address):
    with pytest.raises(ValueError, match="address") as caught:
        RegistryClient(address)
    assert "secret" not in str(caught.value)


def test_every_problem_has_its_own_code_and_says_what_to_do_in_both_languages():
    problems = [kind() for kind in RegistryProblem.__subclasses__()]
    assert len({problem.code for problem in problems}) == len(problems) == 8
    assert all(problem.message.zh and problem.message.en and problem.actor for problem in problems)
