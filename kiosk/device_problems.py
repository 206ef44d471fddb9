"""Every device failure in the words of the hall: what happened and what to do next, in both languages."""

from collections.abc import Mapping

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness, bad_sensors
from kiosk.problems import Problem
from kiosk.rules.assessment import Text

DEVICE_NAMES: Mapping[DeviceKind, Text] = {
    DeviceKind.CODE_SCANNER: Text("扫码器", "Code scanner"),
    DeviceKind.CARD_READER: Text("读卡器", "Card reader"),
    DeviceKind.DOCUMENT_CAMERA: Text("高拍仪", "Document camera"),
    DeviceKind.RECEIPT_PRINTER: Text("凭条打印机", "Receipt printer"),
    DeviceKind.DOCUMENT_PRINTER: Text("A4打印机", "Document printer"),
}

_SIMULATED: Mapping[str, DeviceKind] = {
    "simulated scanner": DeviceKind.CODE_SCANNER,
    "simulated card reader": DeviceKind.CARD_READER,
    "simulated camera": DeviceKind.DOCUMENT_CAMERA,
    "simulated receipt printer": DeviceKind.RECEIPT_PRINTER,
    "simulated document printer": DeviceKind.DOCUMENT_PRINTER,
}
"""Where our own simulators say that a fault is."""

_CURES: Mapping[DeviceErrorCode, Text] = {
    DeviceErrorCode.CLOSED: Text("尚未打开，请稍候再试。", "is not open yet. Wait a moment and try again."),
    DeviceErrorCode.NO_HARDWARE: Text("未连接。请检查电源和连接线。", "is not connected. Check power and cable."),
    DeviceErrorCode.OFFLINE: Text(
        "没有响应。请检查电源和连接线，恢复后会自动重新连接。",
        "does not answer. Check power and cable; it reconnects by itself.",
    ),
    DeviceErrorCode.CLAIMED_ELSEWHERE: Text(
        "正被另一个程序占用。请关闭该程序。", "is in use by another program. Close that program."
    ),
    DeviceErrorCode.BUSY: Text("正忙，请稍候再试。", "is busy. Wait a moment and try again."),
    DeviceErrorCode.TIMEOUT: Text("未在规定时间内应答。请重试一次。", "did not answer in time. Try once more."),
    DeviceErrorCode.SERVICE_DOWN: Text(
        "的系统服务未运行。请技术人员启动该服务。", "has no system service running. A technician must start it."
    ),
    DeviceErrorCode.CONFIGURATION: Text(
        "配置有误。请技术人员检查配置文件。", "is wrongly configured. Check the file."
    ),
    DeviceErrorCode.FAILURE: Text("发生故障。请技术人员检查。", "has failed. A technician must look at it."),
    DeviceErrorCode.OVERSIZE: Text(
        "读到的内容过长，已丢弃。请换一个码。", "read too much; it was dropped. Use another code."
    ),
    DeviceErrorCode.NOT_CLAIMED: Text(
        "尚未占用就被使用。请导出诊断信息交开发人员。",
        "was used before it was claimed. Hand the diagnostics to the developers.",
    ),
    DeviceErrorCode.DISABLED: Text(
        "尚未启用就被使用。请导出诊断信息交开发人员。",
        "was used before it was enabled. Hand the diagnostics to the developers.",
    ),
    DeviceErrorCode.CANCELLED: Text(
        "的操作已取消。需要时请重新开始。", "was told to stop. Start again when needed."
    ),
    DeviceErrorCode.HUNG: Text(
        "的驱动程序失去响应，已另行启动。若再次出现，请技术人员检查连接和驱动程序。",
        "hung in its driver and was started anew. If it comes back, a technician must check cable and driver.",
    ),
    DeviceErrorCode.INCOMPLETE: Text(
        "只读到一部分，已丢弃。请再扫一次。", "read only a part; it was dropped. Scan it once more."
    ),
    DeviceErrorCode.CARD_ABSENT: Text(
        "中没有卡。请插入社会保障卡。", "holds no card. Insert the social security card."
    ),
    DeviceErrorCode.CARD_TORN: Text(
        "读取时卡被拔出，未保留任何内容。请重新插卡并等待读取完成。",
        "lost the card while reading; nothing was kept. Insert it again and wait until it is read.",
    ),
    DeviceErrorCode.CARD_MUTE: Text(
        "中的卡没有应答。请取出，擦净芯片，芯片朝上重新插入。",
        "gets no answer from the card. Take it out, wipe the chip, insert it chip first.",
    ),
    DeviceErrorCode.FRAME_STALE: Text(
        "画面已停止。请检查连接线，恢复后会自动继续。", "has stopped delivering pictures. Check its cable."
    ),
    DeviceErrorCode.FRAME_DARK: Text(
        "画面全黑。请取下镜头盖并打开补光灯。", "sees only black. Take the lens cap off and switch its light on."
    ),
    DeviceErrorCode.PAPER_OUT: Text("缺纸。请装纸后再打印。", "is out of paper. Load paper, then print again."),
    DeviceErrorCode.COVER_OPEN: Text("机盖未关。请合上机盖。", "has its cover open. Close the cover."),
    DeviceErrorCode.PAPER_JAM: Text("卡纸。请取出卡住的纸。", "has a paper jam. Remove the jammed paper."),
    DeviceErrorCode.CUTTER_ERROR: Text(
        "切刀故障。请技术人员处理。", "has a cutter fault. A technician must mend it."
    ),
    DeviceErrorCode.OVERHEATED: Text("过热。请等待几分钟。", "is too hot. Wait a few minutes."),
    DeviceErrorCode.MEDIA_UNSUPPORTED: Text(
        "不支持A4或PDF。请技术人员更换打印机。", "does not take A4 or PDF. A technician must change the printer."
    ),
    DeviceErrorCode.DOCUMENT_REFUSED: Text(
        "拒绝了该文件。请导出诊断信息交开发人员。", "refused the document. Hand the diagnostics to the developers."
    ),
    DeviceErrorCode.TONER_EMPTY: Text("碳粉已用尽。请更换碳粉盒。", "has no toner left. Change the cartridge."),
    DeviceErrorCode.OUTPUT_FULL: Text("出纸盘已满。请取走纸张。", "has a full output tray. Take the paper out."),
}


