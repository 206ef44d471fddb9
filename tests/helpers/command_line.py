"""Runs `kiosk` in this process, and reads what it said."""

import json
from typing import Any

from click.testing import CliRunner, Result

from ui.cli.main import main

TERMINAL = """\
window = "12"
operator = "S001"
profile = "gz"
records = "sqlite://"
registry = "http://127.0.0.1:1"
"""
"""A right configuration without a device; nothing listens at its registry's address."""


def kiosk(*words: object) -> Result:
    """Run `kiosk` with these words."""
    return CliRunner().invoke(main, [str(word) for word in words])


def lines(result: Result) -> list[dict[str, Any]]:
    """The JSON objects on its stdout."""
    return [json.loads(line) for line in result.stdout.splitlines()]
