"""The training tray: fictional people who put their code, card and papers before the simulated devices."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from drivers.device import DeviceKind
from drivers.faults import Fault
from kiosk.device_problems import DEVICE_NAMES
from kiosk.fault_words import FAULT_NAMES
from kiosk.rules.assessment import Text
from kiosk.rules.checklist import papers as checklist_papers
from kiosk.rules.facts import Seen
from kiosk.station import Station
from kiosk.training.cards import virtual_card
from kiosk.training.notice import code_payload, electronic_card_payload
from kiosk.training.pages import page_image, paper_keys
from kiosk.training.person import TrainingPerson as Person
from kiosk.visits.events import Face
from ui.cli.face_context import face_context
from ui.cli.held_paper import hold_printed
from ui.cli.own_cards import own_cards
from ui.cli.terminal import Terminal
from ui.cli.training_folder import training_folder
from ui.context import FaceContext, TrainingAction, TrainingPerson

_NOTICE, _UNIT_PROOF = "D-NOT", "UNIT"
_NAMES = {
    _NOTICE: Text("工作许可通知", "Work permit notice"),
    _UNIT_PROOF: Text("单位介绍信", "Letter of the employer"),
}

_FAULTS = (
    (DeviceKind.RECEIPT_PRINTER, Fault.PAPER_OUT),
    (DeviceKind.RECEIPT_PRINTER, Fault.PAPER_ENDS),
    (DeviceKind.RECEIPT_PRINTER, Fault.COVER_OPEN),
    (DeviceKind.DOCUMENT_PRINTER, Fault.PAPER_OUT),
    (DeviceKind.DOCUMENT_PRINTER, Fault.UNKNOWN_STATUS),
    (DeviceKind.DOCUMENT_CAMERA, Fault.UNPLUGGED),
)
"""The faults a clerk meets most; the technician's page has them all."""
_MENDED = tuple(dict.fromkeys(kind for kind, _ in _FAULTS))


def simulated_face_context(terminal: Terminal, face: Face, people: Iterable[Person]) -> FaceContext:
    """What ``face`` is opened with, the people who can be served on it, and the faults that can be rehearsed."""
    context = face_context(terminal, face)
    trays = [_on_the_tray(person, context.station) for person in people]
    trays += own_cards(training_folder() / "cards", context.station)
    return replace(
        context,
        training=(*trays, _faults(context.station)),
        clear_mat=partial(_clear_the_mat, context.station),
        hold_paper=partial(hold_printed, context.station),
    )


def hold_code(person: Person, station: Station) -> None:
    """Hold the person's code before the simulated scanner."""
    station.present(DeviceKind.CODE_SCANNER, code_payload(person))


def _on_the_tray(person: Person, station: Station) -> TrainingPerson:
    name = f"{person.record.name} · {person.record.permit_class or '—'}"
    label = Text(f"{name}：{person.story.zh}", f"{name}: {person.story.en}")
    actions = [TrainingAction(Text("出示二维码", "Present the code"), partial(hold_code, person, station))]
    phone = electronic_card_payload(person)
    if phone is not None:
        show = partial(station.present, DeviceKind.CODE_SCANNER, phone)
        actions.append(TrainingAction(Text("出示电子社保卡码", "Show the electronic card"), show))
    if person.has_card:
        insert = partial(_card, person, station)
        remove = partial(station.present, DeviceKind.CARD_READER, None)
        actions.append(TrainingAction(Text("插入社保卡", "Insert the card"), insert))
        actions.append(TrainingAction(Text("取出社保卡", "Take the card out"), remove))
    for key in paper_keys(person):
        brought = person.bundle.paper(key)
        if brought is None or brought.seen is not Seen.MISSING:
            name_of = _name_of(person, key)
            label_of = Text(f"放上：{name_of.zh}", f"Lay down: {name_of.en}")
            actions.append(TrainingAction(label_of, _beside(partial(_page, person, key, station))))
    clear = partial(_clear_the_mat, station)
    actions.append(TrainingAction(Text("清空台面", "Clear the mat"), clear))
    return TrainingPerson(label, tuple(actions))


def _name_of(person: Person, key: str) -> Text:
    if key in _NAMES:
        return _NAMES[key]
    uploaded = next((material for material in person.record.materials if material.key == key), None)
    paper = uploaded or checklist_papers()[key]
    return Text(paper.name_zh, paper.name_en)


def _card(person: Person, station: Station) -> None:
    station.present(DeviceKind.CARD_READER, virtual_card(person))


def _page(person: Person, key: str, station: Station) -> None:
    station.present(DeviceKind.DOCUMENT_CAMERA, page_image(person, key))


def _clear_the_mat(station: Station) -> None:
    station.present(DeviceKind.DOCUMENT_CAMERA, None)


def _beside(work: Callable[[], Any]) -> Callable[[], None]:
    """Drawing a page takes a moment, and the screen waits for nothing."""
    return lambda: threading.Thread(target=work, name="training page", daemon=True).start()


def _faults(station: Station) -> TrainingPerson:
    """Not a person: what can go wrong with the devices, and the mending of it."""
    actions = [
        TrainingAction(_both(DEVICE_NAMES[kind], FAULT_NAMES[fault]), partial(station.suffer, kind, fault))
        for kind, fault in _FAULTS
    ]
    mended = Text("恢复正常", "mended")
    actions += [
        TrainingAction(_both(DEVICE_NAMES[kind], mended), partial(station.suffer, kind, None)) for kind in _MENDED
    ]
    return TrainingPerson(Text("设备故障演练", "Rehearse device faults"), tuple(actions))


def _both(device: Text, said: Text) -> Text:
    return Text(f"{device.zh}{said.zh}", f"{device.en}: {said.en}")
