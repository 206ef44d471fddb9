"""What a simulated device must be handed so that it can do what a trace says another did: card, code, fault."""

from collections.abc import Mapping
from typing import Any

from drivers.device import Device, DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.fault_signs import SIGNS
from drivers.faults import Fault
from drivers.replay_values import status_of
from drivers.simulation import Simulated
from drivers.status import DeviceStatus, bad_sensor
from drivers.trace import Trace, TraceLine
from drivers.trace_card import rebuilt_card

_OVERSIZE_SCAN = bytes(5000)
_WAY: Mapping[DeviceErrorCode, Fault] = {
    DeviceErrorCode.NO_HARDWARE: Fault.UNPLUGGED,
    DeviceErrorCode.OFFLINE: Fault.UNPLUGGED,
    DeviceErrorCode.CLAIMED_ELSEWHERE: Fault.CLAIMED_ELSEWHERE,
    DeviceErrorCode.SERVICE_DOWN: Fault.SERVICE_DOWN,
    DeviceErrorCode.FRAME_STALE: Fault.FROZEN_FRAME,
    DeviceErrorCode.FRAME_DARK: Fault.BLACK_FRAME,
    DeviceErrorCode.TIMEOUT: Fault.MUTE,
}
"""What stands behind a fault on the way to a device; a card's own faults are built into the card."""
_BLACK_BELOW = 8


def simulator_options(trace: Trace) -> dict[str, Any]:
    """How a simulator is set up like the recorded device: a camera's preview size, and its still's."""
    frames = [line for line in trace.lines if line.shape == "frame"]
    preview = next((line.result["size"] for line in frames if line.operation == "poll"), None)
    still = next((line.result["size"] for line in frames if line.operation == "capture"), None)
    if preview is None:
        return {"width": still[0], "height": still[1], "still_scale": 1} if still else {}
    scale = max(1, still[0] // preview[0]) if still else 1
    return {"width": preview[0], "height": preview[1], "still_scale": scale}


class Stimuli:
    """Hands a simulator, before each line, what was before the recorded device; to any other device nothing."""

    def __init__(self, trace: Trace, device: Device[Any]) -> None:
        self._lines = trace.lines
        self._kind = trace.header.kind
        self._device = device if isinstance(device, Simulated) else None
        self._suffers: Fault | None = None

    def before(self, line: TraceLine) -> None:
        """Arrange for this line."""
        if self._device is None:
            return
        if line.operation not in ("close", "disable", "release", "power_off"):
            self._suffer(self._fault_behind(line))
        self._hand(self._device, line)

    def _suffer(self, fault: Fault | None) -> None:
        if self._device is not None and fault is not self._suffers:
            self._device.suffer(fault)
            self._suffers = fault

    def _fault_behind(self, line: TraceLine) -> Fault | None:
        possible = SIGNS[self._kind]
        if line.error is not None:
            fault = _WAY.get(line.error.code)
            return fault if fault in possible else None
        told = line.result if isinstance(line.result, dict) else {}
        if told.get("is") == "print_result":
            return self._behind_print(told)
        if told.get("is") == "frame":
            return Fault.BLACK_FRAME if told["brightness"] < _BLACK_BELOW else None
        status = told.get("status", told)
        if status.get("is") != "status":
            return None if self._suffers in _WAY.values() else self._suffers
        return self._behind_status(status_of(status))

    def _behind_print(self, told: Mapping[str, Any]) -> Fault | None:
        if told["error"] is None:
            return self._suffers if self._suffers in (Fault.NEAR_END, Fault.UNKNOWN_STATUS) else None
        code, outcome = DeviceErrorCode(told["error"]["code"]), told["outcome"]
        signs = SIGNS[self._kind].items()
        fits = [fault for fault, sign in signs if sign.work is code and sign.outcome == outcome]
        return self._suffers if self._suffers in fits else next(iter(fits), None)

    def _behind_status(self, status: DeviceStatus) -> Fault | None:
        """The likeliest cause comes first: a printer that is out of paper goes off-line, too."""
        signs, cause = SIGNS[self._kind].items(), bad_sensor(status)
        if cause is None:
            fits = [fault for fault, sign in signs if sign.sensor in status.sensors]
        else:
            fits = [fault for fault, sign in signs if cause in (sign.work, sign.check) and sign.sensor is not None]
        return self._suffers if self._suffers in fits else next(iter(fits), None)

    def _hand(self, device: Simulated, line: TraceLine) -> None:
        told = line.result if isinstance(line.result, dict) else {}
        if line.operation != "poll":
            return
        if told.get("is") == "scan":
            device.present(bytes.fromhex(told["hex"]))
        elif self._kind is DeviceKind.CODE_SCANNER and line.shape == "OVERSIZE":
            device.present(_OVERSIZE_SCAN)
        elif told.get("is") == "card_inserted":
            device.present(rebuilt_card(bytes.fromhex(told["hex"]), self._until_removed(line)))
        elif told.get("is") == "card_removed":
            device.present(None)

    def _until_removed(self, inserted: TraceLine) -> list[TraceLine]:
        after = self._lines[self._lines.index(inserted) + 1 :]
        ends = (at for at, line in enumerate(after) if line.shape in ("card_removed", "card_inserted"))
        return list(after[: next(ends, len(after))])
