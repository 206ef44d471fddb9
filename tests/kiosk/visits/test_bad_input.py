"""Whatever goes wrong ends in a message that says what to do, in the visit's log, and with the visit still open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.card_reader.virtual_card import CardFaults, VirtualCard
from drivers.device import DeviceKind, Provenance, Source
from drivers.errors import Actor
from drivers.faults import Fault as DeviceFault
from drivers.printing import PrintOutcome
from kiosk.config import DeviceConfig
from kiosk.registry.faults import Fault
from kiosk.training.cards import virtual_card
from kiosk.visits.events import Closing, Paper
from kiosk.visits.state import Step
from kiosk.visits.view import Tone
from tests.helpers.played import PEOPLE, PlayedTerminal, played_terminal, wait_for

COMPLETE = PEOPLE["lukasz"]
BANK_CARD = VirtualCard(
    bytes.fromhex("3b6d00000031c071d66438d00300849000"), {bytes.fromhex("a000000333010101"): {}}
)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[PlayedTerminal]:
    with played_terminal(tmp_path) as terminal:
        yield terminal


def is_told_and_kept(terminal: PlayedTerminal, code: str) -> bool:
    """Whether the face asks someone to act under ``code``, the visit's log has it, and the visit is open."""
    message = terminal.message
    assert message.tone is Tone.ATTENTION
    assert message.text.zh
    assert message.text.en
    assert isinstance(message.actor, Actor)
    assert terminal.visit.closed is None
    stored = terminal.store.load(terminal.visit.visit_id)
    return (
        message.code == code == terminal.visit.problems[-1].code and stored[-1].event == terminal.visit.problems[-1]
    )


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"FWPN:" + b"Z" * 26, "G-104"),
        (b"HELLO WORLD 12345", "Q-106"),
        (b"https://example.invalid/permit?id=1", "Q-104"),
        (b"\x00\x01\xfe\xff\x9d\x8f", "Q-103"),
        (b"FWPN:" + b"A" * 3000, "Q-102"),
    ],
    ids=["unknown at the registry", "not ours", "a web address", "binary", "oversized"],
)
def test_a_code_that_leads_nowhere(terminal: PlayedTerminal, payload: bytes, code: str) -> None:
    terminal.show_code(payload)
    assert is_told_and_kept(terminal, code)
    assert terminal.visit.step is Step.SCAN


def test_a_code_whose_message_is_split_over_several_is_never_taken_for_the_whole(terminal: PlayedTerminal) -> None:
    scanner = Provenance(Source.HARDWARE, "serial", "3.5", "line")
    terminal.after(lambda: terminal.session.scan(COMPLETE.token.encode(), scanner, of_several=True))
    assert is_told_and_kept(terminal, "Q-107")
    assert terminal.visit.record is None


def test_an_expired_code(terminal: PlayedTerminal) -> None:
    expired = next(person for person in PEOPLE.values() if person.token_state.value == "expired")
    terminal.show_code(expired)
    assert is_told_and_kept(terminal, "G-105")


def test_after_a_bad_code_the_right_one_goes_on_in_the_same_visit(terminal: PlayedTerminal) -> None:
    terminal.show_code(b"HELLO WORLD 12345")
    visit_id = terminal.visit.visit_id
    terminal.show_code(COMPLETE)
    assert terminal.visit.visit_id == visit_id
    assert terminal.visit.record == COMPLETE.record


def test_another_persons_code_does_not_replace_the_visit_at_hand(terminal: PlayedTerminal) -> None:
    terminal.show_code(COMPLETE)
    terminal.show_code(PEOPLE["zoe"])
    assert is_told_and_kept(terminal, "V-102")
    assert terminal.visit.record == COMPLETE.record


def test_a_revoked_permit_is_shown_and_never_verified(terminal: PlayedTerminal) -> None:
    revoked = next(p for p in PEOPLE.values() if p.record.status.value == "revoked")
    terminal.show_code(revoked)
    assert is_told_and_kept(terminal, "V-103")
    terminal.after(terminal.session.assess)
    terminal.after(terminal.session.confirm)
    assert is_told_and_kept(terminal, "V-109")


