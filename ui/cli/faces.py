"""`kiosk desk`, `kiosk self-service`, `kiosk technician`: opens a face on this terminal."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from kiosk.config import load_checked, load_config
from kiosk.fault_plan_config import FaultPlanConfig
from kiosk.visits.events import Face
from ui.cli.options import config_file, faults_file
from ui.cli.output import Exit, reports_problems
from ui.cli.terminal import Terminal, open_terminal
from ui.cli.training_folder import training_folder
from ui.context import FaceContext

Runner = Callable[[FaceContext], int]
Maker = Callable[[Terminal, Face], FaceContext]

_simulated = click.option(
    "--simulated", is_flag=True, help="Simulated devices, training people and the simulated registry."
)
_profile = click.option("--profile", default="gz", show_default=True, help="Locality, with --simulated.")


@click.command()
@config_file
@_simulated
@_profile
@faults_file
@reports_problems
def desk(file: Path, simulated: bool, profile: str, faults: Path | None) -> Exit | None:
    """Open the desk for window staff."""
    from ui.desk.app import run_desk

    return _open(Face.DESK, run_desk, file, simulated, profile, faults)


@click.command(name="self-service")
@config_file
@_simulated
@_profile
@faults_file
@reports_problems
def self_service(file: Path, simulated: bool, profile: str, faults: Path | None) -> Exit | None:
    """Open the self-service face for foreigners."""
    from ui.self_service.app import run_self_service

    return _open(Face.SELF_SERVICE, run_self_service, file, simulated, profile, faults)


@click.command()
@config_file
@_simulated
@_profile
@faults_file
@reports_problems
def technician(file: Path, simulated: bool, profile: str, faults: Path | None) -> Exit | None:
    """Open the technician's face."""
    from ui.technician.app import run_technician

    return _open(Face.DESK, run_technician, file, simulated, profile, faults)


def _open(face: Face, run: Runner, file: Path, simulated: bool, profile: str, faults: Path | None) -> Exit:
    from ui.cli.face_context import face_context

    with ExitStack() as stack:
        if simulated:
            from ui.cli.simulated import simulated_hall
            from ui.cli.training_tray import simulated_face_context

            config, people = stack.enter_context(simulated_hall(training_folder(), profile))
            make: Maker = partial(simulated_face_context, people=people)
        else:
            config = load_config(file)
            make = face_context
        if faults is not None:
            config = config.model_copy(update={"faults": load_checked(faults, FaultPlanConfig)})
        terminal = stack.enter_context(open_terminal(config))
        return Exit.DONE if run(make(terminal, face)) == 0 else Exit.FAILED
