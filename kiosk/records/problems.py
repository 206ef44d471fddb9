"""What can go wrong with the record, told so that the right person can act."""

from drivers.errors import Actor
from kiosk.problems import Problem
from kiosk.rules.assessment import Text


class VisitMovedOn(Problem):
    """Another window wrote this visit's next event first (S-101)."""

    def __init__(self) -> None:
        super().__init__(
            "S-101",
            Actor.STAFF,
            Text(
                "另一个窗口已处理此次办理。请关闭后重新扫码继续。",
                "Another window has gone on with this visit. Close it here and scan again to continue.",
            ),
        )


class StoreFailed(Problem):
    """The record could not be written; nothing was shown as done (S-102)."""

    def __init__(self) -> None:
        super().__init__(
            "S-102",
            Actor.TECHNICIAN,
            Text(
                "无法写入办理记录，本步骤未生效。请检查磁盘空间并呼叫技术人员。",
                "The record could not be written, so this step did not take effect. "
                "Check the disk and call a technician.",
            ),
        )


class StoreUnusable(Problem):
    """The record cannot be opened or is not one of ours (S-103); names the place, never its password."""

    def __init__(self, place: str, why: Text) -> None:
        super().__init__(
            "S-103",
            Actor.TECHNICIAN,
            Text(
                f"无法使用办理记录 {place}：{why.zh}。请检查路径、权限和配置，或从备份恢复。",
                f"The record {place} cannot be used: {why.en}. "
                "Check the path, its permissions and the configuration, or restore a back-up.",
            ),
        )


class RecordChanged(Problem):
    """A visit's last events were removed from outside; nothing is written after the gap (S-104)."""

    def __init__(self) -> None:
        super().__init__(
            "S-104",
            Actor.TECHNICIAN,
            Text(
                "此次办理的记录被外部改动，不能继续。请呼叫技术人员运行 kiosk records verify。",
                "This visit's record was changed from outside and cannot be continued. "
                "Call a technician to run `kiosk records verify`.",
            ),
        )
