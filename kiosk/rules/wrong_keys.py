"""One wrong key of a file somebody wrote for the rules: what is wrong, what it says now, which key may be meant."""

import re
from collections.abc import Iterable

from pydantic_core import ErrorDetails

from kiosk.rules.assessment import Text
from kiosk.wrong_words import is_absent, is_unknown_key, nearest, what_is_wrong


def place_of(problem: ErrorDetails) -> str:
    """Where it stands: ``holiday[0].first``; empty for the file itself."""
    dotted = ".".join(str(part) for part in problem["loc"] if part != "[key]")
    return re.sub(r"\.([0-9]+)(?=\.|$)", r"[\1]", dotted)


def wrong_key(problem: ErrorDetails, thing: Text, known: Iterable[str]) -> Text:
    """What is wrong with it in a file of that ``thing``, where ``known`` are the keys that may stand there."""
    if is_absent(problem):
        return what_is_wrong(problem)
    if is_unknown_key(problem):
        near = nearest(str(problem["loc"][-1]), known)
        return Text(f"{thing.zh}没有这一项{near.zh}", f"not a key of {thing.en}{near.en}")
    return with_value(what_is_wrong(problem), problem)


def with_value(wrong: Text, problem: ErrorDetails) -> Text:
    """The same with what stands there now."""
    now = repr(problem["input"])
    return Text(f"{wrong.zh}（现为 {now}）", f"{wrong.en} (it says {now})")
