"""The bench of real hardware: the person in front of it is asked to do what a case takes, and may pass it over."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By, NotDone, Stimulus
from drivers.device import DeviceKind

Ask = Callable[[str], str]
"""Shows a question, and gives back the line that was answered."""

_ASKED: Mapping[Stimulus, tuple[str, str]] = {
    Stimulus.CODE: ("请把二维码放在扫码器前", "Present a code to the scanner"),
    Stimulus.LONG_CODE: ("请出示超过 4,096 字节的条码", "Present a code of more than 4,096 bytes"),
    Stimulus.CARD: ("请插入卡片", "Put a card in"),
    Stimulus.UNPLUGGED: ("请拔下设备的电缆", "Unplug the device"),
    Stimulus.HELD_ELSEWHERE: ("请用另一个程序打开该设备", "Open the device with another program"),
    Stimulus.STATUS_UNSAID: ("请使设备无法报告状态", "Keep the device from telling its status"),
    Stimulus.PAPER_OUT: ("请取出纸张", "Take the paper out"),
}
_UNDONE: Mapping[Stimulus, tuple[str, str]] = {
    Stimulus.CARD: ("请取出卡片", "Take the card out"),
    Stimulus.UNPLUGGED: ("请插回电缆", "Plug the device in again"),
    Stimulus.HELD_ELSEWHERE: ("请关闭另一个程序", "Close the other program"),
    Stimulus.STATUS_UNSAID: ("请让设备恢复报告状态", "Let the device tell its status again"),
    Stimulus.PAPER_OUT: ("请装上纸张", "Put paper in"),
}
_TAKES: Mapping[Stimulus, frozenset[DeviceKind]] = {
    Stimulus.CODE: frozenset({DeviceKind.CODE_SCANNER}),
    Stimulus.LONG_CODE: frozenset({DeviceKind.CODE_SCANNER}),
    Stimulus.CARD: frozenset({DeviceKind.CARD_READER}),
    Stimulus.PAPER_OUT: frozenset({DeviceKind.RECEIPT_PRINTER, DeviceKind.DOCUMENT_PRINTER}),
    Stimulus.STATUS_UNSAID: frozenset({DeviceKind.RECEIPT_PRINTER, DeviceKind.DOCUMENT_PRINTER}),
}
SKIP = "s"


class PersonBench(Bench):
    """``ask`` puts a question to the person: an empty answer means done, ``s`` passes it over.

    A code may come a while after it was asked for; so ``patience`` is a person's.
    """

    by = By.PERSON
    patience = 30.0

    def __init__(self, *arguments: Any, ask: Ask | None = None) -> None:
        super().__init__(*arguments)
        self._ask = ask or _on_the_terminal
        self.can = frozenset(
            stimulus for stimulus in _ASKED if self.kind in _TAKES.get(stimulus, frozenset(DeviceKind))
        )

    def begin(self, stimulus: Stimulus) -> None:
        """Ask for it."""
        if stimulus not in _ASKED:
            raise NotDone(f"a person cannot do it: {stimulus}")
        self._want(_ASKED[stimulus], stimulus)

    def end(self, stimulus: Stimulus) -> None:
        """Ask to undo it."""
        if stimulus in _UNDONE:
            self._want(_UNDONE[stimulus], stimulus)

    def came_out(self) -> int | None:
        """How many prints lie there, as the person counts them."""
        answer = self._ask("目前共打印出几份？ How many prints have come out so far? (s: skip) ").strip()
        return int(answer) if answer.isdecimal() else None

    def _want(self, words: tuple[str, str], stimulus: Stimulus) -> None:
        answer = self._ask(f"{words[0]}，完成后按回车。 {words[1]}, then press Enter. (s: skip) ")
        if answer.strip().lower() == SKIP:
            raise NotDone(f"passed over by the person: {stimulus}")


def _on_the_terminal(question: str) -> str:
    """Past whatever captures the standard streams: a person sits at the terminal itself."""
    try:
        with Path("/dev/tty").open("r+", encoding="utf-8", buffering=1) as terminal:
            terminal.write(question)
            return terminal.readline()
    except OSError:
        sys.stderr.write(question)
        return sys.stdin.readline()
