"""A figure, and the one line it is printed as."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured; `target` and `met` are empty for a figure that is only told."""

    name: str
    ours: str
    against: str
    ratio: str = ""
    target: str = ""
    met: bool | None = None

    def line(self) -> str:
        """name, ours, peer or limit, ratio, target, met or not."""
        verdict = {True: "met", False: "NOT MET", None: ""}[self.met]
        return " | ".join(
            (f"{self.name:<46}", f"{self.ours:<26}", f"{self.against:<42}", f"{self.ratio:<8}", f"{self.target:<24}", verdict)
        ).rstrip(" |")


def interleaved(rounds: int, contenders: Sequence[Callable[[], float]]) -> list[float]:
    """The median of each contender, all of them taking turns in every round, so that a noisy minute hits them alike."""
    taken: list[list[float]] = [[] for _ in contenders]
    for _ in range(rounds):
        for results, contender in zip(taken, contenders, strict=True):
            results.append(contender())
    return [statistics.median(results) for results in taken]
