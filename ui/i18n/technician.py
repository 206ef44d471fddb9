"""The technician's own words."""

from collections.abc import Mapping

from drivers.device import DeviceKind
from drivers.health import HealthLevel, Rung
from kiosk import rung_words
from kiosk.rules.assessment import Text

TITLE = Text("技术员", "Technician")
KEYS = Text(
    "数字键选设备，↑ ↓ 换设备，A 检查全部，S 服务一览",
    "A digit chooses a device, ↑ ↓ the next, A checks all, S the services",
)
TEST_ALL = Text("检查全部", "Check all")
SERVICES = Text("服务一览", "Services")
BACK = Text("返回设备", "Back to devices")
VERSIONS = Text("版本", "Versions")
NO_DEVICES = Text("没有配置任何设备，请检查终端配置。", "No device is configured: check the configuration.")

SOURCE_LINE = Text(
    "{source} · 驱动 {driver} {version} · 编号 {serial}", "{source} · driver {driver} {version} · no. {serial}"
)
NO_SOURCE = Text("驱动 {driver} 未能建立", "The driver {driver} could not be made")
STATE_CODE = Text("{state}，代码 {code}", "{state}, code {code}")

FAULT = Text("{code} · 由{actor}处理 · {message}", "{code} · for {actor} · {message}")
FAULT_PLACE = Text("位置 {locus}", "At {locus}")
FAULT_SAID = Text("位置 {locus} · 设备说：{vendor}", "At {locus} · it said: {vendor}")

CHECKS: Mapping[HealthLevel, Text] = {
    HealthLevel.INTERNAL: Text("内部检查", "Internal"),
    HealthLevel.EXTERNAL: Text("外部检查", "External"),
    HealthLevel.INTERACTIVE: Text("互动检查", "Interactive"),
}
RECORD = Text("记录轨迹", "Trace")
RECORD_END = Text("停止记录", "End trace")
RECORDING = Text(
    "正在记录到 {file}（已去除个人信息）。按 T 停止。", "Recording to {file}, nothing personal in it. T ends it."
)
RECORDED = Text("轨迹已写入 {file}。", "The trace is in {file}.")
COPY = Text("复制诊断", "Diagnostics")
RESET = Text("计数清零", "Reset")
RESET_SURE = Text("再按一次清零", "Press again to reset")
FAULTS = Text("故障演练", "Faults")
COPIED = Text("诊断信息已复制（不含个人信息）。", "The diagnostics are copied; they hold nothing personal.")
RESET_DONE = Text("该设备已从现在起重新计数。", "This device is counted anew from now.")
RESET_FAILED = Text(
    "计数文件无法写入，未清零。请检查磁盘空间和权限。",
    "The counters' file cannot be written; nothing was reset. Check the disk and its permissions.",
)
HOLD_PAPER: Mapping[DeviceKind, Text] = {
    DeviceKind.RECEIPT_PRINTER: Text(
        "请在 {seconds} 秒内把打印出的小票放在扫码器前或高拍仪下。",
        "Within {seconds} s, hold the printed strip before the scanner or under the document camera.",
    ),
    DeviceKind.DOCUMENT_PRINTER: Text(
        "请在 {seconds} 秒内把打印出的 A4 测试页放在高拍仪下，或把其二维码放在扫码器前。",
        "Within {seconds} s, lay the A4 page under the document camera, or hold its code before the scanner.",
    ),
}
NOT_RUN = Text("未能检查 · {message}", "Could not be checked · {message}")

CAUSE_AND_CURE = Text("原因：{cause}\n处理：{cure}", "Cause: {cause}\nCure: {cure}")

LADDER = Text("逐级检查", "Ladder")
NOT_CHECKED = Text("尚未检查：按 I、E 或 X", "Not checked yet: press I, E or X")
CHECKING = Text("正在检查……", "Checking…")
PASSED = Text("通过 · {level} · {ms} 毫秒", "Passed · {level} · {ms} ms")
NOT_KNOWN = Text(
    "不确定：“{rung}”未能确认 · {level} · {ms} 毫秒", "Not known: {rung} left open · {level} · {ms} ms"
)
NOT_KNOWN_ADVICE = Text(
    "没有查出故障，但设备未报告是否正常。请到设备前查看，并做外部检查（E）。",
    "Nothing failed, but the device does not say whether it is well. Look at it, and run the external check (E).",
)
STOPPED = Text("停在“{rung}” · {level} · {ms} 毫秒", "Stopped at {rung} · {level} · {ms} ms")
MILLISECONDS = Text("{ms} 毫秒", "{ms} ms")

