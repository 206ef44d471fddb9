"""The training set-up: simulated devices, training people and the simulated registry, chosen with --simulated."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drivers.device import DeviceKind
from kiosk.config import DeviceConfig, TerminalConfig
from kiosk.registry.seeding import seed
from kiosk.registry.server import RegistryServer
from kiosk.rules.dates import today
from kiosk.training.people import training_people
from kiosk.training.person import TrainingPerson
from kiosk.training.registered import registered_cases


@contextmanager
def simulated_hall(
    folder: Path, profile: str = "gz"
) -> "Iterator[tuple[TerminalConfig, tuple[TrainingPerson, ...]]]":
    """A registry on loopback, seeded for today, and the configuration of a terminal that is all simulators."""
    papers = folder / "papers"
    papers.mkdir(parents=True, exist_ok=True)
    people = training_people(today())
    database = folder / "registry.sqlite"
    database.unlink(missing_ok=True)  # every start tells the stories anew, for its own day
    registry = f"sqlite:///{database}"
    seed(registry, registered_cases(people))
    with RegistryServer(registry, rehearsal=True) as server:
        yield _config(folder, papers, server.url, profile), people


def _config(folder: Path, papers: Path, registry: str, profile: str) -> TerminalConfig:
    printed = {"output_directory": str(papers)}
    return TerminalConfig.model_validate(
        {
            "window": "T01",
            "operator": "S001",
            "profile": profile,
            "serves": sorted({"gz", "sz"} - {profile}),
            "records": f"sqlite:///{folder / 'records.sqlite'}",
            "registry": registry,
            "devices": {
                DeviceKind.CODE_SCANNER: DeviceConfig(driver="simulated"),
                DeviceKind.CARD_READER: DeviceConfig(driver="simulated"),
                DeviceKind.DOCUMENT_CAMERA: DeviceConfig(driver="simulated"),
                DeviceKind.RECEIPT_PRINTER: DeviceConfig(driver="simulated", options=printed),
                DeviceKind.DOCUMENT_PRINTER: DeviceConfig(driver="simulated", options=printed),
            },
        }
    )
