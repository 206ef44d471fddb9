"""What a face stands on in tests: a session that folds real events at once, a station that only says how it is."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import cv2
import numpy as np

from drivers.device import DeviceKind, Provenance, Source
from drivers.document_camera import Frame
from drivers.faults import Fault
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult
from drivers.printing import PrintOutcome, PrintResult
from drivers.statistics_file import DeviceCounts
from drivers.status import DeviceStatus, Readiness, Sensor
from kiosk.device_views import DeviceView
from kiosk.permits import Decision, Material, PermitClass, PermitRecord, PermitStatus, Sex
from kiosk.printouts.foreseen import Foreseen
from kiosk.rules.assessment import Assessment, Deadline, Finding, Outcome, Severity, Text
from kiosk.rules.checklist import copy_asked
from kiosk.rules.facts import AgentProof, FieldMatch, OriginalFact, Seen, VisitorRole
from kiosk.rules.profiles import load_profile
from kiosk.rules.topics import topic_groups
from kiosk.visits import events as e
from kiosk.visits.folding import apply
from kiosk.visits.state import RecordedEvent, VisitState
from kiosk.visits.view import Message, Tone, VisitView
from ui.context import FaceContext, Hall, TrainingAction, TrainingPerson

TODAY = date(2026, 11, 10)
SIMULATOR = Provenance(Source.SIMULATOR, "simulated", "1", "SIM-1")
CANARY = "MÜLLER KATHARINA"

PAPERS = (
    ("M01", "申请表", "Application form"),
    ("M02", "工作资历证明", "Proof of work qualification"),
    ("M03", "最高学历(学位)证书", "Highest degree certificate, authenticated"),
    ("M04", "无犯罪记录证明", "No-criminal-record certificate"),
    ("M06", "劳动合同", "Employment contract"),
    ("M07", "护照", "Passport"),
    ("M08", "申请人照片", "Photo of the applicant"),
    ("M11", "签证及入境章页", "Visa and entry stamp page"),
    ("M12", "境内体检报告", "Medical report issued in China"),
)

RECORD = PermitRecord(
    permit_number="GZ2026110000123",
    notice_number="N2026110000123",
    name=CANARY,
    sex=Sex.FEMALE,
    birth_date=date(1990, 4, 12),
    nationality="DEU",
    passport_number="C01X00T47",
    passport_expires=date(2031, 3, 1),
    permit_class=PermitClass.B,
    employer="广州云帆智能科技有限公司 Guangzhou Yunfan Intelligent Technology Co., Ltd.",
    employer_uscc="91440101MA5XXXXX0X",
    position="Engineer",
    locality="GZ",
    valid_from=date(2026, 10, 1),
    valid_until=date(2027, 9, 30),
    notice_valid_until=date(2027, 1, 1),
    status=PermitStatus.APPROVED,
    materials=tuple(Material(*paper) for paper in PAPERS),
)
DEADLINE = Deadline(
    "R-VER-02",
    date(2026, 10, 20),
    date(2026, 11, 18),
    date(2026, 11, 19),
    Text("自入境次日起算30日,遇休息日顺延", "30 days from the day after entry, rolled over rest days"),
)
DEFECTS = (
    Finding(
        "R-VER-03",
        "MISSING",
        Severity.DEFECT,
        "M03",
        "最高学历原件",
        "未提供",
        Text("缺少最高学历(学位)证书原件", "The original of the highest degree is missing"),
        Text("请带原件再来", "Bring the original"),
        "003_5bd5da7cb5a6999a.txt",
    ),
    Finding(
        "R-MED-01",
        "EXPIRED",
        Severity.DEFECT,
        "M12",
        "6个月内",
        "2026-03-01",
        Text("体检报告已超过六个月", "The medical report is older than six months"),
        Text("请到境内检验检疫机构重新体检", "Have a new examination at a quarantine institution in China"),
        "003_5bd5da7cb5a6999a.txt",
    ),
    Finding(
        "R-VER-04",
        "NOTE",
        Severity.NOTE,
        "visitor",
        "",
        "",
        Text("由申请人本人办理", "The applicant came in person"),
        Text("", ""),
        "003_5bd5da7cb5a6999a.txt",
    ),
)
DECISION = Decision(
    "穗外专许〔2026〕第00123号",
    RECORD.permit_number,
    "准予行政许可决定书",
    CANARY,
    ("……",),
    "机关",
    TODAY,
    "ABCD-1234",
    True,
)


def page_image(width: int = 1600, height: int = 1200) -> np.ndarray:
    """A page-like picture, so that screens are not empty."""
    image = np.full((height, width, 3), (86, 92, 96), dtype=np.uint8)
    cv2.rectangle(image, (340, 80), (1260, 1130), (250, 250, 248), -1)
    for line in range(12):
        cv2.line(image, (420, 220 + 60 * line), (1180 - 90 * (line % 3), 220 + 60 * line), (120, 120, 120), 6)
    cv2.circle(image, (1080, 980), 90, (60, 60, 210), 8)
    return image


def frame(number: int = 1) -> Frame:
    """A camera's frame."""
    return Frame(page_image(), number, 0.0, SIMULATOR)


