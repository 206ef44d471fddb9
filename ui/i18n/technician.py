"""The technician's own words."""

from collections.abc import Mapping

from drivers.device import DeviceKind
from drivers.health import HealthLevel, Rung
from kiosk import rung_words
from kiosk.rules.assessment import Text

TITLE = Text("技术员", "Technician")
KEYS = Text(
    "数字键或 ↑ ↓ 选设备，Tab 在按键间移动，空格或回车按下，Esc 返回",
    "A digit or ↑ ↓ chooses a device, Tab goes on, Space or Enter presses, Esc goes back",
)
TEST_ALL = Text("检查全部", "Check all")
SERVICES = Text("服务一览", "Services")
BACK = Text("返回设备", "Back to devices")
VERSIONS = Text("版本", "Versions")
NO_DEVICES = Text("没有配置任何设备，请检查终端配置。", "No device is configured: check the configuration.")

ADDRESS = Text("地址 {address}", "at {address}")
DRIVER = Text("驱动 {driver}（版本 {version}）", "driver {driver} (version {version})")
SERIAL = Text("设备标识 {serial}", "unit {serial}")
NO_SERIAL = Text("设备未提供标识", "tells no serial number")
NO_SOURCE = Text("驱动 {driver} 未能建立", "The driver {driver} could not be made")
STATE_CODE = Text("{state}，代码 {code}", "{state}, code {code}")
IS_CHECKED = Text("正在检查……", "Checking…")
CHECK_PASSED = Text("检查通过", "Check passed")
CHECK_OPEN = Text("检查未能确认", "Check left open")
STOPPED_AT = Text("检查停在“{rung}”", "Check stopped at {rung}")
WELL_SINCE = Text("检查后已恢复", "Well since the check")
AND_WELL_SINCE = Text("{said} · 其后已恢复", "{said} · well since")
WAS_NOT_CHECKED = Text("未能检查", "Could not be checked")
IS_RECORDED = Text("正在记录轨迹", "Trace running")

CHECKS: Mapping[HealthLevel, Text] = {
    HealthLevel.INTERNAL: Text("内部检查", "Internal"),
    HealthLevel.EXTERNAL: Text("外部检查", "External"),
    HealthLevel.INTERACTIVE: Text("互动检查", "Interactive"),
}
RECORD = Text("记录轨迹", "Trace")
RECORD_END = Text("停止记录", "End trace")
RECORDING = Text(
    "正在记录轨迹（已去除个人信息）：{file}。按 T 停止。",
    "Recording a trace, nothing personal in it: {file}. T ends it.",
)
RECORDED = Text(
    "轨迹已写入 {file}。用 kiosk trace check 与模拟设备比对。",
    "The trace is in {file}. Compare it with the simulator: kiosk trace check.",
)
NOT_WRITTEN = Text(
    "轨迹无法写入 {file}：{why}。按 T 停止，检查磁盘空间和权限后再记录。",
    "The trace cannot be written to {file}: {why}. T ends it; check disk and permissions, then record again.",
)
NOT_RECORDED = Text("轨迹未能记录：{message}", "The trace could not be recorded: {message}")
COPY = Text("诊断", "Diagnostics")
RESET = Text("计数清零", "Reset")
RESET_SURE = Text(
    "{device}的计数将从零开始。再按一次 R 确认，Esc 放弃。",
    "The counters of the {device} will begin at zero. R again confirms, Esc leaves them.",
)
FAULTS = Text("故障演练", "Faults")
COPIED = Text("诊断信息已复制（不含个人信息）。", "The diagnostics are copied; they hold nothing personal.")
COPIED_TO = Text(
    "诊断信息已复制，并写入 {file}（不含个人信息）。",
    "The diagnostics are copied and in {file}; nothing personal.",
)
COPIED_ONLY = Text(
    "诊断信息已复制，但未能写入文件（{why}）。", "The diagnostics are copied; no file could be written ({why})."
)
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
NOT_RUN = Text("未能检查 · {level} · {at}", "Could not be checked · {level} · {at}")
LADDER = Text("逐级检查", "Ladder")
NOT_CHECKED = Text("尚未检查：按 I、E 或 X", "Not checked yet: press I, E or X")
CHECKING = Text("正在检查…… {seconds} 秒，最多 {limit} 秒", "Checking… {seconds} s, at most {limit} s")
CHECKING_AT = Text(
    "正在检查“{rung}”…… {seconds} 秒，最多 {limit} 秒", "Checking: {rung}… {seconds} s, at most {limit} s"
)
PASSED = Text("通过 · {level} · {ms} 毫秒 · {at}", "Passed · {level} · {ms} ms · {at}")
NOT_KNOWN = Text(
    "不确定：“{rung}”未能确认 · {level} · {ms} 毫秒 · {at}",
    "Not known: {rung} left open · {level} · {ms} ms · {at}",
)
NOT_KNOWN_ADVICE = Text(
    "没有查出故障，但设备未报告是否正常。请到设备前查看，并做外部检查（E）。",
    "Nothing failed, but the device does not say whether it is well. Look at it, and run the external check (E).",
)
STOPPED = Text("停在“{rung}” · {level} · {ms} 毫秒 · {at}", "Stopped at {rung} · {level} · {ms} ms · {at}")
MILLISECONDS = Text("{ms} 毫秒", "{ms} ms")

