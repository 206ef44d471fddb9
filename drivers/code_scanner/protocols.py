"""The protocols a unit on a serial line can speak, by the name a configuration gives them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from drivers.code_scanner.newland import NewlandReceiver
from drivers.code_scanner.receiving import HONEYWELL_TRIGGER, PlainReceiver, ScanReceiver
from drivers.code_scanner.ssi import SsiReceiver


def _plain(suffix: str) -> ScanReceiver:
    return PlainReceiver(suffix)


def _honeywell(suffix: str) -> ScanReceiver:
    return PlainReceiver(suffix, triggers=HONEYWELL_TRIGGER)


def _newland(suffix: str) -> ScanReceiver:
    return NewlandReceiver(suffix)


def _ssi(_suffix: str) -> ScanReceiver:
    return SsiReceiver()


PROTOCOLS: Mapping[str, Callable[[str], ScanReceiver]] = MappingProxyType(
    {"plain": _plain, "honeywell": _honeywell, "newland": _newland, "ssi": _ssi}
)
"""Each makes a receiver that knows nothing yet, given the suffix's name (``assembly.SUFFIXES``; SSI needs none)."""
