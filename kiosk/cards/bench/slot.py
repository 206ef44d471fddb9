"""A card in the virtual reader: the client side of vsmartcard's vpcd protocol, serving a VirtualCard."""

import socket
import threading
from contextlib import suppress

from drivers.card_reader.virtual_card import VirtualCard
from drivers.card_reader.virtual_faults import CardGone

_GET_ATR = 4
_NO_ANSWER_TO_RESET = bytes(4)
"""Makes no sense to PC/SC, so that the card is there and mute; to say nothing would be an empty slot to vpcd."""


class CardInReader:
    """Puts ``card`` into the slot listening on ``port``; the connection is the card's presence.

    Messages are a 2-byte length and that many bytes; one byte alone is a control (off, on, reset, ATR).
    """

    def __init__(self, card: VirtualCard, port: int) -> None:
        self._card = card
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self._socket.settimeout(None)
        self._thread = threading.Thread(target=self._serve, name="card in virtual reader")
        self._thread.start()

    def pull(self) -> None:
        """Take the card out, whatever it is doing."""
        with suppress(OSError):  # the daemon, or a torn card, may have been first
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def __enter__(self) -> "CardInReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.pull()

    def _serve(self) -> None:
        try:
            while (message := self._receive()) is not None:
                answer = self._answer(message)
                if answer:
                    self._socket.sendall(len(answer).to_bytes(2, "big") + answer)
        except CardGone:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def _answer(self, message: bytes) -> bytes:
        if len(message) > 1:
            return self._card.answer(message)
        if message[0] == _GET_ATR:
            return self._card.answer_to_reset or _NO_ANSWER_TO_RESET
        self._card.power_on()
        return b""

    def _receive(self) -> bytes | None:
        header = self._exactly(2)
        return header and self._exactly(int.from_bytes(header, "big"))

    def _exactly(self, count: int) -> bytes | None:
        received = b""
        while len(received) < count:
            # Without this every answer waits 40 ms for a delayed acknowledgement (Nagle).
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            piece = self._socket.recv(count - len(received))
            if not piece:
                return None
            received += piece
        return received
