"""The faults that can be rehearsed, in the words of the hall."""

from collections.abc import Mapping

from drivers.faults import Fault
from kiosk.rules.assessment import Text

FAULT_NAMES: Mapping[Fault, Text] = {
    Fault.MUTE: Text("不应答", "mute"),
    Fault.SLOW: Text("迟缓", "slow"),
    Fault.HUNG: Text("驱动停滞", "hung in its driver"),
    Fault.GARBAGE: Text("数据乱码", "garbage"),
    Fault.SHORT: Text("数据不全", "cut short"),
    Fault.OVERSIZE: Text("数据过长", "too much data"),
    Fault.TORN: Text("中途中断", "torn in the middle"),
    Fault.UNPLUGGED: Text("拔除", "unplugged"),
    Fault.FLAPPING: Text("时断时续", "comes and goes"),
    Fault.CLAIMED_ELSEWHERE: Text("被其他程序占用", "taken by another program"),
    Fault.SERVICE_DOWN: Text("系统服务停止", "service down"),
    Fault.UNKNOWN_STATUS: Text("状态不明", "does not say how it stands"),
    Fault.OFFLINE: Text("脱机", "switched off-line"),
    Fault.PAPER_OUT: Text("缺纸", "out of paper"),
    Fault.PAPER_ENDS: Text("打印中缺纸", "runs out while printing"),
    Fault.NEAR_END: Text("纸将尽", "paper near its end"),
    Fault.JAM: Text("卡纸", "jammed"),
    Fault.COVER_OPEN: Text("机盖打开", "cover open"),
    Fault.CUTTER_ERROR: Text("切刀故障", "cutter error"),
    Fault.COOLING: Text("过热冷却中", "too hot, cooling"),
    Fault.TONER_EMPTY: Text("碳粉用尽", "toner empty"),
    Fault.OUTPUT_FULL: Text("出纸盘满", "output full"),
    Fault.FROZEN_FRAME: Text("画面停住", "picture frozen"),
    Fault.BLACK_FRAME: Text("画面全黑", "picture black"),
}
