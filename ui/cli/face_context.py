"""From an opened terminal to what a face is given, with or without the training tray."""

from collections.abc import Callable, Sequence
from functools import partial

from drivers.device import DeviceKind
from kiosk.rules.assessment import Text
from kiosk.rules.dates import today
from kiosk.station import Station
from kiosk.training.person import TrainingPerson
from kiosk.visits.events import Face
from kiosk.visits.session import VisitSession
from kiosk.visits.view import VisitView
from ui.cli.terminal import Terminal, versions
from ui.context import FaceContext, Hall
