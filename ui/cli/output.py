"""How a command answers: a JSON object a line or a plain line, and exit codes that mean something."""

import json
import sys
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from typing import Any, ParamSpec

import click

from drivers.errors import DeviceError
from kiosk.problems import Problem

P = ParamSpec("P")


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    ANSWER_IS_NO = 1
    WRONG_USE = 2
    FAILED = 3


class WrongUse(click.ClickException):
    """What the command was given cannot be used; the message names the file, the key and what is wrong."""

    exit_code = Exit.WRONG_USE


def say(line: str) -> None:
    """One line for a person."""
    click.echo(line)


def say_json(answer: dict[str, Any]) -> None:
    """One JSON object on one line, at once: a program may read while the command still works."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, separators=(", ", ": ")) + "\n")
    sys.stdout.flush()


def reports_problems(command: Callable[P, Exit | None]) -> Callable[P, None]:
    """Turn a command's outcome into its exit code, and a problem into its message and code 3 on stderr."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            outcome = command(*args, **kwargs)
        except Problem as problem:
            click.echo(f"{problem.code}: {problem.message.en}\n{problem.code}：{problem.message.zh}", err=True)
            sys.exit(Exit.FAILED)
        except DeviceError as error:
            click.echo(str(error), err=True)
            sys.exit(Exit.FAILED)
        sys.exit(outcome or Exit.DONE)

    return run
