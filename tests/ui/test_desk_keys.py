"""Every key of the desk does its one thing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drivers.printing import PrintOutcome
from kiosk.printouts.foreseen import Foreseen
from kiosk.rules.assessment import Text
from kiosk.rules.facts import AgentProof, Seen, VisitorRole
from kiosk.visits.events import Closing, Paper
from tests.helpers.faces import DEADLINE, PAPERS, SIMULATOR, FakeSession, training_people
from ui.desk.actions import BINDINGS, HELP_GROUPS, Action
from ui.desk.stage import Page

Key = Qt.Key


def press(desk, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        target = desk.window.focusWidget() or desk.window
        QTest.keyClick(target, key, modifier)
        desk.settle()


def type_in(desk, text: str) -> None:
    QTest.keyClicks(desk.window.focusWidget(), text)


@pytest.fixture
def serving(desk):
    """A desk with an applicant before it and nothing judged yet."""
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    press(desk, Key.Key_1)
    return desk


@pytest.fixture
def judged(serving):
    """Every original is confirmed."""
    for key, *_ in PAPERS:
        serving.session.judge(key, Seen.CONFIRMED, "", True, True)
    serving.settle()
    return serving


def test_a_scan_anywhere_opens_a_visit(desk) -> None:
    from drivers.code_scanner import Scan
    from drivers.device import DeviceKind

    desk.window.act(Action.HELP)
    desk.running.bridge.on_event(DeviceKind.CODE_SCANNER, Scan(b"code", SIMULATOR))
    desk.qtbot.waitUntil(lambda: desk.session.state is not None)
    assert desk.asked("scan") == [(b"code",)]


def test_a_permit_number_can_be_typed_instead(desk) -> None:
    press(desk, Key.Key_T)
    type_in(desk, "GZ2026110000123")
    press(desk, Key.Key_Return)
    assert desk.asked("look_up") == [("GZ2026110000123",)]
    assert desk.asked("judge") == [], "Enter went to the question, not to the checklist"


def test_nothing_happens_without_a_visit(desk) -> None:
    press(desk, Key.Key_Space, Key.Key_Return, Key.Key_D, Key.Key_M, Key.Key_U, Key.Key_C, Key.Key_A, Key.Key_P)
    press(desk, Key.Key_F9, Key.Key_N, Key.Key_E, Key.Key_K, Key.Key_V)
    assert [call[0] for call in desk.session.calls] == ["resume"]
    assert desk.window.prompt is None


@pytest.mark.parametrize(
    ("keys", "role", "proof"),
    [
        ([Key.Key_1], VisitorRole.APPLICANT, AgentProof()),
        ([Key.Key_2, Key.Key_1], VisitorRole.UNIT_AGENT, AgentProof(unit_proof=True)),
        ([Key.Key_2, Key.Key_2], VisitorRole.UNIT_AGENT, AgentProof(unit_proof=False)),
        (
            [Key.Key_3, Key.Key_1],
            VisitorRole.POA_AGENT,
            AgentProof(power_of_attorney=True, power_of_attorney_signed=True),
        ),
        (
            [Key.Key_3, Key.Key_2],
            VisitorRole.POA_AGENT,
            AgentProof(power_of_attorney=True, power_of_attorney_signed=False),
        ),
        ([Key.Key_3, Key.Key_3], VisitorRole.POA_AGENT, AgentProof(power_of_attorney=False)),
        ([Key.Key_4], VisitorRole.OTHER, AgentProof()),
    ],
)
def test_who_came_is_asked_by_itself_and_answered_by_number(desk, keys, role, proof) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    press(desk, *keys)
    assert desk.asked("declare_visitor") == [(role, proof)]
    assert desk.window.prompt is None


def test_escape_leaves_the_question_and_v_asks_it_again(desk) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    assert desk.window.prompt is not None
    press(desk, Key.Key_Escape)
    assert desk.window.prompt is None
    desk.session.say()
    desk.settle()
    assert desk.window.prompt is None, "a question put off is not asked again by itself"
    press(desk, Key.Key_V)
    assert desk.window.prompt is not None


def test_space_captures_the_original_that_is_looked_at(serving) -> None:
    press(serving, Key.Key_Down, Key.Key_Space)
    assert serving.asked("capture") == [("M02",)]
    assert serving.asked("picture") == [("M02-1",)]


def test_enter_confirms_with_the_sealed_copy_where_the_profile_asks_for_it(serving) -> None:
    press(serving, Key.Key_Space, Key.Key_Return)
    assert serving.asked("judge") == [("M01", Seen.CONFIRMED, "", True, True)]
    assert serving.window.counter.chosen.key == "M02", "and goes on to the next"


def test_an_empty_picture_is_to_be_taken_again_and_a_person_may_still_say_it_is_right(serving) -> None:
    serving.running.tongue.speak("en")
    serving.session.mat_is_empty = True
    press(serving, Key.Key_Space)
    bar = serving.window.step_bar
    assert bar.words.text().startswith("Nothing is to be seen")
    assert [offer.action for offer in bar.offers if offer.first] == [Action.CAPTURE]
    serving.session.mat_is_empty = False
    press(serving, Key.Key_Space)
    assert [offer.action for offer in bar.offers if offer.first] == [Action.CONFIRM], "the last picture counts"
    serving.session.mat_is_empty = True
    press(serving, Key.Key_Space, Key.Key_Return)
    assert serving.asked("judge") == [("M01", Seen.CONFIRMED, "", True, True)]


class NoCopies(FakeSession):
    copies_with_seal = False


class NoOriginals(FakeSession):
    papers = ()


def test_enter_says_nothing_of_copies_where_the_profile_does_not_ask(open_a_desk) -> None:
    desk = open_a_desk(open_session=NoCopies)
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    press(desk, Key.Key_1, Key.Key_Space, Key.Key_Return)
    assert desk.asked("judge") == [("M01", Seen.CONFIRMED, "", None, None)]


@pytest.mark.parametrize("key", ["M08", "M11", "M12"])
def test_no_sealed_copy_is_asked_or_taken_of_a_paper_whose_checklist_asks_none(serving, key) -> None:
    serving.running.tongue.speak("en")
    serving.window.pick(key)
    press(serving, Key.Key_Space)
    bar = serving.window.step_bar
    assert "sealed" not in bar.words.text()
    assert [str(offer.text.en) for offer in bar.offers if offer.action is Action.CONFIRM] == ["Seen"]
    press(serving, Key.Key_D)
    assert not [choice for choice in serving.window.prompt.choices if "opy" in choice.label.en]


def test_a_permit_of_which_nothing_is_verified_is_told_so_before_and_after_it_is_assessed(open_a_desk) -> None:
    desk = open_a_desk(open_session=NoOriginals, foreseen=lambda _: Foreseen((DEADLINE,)))
    window = desk.window
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.running.tongue.speak("en")
    press(desk, Key.Key_1)
    assert "no originals to check" in window.checklist.nothing.text()
    assert "no originals to check here" in window.step_bar.words.text()
    for _ in range(2):
        assert (window.header.come_by.text(), window.header.days_left.text()) == ("—", "No verification needed")
        press(desk, Key.Key_A)
    assert desk.asked("assess")


@pytest.mark.parametrize(
    ("number", "judgement"),
    [
        (Key.Key_1, (Seen.DIFFERS, "内容不符 / Content differs", None, None)),
        (Key.Key_2, (Seen.CONFIRMED, "缺复印件 / Copy missing", False, False)),
        (Key.Key_3, (Seen.CONFIRMED, "复印件未盖章 / Copy without seal", True, False)),
        (Key.Key_4, (Seen.DIFFERS, "未签字 / Not signed", None, None)),
        (Key.Key_5, (Seen.DIFFERS, "看不清 / Not legible", None, None)),
    ],
)
def test_d_asks_what_differs(serving, number, judgement) -> None:
    press(serving, Key.Key_D, number)
    assert serving.asked("judge") == [("M01", *judgement)]


def test_another_reason_is_written_in_words(serving) -> None:
    press(serving, Key.Key_D, Key.Key_6)
    type_in(serving, "page 2 is torn")
    press(serving, Key.Key_Return)
    assert serving.asked("judge") == [("M01", Seen.DIFFERS, "page 2 is torn", None, None)]


def test_m_is_missing_and_u_takes_it_back(serving) -> None:
    press(serving, Key.Key_M, Key.Key_U)
    assert serving.asked("judge") == [("M01", Seen.MISSING, "", None, None)]
    assert serving.asked("undo") == [()]
    assert serving.window.counter.chosen.key == "M01"


def test_arrows_go_through_the_list_and_stop_at_its_ends(serving) -> None:
    press(serving, Key.Key_Up)
    assert serving.window.counter.chosen.key == "M01"
    press(serving, *[Key.Key_Down] * 20)
    assert serving.window.counter.chosen.key == "M12"


def test_c_reads_the_card(serving) -> None:
    press(serving, Key.Key_C)
    assert serving.asked("read_card") == [()]


def test_e_states_the_entry_date_and_a_wrong_one_is_not_taken(serving) -> None:
    press(serving, Key.Key_E)
    type_in(serving, "20261399")
    press(serving, Key.Key_Return)
    assert serving.asked("state_entry_date") == []
    assert serving.window.step_bar.prompt.hint.property("tone") == "bad"
    serving.window.focusWidget().clear()
    type_in(serving, "20261020")
    press(serving, Key.Key_Return)
    assert serving.asked("state_entry_date") == [(date(2026, 10, 20),)]


def test_the_visa_page_asks_for_the_entry_stamp_before_it_is_confirmed(serving) -> None:
    serving.window.pick("M11")
    press(serving, Key.Key_Space, Key.Key_Return)
    assert serving.asked("judge") == []
    type_in(serving, "20261020")
    press(serving, Key.Key_Return)
    assert serving.asked("state_entry_date") == [(date(2026, 10, 20),)]
    assert serving.asked("judge") == [("M11", Seen.CONFIRMED, "", None, None)]


def test_the_medical_report_asks_for_date_and_issuer(serving) -> None:
    serving.window.pick("M12")
    press(serving, Key.Key_Space, Key.Key_Return)
    type_in(serving, "20260801")
    press(serving, Key.Key_Return)
    assert serving.asked("state_medical") == [], "the issuer is still empty"
    type_in(serving, "Guangzhou IQ")
    press(serving, Key.Key_Return)
    assert serving.asked("state_medical") == [(date(2026, 8, 1), "Guangzhou IQ")]
    assert serving.asked("judge") == [("M12", Seen.CONFIRMED, "", None, None)]


def test_tab_goes_from_field_to_field(serving) -> None:
    press(serving, Key.Key_I)
    type_in(serving, "20260801")
    press(serving, Key.Key_Tab)
    type_in(serving, "Guangzhou IQ")
    press(serving, Key.Key_Return)
    assert serving.asked("state_medical") == [(date(2026, 8, 1), "Guangzhou IQ")]


def test_k_settles_every_field_that_was_read_differently(serving) -> None:
    serving.session.match_differs = True
    serving.session.capture("M07")
    serving.session.read_card()
    serving.settle()
    press(serving, Key.Key_K, Key.Key_1, Key.Key_2)
    assert serving.asked("settle_field") == [
        ("passport", "passport_number", True),
        ("card", "social_security_number", False),
    ]


def test_a_assesses_only_when_every_original_is_judged(serving) -> None:
    press(serving, Key.Key_A)
    assert serving.asked("assess") == []
    for key, *_ in PAPERS:
        serving.session.judge(key, Seen.CONFIRMED)
    serving.settle()
    press(serving, Key.Key_A)
    assert serving.asked("assess") == [()]
    assert serving.window.stage.page is Page.ASSESSMENT


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Key.Key_F9, Qt.KeyboardModifier.NoModifier), (Key.Key_Return, Qt.KeyboardModifier.ControlModifier)],
)
def test_staff_confirm_with_a_key_of_its_own(judged, key, modifier) -> None:
    press(judged, key, modifier=modifier)
    assert judged.asked("confirm") == [], "not before the assessment"
    press(judged, Key.Key_A)
    press(judged, key, modifier=modifier)
    assert judged.asked("confirm") == [()]


def test_nothing_is_judged_any_more_once_staff_have_confirmed(judged) -> None:
    press(judged, Key.Key_A, Key.Key_F9)
    before = len(judged.asked("judge"))
    press(judged, Key.Key_Up, Key.Key_M, Key.Key_Return)
    assert len(judged.asked("judge")) == before


def test_p_prints_what_is_owed_one_after_another_then_offers_copies(judged) -> None:
    press(judged, Key.Key_A, Key.Key_F9, Key.Key_P, Key.Key_P)
    assert judged.asked("print_paper") == [(Paper.DECISION,), (Paper.RECEIPT,)]
    press(judged, Key.Key_P, Key.Key_2)
    assert judged.asked("print_paper")[2:] == [(Paper.RECEIPT,)]


def test_a_held_or_doubled_key_prints_nothing_twice(judged) -> None:
    press(judged, Key.Key_A, Key.Key_F9)
    judged.session.print_paper = lambda which: judged.session.calls.append(("print_paper", which))
    press(judged, Key.Key_P, Key.Key_P, Key.Key_P)
    assert judged.asked("print_paper") == [(Paper.DECISION,)], "until the session has answered"


def test_nothing_is_asked_for_while_the_session_is_busy(judged) -> None:
    judged.session.say(Text("正在打印", "Printing"))
    judged.settle()
    press(judged, Key.Key_A, Key.Key_C, Key.Key_U)
    assert judged.asked("assess") == judged.asked("read_card") == judged.asked("undo") == []


@pytest.mark.parametrize(
    ("number", "settled", "printed_again"),
    [
        (Key.Key_1, PrintOutcome.PRINTED, False),
        (Key.Key_2, PrintOutcome.NOT_PRINTED, False),
        (Key.Key_3, PrintOutcome.NOT_PRINTED, True),
    ],
)
def test_an_unknown_print_is_asked_of_a_person(judged, number, settled, printed_again) -> None:
    press(judged, Key.Key_A, Key.Key_F9)
    judged.session.print_outcome = PrintOutcome.UNKNOWN
    press(judged, Key.Key_P)
    judged.session.print_outcome = PrintOutcome.PRINTED
    press(judged, number)
    assert judged.asked("settle_print") == [("decision-1", settled)]
    assert len(judged.asked("print_paper")) == (2 if printed_again else 1)


def test_n_ends_a_finished_visit_at_once(judged) -> None:
    press(judged, Key.Key_A, Key.Key_F9, Key.Key_P, Key.Key_P, Key.Key_N)
    assert judged.asked("close") == [(Closing.DONE,)]
    assert judged.window.stage.page is Page.WELCOME


def test_n_asks_before_it_ends_an_unfinished_visit(serving) -> None:
    press(serving, Key.Key_N, Key.Key_2)
    assert serving.asked("close") == []
    press(serving, Key.Key_N, Key.Key_1)
    assert serving.asked("close") == [(Closing.ABANDONED,)]


def test_f2_changes_the_language_and_f1_shows_the_keys(serving) -> None:
    press(serving, Key.Key_F2)
    assert serving.window.step_bar.words.text().startswith("Next: lay down")
    press(serving, Key.Key_F1)
    assert serving.window.stage.page is Page.HELP
    press(serving, Key.Key_Escape)
    assert serving.window.stage.page is Page.PICTURE


@pytest.mark.parametrize("page", [Key.Key_F1, Key.Key_J])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space, Key.Key_D, Key.Key_M, Key.Key_U])
def test_nothing_behind_a_page_is_judged_the_key_only_goes_back_to_it(serving, page, key) -> None:
    press(serving, Key.Key_Space, Key.Key_M)
    before = list(serving.session.calls)
    press(serving, page)
    shown = {offer.action for offer in serving.window.step_bar.offers}
    assert not shown & {Action.CAPTURE, Action.CONFIRM, Action.DIFFERS, Action.MISSING, Action.UNDO}
    press(serving, key)
    assert serving.window.stage.page is Page.PICTURE
    assert serving.session.calls == before
    assert serving.window.prompt is None
    press(serving, Key.Key_Space)
    assert serving.asked("capture")[1:] == [("M02",)], "here it is seen, and the keys work again"


def test_the_picture_is_frozen_zoomed_turned_and_let_go(serving) -> None:
    worker = serving.running.worker
    press(serving, Key.Key_F)
    assert serving.window.stage.picture.frozen
    press(serving, Key.Key_Plus, Key.Key_Plus, Key.Key_R, Key.Key_Right, Key.Key_Down)
    assert worker.look.zoom == pytest.approx(2.25)
    assert worker.look.turns == 1
    assert worker.look.centre[0] > 0.5
    assert worker.look.centre[1] > 0.5
    assert serving.window.counter.chosen.key == "M01", "arrows move the picture while it is zoomed"
    press(serving, Key.Key_Escape, Key.Key_Escape)
    assert not serving.window.stage.picture.frozen
    assert not serving.window.stage.picture.zoomed


def test_l_leaves_a_captured_page_for_the_camera_until_it_is_captured_again(serving) -> None:
    press(serving, Key.Key_Space)
    assert "Captured" in serving.window.stage.picture.caption.spoken.en
    press(serving, Key.Key_L)
    assert serving.window.stage.picture.caption.spoken.en == "Live camera"
    serving.session.say()
    serving.settle()
    assert serving.window.stage.picture.caption.spoken.en == "Live camera"
    press(serving, Key.Key_Space)
    assert "picture 2" in serving.window.stage.picture.caption.spoken.en


def test_s_goes_between_assessment_and_picture(judged) -> None:
    press(judged, Key.Key_A, Key.Key_S)
    assert judged.window.stage.page is Page.PICTURE
    press(judged, Key.Key_S)
    assert judged.window.stage.page is Page.ASSESSMENT


def test_the_training_tray_presents_things_by_key(open_a_desk) -> None:
    done: list[str] = []
    desk = open_a_desk(training=training_people(done))
    control = Qt.KeyboardModifier.ControlModifier
    press(desk, Key.Key_1, modifier=control)
    assert done == [], "not while the tray is closed"
    press(desk, Key.Key_F8)
    press(desk, Key.Key_1, Key.Key_Down, modifier=control)
    press(desk, Key.Key_Right, Key.Key_3, modifier=control)
    assert done == ["Person A code", "Person A card", "Person B passport"]


def test_without_training_people_there_is_no_tray(desk) -> None:
    press(desk, Key.Key_F8)
    assert not desk.window.tray.isVisible()


def test_every_action_has_a_key_of_its_own_and_stands_in_the_help() -> None:
    keys = [key for binding in BINDINGS.values() for key in binding.keys]
    assert len(keys) == len(set(keys))
    assert set(BINDINGS) == set(Action)
    assert {action for _, actions in HELP_GROUPS for action in actions} == set(Action)
