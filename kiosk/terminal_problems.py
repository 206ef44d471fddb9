"""What keeps a whole command from starting: used wrongly, or already running at this window."""

from drivers.errors import Actor
from kiosk.problems import Problem
from kiosk.rules.assessment import Text


class AlreadyRunning(Problem):
    """A face of the same kind already serves this window on the same record (K-102)."""

    def __init__(self, window: str) -> None:
        super().__init__(
            "K-102",
            Actor.STAFF,
            Text(
                f"窗口 {window} 的程序已在运行。请切换到已打开的程序；若看不到，请呼叫技术人员。",
                f"This face is already running at window {window}. Go to the one that is open; "
                "if there is none to be seen, call a technician.",
            ),
        )


class WrongUse(Problem):
    """A command was given something it cannot work with (K-103); the message says what to give instead."""

    def __init__(self, message: Text) -> None:
        super().__init__(
            "K-103",
            Actor.TECHNICIAN,
            Text(f"命令无法执行：{message.zh}", f"The command cannot be carried out: {message.en}"),
        )


class NotASimulator(Problem):
    """A fault, or a thing put before it, was meant for a device that is no simulator (K-104)."""

    def __init__(self, device: Text) -> None:
        super().__init__(
            "K-104",
            Actor.TECHNICIAN,
            Text(
                f"{device.zh}不是模拟设备，不能在其上演练故障。请从故障计划中删去该设备，或为其选用模拟驱动。",
                f"{device.en} is no simulator: faults are only rehearsed on simulators. "
                "Take it out of the fault plan, or choose its simulated driver.",
            ),
        )
