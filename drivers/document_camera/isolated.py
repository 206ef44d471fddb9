"""The OpenCV camera in a process of its own: a library that hangs or crashes there takes nothing else with it."""

from importlib.metadata import version
from math import prod

import numpy as np

from drivers.device import Capabilities, Provenance
from drivers.document_camera import DocumentCamera, Frame
from drivers.document_camera.opencv import OpenCvDocumentCamera
from drivers.document_camera.streaming import FIRST_PICTURE_SECONDS, PICTURES_UNDER_WAY, STALE_SECONDS
from drivers.document_camera.video import READ_SECONDS
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.isolated import START_SECONDS, IsolatedProcess
from drivers.isolated_wire import Message
from drivers.observation import Observation, Observed
from drivers.options import Positive
from drivers.status import DeviceStatus, Readiness

MAX_IMAGE_BYTES = 64 * 1024 * 1024
"""Room for 20 megapixels; only what a picture fills is ever taken from the machine."""

ANSWER_SECONDS = 1.0
"""For what the process answers without waiting for the camera."""

CLAIM_SECONDS = FIRST_PICTURE_SECONDS + READ_SECONDS + 2 * ANSWER_SECONDS
"""Until the first picture; or until none has come and the library has let go again."""


class IsolatedDocumentCamera(DocumentCamera):
    """Takes the options of the ``opencv`` driver.

    A process that hangs is HUNG within two seconds, one that crashes OFFLINE at once; it is ended, and another one
    is started when the device is brought up again. Whether the source is there is looked up without the library.
    """

    operation_timeout = START_SECONDS + CLAIM_SECONDS

    def __init__(
        self, source: str | int, width: Positive | None = None, height: Positive | None = None, loop: bool = True
    ) -> None:
        self._options = {"source": source, "width": width, "height": height, "loop": loop}
        self._twin = OpenCvDocumentCamera(
            source, width, height, loop
        )  # never opened: knows the source's name and looks for it
        self._process: IsolatedProcess | None = None

    @property
    def provenance(self) -> Provenance:
        """As the camera in the other process stamps its pictures."""
        stamp = self._twin.provenance
        return Provenance(stamp.source, "opencv-isolated", version("opencv-python-headless"), stamp.device_serial)

    @property
    def capabilities(self) -> Capabilities:
        """See OpenCvDocumentCamera."""
        return self._twin.capabilities

    @property
    def process_id(self) -> int | None:
        """The camera's own process; None where there is none."""
        return self._process.pid if self._process is not None else None

    def do_open(self) -> None:
        """See that the source is there: NO_HARDWARE, CONFIGURATION."""
        self._twin.do_find()

    def do_claim(self) -> None:
        """Start the process, and in it the camera: as OpenCvDocumentCamera, and HUNG."""
        work = "drivers.document_camera.isolated_work:CameraWork"
        self._process = IsolatedProcess(work, self._options, MAX_IMAGE_BYTES, self._locus)
        try:
            self._process.ask("claim", seconds=CLAIM_SECONDS)
        except DeviceError:
            self.do_release()
            raise

    def do_release(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def do_close(self) -> None:
        """See Device."""
        self.do_release()

    def do_poll(self, timeout: float) -> Frame | None:
        """The newest picture not yet delivered: FRAME_STALE, OFFLINE, HUNG."""
        answer = self._running().ask("poll", timeout, seconds=timeout + ANSWER_SECONDS)
        return self._frame(answer) if answer else None

    def do_capture(self) -> Frame:
        """A picture exposed after the call: FRAME_STALE, OFFLINE, HUNG."""
        seconds = STALE_SECONDS + PICTURES_UNDER_WAY + ANSWER_SECONDS
        return self._frame(self._running().ask("capture", seconds=seconds))

    def do_status(self) -> DeviceStatus:
        """ONLINE while the process answers and pictures are fresh."""
        try:
            answer = self._running().ask("status", seconds=ANSWER_SECONDS)
            return DeviceStatus(Readiness(answer["readiness"]), text=str(answer["text"]))
        except DeviceError as error:
            return DeviceStatus(Readiness.OFFLINE, text=str(error))
        except (KeyError, ValueError):
            return DeviceStatus(Readiness.UNKNOWN)

    def do_answer(self) -> str:
        """How fresh the newest picture is: FRAME_STALE, OFFLINE, HUNG."""
        process = self._running()
        answer = process.ask("answer", seconds=STALE_SECONDS + ANSWER_SECONDS)
        try:
            seen = Observation(Observed[answer["observed"]], *map(str, answer["values"]))
        except (IndexError, KeyError, TypeError) as error:
            raise self._senseless() from error
        return Observation(Observed.IN_PROCESS, seen, str(process.pid))

    def do_find(self) -> str | None:
        """See Device."""
        return self._twin.do_find()

    def do_find_service(self) -> str | None:
        """See Device."""
        return self._twin.do_find_service()

    def do_find_os_driver(self) -> str | None:
        """See Device."""
        return self._twin.do_find_os_driver()

    def do_exercise(self) -> str:
        """Take a still and look whether there is light in it: FRAME_DARK."""
        return self.lit_still(self._locus)

    @property
    def _locus(self) -> str:
        return self._twin.provenance.device_serial or "camera"

    def _running(self) -> IsolatedProcess:
        if self._process is None:
            raise DeviceError(DeviceErrorCode.CLOSED, self._locus)
        return self._process

    def _senseless(self) -> DeviceError:
        text = "the driver's own process: its answer makes no sense"
        return DeviceError(DeviceErrorCode.FAILURE, self._locus, text)

    def _frame(self, answer: Message) -> Frame:
        """Copied out: the memory is laid over with the next picture."""
        try:
            shape = tuple(int(length) for length in answer["shape"])
            number, taken_at = int(answer["number"]), float(answer["taken_at"])
            if len(shape) != 3 or shape[2] != 3 or min(shape) < 1 or prod(shape) > MAX_IMAGE_BYTES:
                raise ValueError(shape)
        except (KeyError, TypeError, ValueError) as error:
            raise self._senseless() from error
        memory = self._running().memory
        image = np.frombuffer(memory, np.uint8, prod(shape)).reshape(shape).copy()
        return Frame(image, number, taken_at, self.provenance)
