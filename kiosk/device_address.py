"""Where a device is reached, told apart from what it calls itself."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

_ADDRESSES = ("url", "port", "device", "source", "reader")
"""The options of the drivers that say where the device is, in the order they are looked for."""


def configured_address(options: Mapping[str, Any]) -> str:
    """The address among a driver's options, without user and password; "" where it finds its device itself."""
    found = next((str(options[name]) for name in _ADDRESSES if options.get(name) is not None), "")
    return _without_credentials(found)


def own_name(told: str | None, address: str) -> str | None:
    """The serial number or name a device tells; None where that is but the place it is reached at."""
    is_place = told is None or told == address or told.startswith("/") or "://" in told
    return None if is_place else told


def _without_credentials(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:  # no address at all, which its driver will say
        return address.rpartition("@")[2]
    if "@" not in parts.netloc:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
