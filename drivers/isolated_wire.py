"""What a device's own process and the terminal say to each other: small JSON messages, each one packet."""

import json
import socket
from collections.abc import Mapping
from typing import Any

from drivers.errors import DeviceError, DeviceErrorCode

MAX_MESSAGE_BYTES = 1 << 16
BEAT_SECONDS = 0.25
"""Between two signs of life."""

Message = Mapping[str, Any]
"""A request has ``do`` and ``with``; an answer ``gave`` or ``failed``; a sign of life ``alive``."""


class WireError(Exception):
    """The other side said something that is no message."""


def line() -> tuple[socket.socket, socket.socket]:
    """Two ends of a line that keeps messages apart."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(end: socket.socket, message: Message) -> None:
    """Send one message whole. OSError where the other side is gone or reads nothing; ValueError if too long."""
    data = json.dumps(message, ensure_ascii=True).encode("ascii")
    if len(data) > MAX_MESSAGE_BYTES:
        raise ValueError(f"a message of {len(data)} bytes")
    end.send(data)


def receive(end: socket.socket) -> Message | None:
    """The next message; None when the other side is gone. WireError, TimeoutError, OSError."""
    try:
        data = end.recv(MAX_MESSAGE_BYTES + 1)
    except ConnectionResetError:
        return None
    if not data:
        return None
    try:
        message = json.loads(data)
    except ValueError as error:
        raise WireError("no JSON") from error
    if len(data) > MAX_MESSAGE_BYTES or not isinstance(message, dict):
        raise WireError("no message")
    return message


def told(error: DeviceError) -> Message:
    """A fault as an answer."""
    return {"failed": [error.code.value, error.locus, error.vendor_text, error.retry_safe]}


def fault_in(answer: Message) -> DeviceError | None:
    """The fault that an answer tells; None where it tells none. WireError."""
    if "failed" not in answer:
        return None
    try:
        code, locus, text, retry_safe = answer["failed"]
        return DeviceError(DeviceErrorCode(code), str(locus), str(text), bool(retry_safe))
    except (TypeError, ValueError) as error:
        raise WireError("no fault") from error
