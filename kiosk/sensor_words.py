"""The devices' sensors and their readings, in the words of the hall."""

from collections.abc import Mapping

from drivers.status import Sensor
from kiosk.rules.assessment import Text

SENSOR_READINGS: Mapping[Sensor, Text] = {
    Sensor.GOOD: Text("正常", "good"),
    Sensor.LOW: Text("偏低", "low"),
    Sensor.BAD: Text("异常", "bad"),
    Sensor.UNKNOWN: Text("未知", "unknown"),
    Sensor.NOT_SUPPORTED: Text("无此传感器", "no such sensor"),
}

SENSOR_NAMES: Mapping[str, Text] = {
    "paper": Text("纸", "Paper"),
    "cover": Text("盖", "Cover"),
    "cutter": Text("切刀", "Cutter"),
    "card": Text("卡", "Card"),
    "line": Text("线路", "Line"),
    "toner": Text("墨粉", "Toner"),
    "temperature": Text("温度", "Temperature"),
    "head": Text("打印头", "Print head"),
    "mechanism": Text("机芯", "Mechanism"),
    "path": Text("纸路", "Paper path"),
    "output": Text("出纸盘", "Output tray"),
}
