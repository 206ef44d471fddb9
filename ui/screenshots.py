"""A picture of a widget as it stands, for the demo and for people who look at screens."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget


class PictureNotWritten(OSError):
    """The picture could not be written: check the folder and its free space."""


def grab(widget: QWidget, path: Path) -> Path:
    """Write ``widget`` as PNG; its layout is settled first. Raises PictureNotWritten."""
    application = QApplication.instance()
    if application is not None:
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path), "PNG"):
        raise PictureNotWritten(f"{path} could not be written")
    return path
