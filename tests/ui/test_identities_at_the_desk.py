"""The identities' page in its place: a key turns to it and back, and it forgets a visit that is over."""

from kiosk.identities.joining import Conclusion
from tests.helpers.faces import SIMULATOR
from ui.desk.actions import Action
from ui.desk.stage import Page
from ui.i18n import identities as words


def test_a_key_turns_to_it_and_back_and_readings_fill_it(desk):
    desk.window.act(Action.IDENTITIES)
    assert desk.window.stage.page is not Page.IDENTITIES
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.window.act(Action.IDENTITIES)
    assert desk.window.stage.page is Page.IDENTITIES
    assert desk.window.identities.conclusion.label.spoken == words.WAITING
    desk.session.read_card()
    desk.settle()
    assert desk.window.identities.conclusion.label.spoken in [each.value for each in Conclusion]
    desk.window.act(Action.IDENTITIES)
    assert desk.window.stage.page is Page.PICTURE


def test_the_step_names_its_key_in_place_of_the_cards_once_the_card_was_read(desk):
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    assert Action.IDENTITIES not in {offer.action for offer in desk.window.step_bar.offers}
    desk.session.read_card()
    desk.settle()
    assert Action.IDENTITIES in {offer.action for offer in desk.window.step_bar.offers}


def test_it_forgets_a_visit_that_is_over(desk):
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.session.read_card()
    desk.settle()
    desk.window.act(Action.IDENTITIES)
    desk.session.state = None
    desk.session.say()
    desk.settle()
    assert desk.window.stage.page is Page.WELCOME
    assert desk.window.identities.conclusion.label.spoken == words.WAITING


def test_it_takes_the_room_of_the_record_it_shows_anyway(desk):
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.window.act(Action.IDENTITIES)
    assert not desk.window.comparison.isVisible()
    assert desk.window.checklist.isVisible()
    desk.window.act(Action.IDENTITIES)
    assert desk.window.comparison.isVisible()
