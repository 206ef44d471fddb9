"""What is said of the services while a device is down."""

from collections.abc import Mapping

from kiosk.rules.assessment import Text
from kiosk.services import ServiceState

BY_HAND = Text("{service}：{instead}", "{service}: {instead}")
MUST_WAIT = Text("{service}须等待", "{service}: must wait")
ALSO_BY_HAND = Text("{services}也由人工办理", "{services}: by hand too")
MEANWHILE = Text("恢复之前：{services}。其余照常办理。", "Until it is mended: {services}. All else goes on.")

STATES: Mapping[ServiceState, Text] = {
    ServiceState.WORKS: Text("正常", "Works"),
    ServiceState.UNKNOWN: Text("待确认", "Not known yet"),
    ServiceState.BY_HAND: Text("人工办理", "By hand"),
    ServiceState.NOT_POSSIBLE: Text("不能办理", "Not possible"),
}
