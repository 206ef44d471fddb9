"""What a driver saw or said, in both languages: the Chinese of every sentence in ``drivers.observation``."""

from collections.abc import Mapping

from drivers.device import DeviceKind
from drivers.faults import Fault
from drivers.observation import Observation, Observed, observation
from drivers.status import Sensor
from kiosk.device_problems import DEVICE_NAMES
from kiosk.fault_words import FAULT_NAMES
from kiosk.rules.assessment import Text
from kiosk.sensor_words import SENSOR_NAMES, SENSOR_READINGS

CHINESE: Mapping[Observed, str] = {
    Observed.SAID: "{0}",
    Observed.BOTH: "{0}：{1}",
    Observed.SENSOR_READS: "{0}{1}",
    Observed.MACHINE_THERE: "{0} 在线",
    Observed.PORT_OPEN: "{0} 接受连接",
    Observed.CONNECTED: "已连接 {0}",
    Observed.PCSC_KNOWS: "PC/SC 已识别 {0}",
    Observed.PCSC_ANSWERS: "PC/SC 有应答，读卡器 {0} 个",
    Observed.NO_USB_READER: "USB 上没有读卡器，且无法询问 PC/SC",
    Observed.CCID_BOUND: "CCID，经 usbfs",
    Observed.CCID_FREE: "未被占用，可供 CCID 使用",
    Observed.CUPS_HAS_QUEUE: "{0} 的 CUPS 有应答，队列存在",
    Observed.OPENED: "已打开",
    Observed.ENABLED: "已启用",
    Observed.CARD_CONNECTED: "卡已连接",
    Observed.NO_CARD: "无卡",
    Observed.CARD_ANSWERS: "卡有应答 {0}",
    Observed.STATUS_ANSWERED: "应答状态查询",
    Observed.PROCESS_ID_ANSWERED: "最后一段数据之后应答了进程号",
    Observed.PAPER_STATUS_ANSWERED: "最后一段数据之后按序应答了纸张状态",
    Observed.TAKES_PDF_ON_A4: "可接收 A4 的 PDF",
    Observed.PICTURE_FRESH: "第 {0} 帧画面是新的",
    Observed.IN_PROCESS: "{0}，进程 {1}",
    Observed.ONLY_A_SCAN_SHOWS: "扫到码才能确认",
    Observed.UNIT_AT: "{0}，位于 {1}",
    Observed.UNIT_UNREADABLE: "{0}，位于 {1}，有 {2} 个码无法识读：请扫键盘布局标签",
    Observed.BAUD: "{0}，{1} 波特",
    Observed.SIMULATED_READER: "模拟读卡器",
    Observed.SIMULATED_SCANNER: "模拟扫码器，扫码才能进一步确认",
    Observed.SIMULATED_CAMERA: "模拟高拍仪",
    Observed.SIMULATED_SHEETS: "模拟 {0} 张",
    Observed.TRACE_OF: "{0} {1} 的轨迹，{2}",
    Observed.NOT_RECORDED: "未记录此项，轨迹可读",
    Observed.STILL: "{0}×{1}，平均亮度 {2}（满值 255）",
    Observed.STRIP_PRINTED: "已打印并切出带二维码的小票：{0}",
    Observed.PAGE_PRINTED: "已打印测试页：{0}",
    Observed.CODE_PAGE_PRINTED: "已打印带二维码的测试页：{0}",
    Observed.READ_BACK: "由{0}读回，用时 {1} 秒",
    Observed.NO_READER: "无法进行：没有可用的扫码器或高拍仪来读回",
    Observed.STRIP_NOT_READ: "{0} 秒内没有读到小票",
    Observed.PAGE_NOT_READ: "{0} 秒内没有读到测试页",
    Observed.NO_SUCH_NAME: "没有这个主机名（{0}），请改填 IP 地址",
    Observed.PORT_CLOSED: "主机在线，端口 {0} 关闭：端口填错，或服务未开启",
    Observed.NOBODY_ANSWERS: "无应答：已关机、地址不对，或被防火墙拦截",
    Observed.NO_WAY_THERE: "网络不通：查网线、交换机或地址",
    Observed.NO_SUCH_UNIT: "没有插入这样的设备",
    Observed.SEVERAL_UNITS: "有 {0} 个相同设备：请用序列号（{1}）或路径指明一个",
    Observed.NO_SERIAL_PORT: "不是字符设备，因此不是串口",
    Observed.KERNEL_KEEPS_READER: "内核模块 {0} 占住读卡器，PC/SC 无法使用：请屏蔽该模块",
    Observed.THERE_ARE: "现有 {0}",
    Observed.NO_READER_KNOWN: "PC/SC 没有识别到读卡器",
    Observed.NO_KEYBOARD: "没有任何键盘类设备",
    Observed.SCANNERS_THERE: "现有扫码器：{0}",
    Observed.SEVERAL_SCANNERS: "有 {0} 个扫码器的名称相符：请用路径指明一个",
    Observed.SEVERAL_KEYBOARDS: "有 {0} 个键盘的名称相符：请用 /dev/input/by-id 中的路径指明一个",
    Observed.NO_SCANNER_SET: "没有设为 HID POS 的扫码器",
    Observed.NOT_SET_AS_SCANNER: "未设为扫码器（HID POS）：请用厂家设置码设置",
    Observed.HELD_BY: "被 {0} 占用",
    Observed.HELD_BY_US: "本终端自身（另一设备）",
    Observed.HELD_UNSEEN: "被当前用户看不到的程序占用",
    Observed.UNPLUGGED: "已拔除",
    Observed.NO_ANSWER: "无应答",
    Observed.DOES_NOT_ANSWER: "没有应答",
    Observed.NO_ANSWER_IN: "{0} 秒内无应答",
    Observed.NOT_BEGUN_IN: "{0} 秒内未能开始",
    Observed.NEVER_CAME_BACK: "驱动的调用一直没有返回",
    Observed.SERVICE_NOT_RUNNING: "服务未运行",
    Observed.NO_END_MARK: "没有收到结束标记",
    Observed.NO_PICTURE_IN: "{0} 秒内没有画面",
    Observed.NO_NEW_PICTURE: "{0} 秒没有新画面",
    Observed.PICTURE_STANDS: "画面停住",
    Observed.NO_SUCH_QUEUE: "CUPS 中没有这个队列",
    Observed.QUEUE_REJECTS: "队列拒收任务（需 cupsaccept）",
    Observed.QUEUE_STOPPED: "队列已停止（需 cupsenable）：{0}",
    Observed.CUPS_CANNOT_REACH: "CUPS 连不上打印机：{0}",
}
"""EACH is but a list."""


def in_words(said: str) -> Text:
    """What a driver saw or said as a pair; text that is no ``Observation`` is its own and left as it is."""
    seen = observation(said)
    if seen.what is Observed.SENSOR_READS:
        return _sensor(seen)
    values = tuple(map(_value, seen.values))
    if seen.what is Observed.EACH:
        return Text("，".join(value.zh for value in values), ", ".join(value.en for value in values))
    zh = CHINESE[seen.what].format(*(value.zh for value in values))
    return Text(zh, seen.what.value.format(*(value.en for value in values)))


def _value(value: str) -> Text:
    if isinstance(value, Observation):
        return in_words(value)
    if isinstance(value, DeviceKind):
        return DEVICE_NAMES[value]
    if isinstance(value, Fault):
        return FAULT_NAMES[value]
    return Text(value, value)


def _sensor(seen: Observation) -> Text:
    name, reading = seen.values
    known = SENSOR_NAMES.get(name, Text(name, name))
    words = SENSOR_READINGS[Sensor(reading)]
    return Text(f"{known.zh}{words.zh}", f"{known.en.lower()} {words.en}")
