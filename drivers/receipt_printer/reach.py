"""The lowest rungs of a receipt printer's ladder, by the kind of its line: node and driver, or machine and port."""

from urllib.parse import urlsplit

from drivers.network import find_machine, find_port
from drivers.serial_port import serial_port
from drivers.system import find_attached, find_os_driver

RAW_PORT = 9100


def line_attached(url: str, locus: str) -> str:
    """The node with the USB device behind it, or the machine at the address; DeviceError where neither is."""
    return find_machine(*_address(url)) if _is_network(url) else find_attached(serial_port(locus))


def line_driver(url: str, locus: str) -> str | None:
    """The kernel driver of the node; None for a network printer."""
    return None if _is_network(url) else find_os_driver(serial_port(locus))


def line_service(url: str) -> str | None:
    """Whether the network printer takes connections; None for a node."""
    return find_port(*_address(url)) if _is_network(url) else None


def _is_network(url: str) -> bool:
    return urlsplit(url).scheme == "tcp"


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return str(parts.hostname), parts.port or RAW_PORT
