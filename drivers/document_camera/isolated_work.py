"""What the camera's own process does: drives OpenCV, and lays each picture into the shared memory."""

import mmap
from collections.abc import Mapping
from typing import Any

import numpy as np

from drivers.document_camera import Frame
from drivers.document_camera.opencv import OpenCvDocumentCamera
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.isolated_wire import Message
from drivers.observation import observation


class CameraWork:
    """See ``drivers.isolated_child.Work``: claim, poll, capture, status, answer."""

    def __init__(self, options: Mapping[str, Any], memory: mmap.mmap) -> None:
        self._camera = OpenCvDocumentCamera(**options)
        self._memory = memory

    def do(self, operation: str, arguments: list[Any]) -> Message:
        """One thing of the five."""
        if operation == "poll":
            frame = self._camera.do_poll(float(arguments[0]))
            return {} if frame is None else self._laid_out(frame)
        if operation == "capture":
            return self._laid_out(self._camera.do_capture())
        if operation == "claim":
            self._camera.bring_up()
            return {}
        if operation == "status":
            status = self._camera.status()
            return {"readiness": status.readiness.value, "text": status.text}
        if operation == "answer":
            seen = observation(self._camera.do_answer())
            return {"observed": seen.what.name, "values": list(seen.values)}
        raise DeviceError(DeviceErrorCode.FAILURE, self._camera.provenance.device_serial or "camera", operation)

    def end(self) -> None:
        """Let go of the camera."""
        self._camera.close()

    def _laid_out(self, frame: Frame) -> Message:
        size = frame.image.nbytes
        if size > len(self._memory):
            text = f"a picture of {size} bytes"
            raise DeviceError(DeviceErrorCode.OVERSIZE, frame.provenance.device_serial or "camera", text)
        np.frombuffer(self._memory, np.uint8, size).reshape(frame.image.shape)[:] = frame.image
        return {"shape": list(frame.image.shape), "number": frame.number, "taken_at": frame.taken_at}