@pytest.mark.parametrize(
    ("fault", "code"), [(Fault.DOWN, "G-107"), (Fault.NONSENSE, "G-103"), (Fault.SLOW, "G-102")]
)
def test_a_registry_that_fails(terminal: PlayedTerminal, fault: Fault, code: str) -> None:
    terminal.registry.play(fault, seconds=6.0)
    terminal.show_code(COMPLETE)
    assert is_told_and_kept(terminal, code)
    terminal.registry.play(Fault.NONE)
    terminal.show_code(COMPLETE)
    assert terminal.visit.record == COMPLETE.record


def test_a_registry_that_is_gone(terminal: PlayedTerminal) -> None:
    terminal.registry.stop()
    terminal.show_code(COMPLETE)
    assert is_told_and_kept(terminal, "G-101")


def test_a_registry_that_goes_while_the_verification_is_reported(terminal: PlayedTerminal) -> None:
    terminal.serve(COMPLETE, until="assess")
    terminal.registry.play(Fault.DOWN)
    terminal.after(terminal.session.confirm)
    assert is_told_and_kept(terminal, "G-107")
    assert terminal.visit.staff_confirmed
    assert not terminal.visit.reported
    terminal.registry.play(Fault.NONE)
    terminal.after(terminal.session.confirm)
    assert terminal.visit.reported
    assert terminal.visit.decision == COMPLETE.decision


def torn() -> VirtualCard:
    card = virtual_card(COMPLETE)
    assert card is not None
    return VirtualCard(card.atr, card.applications, card.dialect, CardFaults(torn_at=4))


def mute() -> VirtualCard:
    card = virtual_card(COMPLETE)
    assert card is not None
    return VirtualCard(card.atr, card.applications, card.dialect, CardFaults(mute_from=2))


@pytest.mark.parametrize(
    ("card", "code"),
    [(lambda: BANK_CARD, "C-101"), (torn, "C-102"), (mute, "C-103"), (lambda: None, "D-201")],
    ids=["not a social security card", "pulled mid-read", "mute", "no card"],
)
def test_a_card_that_cannot_be_read_leaves_nothing_behind(
    terminal: PlayedTerminal, card: Callable[[], VirtualCard | None], code: str
) -> None:
    terminal.show_code(COMPLETE)
    terminal.station.present(DeviceKind.CARD_READER, card())
    terminal.after(terminal.session.read_card)
    assert is_told_and_kept(terminal, code)
    assert terminal.visit.card_matches == ()
    terminal.station.present(DeviceKind.CARD_READER, virtual_card(COMPLETE))
    terminal.after(terminal.session.read_card)
    assert terminal.visit.card_matches


def test_a_camera_that_vanishes_and_comes_back(terminal: PlayedTerminal) -> None:
    terminal.show_code(COMPLETE)
    key = terminal.visit.originals[0].key
    terminal.station.suffer(DeviceKind.DOCUMENT_CAMERA, DeviceFault.UNPLUGGED)
    terminal.after(lambda: terminal.session.capture(key))
    assert terminal.message.code in ("D-102", "D-103")
    assert is_told_and_kept(terminal, terminal.message.code)
    assert terminal.visit.pictures == ()
    terminal.station.suffer(DeviceKind.DOCUMENT_CAMERA, None)
    camera = DeviceKind.DOCUMENT_CAMERA
    wait_for(lambda: next(d for d in terminal.station.devices() if d.kind is camera).last_error is None)
    terminal.after(lambda: terminal.session.capture(key))
    assert len(terminal.visit.pictures) == 1


