"""What a driver saw, or says of a fault: a sentence known by its code, which a face says in its own language."""

from collections.abc import Iterable
from enum import Enum
from typing import Any


class Observed(Enum):
    """The sentences by their codes, in the technician's English, with places for what differs each time."""

    SAID = "{0}"
    """The device's own words, or a path, a name, a number: the same in every language."""
    EACH = "{0}, {1} …"
    """Several, one after the other."""
    BOTH = "{0}: {1}"
    SENSOR_READS = "{0} {1}"

    MACHINE_THERE = "{0} is there"
    PORT_OPEN = "{0} takes connections"
    CONNECTED = "connected to {0}"
    PCSC_KNOWS = "PC/SC knows {0}"
    PCSC_ANSWERS = "PC/SC answers, {0} reader(s)"
    NO_USB_READER = "no smart card reader on USB, and PC/SC cannot be asked"
    CCID_BOUND = "CCID, through usbfs"
    CCID_FREE = "free for CCID"
    CUPS_HAS_QUEUE = "CUPS answers at {0} and has the queue"
    OPENED = "opened"
    ENABLED = "enabled"

    CARD_CONNECTED = "card connected"
    NO_CARD = "no card"
    CARD_ANSWERS = "card answers {0}"
    STATUS_ANSWERED = "answers the status"
    PROCESS_ID_ANSWERED = "process id answered after the last band"
    PAPER_STATUS_ANSWERED = "paper status answered in order after the last band"
    TAKES_PDF_ON_A4 = "would take a PDF on A4"
    PICTURE_FRESH = "picture {0} is fresh"
    IN_PROCESS = "{0}, process {1}"
    ONLY_A_SCAN_SHOWS = "shows only when a code is scanned"
    UNIT_AT = "{0} at {1}"
    UNIT_UNREADABLE = "{0} at {1}, {2} unreadable: scan the layout label"
    BAUD = "{0} at {1} baud"
    SIMULATED_READER = "simulated reader"
    SIMULATED_SCANNER = "simulated scanner; only a scan proves more"
    SIMULATED_CAMERA = "simulated camera"
    SIMULATED_SHEETS = "{0} simulated sheets"
    TRACE_OF = "trace of {0} {1}, {2}"
    NOT_RECORDED = "not recorded; the trace can be read"

    STILL = "{0}×{1}, mean brightness {2} of 255"
    STRIP_PRINTED = "a strip with a QR code printed and cut: {0}"
    PAGE_PRINTED = "a test page printed: {0}"
    CODE_PAGE_PRINTED = "a page with a QR code printed: {0}"
    READ_BACK = "read back by the {0} after {1} s"
    NO_READER = "could not be tried: no code scanner and no document camera is up to read it back"
    STRIP_NOT_READ = "the strip was not read in {0} s"
    PAGE_NOT_READ = "the page was not read in {0} s"

    NO_SUCH_NAME = "no such name ({0}); give its IP address"
    PORT_CLOSED = "the machine is there, port {0} is closed: another port, or its service is off"
    NOBODY_ANSWERS = "no answer: switched off, another address, or a firewall"
    NO_WAY_THERE = "no way there: cable, switch or address"
    NO_SUCH_UNIT = "no such unit is plugged in"
    SEVERAL_UNITS = "{0} of them: name one by its serial number ({1}) or its path"
    NO_SERIAL_PORT = "is no character device, so no serial port"
    KERNEL_KEEPS_READER = "the kernel's {0} keeps it from PC/SC: block that module"
    THERE_ARE = "there are {0}"
    NO_READER_KNOWN = "PC/SC knows no reader"
    NO_KEYBOARD = "no keyboard at all"
    SCANNERS_THERE = "scanners there: {0}"
    SEVERAL_SCANNERS = "{0} scanners have that in their name: give one by its path"
    SEVERAL_KEYBOARDS = "{0} keyboards have that in their name: give one by its path in /dev/input/by-id"
    NO_SCANNER_SET = "none that is set to HID POS"
    NOT_SET_AS_SCANNER = "does not speak as a scanner (HID POS): set the unit to it by its maker's setting code"
    HELD_BY = "held by {0}"
    HELD_BY_US = "this terminal itself (another device of it)"
    HELD_UNSEEN = "held by a program this user cannot see"
    UNPLUGGED = "unplugged"
    NO_ANSWER = "no answer"
    DOES_NOT_ANSWER = "does not answer"
    NO_ANSWER_IN = "no answer in {0} s"
    NOT_BEGUN_IN = "not begun in {0} s"
    NEVER_CAME_BACK = "a call never came back"
    SERVICE_NOT_RUNNING = "the service is not running"
    NO_END_MARK = "no end mark"
    NO_PICTURE_IN = "no picture in {0} s"
    NO_NEW_PICTURE = "no new picture for {0} s"
    PICTURE_STANDS = "the picture stands still"
    NO_SUCH_QUEUE = "CUPS has no queue of that name"
    QUEUE_REJECTS = "the queue rejects jobs (cupsaccept)"
    QUEUE_STOPPED = "the queue is stopped (cupsenable): {0}"
    CUPS_CANNOT_REACH = "CUPS does not reach the printer: {0}"

    @property
    def code(self) -> str:
        """The stable name, for programs."""
        return self.name.lower()


class Observation(str):
    """A sentence that is text to whoever wants no more: its English, filled. ``values`` may be observations too.

    ``unsure``: seen, and the question is open all the same.
    """

    what: Observed
    values: tuple[str, ...]
    unsure: bool

    def __new__(cls, what: Observed, *values: str | float, unsure: bool = False) -> "Observation":
        """Fill a sentence."""
        kept = tuple(value if isinstance(value, str) else f"{value:g}" for value in values)
        text = ", ".join(kept) if what is Observed.EACH else what.value.format(*kept)
        made = super().__new__(cls, text)
        made.what, made.values, made.unsure = what, kept, unsure
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """What a copy is made from."""
        return (self.what, *self.values)


def each(parts: Iterable[str], *, unsure: bool = False) -> Observation:
    """Several, one after the other."""
    return Observation(Observed.EACH, *parts, unsure=unsure)


def observation(said: str) -> Observation:
    """Whatever a driver gives: a plain text is the device's own words."""
    return said if isinstance(said, Observation) else Observation(Observed.SAID, said)
