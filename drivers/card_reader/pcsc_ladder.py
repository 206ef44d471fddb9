"""The lower rungs of a PC/SC reader's health check: on USB, bound to CCID, known to the service."""

from drivers.card_reader.pcsc_link import PcscLink
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed, each
from drivers.usb import smart_card_readers


def find_reader(link: PcscLink) -> str:
    """A smart card reader on USB, else one that PC/SC knows (a serial or virtual one); NO_HARDWARE."""
    plugged = smart_card_readers()
    if plugged:
        return ", ".join(map(str, plugged))
    try:
        return Observation(Observed.PCSC_KNOWS, each(link.readers()))
    except DeviceError as error:
        if error.code is DeviceErrorCode.NO_HARDWARE:
            raise
        return Observation(Observed.NO_USB_READER, unsure=True)


def find_kernel_driver() -> str | None:
    """What holds the USB readers: PC/SC through CCID, or nothing yet; CONFIGURATION for a kernel driver."""
    plugged = smart_card_readers()
    foreign = {driver for reader in plugged for driver in reader.drivers} - {"usbfs"}
    if foreign:
        text = Observation(Observed.KERNEL_KEEPS_READER, each(sorted(foreign)))
        raise DeviceError(DeviceErrorCode.CONFIGURATION, str(plugged[0]), text)
    if not plugged:
        return None
    bound = any(reader.drivers for reader in plugged)
    return Observation(Observed.CCID_BOUND if bound else Observed.CCID_FREE)


def find_service(link: PcscLink) -> str:
    """SERVICE_DOWN where PC/SC does not answer."""
    return Observation(Observed.PCSC_ANSWERS, len(link.all_readers()))
