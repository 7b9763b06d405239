"""Promises of speed, and whether a run kept them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure, mostly a ratio, that must stay on one side of a bound.

    `goal` is our goal beyond the promise; `note` is a remark on the figure.
    """

    words: str
    figure: float
    bound: float
    at_least: bool = True
    goal: float | None = None
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the bound held."""
        return self._within(self.bound)

    @property
    def goal_reached(self) -> bool:
        """Whether the goal was reached; True if there is none."""
        return self.goal is None or self._within(self.goal)

    @property
    def sign(self) -> str:
        """On which side of the bound the figure has to be."""
        return "≥" if self.at_least else "≤"

    def __str__(self) -> str:
        said = "kept" if self.kept else "BROKEN"
        return (
            f"  {self.words:<56} {self.figure:8.2f}   promised {self.sign} {self.bound:g}   {said}"
        )

    def _within(self, bound: float) -> bool:
        return self.figure >= bound if self.at_least else self.figure <= bound


def markdown(promises: Sequence[Promise]) -> str:
    """The table of docs/performance.md."""
    lines = ["| | promised | goal | measured | |", "|---|---|---|---|---|"]
    for each in promises:
        goal = "" if each.goal is None else f"{each.sign} {each.goal:g}"
        said = "kept" if each.kept else "**broken**"
        if each.kept and each.goal is not None and not each.goal_reached:
            said = "kept, goal not reached"
        note = f" ({each.note})" if each.note else ""
        lines.append(
            f"| {each.words} | {each.sign} {each.bound:g} | {goal} | {_said(each.figure)} "
            f"| {said}{note} |"
        )
    return "\n".join(lines) + "\n"


def between(text: str, begin: str, end: str, new: str) -> str:
    """A page with this between two marks, instead of what stood there."""
    before, _, rest = text.partition(begin)
    return f"{before}{begin}{new}{end}{rest.partition(end)[2]}"


def _said(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"
