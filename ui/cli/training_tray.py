"""The training tray: fictional people who put their code, card and papers before the simulated devices."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from drivers.device import DeviceKind
from kiosk.rules.assessment import Text
from kiosk.station import Station
from kiosk.training.cards import virtual_card
from kiosk.training.notice import code_payload
from kiosk.training.pages import page_image
from kiosk.training.person import TrainingPerson as Person
from kiosk.visits.events import Face
from ui.cli.face_context import face_context
from ui.cli.terminal import Terminal
from ui.context import FaceContext, TrainingAction, TrainingPerson


def simulated_face_context(terminal: Terminal, face: Face, people: Iterable[Person]) -> FaceContext:
    """What ``face`` is opened with, and the people who can be served on it."""
    context = face_context(terminal, face)
    return replace(context, training=tuple(_on_the_tray(person, context.station) for person in people))


def _on_the_tray(person: Person, station: Station) -> TrainingPerson:
    name = f"{person.record.name} · {person.record.permit_class or '—'}"
    label = Text(f"{name}：{person.story.zh}", f"{name}: {person.story.en}")
    actions = [TrainingAction(Text("出示二维码", "Present the code"), partial(hold_code, person, station))]
    if person.has_card:
        actions.append(TrainingAction(Text("插入社保卡", "Insert the card"), partial(_card, person, station)))
        actions.append(TrainingAction(Text("取出社保卡", "Take the card out"), partial(_no_card, station)))
    for material in person.record.materials:
        label_of = Text(f"放上：{material.name_zh}", f"Lay down: {material.name_en}")
        actions.append(TrainingAction(label_of, partial(_page, person, material.key, station)))
    actions.append(TrainingAction(Text("清空台面", "Clear the mat"), partial(_no_page, station)))
    return TrainingPerson(label, tuple(actions))


def hold_code(person: Person, station: Station) -> None:
    """Hold the person's code before the simulated scanner."""
    station.present(DeviceKind.CODE_SCANNER, code_payload(person))


def _card(person: Person, station: Station) -> None:
    station.present(DeviceKind.CARD_READER, virtual_card(person))


def _no_card(station: Station) -> None:
    station.present(DeviceKind.CARD_READER, None)


def _page(person: Person, key: str, station: Station) -> None:
    station.present(DeviceKind.DOCUMENT_CAMERA, page_image(person, key))


def _no_page(station: Station) -> None:
    station.present(DeviceKind.DOCUMENT_CAMERA, None)