class FakeSession:
    """Folds the events a real session would, and says each view at once; ``calls`` lists what was asked."""

    def __init__(self, on_view: Callable[[VisitView], None], face: e.Face = e.Face.DESK, defects: bool = False):
        self._on_view = on_view
        self._face = face
        self._defects = defects
        self.state: VisitState | None = None
        self.calls: list[tuple[Any, ...]] = []
        self.print_outcome: PrintOutcome = PrintOutcome.PRINTED
        self.match_differs = False
        self.mat_is_empty = False
        self.message: Message | None = None

    def _note(self, *events: e.Event) -> None:
        for event in events:
            after = self.state.sequence + 1 if self.state else 1
            recorded = RecordedEvent(UUID(int=7), after, datetime(2026, 11, 10, 1, tzinfo=UTC), event)
            self.state = apply(self.state, recorded)
        self.say()

    def say(self, busy: Text | None = None) -> None:
        self._on_view(VisitView(self.state, busy, self.message, training=True))

    papers = PAPERS
    """What is asked of this permit; nothing where its locality verifies no originals of its class."""
    copies_with_seal = True

    def _open(self) -> None:
        copies = self.copies_with_seal
        checklist = tuple(OriginalFact(*paper, copy_asked=copies and copy_asked(paper[0])) for paper in self.papers)
        self._note(e.VisitOpened(self._face, "gz", "12", "S-01"), e.RecordFound(replace(RECORD), checklist))

    def scan(self, data: bytes, provenance: Provenance, *, of_several: bool = False) -> None:
        self.calls.append(("scan", data))
        self._open()

    def look_up(self, permit_number: str) -> None:
        self.calls.append(("look_up", permit_number))
        self._open()

    def declare_visitor(self, role: VisitorRole, proof: AgentProof) -> None:
        self.calls.append(("declare_visitor", role, proof))
        self._note(e.VisitorDeclared(role, proof, self.state.originals))

    def read_card(self) -> None:
        self.calls.append(("read_card",))
        matches = (
            FieldMatch("card", "name", CANARY, CANARY, True),
            FieldMatch("card", "social_security_number", "DEU1990041200", None, None),
        )
        self._note(e.CardRead(matches, True, SIMULATOR))

    def capture(self, key: str) -> None:
        self.calls.append(("capture", key))
        number = sum(1 for call in self.calls if call[0] == "capture")
        self._note(e.OriginalCaptured(key, f"{key}-{number}", SIMULATOR, empty=self.mat_is_empty))
        if key == "M07":
            number = "C01X00T41" if self.match_differs else RECORD.passport_number
            agrees = not self.match_differs
            matches = (
                FieldMatch("passport", "passport_number", RECORD.passport_number, number, agrees),
                FieldMatch("passport", "name", CANARY, "MUELLER KATHARINA", True),
                FieldMatch("passport", "birth_date", "1990-04-12", "1990-04-12", True),
                FieldMatch("passport", "sex", "F", "F", True),
                FieldMatch("passport", "nationality", "DEU", "DEU", True),
                FieldMatch("passport", "passport_expires", "2031-03-01", "2031-03-01", True),
            )
            self._note(e.PassportRead(matches, (), SIMULATOR))

    def judge(self, key, seen, reason="", copy_present=None, copy_sealed=None) -> None:
        self.calls.append(("judge", key, seen, reason, copy_present, copy_sealed))
        self._note(e.OriginalJudged(key, seen, reason, copy_present, copy_sealed, "S-01"))

    def settle_field(self, subject: str, field: str, agrees: bool) -> None:
        self.calls.append(("settle_field", subject, field, agrees))
        self._note(e.FieldSettled(subject, field, agrees, "S-01"))

    def undo(self) -> None:
        self.calls.append(("undo",))
        if self.state and self.state.judged:
            self._note(e.JudgementWithdrawn(self.state.judged[-1], "S-01"))

    def state_entry_date(self, entry_date: date) -> None:
        self.calls.append(("state_entry_date", entry_date))
        self._note(e.EntryDateStated(entry_date, "S-01"))

    def state_medical(self, issued_on: date, issuer: str) -> None:
        self.calls.append(("state_medical", issued_on, issuer))
        self._note(e.MedicalStated(issued_on, issuer, "S-01"))

    def assess(self) -> None:
        self.calls.append(("assess",))
        bad = self._defects
        outcome = Outcome.CORRECTION_NOTICE if bad else Outcome.COMPLETE
        findings = DEFECTS if bad else DEFECTS[2:]
        self._note(e.Assessed(Assessment(outcome, findings, (DEADLINE,), "GZ 2025-10", TODAY)))

    def confirm(self) -> None:
        self.calls.append(("confirm",))
        verified = replace(self.state.assessment, outcome=Outcome.VERIFIED)
        now = datetime(2026, 11, 10, 1, 30, tzinfo=UTC)
        self._note(
            e.StaffConfirmed("S-01", now),
            e.Assessed(verified),
            e.VerificationReported(now),
            e.DecisionReceived(DECISION),
        )

    def print_paper(self, which: e.Paper) -> None:
        self.calls.append(("print_paper", which))
        copy = 1 + sum(job.paper is which for job in self.state.prints)
        job = f"{which.value}-{copy}"
        self._note(e.PrintRequested(job, which, copy), e.PrintSettled(job, self.print_outcome, "test", SIMULATOR))

    def settle_print(self, job_id: str, outcome: PrintOutcome) -> None:
        self.calls.append(("settle_print", job_id, outcome))
        self._note(e.PrintSettled(job_id, outcome, "seen", None, "S-01"))

    def close(self, closing: e.Closing) -> None:
        self.calls.append(("close", closing))
        self.state = None
        self.message = None
        self.say()

    def resume(self) -> None:
        self.calls.append(("resume",))
        self.say()

    def picture(self, digest: str) -> "Future[bytes]":
        self.calls.append(("picture", digest))
        done: Future[bytes] = Future()
        done.set_result(cv2.imencode(".jpg", page_image())[1].tobytes())
        return done

    def stop(self) -> None:
        self.calls.append(("stop",))