RUNGS = rung_words.RUNGS
RUNG_ASKS: Mapping[Rung, Text] = {
    Rung.ATTACHED: Text("系统能看到设备或其地址吗", "does the system see the device or its address?"),
    Rung.OS_DRIVER: Text("系统为它绑定了驱动吗", "has the system bound a driver to it?"),
    Rung.SERVICE: Text("所依赖的服务在运行吗", "does the service it needs run?"),
    Rung.OPENED: Text("按配置能打开吗", "does it open as configured?"),
    Rung.CLAIMED: Text("没有被别的程序占用吗", "does no other program hold it?"),
    Rung.ANSWERS: Text("设备本身有应答吗", "does the device itself answer?"),
    Rung.SENSORS: Text("传感器都正常吗", "are its sensors good?"),
    Rung.EXERCISE: Text("外部检查（E）：能出纸、出画面吗", "External (E): does it print, or take a picture?"),
    Rung.LOOPBACK: Text("互动检查（X）：打印的码能读回吗", "Interactive (X): is the printed code read back?"),
}
ONLY_WITH: Mapping[HealthLevel, Text] = {
    HealthLevel.EXTERNAL: Text("未试：按 E 做外部检查", "not tried: E runs the external check"),
    HealthLevel.INTERACTIVE: Text("未试：按 X 做互动检查", "not tried: X runs the interactive check"),
}
RESULTS = rung_words.RESULTS

SENSORS = Text("传感器", "Sensors")
SENSORS_NOT_KNOWN = Text("设备尚未应答，传感器未知", "Not known: the device has not been reached")
NO_SENSORS = Text("该设备没有传感器", "It has no sensors")
STATISTICS = Text("统计", "Statistics")
NO_STATISTICS = Text("尚无计数", "Nothing counted yet")
SINCE = Text("自 {when} 起", "Since {when}")
SINCE_RESET = Text("自 {when} 清零起", "Since the reset at {when}")
FAILURES_OF = Text("{operation}失败 {code}", "{operation} failed {code}")
OPERATIONS: Mapping[str, Text] = {
    "open": Text("打开", "opening"),
    "claim": Text("占用", "claiming"),
    "enable": Text("启用", "enabling"),
    "disable": Text("停用", "disabling"),
    "release": Text("释放", "releasing"),
    "close": Text("关闭", "closing"),
    "poll": Text("等待输入", "waiting for input"),
    "status": Text("查状态", "status"),
    "answer": Text("应答", "answer"),
    "exercise": Text("试运行", "exercise"),
    "power_on": Text("卡上电", "card power-on"),
    "power_off": Text("卡断电", "card power-off"),
    "transmit": Text("卡命令", "card command"),
    "together": Text("整体读卡", "reading a card"),
    "capture": Text("拍摄", "still"),
    "print_bands": Text("打印凭条", "printing a receipt"),
    "print_pdf": Text("打印A4", "printing A4"),
}
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

MENDED = Text("全部恢复正常", "Mend all")
FAULTS_TITLE = Text("故障演练（仅模拟设备）", "Rehearse a fault (simulators only)")
FAULTS_KEYS = Text(
    "可同时选几项，再点一次恢复；也可按 Tab 移动、空格选定；F 或 Esc 关闭",
    "Several at once; touch again to mend. Or Tab and Space; F or Esc closes",
)
NO_FAULT = Text("现在没有演练故障", "No fault is rehearsed now")
SUFFERS = Text("现在演练：{fault}。按 E 看页面如何报告", "Rehearsed now: {fault}. E shows how the page tells it")
SERVICE = Text("服务", "Service")
STATE = Text("现状", "Now")
INSTEAD = Text("人工替代与其他条件", "By hand instead; what else it takes")
NO_INSTEAD = Text("无法人工替代", "nothing by hand")
ASKS_THE_REGISTRY = Text("须业务系统应答", "the registry must answer")
OR = Text("或", " or ")
AND = Text("，加", ", and ")
