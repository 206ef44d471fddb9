"""The place where a page is looked at: draws the worker's newest picture one to one."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pictures import Picture, PictureWorker
from ui.theme import PALETTE


class PictureView(QWidget):
    """Centre of the desk. Never scales: the worker is told this widget's size and delivers to it."""

    def __init__(self, worker: PictureWorker) -> None:
        super().__init__()
        self._worker = worker
        self._picture: Picture | None = None
        self._resting = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def picture(self) -> Picture | None:
        """What is drawn now."""
        return self._picture

    @Slot(object)
    def show_picture(self, picture: Picture) -> None:
        """Draw this picture from now on; one that arrives while the view rests is let go unseen."""
        self._picture = None if self._resting else picture
        self._worker.taken()
        self.update()

    def clear(self) -> None:
        """Draw nothing; the picture is let go."""
        self._picture = None
        self._worker.forget()
        self.update()

    def rest(self) -> None:
        """Draw nothing, whatever the camera sees, until it is woken: nobody's visit is open."""
        self._resting = True
        self.clear()

    def wake(self) -> None:
        """Draw again, the newest frame first."""
        if self._resting:
            self._resting = False
            self._worker.set_look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the worker the new size."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        self._worker.set_look(width=int(self.width() * ratio), height=int(self.height() * ratio))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Blit in the middle; no scaling, whatever the size."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(PALETTE.stage))
        if self._picture is not None:
            image = self._picture.image
            ratio = self.devicePixelRatioF()
            left = (self.width() - image.width() / ratio) / 2
            top = (self.height() - image.height() / ratio) / 2
            if ratio != 1.0:
                image = image.copy()
                image.setDevicePixelRatio(ratio)
            painter.drawImage(round(left), round(top), image)
        painter.end()
