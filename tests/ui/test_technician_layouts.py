"""The technician tries a scanner's keyboard layout and a card's layout; of the card's holder nothing is shown."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from drivers.code_scanner import Scan
from drivers.code_scanner.layout_label import LAYOUT_LABEL, check_layout
from drivers.device import DeviceKind
from drivers.worker import DeviceReady
from kiosk.cards.layout import CardLayout
from kiosk.codes.decode import decode_image
from kiosk.config import DeviceConfig
from kiosk.rules.assessment import Text
from kiosk.station import Station
from kiosk.training.cards import virtual_card
from kiosk.training.people import training_people
from tests.helpers.clipping import clipped
from tests.helpers.faces import SIMULATOR, TODAY
from tests.helpers.technician import PRINTER, press, texts
from ui.technician.commands import Command
from ui.technician.layouts import described, scanned

Key = Qt.Key
SCANNER, READER = DeviceKind.CODE_SCANNER, DeviceKind.CARD_READER


@pytest.fixture
def open_on(open_technicians_face, qtbot):
    """A face on one running simulator."""
    stations = []

    def opened(kind: DeviceKind, **changes):
        station = Station({kind: DeviceConfig(driver="simulated")})
        face = open_technicians_face(station=station, **changes)
        ready = []
        station.listen(lambda _, event: ready.append(event) if isinstance(event, DeviceReady) else None)
        station.listen(face.bridge.on_event)
        stations.append(station)
        station.start()
        qtbot.waitUntil(lambda: bool(ready))
        return face

    yield opened
    for station in stations:
        station.stop()


def test_the_label_on_the_screen_can_be_scanned_and_a_good_scanner_is_told_so(open_on, qtbot) -> None:
    face = open_on(SCANNER)
    press(face, Key.Key_L)
    panel = face.page.layout_panel
    qtbot.waitUntil(lambda: "布局正确" in panel.told.text())
    image = panel.label.pixmap().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    grey = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    [code] = decode_image(np.ascontiguousarray(grey[:, : image.width()]), thorough=False)
    assert code.text == LAYOUT_LABEL
    press(face, Key.Key_L)
    assert panel.isHidden()
    assert face.page.figures.isVisible()


def test_another_scan_is_judged_too_until_the_panel_is_closed(face, qtbot) -> None:
    face.station.is_simulated = lambda kind: False
    press(face, Key.Key_L)
    assert face.station.armed == {SCANNER}
    qwertz = LAYOUT_LABEL.translate(str.maketrans("yzYZ", "zyZY")).encode()
    face.bridge.on_event(SCANNER, Scan(qwertz, SIMULATOR))
    qtbot.waitUntil(lambda: "QWERTZ" in face.page.layout_panel.told.text())
    assert face.station.armed == {SCANNER}
    press(face, Key.Key_2)
    assert face.station.armed == set()
    assert face.page.layout_panel.isHidden()


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (LAYOUT_LABEL.encode(), "布局正确"),
        (b"SP4401000001", "另一个码"),
        (LAYOUT_LABEL.replace("a", "q").replace("A", "Q").encode(), "AZERTY"),
        (LAYOUT_LABEL.replace("/", "-").encode(), "/→-"),
    ],
)
def test_what_became_of_the_label_is_said_with_what_to_set(came, said) -> None:
    assert said in scanned(check_layout(came)).zh


def test_a_cards_version_and_region_are_shown_and_nothing_of_its_holder(open_on, qtbot) -> None:
    face = open_on(READER, language="en")
    person = next(one for one in training_people(TODAY) if one.has_card)
    face.station.present(READER, virtual_card(person))
    press(face, Key.Key_L)
    panel = face.page.layout_panel
    qtbot.waitUntil(lambda: "Specification version" in panel.told.text())
    for part in person.record.name.split():
        assert part not in texts(face)
    assert panel.label.isHidden()


def test_without_a_card_the_fault_has_its_number_and_says_what_to_do(open_on, qtbot) -> None:
    face = open_on(READER)
    press(face, Key.Key_L)
    qtbot.waitUntil(lambda: "-" in face.page.layout_panel.told.text())
    assert "请插入" in face.page.layout_panel.told.text()


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (CardLayout("2.00", "440100", None), "规范版本 2.00 · 地区 440100"),
        (CardLayout("9.00", None, None), "识读的版本是 1.00, 2.00, 3.00"),
        (CardLayout("3.00", "440100", Text("需要密钥。", "A key is needed.")), "需要密钥"),
        (CardLayout(None, None, None), "卡未给出"),
    ],
)
def test_a_cards_layout_in_words(layout, said) -> None:
    assert said in described(layout).zh


def test_the_key_is_there_for_scanner_and_reader_only(face) -> None:
    for kind in DeviceKind:
        face.choose(kind)
        assert face.page.keys[Command.LAYOUT].isVisible() is (kind in {SCANNER, READER})
    face.choose(PRINTER)
    press(face, Key.Key_L)
    assert face.page.figures.isVisible()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits(open_technicians_face, qtbot, tmp_path, size, language) -> None:
    face = open_technicians_face(language=language, traces=tmp_path)
    face.station.is_simulated = lambda kind: False
    face.resize(*size)
    press(face, Key.Key_L)
    face.bridge.on_event(SCANNER, Scan(LAYOUT_LABEL.swapcase().encode(), SIMULATOR))
    qtbot.wait(20)
    assert face.size().toTuple() == size
    assert clipped(face) == []
