"""What of a failure is told to a visitor: the code for the staff, and only of devices needed here."""

from collections.abc import Iterable

from drivers.device import DeviceKind
from drivers.errors import Actor
from kiosk.device_views import DeviceView
from kiosk.visits.view import Message
from ui.i18n import fill, literal
from ui.i18n import self_service as words
from ui.widgets.lights import device_fault

NEEDED = (DeviceKind.CODE_SCANNER, DeviceKind.RECEIPT_PRINTER)
"""The others are none of the visitor's business."""


def first_needed_fault(devices: Iterable[DeviceView]) -> Message | None:
    """The fault of a needed device, for the visitor; None while all of them work."""
    for device in devices:
        fault = device_fault(device) if device.kind in NEEDED else None
        if fault is not None:
            return for_the_visitor(fault)
    return None


def for_the_visitor(message: Message) -> Message:
    """A fault with the code to tell the staff; who must act inside is not the visitor's business."""
    code = literal(message.code)
    if message.code and message.actor not in (None, Actor.USER):
        return Message(message.tone, fill(words.CALL_STAFF, code=code))
    if not message.code:
        return Message(message.tone, fill(words.CALL_PLAIN, message=message.text))
    return Message(message.tone, fill(words.CALL_WITH_CODE, message=message.text, code=code))
