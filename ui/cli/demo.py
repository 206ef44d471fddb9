"""`kiosk demo`: whole visits played without a display, with the papers and the pictures of every screen."""

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from kiosk.records.codec import encode_event
from kiosk.records.event_store import EventStore
from kiosk.visits.events import Face
from ui.cli.output import Exit, reports_problems, say

if TYPE_CHECKING:
    from kiosk.training.person import TrainingPerson
    from ui.cli.terminal import Terminal

COMPLETE = "lukasz"
"""The case shown first: everything in order, up to the decision."""

DEFECTIVE = "minh-anh"
"""The case shown second: several things to correct, all on one notice."""

_OUR_MARK = ".kiosk-demo"


@click.command()
@click.option(
    "--out", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True
)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@reports_problems
def demo(folder: Path, language: str) -> Exit:
    """Play two whole visits offscreen: a complete case to its decision, and one with defects to its notice.

    Leaves in the folder: the papers as PDF and PNG, a picture of every screen, and each visit as JSON.
    """
    from ui.cli.simulated import simulated_hall
    from ui.cli.terminal import open_terminal
    from ui.rehearsal import offscreen_application

    offscreen_application()
    folder = folder.resolve()
    _make_room(folder)
    with ExitStack() as stack:
        config, people = stack.enter_context(simulated_hall(folder / "terminal"))
        terminal = stack.enter_context(open_terminal(config.model_copy(update={"language": language})))
        by_key = {person.key: person for person in people}
        visits = []
        for key, paper in ((COMPLETE, "decision"), (DEFECTIVE, "notice")):
            visits.append(_serve(terminal, by_key[key], people, folder / "screens" / paper))
            _hand_out(folder / "terminal" / "papers", folder, paper)
        _other_faces(terminal, by_key, folder / "screens")
        _hand_out(folder / "terminal" / "papers", folder, "pre-check")
        _other_matters(terminal, people, folder / "screens")
        _hand_out(folder / "terminal" / "papers", folder, "guidance")
        (folder / "visit.json").write_text(_events(terminal.store, visits), encoding="utf-8")
    _say_what_came_out(folder)
    return Exit.DONE


def _make_room(folder: Path) -> None:
    """Start afresh in a folder of ours; never empty one that is somebody else's."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _OUR_MARK).exists():
            raise click.UsageError(f"{folder} holds other things; name a new or empty folder with --out")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _OUR_MARK).touch()


def _serve(
    terminal: "Terminal", person: "TrainingPerson", people: "Iterable[TrainingPerson]", screens: Path
) -> UUID:
    """Serve one person at a desk of their own, taking a picture of each kind of screen."""
    from kiosk.training.clerk import ScriptedClerk
    from ui.cli.training_tray import simulated_face_context
    from ui.desk.actions import Action
    from ui.rehearsal import DeskRehearsal

    context = simulated_face_context(terminal, Face.DESK, people)
    with DeskRehearsal(context, screens).opened() as desk:
        clerk = ScriptedClerk(person, context.station, desk.session)
        return desk.play(clerk.act, _worth_a_picture, {"judge M07": Action.IDENTITIES}).visit_id


def _hand_out(tray: Path, folder: Path, name: str) -> None:
    """Take what lies in the printers' trays, and name it by what it is."""
    for paper in tray.iterdir():
        shutil.move(paper, folder / (f"{name}.pdf" if paper.suffix == ".pdf" else f"receipt-{name}.png"))


def _worth_a_picture(step: str) -> bool:
    """Every kind of screen once or so, not each of a dozen papers."""
    return step.split()[0] not in ("judge", "capture", "missing") or step.endswith(("M03", "M07"))


def _other_faces(terminal: "Terminal", people: "Mapping[str, TrainingPerson]", screens: Path) -> None:
    """A foreigner at self-service, and a technician who tests every device."""
    from ui.cli.training_tray import hold_code, simulated_face_context
    from ui.rehearsal import play_self_service, play_technician

    kiosk = simulated_face_context(terminal, Face.SELF_SERVICE, people.values())
    play_self_service(kiosk, partial(hold_code, people[COMPLETE], kiosk.station), screens / "self-service")
    play_technician(simulated_face_context(terminal, Face.DESK, people.values()), screens)


def _other_matters(terminal: "Terminal", people: "Iterable[TrainingPerson]", screens: Path) -> None:
    """Somebody who came for something else, at self-service and at the desk."""
    from ui.cli.training_tray import simulated_face_context
    from ui.rehearsal import play_desk_guidance, play_other_matters

    play_other_matters(simulated_face_context(terminal, Face.SELF_SERVICE, people), screens / "self-service")
    play_desk_guidance(simulated_face_context(terminal, Face.DESK, people), screens)


def _events(store: EventStore, visits: list[UUID]) -> str:
    """The visits' events, as they were recorded."""
    told = [
        {
            "visit": str(recorded.visit_id),
            "sequence": recorded.sequence,
            "recorded_at": recorded.recorded_at.isoformat(),
            "type": encode_event(recorded.event)[0],
            "event": json.loads(encode_event(recorded.event)[1]),
        }
        for visit in visits
        for recorded in store.load(visit)
    ]
    return json.dumps(told, ensure_ascii=False, indent=1)


def _say_what_came_out(folder: Path) -> None:
    say(f"The visits were played. In {folder}:")
    papers = sorted(file.name for file in folder.iterdir() if file.suffix in (".pdf", ".png"))
    say(f"  papers: {', '.join(papers)}")
    say(f"  screens: {len(list((folder / 'screens').rglob('*.png')))} pictures in screens/")
    say("  record: visit.json")
