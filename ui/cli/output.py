"""How a command answers: a JSON object a line or a plain line, and exit codes that mean something."""

import json
import sys
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from typing import Any, ParamSpec

import click

from drivers.errors import DeviceError
from kiosk.config import ConfigurationWrong
from kiosk.device_problems import DeviceProblem
from kiosk.problems import Problem
from kiosk.terminal_problems import WrongUse

P = ParamSpec("P")


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    ANSWER_IS_NO = 1
    WRONG_USE = 2
    FAILED = 3
    INTERRUPTED = 130


def say(line: str) -> None:
    """One line for a person."""
    click.echo(line)


def say_json(answer: dict[str, Any]) -> None:
    """One JSON object on one line, at once: a program may read while the command still works."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, separators=(", ", ": ")) + "\n")
    sys.stdout.flush()


def told(problem: Problem) -> dict[str, str]:
    """A problem as JSON tells it; ``detail`` is what the driver below said, where it said something."""
    plain = {
        "code": problem.code,
        "actor": problem.actor.value,
        "zh": problem.message.zh,
        "en": problem.message.en,
    }
    detail = detail_of(problem)
    return plain | {"detail": detail} if detail else plain


def detail_of(problem: Problem) -> str:
    """Where a device failed and what its driver said, for the technician; "" for any other problem."""
    if not isinstance(problem, DeviceProblem):
        return ""
    return ": ".join(filter(None, (problem.error.locus, problem.error.vendor_text)))


def reports_problems(command: Callable[P, Exit | None]) -> Callable[P, None]:
    """Turn a command's outcome into its exit code, and a problem into its message and code.

    A problem is told on stderr in both languages, or, where the command was given ``as_json``, as an object
    ``{"error": {"code", "actor", "zh", "en"}}`` on stdout. Its exit code is 2 for wrong use, else 3.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            outcome = command(*args, **kwargs)
        except Problem as problem:
            _tell(problem, as_json=bool(kwargs.get("as_json")))
            wrong_use = isinstance(problem, ConfigurationWrong | WrongUse)
            sys.exit(Exit.WRONG_USE if wrong_use else Exit.FAILED)
        except DeviceError as error:
            click.echo(str(error), err=True)
            sys.exit(Exit.FAILED)
        except KeyboardInterrupt:
            sys.exit(Exit.INTERRUPTED)
        sys.exit(outcome or Exit.DONE)

    return run


def _tell(problem: Problem, *, as_json: bool) -> None:
    if as_json:
        say_json({"error": told(problem)})
        return
    click.echo(f"{problem.code}: {problem.message.en}\n{problem.code}：{problem.message.zh}", err=True)
    detail = detail_of(problem)
    if detail:
        click.echo(f"  ({detail})", err=True)
