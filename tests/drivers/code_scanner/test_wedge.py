"""A scanner that types, told from a person who does."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner import us_keyboard as us
from drivers.code_scanner.assembly import Refused
from drivers.code_scanner.layout_label import LAYOUT_LABEL, check_layout
from drivers.code_scanner.wedge import DOWN, IDLE_SECONDS, MIN_SCAN_CHARACTERS, REPEAT, UP, WedgeReceiver
from tests.helpers.typist import SCANNER, Typist

PERSON = 0.15
BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def scans(receiver):
    found = []
    while (scan := receiver.next_scan()) is not None:
        found.append(scan)
    return found


@pytest.fixture
def receiver():
    return WedgeReceiver()


def test_every_printable_character_of_ascii_has_its_key():
    assert set(us.KEY_CODES) == set(string.printable) - set("\t\n\r\x0b\x0c")


@pytest.mark.parametrize(
    ("code", "plain", "shifted"),
    [
        (2, "1", "!"),
        (11, "0", ")"),
        (16, "q", "Q"),
        (41, "`", "~"),
        (43, "\\", "|"),
        (53, "/", "?"),
        (57, " ", " "),
    ],
)
def test_keys_stand_where_the_kernel_says(code, plain, shifted):
    assert (us.PLAIN[code], us.SHIFTED[code]) == (plain, shifted)


@pytest.mark.parametrize("end", [us.KEY_ENTER, us.KEY_KPENTER, us.KEY_TAB, None])
def test_a_scan_ends_by_enter_tab_or_a_pause(receiver, end):
    typist = Typist(receiver)
    typist.type("FWS1:" + BASE45, end)
    if end is None:
        assert receiver.seconds_until_idle(typist.now - SCANNER) == pytest.approx(IDLE_SECONDS)
        typist.pause()
    assert scans(receiver) == [b"FWS1:" + BASE45.encode()]
    assert receiver.seconds_until_idle(typist.now) is None


def test_a_persons_typing_is_forgotten_and_only_counted(receiver):
    Typist(receiver, PERSON).type("44010020260017")
    assert scans(receiver) == []
    assert receiver.typed == 14
    assert b"4401" not in repr(vars(receiver)).encode()


def test_a_few_quick_keys_are_a_persons(receiver):
    Typist(receiver).type("x" * (MIN_SCAN_CHARACTERS - 1))
    assert scans(receiver) == []


def test_a_scan_between_a_persons_keys_is_read_when_there_is_a_pause(receiver):
    typist = Typist(receiver, PERSON)
    typist.type("abc", None)
    typist.pause()
    typist.gap = SCANNER
    typist.type("FWPN:ABCDEFGH23456789")
    typist.gap = PERSON
    typist.type("def")
    assert scans(receiver) == [b"FWPN:ABCDEFGH23456789"]


def test_two_scans_in_one_burst_are_two(receiver):
    typist = Typist(receiver)
    typist.type("FIRST CODE")
    typist.type("SECOND CODE")
    assert scans(receiver) == [b"FIRST CODE", b"SECOND CODE"]


def test_a_scan_that_is_interrupted_is_no_part_of_the_next(receiver):
    typist = Typist(receiver)
    typist.type("FWPN:", None)
    typist.pause()
    typist.type("FWPN:ABCDEFGH23456789")
    assert scans(receiver) == [b"FWPN:ABCDEFGH23456789"]


def test_a_key_held_down_by_a_person_is_no_scan(receiver):
    receiver.key(30, DOWN, 0.0)
    for beat in range(100):
        receiver.key(30, REPEAT, 0.25 + beat * 0.02)
    receiver.key(30, UP, 3.0)
    receiver.idle(9.0)
    assert scans(receiver) == []


def test_caps_lock_turns_letters_only(receiver):
    typist = Typist(receiver)
    typist.press(us.KEY_CAPSLOCK)
    typist.type("abc1/ABC?")
    assert scans(receiver) == [b"ABC1/abc?"]


def test_right_shift_and_the_keypad_count_too(receiver):
    typist = Typist(receiver)
    receiver.key(us.KEY_RIGHTSHIFT, DOWN, typist.now)
    typist.press(us.KEY_CODES["a"][0])
    receiver.key(us.KEY_RIGHTSHIFT, UP, typist.now)
    for code in us.KEYPAD:
        typist.press(code)
    typist.press(us.KEY_KPENTER)
    assert scans(receiver) == [b"A7894561230.*-+/"]


def test_control_characters_come_by_ctrl(receiver):
    typist = Typist(receiver)
    typist.type("GS1", None)
    receiver.key(us.KEY_LEFTCTRL, DOWN, typist.now)
    for character in "]6mi-\\[":
        typist.press(us.KEY_CODES[character][0])
    receiver.key(us.KEY_LEFTCTRL, UP, typist.now)
    typist.press(us.KEY_ENTER)
    assert scans(receiver) == [b"GS1\x1d\x1e\r\t\x1f\x1c\x1b"]


def test_bytes_spelt_on_the_keypad_come_when_alt_is_let_go(receiver):
    typist, keypad = Typist(receiver), {digit: code for code, digit in us.KEYPAD.items()}
    typist.gap = 0.002
    for byte in "样张".encode("gb18030"):
        receiver.key(us.KEY_LEFTALT, DOWN, typist.now)
        for digit in f"{byte:04d}":
            typist.press(keypad[digit])
        receiver.key(us.KEY_LEFTALT, UP, typist.now)
    typist.type("ABC")
    assert scans(receiver) == ["样张ABC".encode("gb18030")]


def test_a_key_that_means_no_character_makes_the_run_unreadable(receiver):
    typist = Typist(receiver)
    typist.type("ABCDEF", None)
    typist.press(59)  # F1
    typist.press(us.KEY_ENTER)
    assert scans(receiver) == []
    assert receiver.unreadable == 1


@pytest.mark.parametrize(("size", "kept"), [(MAX_SCAN_BYTES, True), (MAX_SCAN_BYTES + 1, False), (20_000, False)])
def test_a_scan_too_long_is_refused_once_and_the_next_is_whole(receiver, size, kept):
    typist = Typist(receiver)
    typist.type("x" * size)
    typist.type("THE NEXT")
    assert scans(receiver) == [b"x" * size if kept else Refused.OVERSIZE, b"THE NEXT"]
    assert len(receiver._run) <= MAX_SCAN_BYTES + 1


TEXT = st.text(alphabet=sorted(us.KEY_CODES), min_size=MIN_SCAN_CHARACTERS, max_size=60)


@settings(deadline=None)
@given(st.lists(TEXT, max_size=4), st.floats(0.001, 0.016))
def test_any_ascii_typed_as_fast_as_units_do_comes_through(texts, gap):
    receiver = WedgeReceiver()
    typist = Typist(receiver, gap)
    for text in texts:
        typist.type(text)
    assert scans(receiver) == [text.encode() for text in texts]


@settings(deadline=None)
@given(TEXT, st.floats(0.04, 0.5))
def test_nothing_typed_at_a_persons_speed_is_ever_a_scan(text, gap):
    receiver = WedgeReceiver()
    Typist(receiver, gap).type(text)
    assert scans(receiver) == []


EVENT = st.tuples(st.integers(0, 767), st.integers(-1, 3), st.floats(-0.1, 0.3))


@given(st.lists(EVENT, max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_events_in_any_order_are_taken_without_raising(events):
    receiver, now = WedgeReceiver(), 0.0
    for code, value, step in events:
        now += step
        receiver.key(code, value, now)
    receiver.idle(now + 10)
    assert all(isinstance(scan, bytes | Refused) for scan in scans(receiver))


def test_a_quarter_of_a_million_random_keys_leave_the_receiver_small_and_reading():
    dice, receiver = random.Random(6), WedgeReceiver()
    for place in range(250_000):
        receiver.key(dice.randrange(1, 128), dice.randrange(2), place * 0.001)
        if not place % 1000:
            scans(receiver)
    receiver.idle(1e6)
    scans(receiver)
    assert len(receiver._run) == 0
    for code in (
        us.KEY_LEFTSHIFT,
        us.KEY_RIGHTSHIFT,
        us.KEY_LEFTCTRL,
        us.KEY_RIGHTCTRL,
        us.KEY_LEFTALT,
        us.KEY_RIGHTALT,
    ):
        receiver.key(code, UP, 1e6)
    receiver.idle(2e6)
    typist = Typist(receiver)
    typist.now = 3e6
    typist.type("123456789")
    assert scans(receiver) == [b"123456789"]


def test_the_layout_label_comes_through_a_unit_set_to_a_us_keyboard(receiver):
    Typist(receiver).type(LAYOUT_LABEL)
    (scan,) = scans(receiver)
    assert check_layout(scan).good
    assert set(BASE45) <= set(LAYOUT_LABEL)


@pytest.mark.parametrize(
    ("swapped", "keyboard"),
    [(str.maketrans("azAZyY", "qwQWyY"), "AZERTY"), (str.maketrans("yzYZ", "zyZY"), "QWERTZ"), ({"%": "5"}, None)],
)
def test_a_unit_set_to_another_country_is_told_with_what_it_changed(swapped, keyboard):
    came = LAYOUT_LABEL.translate(swapped if keyboard else str.maketrans(swapped))
    check = check_layout(came.encode())
    assert not check.good
    assert check.keyboard == keyboard
    assert all(printed != typed for printed, typed in check.changed)


def test_caps_lock_and_lost_letters_are_told_apart_from_a_layout():
    assert check_layout(LAYOUT_LABEL.swapcase().encode()).keyboard == "caps lock"
    assert check_layout(LAYOUT_LABEL[5:].encode()).lost == 5
    assert not check_layout(b"").good
    assert not check_layout("样张".encode()).good