@pytest.mark.parametrize(
    ("kind", "paper"),
    [(DeviceKind.RECEIPT_PRINTER, Paper.RECEIPT), (DeviceKind.DOCUMENT_PRINTER, Paper.DECISION)],
)
def test_paper_out_prints_nothing_and_after_a_refill_exactly_one(
    terminal: PlayedTerminal, kind: DeviceKind, paper: Paper
) -> None:
    terminal.serve(COMPLETE, until="confirm")
    terminal.station.suffer(kind, DeviceFault.PAPER_OUT)
    terminal.after(lambda: terminal.session.print_paper(paper))
    assert is_told_and_kept(terminal, "D-401")
    assert [job.outcome for job in terminal.visit.prints] == [PrintOutcome.NOT_PRINTED]
    terminal.station.suffer(kind, None)
    terminal.after(lambda: terminal.session.print_paper(paper))
    assert [job.outcome for job in terminal.visit.prints] == [PrintOutcome.NOT_PRINTED, PrintOutcome.PRINTED]
    assert [job.copy for job in terminal.visit.prints] == [1, 1]


def test_a_print_that_may_have_come_out_is_never_repeated_by_itself(terminal: PlayedTerminal) -> None:
    terminal.serve(COMPLETE, until="confirm")
    terminal.station.suffer(DeviceKind.RECEIPT_PRINTER, DeviceFault.PAPER_ENDS, 200)
    terminal.after(lambda: terminal.session.print_paper(Paper.RECEIPT))
    assert is_told_and_kept(terminal, "V-110")
    job = terminal.visit.unsettled_print
    assert job is not None
    assert job.outcome is PrintOutcome.UNKNOWN
    terminal.after(lambda: terminal.session.print_paper(Paper.RECEIPT))
    assert is_told_and_kept(terminal, "V-110")
    assert len(terminal.visit.prints) == 1
    terminal.after(lambda: terminal.session.settle_print(job.job_id, PrintOutcome.PRINTED))
    assert terminal.visit.unsettled_print is None
    assert Paper.RECEIPT not in terminal.visit.papers_due


def test_a_missing_device_is_a_fault_and_no_simulator_takes_its_place(tmp_path: Path) -> None:
    devices = {DeviceKind.CARD_READER: DeviceConfig(driver="no-such-driver")}
    with played_terminal(tmp_path, devices=devices) as terminal:
        (reader,) = terminal.station.devices()
        assert reader.provenance is None
        assert reader.last_error is not None
        assert not terminal.station.has_simulators
        terminal.after(lambda: terminal.session.look_up(COMPLETE.record.permit_number))
        assert terminal.visit.record == COMPLETE.record
        terminal.after(terminal.session.read_card)
        assert is_told_and_kept(terminal, "D-108")
        terminal.after(lambda: terminal.session.capture(terminal.visit.originals[0].key))
        assert is_told_and_kept(terminal, "D-102")
        terminal.after(terminal.session.assess)
        terminal.after(lambda: terminal.session.print_paper(Paper.RECEIPT))
        assert is_told_and_kept(terminal, "D-102")
        assert [job.outcome for job in terminal.visit.prints] == [PrintOutcome.NOT_PRINTED]


def test_what_is_asked_without_a_visit_says_to_scan_first(terminal: PlayedTerminal) -> None:
    view = terminal.after(terminal.session.assess)
    assert view.visit is None
    assert terminal.message.code == "V-101"


def test_a_closed_visit_leaves_the_face_empty_and_the_next_scan_begins_another(terminal: PlayedTerminal) -> None:
    terminal.show_code(COMPLETE)
    first = terminal.visit.visit_id
    assert terminal.after(lambda: terminal.session.close(Closing.ABANDONED)).visit is None
    terminal.show_code(PEOPLE["zoe"])
    assert terminal.visit.visit_id != first


def test_a_typed_number_that_cannot_be_one(terminal: PlayedTerminal) -> None:
    for number in ("DROP TABLE; --", "AB12", "A" * 21):
        terminal.after(lambda number=number: terminal.session.look_up(number))
        assert is_told_and_kept(terminal, "V-104")
