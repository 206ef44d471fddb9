"""The theme can be read, and nothing is styled beside it."""

import re
from pathlib import Path

import pytest

import ui
from ui.theme import DURATIONS, LARGE, PALETTE, ROOMY, SIZES, contrast, sizes_for, style_sheet

GROUNDS = ("canvas", "surface", "sunken")
PAIRS = [
    *(("ink", ground) for ground in (*GROUNDS, "accent_soft", "good_soft", "attention_soft", "bad_soft")),
    *(("ink_soft", ground) for ground in (*GROUNDS, "accent_soft", "attention_soft", "bad_soft")),
    *((tone, ground) for tone in ("accent", "good", "attention", "bad") for ground in ("surface", "canvas")),
    ("accent", "accent_soft"),
    ("good", "good_soft"),
    ("attention", "attention_soft"),
    ("bad", "bad_soft"),
    ("attention", "accent_soft"),
    ("bad", "accent_soft"),
    ("training", "training_soft"),
    ("on_accent", "accent"),
    ("on_stage", "stage"),
]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    assert contrast(getattr(PALETTE, ink), getattr(PALETTE, ground)) >= 4.5


def test_edges_of_controls_stand_out() -> None:
    assert contrast(PALETTE.edge, PALETTE.surface) >= 3
    assert contrast(PALETTE.edge, PALETTE.canvas) >= 3


def test_self_service_targets_are_large_enough() -> None:
    assert LARGE.target >= 60
    assert SIZES.target >= 44
    assert LARGE.text >= 24
    assert LARGE.tile >= 20 / 25.4 * 102, "20 mm on a 21.5 inch full-HD screen"
    assert LARGE.title >= 41, "EN 301 549 5.1.4 at 60 cm"


def test_idleness_is_what_privacy_asks() -> None:
    assert DURATIONS.idle_seconds <= 60
    assert DURATIONS.idle_warning_seconds == 20


def test_a_large_screen_gets_larger_type() -> None:
    assert sizes_for(1080) is ROOMY
    assert sizes_for(768) is SIZES


@pytest.mark.parametrize("sizes", [SIZES, ROOMY, LARGE])
def test_the_sheet_has_no_place_left_unfilled(sizes) -> None:
    assert "$" not in style_sheet(sizes)


def test_no_widget_has_a_colour_or_a_style_sheet_of_its_own() -> None:
    root = Path(ui.__file__).parent
    for room in ("desk", "self_service", "technician", "widgets"):
        for file in (root / room).glob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"#[0-9A-Fa-f]{6}\b", text), file.name
            assert "setStyleSheet" not in text, file.name
