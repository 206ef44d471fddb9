"""The one look of every face: colours, sizes, spacing and type as tokens, and the style sheet made from them."""

from dataclasses import dataclass, fields, replace
from functools import cache
from string import Template
from typing import Final

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

ROOMY_FROM: Final = 1000
"""Screen height in pixels from which the desk takes larger type."""
FONT_FAMILY: Final = "Noto Sans CJK SC"
LATIN_FAMILY: Final = "Liberation Sans"
"""Has every Latin letter with every mark, so that one name is set in one face throughout."""


@dataclass(frozen=True)
class Palette:
    """Colours by what they mean. Every ink stands at 4.5:1 or more on the grounds it is used on (tested)."""

    canvas: str = "#F3F5F7"
    surface: str = "#FFFFFF"
    sunken: str = "#E9EDF1"
    line: str = "#D3DAE1"
    edge: str = "#75838F"
    ink: str = "#17222C"
    ink_soft: str = "#4A5864"
    accent: str = "#0B57A4"
    accent_soft: str = "#E4EFFA"
    on_accent: str = "#FFFFFF"
    good: str = "#17683A"
    good_soft: str = "#E4F2E9"
    attention: str = "#8A4300"
    attention_soft: str = "#FDF0DD"
    bad: str = "#A8201A"
    bad_soft: str = "#FBE8E6"
    training: str = "#4C2C86"
    training_soft: str = "#EEE7FA"
    stage: str = "#20282F"
    on_stage: str = "#E8EDF1"


@dataclass(frozen=True)
class Sizes:
    """Lengths in pixels at scale 1. The large set is self-service's (elder mode: targets of 60 and more)."""

    text_small: int = 14
    text: int = 16
    text_strong: int = 18
    heading: int = 20
    title: int = 26
    hero: int = 40
    gap_small: int = 4
    gap: int = 8
    gap_wide: int = 16
    pad: int = 12
    radius: int = 8
    hairline: int = 1
    focus: int = 3
    mark: int = 22
    mark_small: int = 14
    target: int = 44
    tile: int = 120
    picture: int = 190
    column_left_min: int = 300
    column_left_max: int = 400
    column_right_min: int = 330
    column_right_max: int = 440
    step_height: int = 176
    keycap: int = 24
    pick: int = 30
    field: int = 190
    field_wide: int = 380
    dock: int = 380
    beside_dock: int = 1700
    reading_width: int = 860


@dataclass(frozen=True)
class Durations:
    """Milliseconds a person waits or is waited for."""

    busy_sign: int = 700
    busy_turn: int = 80
    devices_refresh: int = 2000
    debounce: int = 2000
    steady: int = 10_000
    idle_tick: int = 1000
    idle_seconds: int = 60
    idle_warning_seconds: int = 20


PALETTE: Final = Palette()
SIZES: Final = Sizes()
LARGE: Final = Sizes(
    text_small=22,
    text=26,
    text_strong=30,
    heading=34,
    title=44,
    hero=60,
    gap_small=8,
    gap=14,
    gap_wide=28,
    pad=24,
    radius=14,
    mark=36,
    mark_small=26,
    target=72,
    tile=200,
    picture=250,
    keycap=30,
    field=320,
)
LARGE_SHORT: Final = replace(
    LARGE, text_small=18, text=22, text_strong=24, heading=26, title=34, hero=44, keycap=26
)
"""Smaller type for self-service on a screen lower than full HD; targets and spacing stay."""
ROOMY: Final = Sizes(
    text_small=16, text=18, text_strong=20, heading=23, title=30, hero=44, keycap=26, column_left_min=340
)
"""Larger type for the desk on a screen of full HD or more; the rest as on the small one."""
DURATIONS: Final = Durations()

