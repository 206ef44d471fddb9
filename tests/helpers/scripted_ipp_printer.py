"""An IPP printer of a few lines whose answers a test writes, for what a real one would hardly ever say."""

import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Value = str | int | bool
Answer = tuple[int, list[tuple[int, Mapping[str, list[Value]]]]]
"""A status code and the attribute groups."""

PRINTER, JOB, UNSUPPORTED = 4, 2, 5
GET_PRINTER, VALIDATE, PRINT, GET_JOBS, GET_JOB = 0x0B, 0x04, 0x02, 0x0A, 0x09

GOOD_PRINTER: Mapping[str, list[Value]] = {
    "printer-state": [3],
    "printer-state-reasons": ["none"],
    "printer-is-accepting-jobs": [True],
    "printer-up-time": [1000],
    "document-format-supported": ["application/pdf"],
    "media-supported": ["iso_a4_210x297mm"],
}


class ScriptedPrinter:
    """Answers each operation as ``answers`` says; ``operations`` is what it was asked, in order."""

    def __init__(self) -> None:
        self.operations: list[int] = []
        self.requests: list[bytes] = []
        self.http_status = 200
        self.answers: dict[int, Callable[[], Answer | bytes]] = {
            GET_PRINTER: lambda: (0, [(PRINTER, GOOD_PRINTER)]),
            VALIDATE: lambda: (0, []),
            GET_JOBS: lambda: (0, []),
            PRINT: lambda: (0, [(JOB, {"job-id": [7], "job-state": [3]})]),
            GET_JOB: lambda: (0, [(JOB, job(9, ["job-completed-successfully"], 1))]),
        }
        self.url = ""

    def says(self, operation: int, status: int, *groups: tuple[int, Mapping[str, list[Value]]]) -> None:
        self.answers[operation] = lambda: (status, list(groups))

    def is_like(self, **attributes: list[Value]) -> None:
        """The printer's attributes, underscores for hyphens; an empty list leaves one out."""
        named = {name.replace("_", "-"): values for name, values in attributes.items()}
        merged = {name: values for name, values in {**GOOD_PRINTER, **named}.items() if values}
        self.says(GET_PRINTER, 0, (PRINTER, merged))

    def answer(self, request: bytes) -> bytes:
        operation = struct.unpack(">H", request[2:4])[0]
        self.operations.append(operation)
        self.requests.append(request)
        said = self.answers[operation]()
        return said if isinstance(said, bytes) else message(*said)


def job(
    state: int, reasons: list[str], impressions: int | None = None, name: str = "job-1"
) -> dict[str, list[Value]]:
    attributes: dict[str, list[Value]] = {"job-id": [7], "job-name": [name], "job-state": [state]}
    if reasons:
        attributes["job-state-reasons"] = list(reasons)
    if impressions is not None:
        attributes["job-impressions-completed"] = [impressions]
    return attributes


def message(status: int, groups: list[tuple[int, Mapping[str, list[Value]]]]) -> bytes:
    parts = [struct.pack(">BBHI", 2, 0, status, 1)]
    for tag, attributes in groups:
        parts.append(bytes([tag]))
        for name, values in attributes.items():
            key = name.encode()
            for value in values:
                kind, data = _encoded(value)
                parts.append(
                    bytes([kind]) + struct.pack(">H", len(key)) + key + struct.pack(">H", len(data)) + data
                )
                key = b""
    return b"".join(parts) + b"\x03"


def _encoded(value: Value) -> tuple[int, bytes]:
    if isinstance(value, bool):
        return 0x22, bytes([value])
    if isinstance(value, int):
        return 0x21, struct.pack(">i", value)
    return 0x44, value.encode()


@contextmanager
def scripted_printer() -> Iterator[ScriptedPrinter]:
    printer = ScriptedPrinter()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = printer.answer(body)
            self.send_response(printer.http_status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        printer.url = f"ipp://127.0.0.1:{server.server_port}/ipp/print"
        thread = threading.Thread(target=lambda: server.serve_forever(0.02), name="scripted printer")
        thread.start()
        try:
            yield printer
        finally:
            server.shutdown()
            thread.join()
