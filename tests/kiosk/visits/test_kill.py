"""A terminal killed with SIGKILL ten times in one visit loses nothing and doubles nothing."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.printing import PrintOutcome
from kiosk.records.event_store import EventStore
from kiosk.registry.seeding import seed
from kiosk.registry.server import RegistryServer
from kiosk.rules.assessment import Outcome
from kiosk.training.people import training_people
from kiosk.training.registered import registered_cases
from kiosk.visits.events import OriginalJudged
from kiosk.visits.folding import fold
from kiosk.visits.state import VisitState
from tests.helpers.visit_to_kill import DAY

PERSON = "lukasz"
ONCE = (
    "VisitOpened",
    "RecordFound",
    "VisitorDeclared",
    "StaffConfirmed",
    "VerificationReported",
    "DecisionReceived",
    "VisitClosed",
)
MOMENTS = (
    ("after", 1), ("before", 3), ("after", 4), ("after", 6), ("before", 9),
    ("after", 12), ("before", 16), ("after", 21), ("before", 26), ("after", 29),
)  # fmt: skip
"""Ten places: between a commit and the screen, and between a decision and its commit."""


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[str]:
    database = f"sqlite:///{tmp_path / 'registry.sqlite'}"
    seed(database, registered_cases(training_people(DAY)))
    with RegistryServer(database) as server:
        yield server.url


@pytest.fixture
def terminals(tmp_path: Path, registry: str) -> Iterator["subprocess.Popen[str]"]:
    """What begins one terminal after another."""
    command = [sys.executable, "-m", "tests.helpers.visit_to_kill", str(tmp_path), registry, PERSON]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()
        assert process.wait(60) == 0


def run_until(terminals: "subprocess.Popen[str]", moment: str, sequence: int) -> int:
    """Let a terminal work until ``moment`` of ``sequence``, kill it there; the last sequence it committed."""
    committed = pid = 0
    go_on(terminals)
    for line in terminals.stdout:
        told = json.loads(line)
        pid = told.get("pid", pid)
        if told["moment"] == "ended":
            break
        committed = told["sequence"] if told["moment"] == "after" else committed
        if told["moment"] == moment and told["sequence"] >= sequence:
            os.kill(pid, signal.SIGKILL)
        else:
            go_on(terminals)
    return committed


def go_on(terminals: "subprocess.Popen[str]") -> None:
    terminals.stdin.write("\n")
    terminals.stdin.flush()


def read_back(folder: Path) -> tuple[VisitState, Counter[str], list[str]]:
    """The one visit in the record, how often each kind of event is in it, and what is wrong with its chain."""
    store = EventStore(f"sqlite:///{folder / 'records.sqlite'}")
    try:
        (visit_id,) = store.visits()
        events = store.load(visit_id)
        kinds = Counter(type(recorded.event).__name__ for recorded in events)
        kinds.update(f"judged {r.event.key}" for r in events if isinstance(r.event, OriginalJudged))
        state = fold(events)
        assert state is not None
        assert [recorded.sequence for recorded in events] == list(range(1, len(events) + 1))
        return state, kinds, [broken for _, broken in store.verify() if broken]
    finally:
        store.close()


@pytest.mark.long
def test_ten_kills_in_one_visit_lose_nothing_and_double_nothing(
    tmp_path: Path, terminals: "subprocess.Popen[str]"
) -> None:
    killed = 0
    for moment, sequence in MOMENTS:
        committed = run_until(terminals, moment, sequence)
        state, _, broken = read_back(tmp_path)
        assert broken == []
        assert state.closed is None, f"the visit was over before {moment} {sequence}"
        assert state.sequence >= max(committed, sequence - (moment == "before"))
        killed += 1
    assert killed == 10

    run_until(terminals, "after", 10_000)
    state, kinds, broken = read_back(tmp_path)
    assert broken == []
    assert state.closed is not None
    assert state.assessment is not None
    assert state.assessment.outcome is Outcome.VERIFIED
    assert {kind: kinds[kind] for kind in ONCE} == dict.fromkeys(ONCE, 1)
    assert {f"judged {o.key}": kinds[f"judged {o.key}"] for o in state.originals} == {
        f"judged {o.key}": 1 for o in state.originals
    }
    printed = Counter(job.paper for job in state.prints if job.outcome is PrintOutcome.PRINTED)
    assert set(printed.values()) == {1}
    assert state.papers_due == ()
