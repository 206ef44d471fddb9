"""What a paper must show point by point, asked so that a good one takes one key: only what is lacking is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact
from kiosk.rules.names import contract_part_name, photo_point_name
from kiosk.visits.points import CONTRACT, CONTRACT_POINTS, PHOTO_POINTS
from ui.desk.prompts import Choice, Prompt
from ui.desk.steps import original_name
from ui.i18n import EMPTY, fill
from ui.i18n import desk as words

PAGE = 4
"""So many points stand on one line of the narrowest screen, in the longer language."""

Ask = Callable[[Prompt], None]
Point = tuple[str, Text]


@dataclass(frozen=True)
class Looked:
    """What staff said of one paper: the points it lacks, in words too, and whether its change is asked for."""

    lacking: tuple[str, ...] = ()
    change_wanted: bool = False
    reason: Text = EMPTY


def points(original: OriginalFact, done: Callable[[Looked], None], ask: Ask) -> Prompt:
    """Whether that contract or photo is as asked; what is not is picked from a list, several where need be."""
    if original.key == CONTRACT:
        return _contract(original, done, ask, change_wanted=False)
    named = tuple((point, photo_point_name(point)) for point in PHOTO_POINTS)

    def seen(picked: Sequence[Point]) -> None:
        done(_looked(picked, change_wanted=False))

    return _question(original, words.ASK_PHOTO_POINTS, named, seen, ask)


def _contract(original: OriginalFact, done: Callable[[Looked], None], ask: Ask, *, change_wanted: bool) -> Prompt:
    named = tuple((point, contract_part_name(point)) for point in CONTRACT_POINTS)

    def seen(picked: Sequence[Point]) -> None:
        done(_looked(picked, change_wanted=change_wanted))

    change = Choice(words.CHANGE_WANTED, lambda: ask(_contract(original, done, ask, change_wanted=True)))
    more = () if change_wanted else (change,)
    title = words.ASK_CONTRACT_CHANGING if change_wanted else words.ASK_CONTRACT_POINTS
    return _question(original, title, named, seen, ask, *more)


def _question(
    original: OriginalFact,
    title: Text,
    named: tuple[Point, ...],
    seen: Callable[[Sequence[Point]], None],
    ask: Ask,
    *more: Choice,
) -> Prompt:
    return Prompt(
        _about(original),
        fill(title, name=original_name(original)),
        choices=(
            Choice(words.POINTS_ALL, lambda: seen(())),
            Choice(words.POINTS_SOME, lambda: ask(_page(original, named, (), seen, ask))),
            *more,
        ),
    )


def _page(
    original: OriginalFact,
    rest: tuple[Point, ...],
    picked: tuple[Point, ...],
    seen: Callable[[Sequence[Point]], None],
    ask: Ask,
) -> Prompt:
    """The next few points not yet picked; a picked one leaves the line, and the last answer goes on."""

    def pick(point: Point) -> Callable[[], None]:
        left = tuple(other for other in rest if other != point)
        return lambda: ask(_page(original, left, (*picked, point), seen, ask))

    def go_on() -> None:
        following = rest[PAGE:]
        if following:
            ask(_page(original, following, picked, seen, ask))
        else:
            seen(picked)

    name = original_name(original)
    title = fill(words.ASK_POINT, name=name)
    if picked:
        title = fill(words.ASK_POINT_MORE, name=name, picked=_listed(picked))
    onward = words.POINTS_NEXT if rest[PAGE:] else words.POINTS_DONE
    return Prompt(
        _about(original),
        title,
        choices=(*(Choice(point[1], pick(point)) for point in rest[:PAGE]), Choice(onward, go_on)),
    )


def _about(original: OriginalFact) -> str:
    return f"points:{original.key}"


def _looked(picked: Sequence[Point], *, change_wanted: bool) -> Looked:
    reason = fill(words.POINTS_LACKING, picked=_listed(picked)) if picked else EMPTY
    return Looked(tuple(point for point, _ in picked), change_wanted, reason)


def _listed(picked: Sequence[Point]) -> Text:
    names = [name for _, name in picked]
    return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))
