"""The pages of self-service: language, scan, my permit, what to bring, the receipt, still there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.identifiers.masking import mask_name_public, mask_permit_number
from kiosk.visits.state import VisitState
from ui.context import FaceContext
from ui.desk.deadline import standing
from ui.desk.steps import original_name
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import self_service as words
from ui.self_service.page import ServicePage
from ui.theme import LARGE
from ui.widgets.boxes import column, empty, frame, row, scroll
from ui.widgets.marks import Mark, Sign
from ui.widgets.scan_sign import ScanSign
from ui.widgets.spoken import SpokenButton, SpokenLabel


class LanguagePage(ServicePage):
    """Where everything begins and ends."""

    def __init__(self, tongue: Tongue, choose: Callable[[str], None]) -> None:
        super().__init__(tongue, words.CHOOSE, words.CHOOSE_OTHER)
        self.content.addStretch(3)
        tiles = row(gap=2 * LARGE.gap_wide)
        tiles.addStretch(1)
        self.tiles = {}
        for language, text in (("zh", words.CHINESE), ("en", words.ENGLISH)):
            tile = SpokenButton(tongue, text, "tile")
            tile.clicked.connect(lambda _=False, language=language: choose(language))
            tiles.addWidget(tile)
            self.tiles[language] = tile
        tiles.addStretch(1)
        self.content.addLayout(tiles)
        self.content.addStretch(1)
        for text in (words.PRIVACY, words.PRIVACY_OTHER):
            note = SpokenLabel(tongue, text, "small", wrap=True)
            note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.content.addWidget(note)


class ScanPage(ServicePage):
    """Present the code."""

    def __init__(self, tongue: Tongue, back: Callable[[], None]) -> None:
        super().__init__(tongue, words.SCAN, words.SCAN_HOW)
        self.content.addStretch(1)
        self.content.addWidget(ScanSign(LARGE.picture), 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addStretch(1)
        self.add_button(words.BACK, back)


class PermitPage(ServicePage):
    """My permit, masked."""

    def __init__(
        self, tongue: Tongue, finish: Callable[[], None], on: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__(tongue, words.MY_PERMIT, words.MASKED_NOTE)
        self.content.addStretch(1)
        card = frame("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(2 * LARGE.pad, LARGE.pad, 2 * LARGE.pad, LARGE.pad)
        grid.setHorizontalSpacing(2 * LARGE.gap_wide)
        grid.setVerticalSpacing(LARGE.gap_small)
        self.values: dict[str, SpokenLabel] = {}
        captions = {
            "name": words.NAME,
            "permit": words.PERMIT,
            "class": words.CLASS,
            "status": words.STATUS,
            "valid": words.VALID,
        }
        for line, (key, caption) in enumerate(captions.items()):
            self.values[key] = SpokenLabel(tongue, EMPTY, "heading")
            grid.addWidget(SpokenLabel(tongue, caption, tone="soft"), line, 0)
            grid.addWidget(self.values[key], line, 1)
        self.content.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addStretch(1)
        self.back = self.add_button(words.BACK, back)
        self.add_button(words.FINISH, finish)
        self.add_button(words.NEXT, on, "main")

    def show_visit(self, visit: VisitState | None) -> None:
        """Show the masked record; nothing where there is none."""
        record = visit.record if visit is not None else None
        if record is None:
            for value in self.values.values():
                value.tell(EMPTY)
            return
        self.values["name"].tell(literal(mask_name_public(record.name)))
        self.values["permit"].tell(literal(mask_permit_number(record.permit_number)))
        known = record.permit_class
        self.values["class"].tell(terms.CLASSES[known] if known else terms.CLASS_UNKNOWN)
        self.values["status"].tell(terms.STATUSES[record.status])
        self.values["valid"].tell(fill(words.VALID_DAYS, since=record.valid_from, until=record.valid_until))


class BringPage(ServicePage):
    """What to bring, where, and by when."""

    def __init__(
        self,
        tongue: Tongue,
        context: FaceContext,
        finish: Callable[[], None],
        print_it: Callable[[], None],
    ) -> None:
        super().__init__(tongue, words.BRING)
        self._context = context
        body = row(gap=LARGE.gap_wide)
        left = frame("card")
        inner = column(left, pad=LARGE.pad)
        content = QWidget()
        self._list = column(content, gap=LARGE.gap)
        inner.addWidget(scroll(content))
        body.addWidget(left, 3)
        right = frame("card")
        box = column(right, gap=LARGE.gap, pad=LARGE.pad)
        self.day = SpokenLabel(tongue, EMPTY, "hero", tone="info")
        self.days = SpokenLabel(tongue, EMPTY, "strong", wrap=True)
        box.addWidget(SpokenLabel(tongue, words.COME_BY, "strong", wrap=True))
        box.addWidget(self.day)
        box.addWidget(self.days)
        box.addStretch(1)
        self.place = SpokenLabel(tongue, EMPTY, wrap=True)
        box.addWidget(self.place)
        box.addWidget(SpokenLabel(tongue, words.WINDOW_CHECKS, "small", wrap=True))
        body.addWidget(right, 2)
        self.content.addLayout(body, 1)
        self.add_button(words.FINISH, finish)
        self.print_button = self.add_button(words.PRINT, print_it, "main")

    def show_visit(self, visit: VisitState | None) -> None:
        """List the originals and the day; nothing where there is no visit."""
        empty(self._list)
        if visit is None or visit.record is None:
            self.day.tell(EMPTY)
            self.days.tell(EMPTY)
            return
        for original in visit.originals:
            line = row(gap=LARGE.gap)
            line.addWidget(Mark(Sign.TODO, LARGE.mark), 0, Qt.AlignmentFlag.AlignTop)
            texts = column(gap=0)
            texts.addWidget(SpokenLabel(self.tongue, original_name(original), wrap=True))
            if original.copy_asked:
                texts.addWidget(SpokenLabel(self.tongue, words.COPY_TOO, "small", wrap=True))
            line.addLayout(texts, 1)
            self._list.addLayout(line)
        self._list.addStretch(1)
        hall = self._context.hall_of(visit)
        self.place.tell(fill(words.WHERE, place=hall.window) if hall.window is not None else EMPTY)
        deadlines = visit.assessment.deadlines if visit.assessment else self._context.deadlines(visit)
        stands = standing(deadlines, visit.entry_date, self._context.today())
        self.day.tell(stands.day)
        self.days.tell(stands.words, tone=stands.tone)


class EndPage(ServicePage):
    """The receipt is out, or may not be; take it and finish."""

    def __init__(self, tongue: Tongue, finish: Callable[[], None]) -> None:
        super().__init__(tongue, EMPTY)
        self.content.addStretch(1)
        self.mark = Mark(Sign.GOOD, LARGE.tile)
        self.content.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addStretch(1)
        self.add_button(words.FINISH, finish, "main")

    def show_end(self, *, whole: bool) -> None:
        """Say whether the receipt is known to be out."""
        self.mark.tell(Sign.GOOD if whole else Sign.WARNING)
        self.title.tell(words.PRINTED if whole else words.PRINT_UNKNOWN)
        self.more.tell(words.PRINTED_MORE if whole else words.PRINT_UNKNOWN_MORE)


class StillTherePage(ServicePage):
    """Nobody has touched anything for a minute."""

    def __init__(self, tongue: Tongue, go_on: Callable[[], None], finish: Callable[[], None]) -> None:
        super().__init__(tongue, words.STILL_THERE)
        self.seconds = SpokenLabel(tongue, EMPTY, "heading", tone="attention", wrap=True)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.content.addStretch(1)
        self.content.addWidget(self.seconds)
        self.content.addStretch(2)
        self.go_on = SpokenButton(tongue, words.CONTINUE, "tile")
        self.go_on.clicked.connect(lambda _=False: go_on())
        self.content.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addStretch(1)
        self.add_button(words.FINISH, finish)

    def show_seconds(self, left: int) -> None:
        """How long until the wipe."""
        self.seconds.tell(fill(words.SECONDS, seconds=left))