RUNGS = rung_words.RUNGS
RUNG_HINTS: Mapping[Rung, Text] = {
    Rung.ATTACHED: Text("查电源、数据线、插口或网络地址。", "Look at power, cable, socket, or the address."),
    Rung.OS_DRIVER: Text("查系统为该设备绑定了哪个驱动。", "Look which driver the system bound to it."),
    Rung.SERVICE: Text("查系统服务是否运行、端口是否开放。", "Look whether its service runs and the port is open."),
    Rung.OPENED: Text("查配置中的驱动选项和访问权限。", "Look at the driver's options and the permissions."),
    Rung.CLAIMED: Text("查哪个程序占用了设备。", "Look which program holds the device."),
    Rung.ANSWERS: Text(
        "设备已接上但不应答：关机再开，查波特率和协议。", "It is there and mute: power-cycle, check the protocol."
    ),
    Rung.SENSORS: Text("按上面写明的异常传感器处理。", "Put right what the sensor named above tells."),
    Rung.EXERCISE: Text("看设备有没有动作：出纸、画面。", "Look whether it did anything: paper, a picture."),
    Rung.LOOPBACK: Text(
        "打印正常而读不回：查扫码器、高拍仪和补光。", "It printed, nobody read it: look at the readers."
    ),
}
RESULTS = rung_words.RESULTS

SENSORS = Text("传感器", "Sensors")
SENSORS_NOT_KNOWN = Text("设备尚未应答，传感器未知", "Not known: the device has not been reached")
NO_SENSORS = Text("该设备没有传感器", "It has no sensors")
STATISTICS = Text("统计", "Statistics")
NO_STATISTICS = Text("尚无计数", "Nothing counted yet")
SINCE = Text("自 {when} 起", "Since {when}")
SINCE_RESET = Text("自 {when} 清零起", "Since the reset at {when}")
FAILURES_OF = Text("{operation} 失败 {code}", "{operation} failed {code}")
COUNTERS: Mapping[str, Text] = {
    "HoursPoweredCount": Text("启用小时", "Hours powered"),
    "CommunicationErrorCount": Text("通信错误", "Communication errors"),
    "GoodScanCount": Text("成功扫码", "Good scans"),
    "GoodReadCount": Text("成功读卡", "Good reads"),
    "FailedReadCount": Text("读取失败", "Failed reads"),
    "PaperCutCount": Text("切纸", "Paper cuts"),
    "FailedPaperCutCount": Text("切纸失败", "Failed paper cuts"),
    "ReceiptCoverOpenCount": Text("遇机盖打开", "Cover found open"),
    "MaximumTempReachedCount": Text("过热", "Too hot"),
    "PrinterFaultCount": Text("打印故障", "Printer faults"),
    "M_PrintedJobCount": Text("已打印", "Jobs printed"),
    "M_NotPrintedJobCount": Text("未打印", "Jobs not printed"),
    "M_UnknownJobCount": Text("不确定是否打印", "Jobs unknown"),
    "M_PrintedSheetCount": Text("已打印张数", "Sheets printed"),
    "M_PrintedBandCount": Text("已打印图带", "Bands printed"),
    "M_StillCount": Text("拍摄", "Stills"),
    "M_DroppedScanCount": Text("未接收的扫码", "Scans not asked for"),
    "M_UnreadableScanCount": Text("无法识别的扫码", "Unreadable scans"),
}

MENDED = Text("恢复正常", "Mend it")
FAULTS_TITLE = Text("故障演练（仅模拟设备）", "Rehearse a fault (simulators only)")
FAULTS_KEYS = Text("点选或按 Tab、空格；F 关闭", "Touch one, or Tab and Space; F closes")

SERVICE = Text("服务", "Service")
STATE = Text("现状", "Now")
INSTEAD = Text("人工替代", "By hand instead")
NO_INSTEAD = Text("无", "None")
