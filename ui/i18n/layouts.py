"""What is said of a scanner's keyboard layout and of a card's layout."""

from collections.abc import Mapping

from drivers.device import DeviceKind
from kiosk.rules.assessment import Text

KEY = Text("布局", "Layout")
TITLES: Mapping[DeviceKind, Text] = {
    DeviceKind.CODE_SCANNER: Text("扫码器的键盘布局", "The scanner's keyboard layout"),
    DeviceKind.CARD_READER: Text("社会保障卡的版式", "The social security card's layout"),
}
HOW: Mapping[DeviceKind, Text] = {
    DeviceKind.CODE_SCANNER: Text(
        "请扫描此码。它含有所用的每个字符，能看出扫码器是否按美式键盘输出。",
        "Scan this code. It has every character in use, and shows whether the scanner types for a US keyboard.",
    ),
    DeviceKind.CARD_READER: Text(
        "读取卡的规范版本和发卡地区，不显示、不保留持卡人的任何信息。按 L 两次重读。",
        "The version and region of the card are read; nothing of its holder is shown or kept. L twice reads again.",
    ),
}
WAITING = Text("等待扫码……", "Waiting for the scan…")
READING = Text("正在读卡……", "Reading the card…")
GOOD = Text("每个字符都原样到达：布局正确。", "Every character came as it is printed: the layout is right.")
LOST = Text(
    "扫到的是另一个码，或有字符丢失：请把扫码器设为美式键盘，不用 Alt 码。",
    "Another code was scanned, or characters are lost: set the scanner to a US keyboard, without Alt codes.",
)
CHANGED = Text(
    "字符有变化（{pairs}）：请把扫码器设为美式键盘。",
    "Characters changed ({pairs}): set the scanner to a US keyboard.",
)
SET_TO = Text("{said}现在像是 {keyboard}。", "{said} It seems set to {keyboard}.")
CARD = Text("规范版本 {version} · 地区 {region}", "Specification version {version} · region {region}")
NOT_GIVEN = Text("卡未给出", "not given")
UNKNOWN_VERSION = Text(
    "本机识读的版本是 {versions}：请把此版本号告诉开发方。",
    "Understood here are {versions}: tell the developer this version.",
)
FAILED = Text("{code} · {message}", "{code} · {message}")
