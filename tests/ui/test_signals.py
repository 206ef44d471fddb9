"""A face that is told to end from outside ends as if its window were closed."""

import os
import selectors
import signal
import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.running import run_until_closed, show_whole

SECONDS = 60
_READY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
QTimer.singleShot(1500, lambda: print("running", flush=True))
from ui.cli.main import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("face", "number"),
    [("desk", signal.SIGTERM), ("self-service", signal.SIGINT), ("technician", signal.SIGINT)],
)
def test_a_running_face_ends_with_its_devices_stopped_and_nothing_to_complain_of(tmp_path, face, number) -> None:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path)}
    command = [sys.executable, "-c", _READY, face, "--simulated"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait_for_a_line(process)
            process.send_signal(number)
            _, complaints = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
    assert process.returncode == 0, complaints
    assert "Traceback" not in complaints
    assert "KeyboardInterrupt" not in complaints


def _wait_for_a_line(process: subprocess.Popen[str]) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        assert selector.select(SECONDS), "the face did not open"
    assert process.stdout.readline() == "running\n", process.stderr.read()


def test_a_signal_before_the_loop_runs_is_not_lost(qapp) -> None:
    stopped = []
    begin = time.monotonic()
    too_late = QTimer(interval=20_000)
    too_late.timeout.connect(qapp.quit)
    too_late.start()
    code = run_until_closed(lambda: signal.raise_signal(signal.SIGINT), lambda: stopped.append(True))
    too_late.stop()
    assert code == 0
    assert stopped == [True]
    assert time.monotonic() - begin < 10
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("full_screen", [True, False])
def test_a_face_has_the_screens_size_without_a_window_manager_too(qtbot, full_screen) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    given = []
    window.showMaximized = window.showFullScreen = lambda: given.append(window.size())
    show_whole(window, full_screen=full_screen)
    assert given == [window.screen().geometry().size()]
