"""The technician's own words."""

from kiosk.rules.assessment import Text

TITLE = Text("技术员", "Technician")
DEVICES = Text("设备", "Devices")
DRIVER = Text("驱动", "Driver")
SOURCE = Text("来源", "Source")
SOURCE_LINE = Text(
    "{source} · {driver} {version} · 序列号 {serial}", "{source} · {driver} {version} · serial {serial}"
)
NO_SOURCE = Text("驱动未能建立", "The driver could not be made")
SENSORS = Text("传感器", "Sensors")
NO_SENSORS = Text("没有", "None")
SENSOR_LINE = Text("{sensor} {reading}", "{sensor} {reading}")
LAST_ERROR = Text("最近故障", "Last error")
NO_ERROR = Text("没有", "None")
ERROR_LINE = Text("{code} · 由{actor}处理 · {message}", "{code} · for {actor} · {message}")
ERROR_PLACE = Text("位置 {locus}", "At {locus}")
ERROR_PLACE_VENDOR = Text("位置 {locus} · 设备说：{vendor}", "At {locus} · it said: {vendor}")
SELF_TEST = Text("自检", "Self-test")
TEST_ALL = Text("全部自检", "Test all")
NOT_TESTED = Text("尚未自检", "Not tested yet")
TESTING = Text("正在自检……", "Testing…")
PASSED = Text("通过 · {ms} 毫秒 · {report}", "Passed · {ms} ms · {report}")
FAILED = Text("未通过 · {ms} 毫秒 · {report}", "Failed · {ms} ms · {report}")
NOT_RUN = Text("未能自检 · {message}", "Could not be tested · {message}")
VERSIONS = Text("版本", "Versions")
NO_DEVICES = Text(
    "没有配置任何设备，请检查终端配置。", "No device is configured: check the terminal's configuration."
)
KEYS = Text("数字键自检一台，A 全部自检，F2 切换语言", "A digit tests one device, A all of them, F2 the language")
