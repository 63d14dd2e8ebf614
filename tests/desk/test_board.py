"""The board: the alert nobody answers is first, and everything on it belongs to this neighbourhood."""

from __future__ import annotations

from datetime import timedelta

from app.core import clock
from app.core.ids import new_id
from tests.support.api import Api, concern, item, safe


def test_the_oldest_unanswered_alert_is_first(api: Api) -> None:
    a = api.a
    raised = []
    now = clock.now()
    for minutes, caller in enumerate([a.resident, a.other_resident, a.walker]):
        with clock.frozen(now + timedelta(minutes=minutes)):
            raised.append(caller.sync(concern())[0]["alert_id"])
    a.responder.respond(raised[0], "accept")
    board = a.coordinator.get("/api/desk/board").json()
    assert [alert["id"] for alert in board["alerts"]] == [raised[1], raised[2], raised[0]]
    assert [alert["status"] for alert in board["alerts"]] == ["open", "open", "acknowledged"]
    accepted = {told["name"]: told["status"] for told in board["alerts"][2]["told"]}
    assert accepted[a.responder.me.name] == "accepted"
    assert set(accepted.values()) == {"accepted", "notified"}


def test_a_closed_alert_stays_for_a_day(api: Api) -> None:
    alert_id, now = api.a.raise_alert(), clock.now()
    api.a.coordinator.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "handed_over", "note": "119"})
    board = api.a.officer.get("/api/desk/board").json()
    assert (board["alerts"], [alert["outcome"] for alert in board["closed_alerts"]]) == ([], ["handed_over"])
    with clock.frozen(now + timedelta(hours=25)):
        assert api.a.officer.get("/api/desk/board").json()["closed_alerts"] == []


def test_check_ins_walks_and_nothing_of_next_door(api: Api) -> None:
    patrol_id, t0 = str(new_id()), int(clock.now().timestamp()) - 60
    track = {"t": [t0, 15], "lat": [37_760_500, 10], "lon": [126_774_800, 10], "acc": [8, 0]}
    said = [safe(), safe()]
    api.a.resident.sync(said[0])
    api.a.walker.sync(
        item("patrol.start", {"patrol_id": patrol_id, "companions": ["초코"]}),
        item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track}),
        said[1],
    )
    api.b.raise_alert()
    board = api.a.coordinator.get("/api/desk/board").json()
    assert [entry["id"] for entry in board["check_ins"]] == [said[1]["id"], said[0]["id"]]
    (walk,) = board["patrols"]
    assert (walk["id"], walk["companions"], walk["fix_count"]) == (patrol_id, ["초코"], 2)
    assert (walk["cell"], walk["cell_boundary"], walk["place"]) == (None, None, None), "where somebody walks is nobody's business"
    assert (board["alerts"], board["neighbourhood"]["id"]) == ([], str(api.a.id))
    assert len(api.b.coordinator.get("/api/desk/board").json()["alerts"]) == 1


def test_the_desks_first_look_counts_as_seen_and_the_person_is_shown_so(api: Api) -> None:
    alert_id = api.a.raise_alert()
    assert api.a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["seen_by"] == 0
    page = api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()
    assert (page["address"], page["location"]) == (None, None), "where comes only when asked for"
    assert api.a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["seen_by"] == 1
    assert api.a.resident.get("/api/me/access-log").json()["items"] == []
    assert "resident길" in api.a.coordinator.get(f"/api/desk/alerts/{alert_id}?show=address").json()["address"]
    (view,) = api.a.resident.get("/api/me/access-log").json()["items"]
    assert (view["who"], view["alert_id"]) == (api.a.coordinator.me.name, alert_id)


def test_where_a_walk_is_shows_only_while_it_is_shared_or_an_alert_needs_it(api: Api) -> None:
    patrol_id, t0 = str(new_id()), int(clock.now().timestamp()) - 60
    track = {"t": [t0, 15], "lat": [37_760_500, 10], "lon": [126_774_800, 10], "acc": [8, 0]}
    api.a.responder.sync(
        item("patrol.start", {"patrol_id": patrol_id}), item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track})
    )

    def share(on: bool, seconds: int) -> None:
        said_at = clock.now() + timedelta(seconds=seconds)
        (receipt,) = api.a.responder.sync(item("patrol.share", {"patrol_id": patrol_id, "on": on}, recorded_at=said_at))
        assert receipt["status"] == "applied", receipt

    def shown() -> tuple[bool, bool]:
        (walk,) = api.a.officer.get("/api/desk/board").json()["patrols"]
        return walk["cell"] is not None, walk["place"] is not None

    assert shown() == (False, False)
    share(True, -40)
    assert shown() == (True, True)
    share(False, -20)
    share(True, -30)  # said before, and late to arrive
    assert shown() == (False, False)
    alert_id = api.a.raise_alert()
    assert shown() == (True, False)
    api.a.responder.respond(alert_id, "accept")
    assert shown() == (True, True)
    api.a.responder.put("/api/me/consents/location", json={"state": "paused"})
    assert shown() == (False, False)
