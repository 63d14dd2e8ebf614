"""Where somebody is who calls from the app's home screen, from values alone: at home, or where their phone says."""

from __future__ import annotations

from enum import StrEnum

AWAY_M = 200.0
"""So far from the home a phone is not there any more: gardens, yards and the errors of a home's own place lie within."""
SURE_M = 50.0
"""A fix at least so accurate is trusted. Indoors, by the names of radio networks, phones are wrong by streets and say so."""


class Whereabouts(StrEnum):
    """`unsure` when the phone seems to be elsewhere but may be wrong."""

    HOME = "home"
    AWAY = "away"
    UNSURE = "unsure"


def whereabouts(from_home_m: float, accuracy_m: float | None) -> Whereabouts:
    """What a fix so many metres from the home says; `accuracy_m` is the radius the phone gives with it, None when it gives none."""
    if from_home_m - (accuracy_m or 0.0) <= AWAY_M:
        return Whereabouts.HOME
    return Whereabouts.AWAY if accuracy_m is not None and accuracy_m <= SURE_M else Whereabouts.UNSURE
