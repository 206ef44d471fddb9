"""From an opened terminal to what a face is given."""

from functools import partial

from drivers.statistics_file import StatisticsFile
from kiosk.rules.dates import today
from kiosk.rules.profile import Profile
from kiosk.rules.topics import topic_groups
from kiosk.station import Station
from kiosk.statistics_keeper import statistics_path
from kiosk.visits.events import Face
from ui.cli.terminal import Terminal, versions
from ui.context import FaceContext, Hall


def face_context(terminal: Terminal, face: Face) -> FaceContext:
    """What ``face`` is opened with on this terminal."""
    kept = statistics_path(terminal.config.records)
    station = Station(
        terminal.config.devices,
        terminal.config.faults.plan,
        statistics=StatisticsFile(kept),
    )
    localities = {name: _hall(other) for name, other in terminal.profiles.items()}
    return FaceContext(
        station=station,
        open_session=partial(terminal.open_session, station, face),
        hall=_hall(terminal.profile),
        today=today,
        foreseen=terminal.foreseen,
        versions=versions(),
        language=terminal.config.language,
        localities=localities,
        traces=kept.with_name("traces"),
    )


def _hall(profile: Profile) -> Hall:
    return Hall(
        profile.name,
        profile.window_text,
        topic_groups(profile),
    )