class FakeStation:
    """Five devices that are as they are told to be."""

    def __init__(self) -> None:
        good = DeviceStatus(Readiness.ONLINE, (("paper", Sensor.GOOD),))
        self.views = {kind: DeviceView(kind, "simulated", SIMULATOR, good) for kind in DeviceKind}
        self.listener: Any = None
        self.tested: list[DeviceKind] = []
        self.armed: set[DeviceKind] = set()
        self.counted: tuple[DeviceCounts, ...] = ()
        self.reset: list[DeviceKind | None] = []
        self.recorded: dict[DeviceKind, Path | None] = {}
        self.suffered: dict[DeviceKind, tuple[Fault, ...]] = {}
        self.submitted: list[DeviceKind] = []
        self.climbs: dict[DeviceKind, Rung] = {}
        self.pending: list[Future[PrintResult]] = []
        self.print_outcome: PrintOutcome | None = PrintOutcome.PRINTED

    def listen(self, listener: Any) -> None:
        self.listener = listener

    def start(self) -> None: ...

    def stop(self) -> tuple[DeviceKind, ...]:
        return ()

    def devices(self) -> tuple[DeviceView, ...]:
        return tuple(self.views.values())

    has_simulators = True

    def submit(self, kind: DeviceKind, operation: Any, timeout: float | None = None) -> "Future[PrintResult]":
        """A print: nothing is drawn; ``print_outcome`` is how it ends, None where it has not ended yet."""
        self.submitted.append(kind)
        done: Future[PrintResult] = Future()
        if self.print_outcome is None:
            self.pending.append(done)
        else:
            done.set_result(PrintResult("slip", self.print_outcome, "test"))
        return done

    def check_health(self, kind: DeviceKind, level: HealthLevel) -> "Future[HealthReport]":
        self.tested.append(kind)
        well = kind is not DeviceKind.CARD_READER
        result = RungResult.PASSED if well else RungResult.FAILED
        done: Future[HealthReport] = Future()
        done.set_result(HealthReport(level, (RungFinding(Rung.ANSWERS, result, "seen 5 of 5", 12.5),)))
        return done

    def stands_on(self, kind: DeviceKind) -> Rung | None:
        return self.climbs.get(kind)

    def statistics(self) -> tuple[DeviceCounts, ...]:
        return self.counted

    def reset_statistics(self, kind: DeviceKind | None = None) -> None:
        self.reset.append(kind)

    def is_simulated(self, kind: DeviceKind) -> bool:
        view = self.views[kind]
        return view.provenance is not None and view.provenance.source is Source.SIMULATOR

    def recording(self, kind: DeviceKind) -> Path | None:
        return self.recorded.get(kind)

    def recording_failure(self, kind: DeviceKind) -> str:
        return ""

    def record(self, kind: DeviceKind, file: Path | None) -> "Future[None]":
        self.recorded[kind] = file
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def suffers(self, kind: DeviceKind) -> tuple[Fault, ...]:
        return self.suffered.get(kind, ())

    def suffer(self, kind: DeviceKind, fault: Fault | None, *, beside: bool = False) -> None:
        before = self.suffers(kind) if beside and fault is not None else ()
        self.suffered[kind] = before if fault is None else (*before, fault)

    def mend(self, kind: DeviceKind, fault: Fault) -> None:
        self.suffered[kind] = tuple(other for other in self.suffers(kind) if other is not fault)

    def arm(self, kind: DeviceKind) -> None:
        self.armed.add(kind)

    def disarm(self, kind: DeviceKind) -> None:
        self.armed.discard(kind)


