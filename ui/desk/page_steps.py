"""The step line on a page that is not about an original: it names that page's own keys, and judges nothing."""

from kiosk.visits.state import Step, VisitState
from ui.desk.actions import Action
from ui.desk.stage import Page
from ui.desk.steps import NextStep, Offer, fields_to_settle
from ui.i18n import desk as words
from ui.i18n import guidance as guidance_words

_OF_THE_WHOLE_DESK = {Action.LANGUAGE, Action.HELP, Action.GUIDANCE, Action.TRAY, Action.BACK}
_TURNS_OR_ASKS = {Action.TYPE_NUMBER, Action.VIEW_ASSESSMENT, Action.IDENTITIES}
_JUDGES = {Action.CAPTURE, Action.CONFIRM, Action.DIFFERS, Action.MISSING, Action.UNDO}

ONLY_LEAVES_THE_PAGE = {
    Page.HELP: frozenset(Action) - _OF_THE_WHOLE_DESK - _TURNS_OR_ASKS,
    Page.GUIDANCE: frozenset(Action) - _OF_THE_WHOLE_DESK,
    Page.IDENTITIES: frozenset(_JUDGES),
}
"""Keys that would act on what stands behind a page, unseen: there they go back to it, and a second press acts."""


def page_step(page: Page, visit: VisitState | None, *, on_a_topic: bool) -> NextStep | None:
    """What to do on this page; None where the visit's own step stands. ``on_a_topic``: guidance tells of one."""
    if page is Page.HELP:
        return NextStep(words.STEP_LEAVE_HELP, (Offer(Action.BACK, words.BACK_TO_VISIT, first=True),))
    if page is Page.GUIDANCE and on_a_topic:
        return NextStep(
            words.STEP_TOPIC,
            (
                Offer(Action.PRINT, guidance_words.PRINT_SLIP, first=True),
                Offer(Action.BACK, guidance_words.BACK_TO_LIST),
            ),
        )
    if page is Page.GUIDANCE:
        return NextStep(
            words.STEP_GUIDANCE,
            (
                Offer(Action.CONFIRM, guidance_words.OPEN, first=True),
                Offer(Action.BACK, guidance_words.LEAVE),
            ),
        )
    if page is Page.IDENTITIES and visit is not None and visit.step is Step.ORIGINALS:
        settle = (Offer(Action.SETTLE, words.SETTLE),) if fields_to_settle(visit) else ()
        back = Offer(Action.IDENTITIES, words.BACK_TO_PICTURE, first=True)
        return NextStep(words.STEP_LEAVE_IDENTITIES, (back, *settle, Offer(Action.READ_CARD, words.READ_CARD_KEY)))
    return None
