"""With whatever devices down, every service says whether it works, is done by hand, or cannot be done."""

from itertools import combinations

import pytest

from drivers.device import DeviceKind
from drivers.status import DeviceStatus, Readiness
from kiosk.device_views import DeviceView
from kiosk.services import SERVICES, Service, ServiceState, impaired, services

ALWAYS = {Service.LOOK_UP_BY_NUMBER, Service.GUIDANCE, Service.JUDGEMENT, Service.ASSESSMENT}


def devices(down: tuple[DeviceKind, ...] = (), how: Readiness = Readiness.OFFLINE) -> list[DeviceView]:
    return [
        DeviceView(kind, "serial", None, DeviceStatus(how if kind in down else Readiness.ONLINE))
        for kind in DeviceKind
    ]


def states(down: tuple[DeviceKind, ...] = (), how: Readiness = Readiness.OFFLINE) -> dict[Service, ServiceState]:
    return {view.service: view.state for view in services(devices(down, how))}


@pytest.mark.parametrize("down", [pair for size in (0, 1, 2, 5) for pair in combinations(DeviceKind, size)])
def test_whatever_is_down_a_person_can_be_looked_up_guided_and_assessed(down) -> None:
    after = states(down)
    assert {service for service in ALWAYS if after[service] is not ServiceState.WORKS} == set()
    for service, declared in SERVICES.items():
        unaffected = not declared.devices & set(down)
        assert (after[service] is ServiceState.WORKS) or not unaffected


@pytest.mark.parametrize(
    ("down", "by_hand", "not_possible"),
    [
        (DeviceKind.CODE_SCANNER, {Service.LOOK_UP_BY_CODE}, set()),
        (DeviceKind.CARD_READER, {Service.CARD}, set()),
        (DeviceKind.DOCUMENT_CAMERA, {Service.CAPTURE, Service.PASSPORT}, set()),
        (DeviceKind.RECEIPT_PRINTER, {Service.RECEIPT, Service.GUIDANCE_SLIP}, set()),
        (DeviceKind.DOCUMENT_PRINTER, {Service.CORRECTION_NOTICE}, {Service.DECISION}),
    ],
)
def test_each_device_down_hinders_its_own_services_and_no_other(down, by_hand, not_possible) -> None:
    after = states((down,))
    assert {service for service, state in after.items() if state is ServiceState.BY_HAND} == by_hand
    assert {service for service, state in after.items() if state is ServiceState.NOT_POSSIBLE} == not_possible


def test_the_loopback_needs_only_one_of_its_printers_and_readers() -> None:
    printers = (DeviceKind.RECEIPT_PRINTER, DeviceKind.DOCUMENT_PRINTER)
    assert states(printers)[Service.LOOPBACK] is ServiceState.NOT_POSSIBLE
    assert states((DeviceKind.CODE_SCANNER,))[Service.LOOPBACK] is ServiceState.WORKS
    both = (DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA)
    assert states(both)[Service.LOOPBACK] is ServiceState.NOT_POSSIBLE


def test_a_device_that_has_not_said_is_neither_up_nor_down() -> None:
    assert states((DeviceKind.CARD_READER,), Readiness.UNKNOWN)[Service.CARD] is ServiceState.UNKNOWN


def test_a_printer_that_wants_paper_does_not_print() -> None:
    after = states((DeviceKind.DOCUMENT_PRINTER,), Readiness.NEEDS_ATTENTION)
    assert after[Service.DECISION] is ServiceState.NOT_POSSIBLE


def test_a_device_that_this_terminal_has_not_is_missing() -> None:
    without = [view for view in devices() if view.kind is not DeviceKind.CARD_READER]
    [card] = impaired(without)
    assert (card.service, card.state, card.missing) == (
        Service.CARD,
        ServiceState.BY_HAND,
        (DeviceKind.CARD_READER,),
    )
    assert card.instead is not None


def test_what_is_done_by_hand_is_said_in_both_languages() -> None:
    said = [declared.instead for declared in SERVICES.values() if declared.instead is not None]
    assert all(text.zh and text.en and text.zh != text.en for text in said)
