"""One visit after another, on a thread of its own: commands in, views out. The faces never wait for it."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import partial

from drivers.code_scanner import Scan
from drivers.device import Provenance
from drivers.errors import Actor
from drivers.printing import PrintOutcome
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.rules.facts import AgentProof, Seen, VisitorRole
from kiosk.visits import conclude, examine, identify, paper
from kiosk.visits.events import (
    Closing,
    ContractExamined,
    EntryDateStated,
    Face,
    FieldSettled,
    MedicalStated,
    OriginalJudged,
    Paper,
    PhotoExamined,
    VisitClosed,
)
from kiosk.visits.log import EventLog, VisitLog
from kiosk.visits.points import asked_points
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from kiosk.visits.view import Message, Tone, VisitView

logger = logging.getLogger(__name__)

Work = Callable[[], Message | None]


class TerminalFault(Problem):
    """The terminal itself has a fault; the visit stays open (V-199). The log has the place, never the data."""

    def __init__(self) -> None:
        super().__init__(
            "V-199",
            Actor.DEVELOPER,
            Text(
                "终端内部故障，本步骤未生效，办理仍保留。请重试；如再次出现请呼叫技术人员。",
                "A fault inside the terminal: this step did not take effect, the visit is kept. "
                "Try again; if it comes back, call a technician.",
            ),
        )


class VisitSession:
    """Every command returns at once and is done in order on the session's thread.

    After each change ``on_view`` is called on that thread with an immutable view. Whatever goes wrong becomes a
    message that says what to do, is written into the visit, and leaves the visit open.
    """

    def __init__(self, store: EventLog, tools: Tools, on_view: Callable[[VisitView], None]) -> None:
        self._log = VisitLog(store)
        self._tools = tools
        self._on_view = on_view
        self._message: Message | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="visit")

    def stop(self) -> None:
        """Finish what is running and end the thread; an open visit stays open for the next start."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def resume(self) -> None:
        """Take up the visit that was open when the terminal last stopped, if there is one."""
        self._post(self._resume)

    def scan(self, data: bytes, provenance: Provenance, *, of_several: bool = False) -> None:
        """A code was presented; ``of_several`` codes that share one message, by the scanner's word."""
        scanned = Scan(data, provenance, of_several=of_several)
        busy = Text("正在查询许可……", "Looking up the permit…")
        self._post(lambda: identify.scan(self._log, self._tools, scanned), busy)

    def look_up(self, permit_number: str) -> None:
        """A permit number was typed, because the code cannot be read."""
        busy = Text("正在查询许可……", "Looking up the permit…")
        self._post(lambda: identify.look_up(self._log, self._tools, permit_number), busy)

    def declare_visitor(self, role: VisitorRole, proof: AgentProof) -> None:
        """Who came, and what proves it."""
        self._post(lambda: identify.declare_visitor(self._log, self._tools, role, proof))

    def read_card(self) -> None:
        """Read the social security card in the reader."""
        busy = Text("正在读卡，请勿拔卡……", "Reading the card. Leave it in…")
        self._post(lambda: examine.read_card(self._log, self._tools), busy)

    def capture(self, key: str) -> None:
        """Take a picture of one original."""
        busy = Text("正在拍摄……", "Capturing…")
        self._post(lambda: examine.capture(self._log, self._tools, key), busy)

    def judge(
        self,
        key: str,
        seen: Seen,
        reason: str = "",
        copy_present: bool | None = None,
        copy_sealed: bool | None = None,
    ) -> None:
        """Say of one original: seen and right, differs, or missing."""
        judged = OriginalJudged(key, seen, reason, copy_present, copy_sealed, self._tools.operator)
        self._post(lambda: examine.judge(self._log, self._tools, judged))

    def settle_field(self, subject: str, field: str, agrees: bool) -> None:
        """Say of one field that was read differently whether it agrees after all."""
        self._note(FieldSettled(subject, field, agrees, self._tools.operator))

    def undo(self) -> None:
        """Take back the last judgement."""
        self._post(lambda: examine.undo(self._log, self._tools))

    def state_entry_date(self, entry_date: date) -> None:
        """The entry date as the stamp in the passport gives it."""
        self._note(EntryDateStated(entry_date, self._tools.operator))

    def state_medical(self, issued_on: date, issuer: str) -> None:
        """Date and issuer of the medical report."""
        self._note(MedicalStated(issued_on, issuer, self._tools.operator))

    def examine_contract(self, lacking: tuple[str, ...], *, change_wanted: bool = False) -> None:
        """What staff saw of the contract: the points it lacks, and whether its change is asked for."""
        self._note(ContractExamined(lacking, change_wanted, self._tools.operator))

    def examine_photo(self, lacking: tuple[str, ...]) -> None:
        """What staff saw of the photo: the points that are not as asked."""
        self._note(PhotoExamined(lacking, self._tools.operator))

    def assess(self) -> None:
        """Ask the rules about the case as it stands."""
        self._post(lambda: conclude.assess(self._log, self._tools))

    def confirm(self) -> None:
        """Answer for the verification as a member of staff."""
        busy = Text("正在报送核验结果……", "Reporting the verification…")
        self._post(lambda: conclude.confirm(self._log, self._tools), busy)

    def print_paper(self, which: Paper) -> None:
        """Print one paper of this visit."""
        busy = Text("正在打印……", "Printing…")
        self._post(lambda: paper.print_paper(self._log, self._tools, which), busy)

    def settle_print(self, job_id: str, outcome: PrintOutcome) -> None:
        """Say what was seen in the tray."""
        self._post(partial(paper.settle_print, self._log, self._tools, job_id, outcome))

    def close(self, closing: Closing) -> None:
        """End the visit and clear the face."""
        self._post(lambda: self._close(closing))

    def picture(self, digest: str) -> "Future[bytes]":
        """A stored picture of the open visit, as JPEG."""
        return self._worker.submit(self._log.picture, digest)

    def _note(
        self, event: FieldSettled | EntryDateStated | MedicalStated | ContractExamined | PhotoExamined
    ) -> None:
        def work() -> None:
            self._log.note(event)

        self._post(work)

    def _resume(self) -> Message | None:
        if self._log.state is not None or not self._log.resume(self._tools.face, self._tools.window):
            return None
        if self._tools.face is Face.SELF_SERVICE:
            self._close(Closing.IDLE)  # whoever stands there now need not be who stood there then
            return None
        return Message(Tone.INFO, Text("已恢复上次未完成的办理。", "The unfinished visit was taken up again."))

    def _close(self, closing: Closing) -> None:
        self._log.note(VisitClosed(closing))
        self._log.leave()

    def _post(self, work: Work, busy: Text | None = None) -> None:
        self._worker.submit(self._perform, work, busy)

    def _perform(self, work: Work, busy: Text | None) -> None:
        if busy is not None:
            self._publish(busy)
        try:
            self._message = work()
        except Problem as problem:
            self._tell(problem)
        except Exception as error:  # noqa: BLE001  the desk must outlive a bug in one step
            logger.error("fault in a step of a visit: %s at %s", type(error).__name__, _place(error))
            self._tell(TerminalFault())
        self._publish()

    def _tell(self, problem: Problem) -> None:
        self._message = Message(Tone.ATTENTION, problem.message, problem.code, problem.actor)
        try:
            self._log.note_problem(problem)
        except Problem as second:
            logger.error("a problem could not be written down: %s", second.code)
            self._message = Message(Tone.ATTENTION, second.message, second.code, second.actor)

    def _publish(self, busy: Text | None = None) -> None:
        state: VisitState | None = self._log.state
        training = self._tools.station.has_simulators or (state is not None and state.simulated)
        self._on_view(VisitView(state, busy, None if busy else self._message, training, self._asks_points(state)))

    def _asks_points(self, state: VisitState | None) -> tuple[str, ...]:
        record = state.record if state is not None else None
        profile = self._tools.profiles.get(record.locality) if record is not None else None
        return asked_points(record, profile) if record is not None and profile is not None else ()


def _place(error: Exception) -> str:
    """Where an exception came from, without its text, which could quote a person's data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
