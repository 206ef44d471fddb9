"""What can go wrong between the terminal and the registry, told so that the right person can act."""

from typing import ClassVar

from drivers.errors import Actor
from kiosk.problems import Problem
from kiosk.rules.assessment import Text


class RegistryProblem(Problem):
    """Base. ``detail`` is for the technician's log: a place or a kind, never a person's data.

    ``retry_safe``: asking again can do no harm. True of all but a conflict: reports carry an idempotency key.
    """

    failure_code: ClassVar[str]
    who: ClassVar[Actor]
    text: ClassVar[Text]
    retry_safe: ClassVar[bool] = True

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.failure_code, self.who, self.text)
        self.detail = detail

    def __str__(self) -> str:
        return f"{super().__str__()} ({self.detail})" if self.detail else super().__str__()


class RegistryUnreachable(RegistryProblem):
    """No connection."""

    failure_code = "G-101"
    who = Actor.TECHNICIAN
    text = Text(
        "连接不上来华工作管理服务系统。本次办理已保留，请稍后重试；一直连接不上时请联系技术人员检查网络。",
        "The work permit system cannot be reached. The visit is kept: try again shortly; if it stays so, "
        "have a technician check the network.",
    )


class RegistryTimeout(RegistryProblem):
    """Connected, but no whole answer in time."""

    failure_code = "G-102"
    who = Actor.STAFF
    text = Text(
        "来华工作管理服务系统没有及时答复。本次办理已保留，请重试。",
        "The work permit system did not answer in time. The visit is kept: try again.",
    )


class RegistryAnswerNonsense(RegistryProblem):
    """An answer that is no answer: not JSON, too large, cut short, wrong types, another permit's."""

    failure_code = "G-103"
    who = Actor.TECHNICIAN
    text = Text(
        "来华工作管理服务系统的答复无法识别，未采用。请重试；再次出现时请联系技术人员核对系统地址。",
        "The work permit system's answer makes no sense and was not used. Try again; if it happens again, "
        "have a technician check the system's address.",
    )


class PermitUnknown(RegistryProblem):
    """The registry knows no such permit or code."""

    failure_code = "G-104"
    who = Actor.STAFF
    text = Text(
        "系统中查不到这份工作许可。请核对许可号码，或请用人单位从来华工作管理服务系统重新下载通知。",
        "The system knows no such work permit. Check the permit number, or have the employer download the notice "
        "from the system again.",
    )


class CodeExpired(RegistryProblem):
    """The code was good once."""

    failure_code = "G-105"
    who = Actor.USER
    text = Text(
        "二维码已过期。电子社保卡请刷新后再出示；通知上的二维码过期时，请改用许可号码查询。",
        "The code has expired. Refresh it in the electronic social security card; for a notice, look the permit "
        "up by its number.",
    )


class DecisionPending(RegistryProblem):
    """The authority has not issued the decision, or not released it yet."""

    failure_code = "G-106"
    who = Actor.STAFF
    text = Text(
        "准予行政许可决定书尚未出具。请先打印核验回执，决定书出具后再领取。",
        "The decision has not been issued yet. Print the receipt now; the decision is collected later.",
    )


class RegistryFailing(RegistryProblem):
    """The registry itself says that it is failing."""

    failure_code = "G-107"
    who = Actor.STAFF
    text = Text(
        "来华工作管理服务系统暂时不能服务。本次办理已保留，请稍后重试。",
        "The work permit system is out of service for now. The visit is kept: try again later.",
    )


class VerificationConflict(RegistryProblem):
    """The registry holds another report under this visit's number."""

    failure_code = "G-108"
    who = Actor.TECHNICIAN
    text = Text(
        "系统中已有本次办理的另一份核验记录，两者不一致。请勿重复提交，请联系技术人员核对。",
        "The system already holds a different report for this visit. Do not send it again; have a technician "
        "compare the two.",
    )
    retry_safe = False


UNANSWERED = frozenset(
    problem.failure_code
    for problem in (RegistryUnreachable, RegistryTimeout, RegistryAnswerNonsense, RegistryFailing)
)
"""The codes that say the system itself gives no answer to anybody, whatever is asked."""
