"""Runs the simulated registry on a thread beside the terminal, for training, trying things out and the tests."""

import socket
import threading
from contextlib import closing
from datetime import timedelta
from types import TracebackType

import uvicorn

from kiosk.codes.signed.issuing import SigningKey
from kiosk.registry.app import Clock, create_app, now_utc
from kiosk.registry.faults import Fault, FaultSwitch
from kiosk.registry.ledger import Ledger

START_SECONDS = 10.0
STORIES_BACK = timedelta(days=7)
"""How far back a training story may date a code: an expired one was signed before this registry started."""


class RegistryServerFailed(RuntimeError):
    """The simulated registry did not start or stop; the message says at which address."""


class RegistryServer:
    """The registry on a thread of this process: a real server on a real socket, gone when the process is killed.

    ``with RegistryServer(url) as registry: RegistryClient(registry.url)``. Stopped and started again it keeps its
    port. Answers take a few milliseconds, so a process of its own would buy nothing but a second of starting.
    ``signing`` is the training key for signed codes, a new one in memory unless given.
    """

    def __init__(
        self,
        database: str,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        clock: Clock = now_utc,
        rehearsal: bool = False,
        signing: SigningKey | None = None,
    ) -> None:
        self.signing = signing or SigningKey.for_training(clock() - STORIES_BACK)
        self.host, self.port = host, port
        self._database, self._clock, self._rehearsal = database, clock, rehearsal
        self._faults = FaultSwitch()
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address for RegistryClient; known once started."""
        return f"http://{self.host}:{self.port}"

    def play(self, fault: Fault, seconds: float = 15.0) -> None:
        """Play a fault from now on; Fault.NONE ends it."""
        self._faults.fault, self._faults.seconds = fault, seconds

    def start(self) -> None:
        """Listen and serve. Raises OSError for a taken port, RegistryServerFailed where it does not start."""
        listening = socket.create_server((self.host, self.port))
        self.port = int(listening.getsockname()[1])
        app = create_app(
            self._database,
            clock=self._clock,
            faults=self._faults,
            rehearsal=self._rehearsal,
            signing=self.signing,
        )
        server = _Server(_configuration(app, self.host, self.port))
        arguments = (listening, app.state.ledger)
        thread = threading.Thread(target=server.serve_on, args=arguments, name="simulated registry", daemon=True)
        thread.start()
        self._server, self._thread = server, thread
        if not server.ready.wait(START_SECONDS) or not server.started:
            self.stop()
            raise RegistryServerFailed(f"the simulated registry at {self.url} did not start")

    def stop(self, timeout: float = 5.0) -> None:
        """Answer what is under way for a moment, then close. Raises RegistryServerFailed if the thread hangs."""
        server, thread = self._server, self._thread
        if server is None or thread is None:
            return
        server.should_exit = True
        thread.join(timeout)
        if thread.is_alive():
            raise RegistryServerFailed(f"the simulated registry at {self.url} did not stop in {timeout:g} s")
        self._server = self._thread = None

    def __enter__(self) -> "RegistryServer":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready.set()

    def serve_on(self, listening: socket.socket, ledger: Ledger) -> None:
        try:
            with listening, closing(ledger):
                self.run(sockets=[listening])
        finally:
            self.ready.set()


def _configuration(app: object, host: str, port: int) -> uvicorn.Config:
    """No access log (it would name who asked for what), no proxy headers, no lifespan protocol."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        log_level="warning",
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        limit_concurrency=64,
    )