_SHEET: Final = Template("""
* { font-family: "$family", "$latin"; font-size: ${text}px; color: $ink; }
QWidget[ground="canvas"] { background: $canvas; }
QWidget[ground="surface"] { background: $surface; }
QFrame[ground="card"] { background: $surface; border: ${hairline}px solid $line; border-radius: ${radius}px; }
QFrame[ground="row"] { background: transparent; border: none; border-radius: ${radius}px; }
QFrame[ground="chosen"] { background: $accent_soft; border-radius: ${radius}px; }
QFrame[ground="stage"] { background: $stage; border-radius: ${radius}px; }
QFrame[ground="header"] { background: $surface; border-bottom: ${hairline}px solid $line; }
QFrame[ground="step"] { background: $surface; border-top: ${hairline}px solid $line; }
QFrame[ground="asking"] { background: $accent_soft; border-top: ${focus}px solid $accent; }
QFrame[ground="edge"] { background: $sunken; }
QFrame[ground="training"] { background: $training_soft; border-bottom: ${hairline}px solid $training; }
QFrame[ground="tray"] { background: $training_soft; border-radius: ${radius}px; }
QFrame[ground="good"] { background: $good_soft; border-radius: ${radius}px; }
QFrame[ground="attention"] { background: $attention_soft; border-radius: ${radius}px; }
QFrame[ground="bad"] { background: $bad_soft; border-radius: ${radius}px; }
QFrame[ground="info"] { background: $accent_soft; border-radius: ${radius}px; }
QFrame[ground="rule"] { background: $line; max-height: ${hairline}px; min-height: ${hairline}px; }

QLabel { background: transparent; }
QLabel[type="small"] { font-size: ${text_small}px; color: $ink_soft; }
QLabel[type="strong"] { font-size: ${text_strong}px; font-weight: 700; }
QLabel[type="large"] { font-size: ${text_strong}px; }
QLabel[type="heading"] { font-size: ${heading}px; font-weight: 700; }
QLabel[type="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[type="hero"] { font-size: ${hero}px; font-weight: 700; }
QLabel[type="caption"] { font-size: ${text_small}px; font-weight: 700; color: $ink_soft; }
QLabel[type="service_name"] { font-size: ${heading}px; font-weight: 700; font-family: "$latin", "$family"; }
QLabel[type="value"] { font-size: ${text}px; font-family: "$latin", "$family"; }
QLabel[type="long_name"] { font-size: ${text_strong}px; font-weight: 700; font-family: "$latin", "$family"; }
QLabel[type="name"] { font-size: ${title}px; font-weight: 700; font-family: "$latin", "$family"; }
QLabel[type="badge"] { font-size: ${text}px; font-weight: 700; color: $accent; background: $accent_soft;
    border-radius: ${radius}px; padding: ${gap_small}px ${pad}px; }
QLabel[tone="soft"] { color: $ink_soft; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="attention"] { color: $attention; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="info"] { color: $accent; }
QLabel[tone="training"] { color: $training; font-weight: 700; }
QLabel[tone="stage"] { color: $on_stage; }

QPushButton { background: $surface; border: ${hairline}px solid $edge; border-radius: ${radius}px;
    padding: 0 ${gap}px; min-height: ${target}px; min-width: ${target}px; }
QPushButton:hover { background: $accent_soft; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: ${focus}px solid $accent; padding: 0 ${gap_in_focus}px; }
QPushButton:disabled { color: $ink_soft; border-color: $line; background: $sunken; }
QPushButton[kind="main"] { background: $accent; border: ${focus}px solid $accent; color: $on_accent;
    font-weight: 700; font-size: ${text_strong}px; padding: 0 ${gap_wide}px; }
QPushButton[kind="main"]:pressed { background: $ink; }
QPushButton[kind="main"]:focus { border: ${focus}px solid $ink; padding: 0 ${gap_wide}px; }
QPushButton[kind="main"]:disabled { background: $sunken; color: $ink_soft; border-color: $line; }
QPushButton[kind="plain"] { padding: 0 ${gap_wide}px; }
QPushButton[kind="plain"]:focus { padding: 0 ${gap_wide_in_focus}px; }
QPushButton[kind="tile"] { min-width: ${tile}px; min-height: ${tile}px; font-size: ${title}px; font-weight: 700;
    border: ${focus}px solid $accent; padding: 0 ${gap_wide}px; }
QPushButton[kind="tile"]:focus { background: $accent_soft; border-color: $ink; padding: 0 ${gap_wide}px; }
QPushButton[kind="topic"] { border: ${focus}px solid $accent; padding: 0; }
QPushButton[kind="topic"]:focus { background: $accent_soft; border-color: $ink; padding: 0; }
QPushButton[kind="key"] { border-color: $line; padding: 0; }
QPushButton[kind="key"][weight="first"] { background: $accent; border-color: $accent; }
QPushButton[kind="key"][weight="first"]:disabled { background: $edge; border-color: $edge; }
QPushButton[kind="key"]:focus { border: ${focus}px solid $accent; }
QPushButton[kind="key"][weight="first"]:focus { border-color: $ink; }
QPushButton[kind="key"][weight="tool"] { background: transparent; border: none; min-height: ${keycap}px;
    min-width: 0; }
QPushButton[kind="tile"]:hover:!focus { background: $surface; }
QPushButton[kind="pick"] { text-align: left; border: none; background: transparent; min-height: ${pick}px;
    min-width: 0; padding: 0 ${gap}px; border-radius: ${gap_small}px; }
QPushButton[kind="pick"][chosen="yes"] { background: $accent; color: $on_accent; font-weight: 700; }
QPushButton[kind="list"] { text-align: left; border-color: $line; padding: 0 ${pad}px; }
QPushButton[kind="list"][chosen="yes"] { background: $accent_soft; border-color: $accent; }
QPushButton[kind="list"]:focus { border: ${focus}px solid $accent; padding: 0 ${pad_in_focus}px; }
QLabel[part="cap"] { font-size: ${text_small}px; font-weight: 700; color: $ink; background: $sunken;
    border: ${hairline}px solid $edge; border-radius: ${gap_small}px; padding: 0 ${gap_small}px;
    min-height: ${keycap}px; min-width: ${keycap}px; }
QLabel[part="cap"][weight="first"] { color: $accent; background: $surface; border-color: $surface; }
QLabel[part="word"][weight="first"] { color: $on_accent; font-weight: 700; }
QLabel[part="cap"][weight="tool"] { color: $on_stage; background: transparent; border-color: $edge; }
QLabel[part="word"][weight="tool"] { color: $on_stage; font-size: ${text_small}px; }

QPushButton[kind="key"][weight="quiet"] { background: transparent; border: none; min-height: ${keycap}px; }
QLabel[part="cap"][weight="quiet"] { background: transparent; }
QLabel[part="word"][weight="quiet"] { color: $ink_soft; font-size: ${text_small}px; }

QLineEdit, QComboBox { background: $surface; border: ${hairline}px solid $edge; border-radius: ${gap_small}px;
    padding: 0 ${gap}px; min-height: ${target}px; font-size: ${text_strong}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus { border: ${focus}px solid $accent; }
QLineEdit[state="wrong"] { border: ${focus}px solid $bad; }
QComboBox QAbstractItemView { background: $surface; selection-background-color: $accent;
    selection-color: $on_accent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: ${gap}px; margin: 0; }
QScrollBar::handle:vertical { background: $line; border-radius: ${gap_small}px; min-height: ${target}px; }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: transparent; }
QDockWidget { font-weight: 700; color: $training; }
""")


