"""A driver that fails while it is made is one device's fault, never the terminal's."""

from collections.abc import Iterator
from contextlib import contextmanager

from drivers.errors import DeviceError, DeviceErrorCode

LOADING_FAILS = (Exception, SystemExit)
"""What a stranger's code may raise where it is imported or made; only the person who interrupts is left out."""


@contextmanager
def blamed(locus: str) -> Iterator[None]:
    """Whatever is raised inside, DeviceError(CONFIGURATION) at ``locus``; a DeviceError as it is.

    Its text is told: where a device is made there are options, and nobody's data yet.
    """
    try:
        yield
    except DeviceError:
        raise
    except LOADING_FAILS as error:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, locus, _said(error)) from error


def _said(error: BaseException) -> str:
    """A ValueError is a driver's word about its options; anything else is its mistake, and named."""
    if isinstance(error, ValueError | ImportError):
        return str(error)
    return f"the driver cannot be made: {type(error).__name__}: {error}"
