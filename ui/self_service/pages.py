"""The pages of self-service: language, scan, my permit, the end, still there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from kiosk.identifiers.masking import mask_name_public, mask_permit_number
from kiosk.rules.assessment import Text
from kiosk.visits.state import VisitState
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import guidance as guidance_words
from ui.i18n import self_service as words
from ui.self_service.page import ServicePage
from ui.theme import LARGE
from ui.widgets.boxes import column, frame, row
from ui.widgets.marks import Mark, Sign
from ui.widgets.scan_sign import ScanSign
from ui.widgets.spoken import SpokenButton, SpokenLabel


class LanguagePage(ServicePage):
    """Where everything begins and ends: a language, for one's own permit or for something else."""

    def __init__(self, tongue: Tongue, choose: Callable[[str], None], other_matters: Callable[[str], None]) -> None:
        super().__init__(tongue, words.CHOOSE, words.CHOOSE_OTHER)
        self.content.addStretch(3)
        tiles = row(gap=2 * LARGE.gap_wide)
        tiles.addStretch(1)
        self.tiles: dict[str, SpokenButton] = {}
        self.others: dict[str, SpokenButton] = {}
        for language, text in (("zh", words.CHINESE), ("en", words.ENGLISH)):
            pair = column(gap=LARGE.gap)
            tile = SpokenButton(tongue, text, "tile")
            tile.clicked.connect(lambda _=False, language=language: choose(language))
            pair.addWidget(tile)
            self.tiles[language] = tile
            other = SpokenButton(tongue, literal(guidance_words.OTHER_MATTERS.in_language(language)), "main")
            other.clicked.connect(lambda _=False, language=language: other_matters(language))
            pair.addWidget(other)
            self.others[language] = other
            tiles.addLayout(pair)
        tiles.addStretch(1)
        self.content.addLayout(tiles)
        self.content.addStretch(1)
        for text in (words.PRIVACY, words.PRIVACY_OTHER):
            note = SpokenLabel(tongue, text, "small", wrap=True)
            note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.content.addWidget(note)


class ScanPage(ServicePage):
    """Present the code; or, while none can be read, go to the window."""

    def __init__(self, tongue: Tongue, back: Callable[[], None], other_matters: Callable[[], None]) -> None:
        super().__init__(tongue, words.SCAN, words.SCAN_HOW)
        self.content.addStretch(1)
        self.sign = ScanSign(LARGE.picture)
        self.content.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignHCenter)
        self.place = SpokenLabel(tongue, EMPTY, "strong", wrap=True)
        self.place.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.content.addWidget(self.place)
        self.content.addStretch(1)
        self.add_button(words.BACK, back)
        self.other_matters = self.add_button(guidance_words.OTHER_MATTERS, other_matters)

    def ask_for_a_code(self, *, can_scan: bool, window: Text | None) -> None:
        """Ask to scan, or while that cannot be to go to the ``window``, where a source tells where it is."""
        self.sign.setVisible(can_scan)
        self.place.setVisible(not can_scan and window is not None)
        self.place.tell(fill(words.WHERE, place=window) if window is not None else EMPTY)
        self.title.tell(words.SCAN if can_scan else words.NO_SCAN)
        self.more.tell(words.SCAN_HOW if can_scan else words.NO_SCAN_HOW)


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
            self.values[key] = SpokenLabel(tongue, EMPTY, "service_name" if key == "name" else "heading")
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


class EndPage(ServicePage):
    """The paper is out, or may not be; take it and finish."""

    def __init__(self, tongue: Tongue, back: Callable[[], None], finish: Callable[[], None]) -> None:
        super().__init__(tongue, EMPTY)
        self.content.addStretch(1)
        self.mark = Mark(Sign.GOOD, LARGE.tile)
        self.content.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addStretch(1)
        self.back = self.add_button(words.BACK, back)
        self.add_button(words.FINISH, finish, "main")

    def show_end(self, *, whole: bool, required: bool = True) -> None:
        """Say whether the receipt is known to be out; ``required``: whether the originals are to be verified."""
        self.mark.tell(Sign.GOOD if whole else Sign.WARNING)
        self.title.tell(words.PRINTED if whole else words.PRINT_UNKNOWN)
        printed = words.PRINTED_MORE if required else words.PRINTED_NOT_REQUIRED
        self.more.tell(printed if whole else words.PRINT_UNKNOWN_MORE)

    def show_slip(self, *, whole: bool) -> None:
        """Say whether the slip of guidance is known to be out."""
        self.mark.tell(Sign.GOOD if whole else Sign.WARNING)
        self.title.tell(guidance_words.SLIP_PRINTED if whole else guidance_words.SLIP_UNKNOWN)
        self.more.tell(guidance_words.SLIP_PRINTED_MORE if whole else words.PRINT_UNKNOWN_MORE)


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
