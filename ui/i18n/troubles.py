"""What the technician is told of a trouble, besides its own message: who, whether again, where, why, what to do."""

from collections.abc import Mapping

from drivers.health import Rung
from kiosk.failure_causes import Again
from kiosk.rules.assessment import Text

TROUBLE = Text("故障", "Trouble")
ACTOR = Text("处理人", "For")
AGAIN = Text("重试", "Try again")
PLACE = Text("位置", "At")
SAID = Text("设备说", "It said")
CAUSE = Text("原因", "Cause")
CURE = Text("处理", "Cure")
ALSO = Text("另有 {code} · {message}（由{actor}处理）", "Also {code} · {message} (for {actor})")

MAY_TRY: Mapping[Again, Text] = {
    Again.YES: Text("可以，重试是安全的", "yes, it is safe"),
    Again.NO: Text("排除原因之前重试无用", "useless before the cause is mended"),
    Again.DEPENDS: Text("先看上一次的结果：重试可能做两遍", "look first what came of it: it could be done twice"),
}

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
