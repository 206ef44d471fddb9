"""The locality's rules: facts in, an assessment out, with every finding's reason and source."""

from kiosk.rules.assessing import assess
from kiosk.rules.calendars import load_calendar
from kiosk.rules.checklist import required_originals
from kiosk.rules.profile_files import load_profile

__all__ = ["assess", "load_calendar", "load_profile", "required_originals"]
