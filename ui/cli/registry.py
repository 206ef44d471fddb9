"""`kiosk registry serve`: the simulated Work-in-China system over HTTP, for training and for trying things out."""

from pathlib import Path

import click

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
    from kiosk.registry.server import serve as serve_registry
    from kiosk.rules.dates import today
    from kiosk.training.people import training_people
    from kiosk.training.registered import registered_cases
    from ui.cli.simulated import training_folder

    place = folder or training_folder()
    place.mkdir(parents=True, exist_ok=True)
    database = f"sqlite:///{place / 'registry.sqlite'}"
    people = training_people(today())
    count = seed(database, registered_cases(people))
    say(f"{count} training permits at http://{host}:{port}. Stop with Ctrl+C.")
    for person in people:
        say(f"  {person.key}: {person.record.permit_number}  {person.token}")
    serve_registry(host, port, database, rehearsal=rehearsal)
    return Exit.DONE
