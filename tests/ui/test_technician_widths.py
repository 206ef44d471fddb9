"""The technician's keys on a narrow screen: all of them, their words whole, the window no wider."""

from pathlib import Path

import pytest

from drivers.device import DeviceKind
from tests.helpers.clipping import clipped


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (1280, 1024), (1366, 768), (1920, 1080)])
def test_every_key_of_every_device_is_read_whole(open_technicians_face, qtbot, size, language) -> None:
    face = open_technicians_face(language=language, traces=Path("traces"))
    face.resize(*size)
    for kind in DeviceKind:
        face.choose(kind)
        qtbot.wait(5)
        assert face.size().toTuple() == size
        assert clipped(face) == [], kind


def test_the_keys_take_a_second_row_only_where_one_is_too_narrow_and_give_it_back(
    open_technicians_face, qtbot
) -> None:
    face = open_technicians_face(language="en", traces=Path("traces"))
    rows = []
    for width in (1920, 1280, 1920):
        face.resize(width, 1080)
        qtbot.wait(5)
        rows.append(face.page.key_rows.in_two)
    assert rows == [False, True, False]