class DeviceProblem(Problem):
    """A device's fault as the visit's log and the faces tell it."""

    def __init__(self, kind: DeviceKind, error: DeviceError) -> None:
        name, cure = DEVICE_NAMES[kind], _CURES[error.code]
        super().__init__(error.code.value, error.actor, Text(f"{name.zh}{cure.zh}", f"{name.en} {cure.en}"))
        self.kind = kind
        self.error = error


def place_of(error: DeviceError) -> Text:
    """Where a fault is: an address as it stands, devices and our simulators by their names in the hall."""
    places = [_named(part) for part in error.locus.split(", ")]
    known = [place for place in places if place is not None]
    if len(known) < len(places):
        return Text(error.locus, error.locus)
    return Text("、".join(place.zh for place in known), ", ".join(place.en for place in known))


def _named(locus: str) -> Text | None:
    """A device, its simulator, or its kind with the name of a driver; None for any other place."""
    if locus in _SIMULATED:
        return Text(f"模拟{DEVICE_NAMES[_SIMULATED[locus]].zh}", locus)
    kind, _, driver = locus.partition(" ")
    if kind not in list(DeviceKind):
        return None
    name = DEVICE_NAMES[DeviceKind(kind)]
    return Text(f"{name.zh} {driver}".rstrip(), f"{name.en} {driver}".rstrip())


def attentions(kind: DeviceKind, status: DeviceStatus) -> tuple[DeviceProblem, ...]:
    """All that a device that is there and not ready asks for, by its sensors; none where none of them says."""
    if status.readiness not in (Readiness.NEEDS_ATTENTION, Readiness.OFFLINE):
        return ()
    return tuple(DeviceProblem(kind, DeviceError(code, kind.value)) for code in bad_sensors(status))


def attention(kind: DeviceKind, status: DeviceStatus) -> DeviceProblem | None:
    """The first of ``attentions``; None where there is none."""
    return next(iter(attentions(kind, status)), None)
