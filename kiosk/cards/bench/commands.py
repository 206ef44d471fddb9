"""One command to a card: through the driver and through bare pyscard, turn by turn on the same connection."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median

from smartcard import scard
from smartcard.System import readers

from drivers.card_reader import CardInserted
from drivers.card_reader.pcsc import PcscCardReader
from drivers.overhead import turn_by_turn
from kiosk.cards.application import SSSE
from kiosk.cards.bench.running import WAIT_SECONDS, await_event, running, training_card
from kiosk.cards.bench.service import READER, Pcscd
from kiosk.cards.bench.slot import CardInReader
from kiosk.cards.bench.timing import Ratio, Timing, ratio, timing

SELECT = bytes((0x00, 0xA4, 0x04, 0x00, len(SSSE))) + SSSE
READ = bytes.fromhex("00b2012c00")
"""The issuer file's first record: an ordinary command, with an ordinary answer."""


@dataclass(frozen=True)
class CommandTimes:
    """What one command takes each way.

    ``driver`` is ``CardReader.transmit`` within a reading (``together``), ``alone`` outside one, with its change of
    threads; ``bare`` is ``scard.SCardTransmit`` on a list made beforehand, ``connection`` pyscard's usual
    ``CardConnection.transmit``. The ratios are the driver's, within a reading and alone.
    """

    driver: Timing
    bare: Timing
    connection: Timing
    alone: Timing
    of_bare: Ratio
    of_connection: Ratio
    alone_of_bare: Ratio


def command_times(rounds: int = 20, batch: int = 100) -> CommandTimes:
    """Send ``batch`` commands each way, one way after another call by call, ``rounds`` times over.

    All ways use the connection the driver holds and run on the thread it works on, so whatever else the machine
    does holds up each alike. A round's figure is its median, a ratio that of one round's medians.
    """
    within: list[Sequence[float]] = []
    alone: list[Sequence[float]] = []
    with Pcscd() as service, running() as (runner, events), CardInReader(training_card(), service.port):
        await_event(events, CardInserted)
        for _ in range(rounds):
            within.append(runner.submit(partial(_within_a_reading, count=batch)).result(WAIT_SECONDS))
            alone.append(runner.submit(partial(_alone, count=batch)).result(WAIT_SECONDS))
    driver, bare, connection = zip(*within, strict=True)
    by_itself, bare_beside = zip(*alone, strict=True)
    return CommandTimes(
        timing("one command, this driver", driver),
        timing("one command, pyscard's SCardTransmit", bare),
        timing("one command, pyscard's connection", connection),
        timing("one command outside a reading", by_itself),
        ratio("of pyscard's SCardTransmit", driver, bare),
        ratio("of pyscard's connection", driver, connection),
        ratio("outside a reading, of SCardTransmit", by_itself, bare_beside),
    )


def _within_a_reading(reader: PcscCardReader, count: int) -> Sequence[float]:
    with _powered(reader) as bare:
        return reader.together(lambda: _beside_connection(reader, bare, count))


def _beside_connection(reader: PcscCardReader, bare: Callable[[], object], count: int) -> Sequence[float]:
    with _connection(reader) as connected:
        return _medians([lambda: reader.transmit(READ), bare, connected], count)


def _alone(reader: PcscCardReader, count: int) -> Sequence[float]:
    with _powered(reader) as bare:
        return _medians([lambda: reader.transmit(READ), bare], count)


def _medians(ways: Sequence[Callable[[], object]], count: int) -> Sequence[float]:
    return [median(times) for times in turn_by_turn(ways, count)]


@contextmanager
def _powered(reader: PcscCardReader) -> Iterator[Callable[[], object]]:
    """The card powered and its environment selected; gives the bare call on the driver's own connection."""
    reader.power_on()
    try:
        reader.transmit(SELECT)
        card, protocol = reader.handle
        command = list(READ)
        yield lambda: scard.SCardTransmit(card, protocol, command)
    finally:
        reader.power_off()


@contextmanager
def _connection(reader: PcscCardReader) -> Iterator[Callable[[], object]]:
    """The usual connection of pyscard, put on the driver's own: a second one to an exclusive card is refused."""
    connection = next(each for each in readers() if str(each) == READER).createConnection()
    connection.component.hcard, protocol = reader.handle
    connection.component.setProtocol(protocol)
    command = list(READ)
    try:
        yield lambda: connection.transmit(command)
    finally:
        connection.component.hcard = None
        connection.component.release()
