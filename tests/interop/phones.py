"""Phones with other apps on them, and what those apps send."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx2

from tests.support.api import Api, Caller, Json

LAT, LON = 37.7605, 126.7748
STEP = 0.00012
"""Degrees of latitude: about thirteen metres."""


@dataclass
class Phone:
    """One recorder of one walker."""

    api: Api
    made: Json

    @property
    def token(self) -> str:
        return str(self.made["token"])

    def owntracks(self, said: object, *, user: str | None = None, password: str | None = None, raw: bytes | None = None) -> httpx2.Response:
        """POST a message as OwnTracks does."""
        packed = base64.b64encode(f"{user or self.made['id']}:{password or self.token}".encode()).decode()
        body = raw if raw is not None else json.dumps(said).encode()
        headers = {"Authorization": f"Basic {packed}", "Content-Type": "application/json", "X-Limit-U": str(user), "X-Limit-D": "phone"}
        return self.api.anonymous.post("/api/interop/owntracks", content=body, headers=headers)

    def osmand(self, **fields: object) -> httpx2.Response:
        """GET as OsmAnd does."""
        return self.api.anonymous.get("/api/interop/osmand", params={"id": self.token, **{k: str(v) for k, v in fields.items()}})

    def traccar(self, body: object) -> httpx2.Response:
        """POST JSON as newer Traccar clients do."""
        return self.api.anonymous.post("/api/interop/osmand", json=body)


def phone(api: Api, walker: Caller, app: str = "owntracks", name: str = "내 폰") -> Phone:
    """A recorder just made."""
    answer = walker.post("/api/recorders", json={"name": name, "app": app})
    assert answer.status_code == 201, answer.text
    return Phone(api, answer.json())


def location(at: datetime, index: int = 0, **more: Any) -> Json:
    """An OwnTracks location, `index` steps to the north."""
    return {
        "_type": "location",
        "tst": int(at.timestamp()),
        "lat": round(LAT + index * STEP, 6),
        "lon": LON,
        "acc": 8,
        "vel": 4,
        "tid": "mp",
        "t": "t",
        "batt": 71,
        **more,
    }


def walk(began: datetime, count: int, every_s: int = 10) -> list[Json]:
    """So many locations of a walk north."""
    return [location(began + timedelta(seconds=every_s * i), i) for i in range(count)]


def walks(walker: Caller) -> list[Json]:
    """The walker's walks, oldest first."""
    items: list[Json] = walker.get("/api/patrols").json()["items"]
    return items[::-1]


def track(walker: Caller, patrol_id: str) -> list[tuple[str, float, float]]:
    """(time, lat, lon) of every fix, in the order of the track."""
    feature = walker.get(f"/api/patrols/{patrol_id}.geojson").json()
    lines, times = feature["geometry"]["coordinates"], feature["properties"]["coordTimes"]
    fixes = [(t, lat, lon) for line, moments in zip(lines, times, strict=True) for (lon, lat), t in zip(line, moments, strict=True)]
    return [fix for i, fix in enumerate(fixes) if i == 0 or fix != fixes[i - 1]]