@cache
def style_sheet(sizes: Sizes = SIZES, palette: Palette = PALETTE) -> str:
    """The whole style sheet for one set of sizes."""
    tokens: dict[str, object] = {
        "family": FONT_FAMILY,
        "latin": LATIN_FAMILY,
        "gap_in_focus": sizes.gap - sizes.focus + sizes.hairline,
        "pad_in_focus": sizes.pad - sizes.focus + sizes.hairline,
        "gap_wide_in_focus": sizes.gap_wide - sizes.focus + sizes.hairline,
    }
    for group in (sizes, palette):
        tokens |= {field.name: getattr(group, field.name) for field in fields(group)}
    return _SHEET.substitute(tokens)


def large_sizes_for(height: int) -> Sizes:
    """Self-service's sizes on a screen of ``height`` pixels."""
    return LARGE if height >= ROOMY_FROM else LARGE_SHORT


def sizes_for(height: int) -> Sizes:
    """The desk's sizes on a screen of ``height`` pixels."""
    return ROOMY if height >= ROOMY_FROM else SIZES


_DRESSED = "dressed"


def dress(application: QApplication) -> None:
    """Give the application what every face shares: the Fusion style and the pinned font; once is enough."""
    if application.property(_DRESSED):
        return
    application.setProperty(_DRESSED, True)
    application.setStyle("Fusion")
    application.setFont(QFont([FONT_FAMILY, LATIN_FAMILY]))


def wear(window: QWidget, sizes: Sizes) -> None:
    """Dress one window in the theme; quick where it wears these sizes already."""
    sheet = style_sheet(sizes)
    if window.styleSheet() != sheet:
        window.setStyleSheet(sheet)


def look(widget: QWidget, **properties: str) -> None:
    """Set style properties (``ground``, ``type``, ``tone``, ``kind``…) and have them take effect now."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
