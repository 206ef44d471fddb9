"""One IPP operation at a time over HTTP, with deadlines, and an error that says whether anything was sent."""

import http.client
import itertools
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import urlsplit

from drivers.document_printer.ipp_line import IppLine
from drivers.document_printer.ipp_message import (
    Attribute,
    Group,
    IppResponse,
    IppSyntaxError,
    Tag,
    decode_response,
    encode_request,
)
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed

IPP_PORT = 631
CONNECT_SECONDS = 4.0
ANSWER_SECONDS = 8.0
MAX_ANSWER_BYTES = 1 << 20
USER_NAME = "service-hall-terminal"

_VERSIONS = ((1, 1), (2, 0))
"""The first is what every printer must take, and enough here; the second for one that does not."""
_READ_BYTES = 1 << 16
_REFUSED_BY_HTTP = {
    401: (DeviceErrorCode.CONFIGURATION, "the printer asks for a password; allow this terminal to print without"),
    403: (DeviceErrorCode.CONFIGURATION, "the printer does not let this terminal print"),
    404: (DeviceErrorCode.CONFIGURATION, "the printer has no such path; most have /ipp/print"),
    426: (DeviceErrorCode.CONFIGURATION, "the printer wants encryption; give an ipps:// address"),
    503: (DeviceErrorCode.BUSY, "the printer is busy"),
}


class Operation(IntEnum):
    """Operations used here (RFC 8011)."""

    PRINT_JOB = 0x0002
    VALIDATE_JOB = 0x0004
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class IppStatus(IntEnum):
    """Status codes told apart here; below 0x0100 is success."""

    NOT_FOUND = 0x0406
    DOCUMENT_FORMAT = 0x040A
    ATTRIBUTES = 0x040B
    OPERATION = 0x0501
    VERSION = 0x0503
    DEVICE_ERROR = 0x0504
    NOT_ACCEPTING = 0x0506
    BUSY = 0x0507


@dataclass(frozen=True)
class PrinterAddress:
    """Where a printer is: ``ipp://host[:631]/ipp/print``, or ``ipps://`` for TLS."""

    url: str
    host: str
    port: int
    path: str
    encrypted: bool

    @classmethod
    def parse(cls, url: str) -> "PrinterAddress":
        """Read an address; DeviceError(CONFIGURATION) for anything else."""
        parts = urlsplit(url)
        try:
            if parts.scheme in ("ipp", "ipps") and parts.hostname and not parts.username and not parts.query:
                return cls(url, parts.hostname, parts.port or IPP_PORT, parts.path or "/", parts.scheme == "ipps")
        except ValueError as error:
            raise DeviceError(DeviceErrorCode.CONFIGURATION, url, str(error)) from error
        raise DeviceError(DeviceErrorCode.CONFIGURATION, url, "give ipp://HOST:631/ipp/print")

    @property
    def locus(self) -> str:
        """For errors."""
        return f"{self.host}:{self.port}"


class IppClient:
    """Asks one printer. ``certificate`` is the PEM file of the printer's own certificate, for ``ipps://``."""

    unreachable = DeviceErrorCode.OFFLINE
    """Nobody takes the call."""

    def __init__(self, address: PrinterAddress, certificate: str | None = None) -> None:
        self.address = address
        self.certificate = certificate
        self._request_ids = itertools.count(1)
        self._line = IppLine()
        self._version = _VERSIONS[0]

    def hang_up(self) -> None:
        """End the question under way with CANCELLED, from any thread; a document on its way is left to arrive."""
        self._line.hang_up()

    def request(
        self,
        operation: Operation,
        operation_attributes: Sequence[Attribute] = (),
        job_attributes: Sequence[Attribute] = (),
        *,
        document: bytes = b"",
        timeout: float | None = None,
    ) -> IppResponse:
        """Carry out one operation; whatever the printer's status code, the answer is returned.

        ``timeout`` is ANSWER_SECONDS where none is given.
        Raises DeviceError with ``retry_safe`` false where the printer may have had the whole document: OFFLINE,
        TIMEOUT, CANCELLED, FAILURE for nonsense, CONFIGURATION or BUSY where HTTP itself refuses.
        """
        seconds = ANSWER_SECONDS if timeout is None else timeout
        groups = [(Group.OPERATION, (*self._who_asks_whom(), *operation_attributes))]
        if job_attributes:
            groups.append((Group.JOB, tuple(job_attributes)))
        response = self._exchange(operation, groups, document, seconds)
        if response.status == IppStatus.VERSION and self._version == _VERSIONS[0]:
            self._version = _VERSIONS[1]
            response = self._exchange(operation, groups, document, seconds)
        return response

    def _who_asks_whom(self) -> tuple[Attribute, ...]:
        return (
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(Tag.URI, "printer-uri", (self.address.url,)),
        )

    def _exchange(
        self,
        operation: Operation,
        groups: Sequence[tuple[Group, Sequence[Attribute]]],
        document: bytes,
        timeout: float,
    ) -> IppResponse:
        deadline = time.monotonic() + timeout
        body = encode_request(self._version, operation, next(self._request_ids), groups) + document
        only_asks = operation is not Operation.PRINT_JOB
        connection = self._connect(min(timeout, CONNECT_SECONDS), interruptible=only_asks)
        locus = self.address.locus
        try:
            return decode_response(self._post(connection, body, deadline))
        except TimeoutError as error:
            late = Observation(Observed.NO_ANSWER_IN, timeout)
            raise DeviceError(DeviceErrorCode.TIMEOUT, locus, late, only_asks) from error
        except (OSError, http.client.HTTPException) as error:
            code = DeviceErrorCode.CANCELLED if self._line.hung_up else DeviceErrorCode.OFFLINE
            raise DeviceError(code, locus, f"{type(error).__name__}: {error}", only_asks) from error
        except IppSyntaxError as error:
            raise DeviceError(
                DeviceErrorCode.FAILURE, locus, f"the answer is not IPP: {error}", only_asks
            ) from error
        finally:
            self._line.let_go()
            connection.close()

    def _connect(self, timeout: float, *, interruptible: bool) -> http.client.HTTPConnection:
        address = self.address
        try:
            tls = self._tls() if address.encrypted else None
            return self._line.dial(address.host, address.port, timeout, tls, interruptible=interruptible)
        except OSError as error:
            code = DeviceErrorCode.CANCELLED if self._line.hung_up else self.unreachable
            raise DeviceError(code, address.locus, str(error)) from error

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.certificate)
        # A printer's own certificate, given by hand, is trusted for what it is, whatever name it carries.
        context.check_hostname = self.certificate is None
        return context

    def _post(self, connection: http.client.HTTPConnection, body: bytes, deadline: float) -> bytes:
        self._limit(connection, deadline)
        connection.request("POST", self.address.path, body, {"Content-Type": "application/ipp"})
        self._limit(connection, deadline)
        with connection.getresponse() as response:
            if response.status != http.HTTPStatus.OK:
                refusal = (DeviceErrorCode.CONFIGURATION, f"HTTP {response.status} {response.reason}")
                code, text = _REFUSED_BY_HTTP.get(response.status, refusal)
                raise DeviceError(code, self.address.locus, text)
            data = bytearray()
            while piece := response.read1(_READ_BYTES):
                data += piece
                if len(data) > MAX_ANSWER_BYTES:
                    raise IppSyntaxError(f"longer than {MAX_ANSWER_BYTES} bytes")
                self._limit(connection, deadline)
        return bytes(data)

    @staticmethod
    def _limit(connection: http.client.HTTPConnection, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
