"""`kiosk registry serve`: the simulated Work-in-China system over HTTP, for training and for trying things out."""

import threading
from contextlib import ExitStack, suppress
from pathlib import Path

import click

from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse
from ui.cli.output import Exit, reports_problems, say


@click.group()
def registry() -> None:
    """The simulated Work-in-China system."""


@registry.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8075, show_default=True)
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where its database lies; the training folder otherwise."
)
@click.option("--rehearsal", is_flag=True, help="Let faults be switched on over HTTP.")
@reports_problems
def serve(host: str, port: int, folder: Path | None, rehearsal: bool) -> Exit:
    """Serve the training people's permits until interrupted."""
    from kiosk.registry.seeding import seed
    from kiosk.registry.server import RegistryServer
    from kiosk.rules.dates import today
    from kiosk.training.people import training_people
    from kiosk.training.registered import registered_cases
    from ui.cli.training_folder import training_folder

    place = folder or training_folder()
    place.mkdir(parents=True, exist_ok=True)
    database = f"sqlite:///{place / 'registry.sqlite'}"
    people = training_people(today())
    with ExitStack() as stack:
        try:
            stack.enter_context(RegistryServer(database, host, port, rehearsal=rehearsal))
        except OSError as error:
            raise _not_bound(host, port, error) from error
        count = seed(database, registered_cases(people))
        say(f"{count} training permits at http://{host}:{port}. Stop with Ctrl+C.")
        for person in people:
            say(f"  {person.key}: {person.record.permit_number}  {person.token}")
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
    return Exit.DONE


def _not_bound(host: str, port: int, error: OSError) -> WrongUse:
    reason = error.strerror or type(error).__name__
    return WrongUse(
        Text(
            f"无法在 {host}:{port} 提供服务（{reason}）：请用 --port 换一个端口",
            f"cannot serve at {host}:{port} ({reason}): name another with --port",
        )
    )
