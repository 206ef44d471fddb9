"""Where the training mode keeps its own record, papers and counters, apart from any real one."""

import os
from pathlib import Path


def training_folder() -> Path:
    """In this user's own data folder."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "service-hall-terminal" / "training"
