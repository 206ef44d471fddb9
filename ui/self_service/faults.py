"""What a visitor is told of a failure: what cannot be done here now, what still can, and the code for the staff."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from drivers.device import DeviceKind
from drivers.errors import Actor
from kiosk.device_views import DeviceView
from kiosk.registry.problems import UNANSWERED
from kiosk.rules.assessment import Text
from kiosk.visits.view import Message, Tone
from ui.i18n import fill, literal
from ui.i18n import self_service as words
from ui.widgets.lights import device_fault

WITHOUT: Mapping[DeviceKind, Text] = {
    DeviceKind.CODE_SCANNER: words.NO_SCANNER,
    DeviceKind.RECEIPT_PRINTER: words.NO_PRINTER,
}
"""The devices needed here; the others are none of the visitor's business."""


def needed_fault(devices: Iterable[DeviceView], *, guidance: bool = True) -> Message | None:
    """What the needed devices' faults mean for the visitor; None while all of them work.

    ``guidance``: whether this hall has other matters to guide to, which need no device.
    """
    said = []
    for device in devices:
        fault = device_fault(device) if device.kind in WITHOUT else None
        if fault is not None:
            said.append(fill(WITHOUT[device.kind], code=literal(fault.code)))
            if guidance and device.kind is DeviceKind.CODE_SCANNER:
                said.append(words.GUIDANCE_GOES_ON)
    return Message(Tone.ATTENTION, _one_after_the_other(said)) if said else None


def for_the_visitor(message: Message) -> Message:
    """A failure with the code to tell the staff; who must act inside is not the visitor's business."""
    code = literal(message.code)
    if message.code in UNANSWERED:
        return Message(message.tone, fill(words.NO_REGISTRY, code=code))
    if message.code and message.actor not in (None, Actor.USER):
        return Message(message.tone, fill(words.CALL_STAFF, code=code))
    if not message.code:
        return Message(message.tone, fill(words.CALL_PLAIN, message=message.text))
    return Message(message.tone, fill(words.CALL_WITH_CODE, message=message.text, code=code))


def in_both_languages(message: Message) -> Message:
    """For a page where no language is chosen yet."""
    zh, en = message.text.zh, message.text.en
    return replace(message, text=Text(f"{zh}\n{en}", f"{en}\n{zh}"))


def _one_after_the_other(said: list[Text]) -> Text:
    return Text("".join(one.zh for one in said), " ".join(one.en for one in said))