def context(**changes: Any) -> FaceContext:
    """A face's context on fakes; ``session`` holds the session once the face has opened it."""
    made: dict[str, Any] = {
        "station": FakeStation(),
        "open_session": FakeSession,
        "hall": Hall(
            Text("广州", "Guangzhou"),
            Text("4楼窗口,电话 020-12345", "4F, Tel. 020-12345"),
            topic_groups(load_profile("gz")),
        ),
        "today": lambda: TODAY,
        "foreseen": lambda visit: Foreseen((DEADLINE,) if visit.entry_date else ()),
        "versions": (("service-hall-terminal", "0.1.0"), ("PySide6", "6.12.0")),
    }
    return FaceContext(**(made | changes))


def training_people(done: list[str]) -> tuple[TrainingPerson, ...]:
    """Two fictional people for the tray, whose things only note that they were presented."""

    def thing(label: str, zh: str) -> TrainingAction:
        return TrainingAction(Text(zh, label), lambda: done.append(label))

    return tuple(
        TrainingPerson(
            Text(f"{zh}:材料齐全", f"{en}: a complete case"),
            (thing(f"{en} code", "许可码"), thing(f"{en} card", "社保卡"), thing(f"{en} passport", "护照页")),
        )
        for zh, en in (("样张甲", "Person A"), ("样张乙", "Person B"))
    )


MESSAGE = Message(Tone.GOOD, Text("已查到许可记录。", "The permit was found."))
SEEN = Seen
