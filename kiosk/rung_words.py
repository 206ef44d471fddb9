"""A rung of the health ladder in both languages: its name, how it went, what was seen on it."""

from collections.abc import Mapping

from drivers.health import Rung, RungFinding, RungResult, Verdict
from kiosk.device_problems import DeviceProblem, place_of
from kiosk.observed_words import in_words
from kiosk.rules.assessment import Text

RUNGS: Mapping[Rung, Text] = {
    Rung.ATTACHED: Text("已连接", "Attached"),
    Rung.OS_DRIVER: Text("系统驱动", "OS driver"),
    Rung.SERVICE: Text("服务", "Service"),
    Rung.OPENED: Text("打开", "Opened"),
    Rung.CLAIMED: Text("占用", "Claimed"),
    Rung.ANSWERS: Text("应答", "Answers"),
    Rung.SENSORS: Text("传感器", "Sensors"),
    Rung.EXERCISE: Text("试运行", "Exercise"),
    Rung.LOOPBACK: Text("打印回读", "Loopback"),
}
RESULTS: Mapping[RungResult, Text] = {
    RungResult.PASSED: Text("通过", "passed"),
    RungResult.FAILED: Text("未通过", "failed"),
    RungResult.UNKNOWN: Text("未知", "unknown"),
    RungResult.NOT_SUPPORTED: Text("无此项", "none here"),
    RungResult.NOT_REACHED: Text("未到", "not reached"),
}
VERDICTS: Mapping[Verdict, Text] = {
    Verdict.PASSED: Text("通过", "passed"),
    Verdict.FAILED: Text("未通过", "NOT passed"),
    Verdict.UNKNOWN: Text(
        "不确定。没有查出故障，但有问题未得到回答",
        "NOT KNOWN. Nothing failed, but not every question found an answer",
    ),
}
_HINDERED = Text("无法进行：{0}", "could not be tried: {0}")


def rung_seen(finding: RungFinding) -> Text:
    """What was seen: on a rung that failed the fault's code, its place and what was said; empty where nothing."""
    if finding.error is None:
        return in_words(finding.seen)
    if finding.hindered_by is not None:
        message = DeviceProblem(finding.hindered_by, finding.error).message
        return Text(_HINDERED.zh.format(message.zh), _HINDERED.en.format(message.en))
    code, said = finding.error.code.value, in_words(finding.error.vendor_text)
    parts = (Text(code, code), place_of(finding.error), said)
    return Text("：".join(part.zh for part in parts if part.zh), ": ".join(part.en for part in parts if part.en))
