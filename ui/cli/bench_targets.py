"""What a bench is held to: each target with its figure, and whether it is met."""

from dataclasses import dataclass

from ui.cli.output import say, say_json


@dataclass(frozen=True)
class Target:
    """A figure and its bound: the most it may be, or with ``at_least`` the least."""

    what: str
    figure: float
    bound: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the figure keeps to the bound, unrounded."""
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound


def say_targets(targets: list[Target], as_json: bool) -> None:
    """One line a target; in JSON one object, ``{"targets": [{"what", "figure", "bound", "at_least", "met"}]}``."""
    if as_json:
        say_json({"targets": [vars(target) | {"met": target.met} for target in targets]})
        return
    for target in targets:
        sign, verdict = "≥" if target.at_least else "≤", "on target" if target.met else "NOT ON TARGET"
        say(f"{target.what}: {target.figure:.4g} (target {sign} {target.bound:g}): {verdict}")
