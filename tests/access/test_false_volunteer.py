"""Somebody who joined to find out where a woman lives alone: everything they can try, and what it tells them."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import product

from app.core import clock
from app.geo.cells import cell_of
from app.people.models import Tier
from tests.support.api import Api, Caller, item
from tests.support.policies import set_policy

# What a responder is shown of an alert before going; nothing else may ever join them without thought.
TOLD = {
    "id", "status", "opened_at", "closed_at", "age_s", "cell", "cell_boundary", "place", "category", "drill", "late", "part", "my_response",
    "enough",
}  # fmt: skip


def test_before_accepting_an_alert_is_a_need_a_cell_and_an_age(api: Api) -> None:
    alert_id = api.a.raise_alert("101호예요")
    shown = api.a.responder.get(f"/api/alerts/{alert_id}").json()
    assert {name for name, value in shown.items() if value is not None} <= TOLD
    assert shown["cell"] == cell_of(37.7605, 126.7748), "the cell of the home, the same for everybody"
    listed = api.a.responder.get("/api/alerts").json()["items"]
    assert {name for name, value in listed[0].items() if value is not None} <= TOLD


def test_no_sequence_of_answers_opens_the_address_but_accepting(api: Api) -> None:
    """Every pair of answers, each from a responder who said nothing before; only one who accepted and did not decline sees where."""
    answers = ("seen", "decline", "on_scene", "done", "accept")
    api.database.write_sync(lambda session: set_policy(session, api.a.id, {"enough_accepts": 10, "resting_s": 0}))
    for pair in product(answers, repeat=2):
        alert_id = api.a.raise_alert()
        api.a.responder.respond(alert_id, *pair)
        seen = api.a.responder.get(f"/api/alerts/{alert_id}").json()["address"] is not None
        assert seen == ("accept" in pair and pair[1] not in ("decline", "done")), pair
        api.a.resident.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"})


def test_accepting_and_stepping_back_closes_the_address_again_and_leaves_a_trace(api: Api) -> None:
    alert_id = api.a.raise_alert()
    curious = api.a.responder
    curious.respond(alert_id, "accept")
    assert curious.get(f"/api/alerts/{alert_id}").json()["address"]
    curious.respond(alert_id, "decline")
    assert curious.get(f"/api/alerts/{alert_id}").json()["address"] is None
    assert [view["who"] for view in api.a.resident.get("/api/me/access-log").json()["items"]] == [curious.me.name]


def test_a_walker_or_unverified_responder_never_sees_a_home(api: Api) -> None:
    unverified = api.a.responder
    api.a.coordinator.patch(f"/api/members/{unverified.me.id}", json={"verified": False})
    alert_id = api.a.raise_alert()
    for volunteer in (unverified, api.a.walker):
        assert volunteer.respond(alert_id, "accept") == ["rejected"], "homes are for verified responders: never even asked"
        assert volunteer.get(f"/api/alerts/{alert_id}").status_code == 404


def test_nobody_can_answer_for_somebody_else_nor_close_what_they_did_not_see(api: Api) -> None:
    alert_id = api.a.raise_alert()
    api.a.responder.respond(alert_id, "accept")
    for stranger in (api.a.walker, api.a.other_resident, api.b.responder, api.b.coordinator):
        assert stranger.respond(alert_id, "on_scene") == ["rejected"]
        assert stranger.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"}).status_code == 404
    assert api.a.responder.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"}).status_code == 403, "accepted, but not there"
    cancelled = api.a.responder.sync(item("check_in.cancel", {"check_in_id": _check_in_of(api, alert_id)}))
    assert cancelled[0]["status"] == "rejected", "a forced all-clear"
    assert api.a.resident.get(f"/api/alerts/{alert_id}").json()["status"] == "acknowledged"


def _check_in_of(api: Api, alert_id: str) -> str:
    return str(api.a.resident.get(f"/api/alerts/{alert_id}").json()["check_in_id"])


def test_a_false_position_does_not_call_a_volunteer_to_far_away_homes(api: Api) -> None:
    """The cell of the approved home decides who is asked about a home; a phone's word about itself is no home."""
    far = {"address": "먼 집", "lat": 37.7805, "lon": 126.7948}
    now = clock.now()
    with clock.frozen(now + timedelta(days=31)):
        api.a.coordinator.put(f"/api/members/{api.a.resident.me.id}/home", json=far)
        alert_id = api.a.raise_alert()
        assert api.a.responder.get(f"/api/alerts/{alert_id}").status_code == 404


def test_puppets_in_one_cell_learn_the_same_wherever_in_it_they_live(api: Api) -> None:
    """Thirty puppets cannot measure a distance: all of one cell are asked alike, and none is shown more than the cell."""
    home = cell_of(37.7605, 126.7748)
    corners = [(37.7605 + dy / 2000, 126.7748 + dx / 2000) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    inside = [corner for corner in corners if cell_of(*corner) == home]
    assert len(inside) > 3
    for responder, (lat, lon) in zip(api.a.responders, inside, strict=False):
        place = {"address": "꼭두각시 집", "lat": lat, "lon": lon}
        assert api.a.coordinator.put(f"/api/members/{responder.me.id}/home", json=place).status_code == 200
    alert_id = api.a.raise_alert()
    answers = [responder.get(f"/api/alerts/{alert_id}").json() for responder in api.a.responders]
    for answer in answers:
        answer.pop("my_response")
        answer.pop("age_s")
    assert all(answer == answers[0] for answer in answers)
    assert "37.7605" not in json.dumps(answers[0])


def test_saying_where_one_is_tells_a_volunteer_nothing(api: Api) -> None:
    """No answer, no header and no field depends on whether the place that was sent is near the home."""
    alert_id = api.a.raise_alert()
    curious, other = api.a.responders[:2]
    near, far = (37.7605, 126.7748), (37.7805, 126.7948)
    told = []
    for caller, (lat, lon) in ((curious, near), (other, far)):
        body = {"lat": lat, "lon": lon, "accuracy_m": 8, "recorded_at": clock.rfc3339(clock.now())}
        before = caller.put(f"/api/alerts/{alert_id}/my-place", json=body)
        assert before.status_code == 409, "told is not coming"
        caller.respond(alert_id, "accept")
        sent = caller.put(f"/api/alerts/{alert_id}/my-place", json=body)
        told.append((sent.status_code, sent.text, sorted(name for name in sent.headers)))
        assert caller.get(f"/api/alerts/{alert_id}").json()["progress"] is None
    assert told[0] == told[1]
    assert told[0][:2] == (204, "")


def test_what_a_volunteer_answers_afterwards_is_kept_from_everybody(api: Api) -> None:
    """A question nobody was asked is not answered, and nobody learns whether somebody else was."""
    alert_id = api.a.raise_alert()
    api.a.responder.respond(alert_id, "accept", "on_scene", "done")
    for caller in (api.a.responder, api.a.walker, api.b.responder):
        (receipt,) = caller.sync(item("alert.debrief", {"alert_id": alert_id, "answer": "talk"}))
        assert receipt["status"] == "rejected"
    assert api.a.coordinator.get("/api/desk/board").json()["talks"] == []


def test_people_cannot_be_browsed(api: Api) -> None:
    volunteers: list[Caller] = [api.a.other_resident, api.a.walker, api.a.responder]
    for volunteer in volunteers:
        for path in ("/api/members", "/api/desk/board", f"/api/members/{api.a.resident.me.id}/home?reason=visit"):
            assert volunteer.get(path).status_code == 403
        everything = "".join(volunteer.get(path).text for path in ("/api/me", "/api/alerts", "/api/check-ins", "/api/patrols"))
        assert api.a.resident.me.name not in everything
        assert str(api.a.resident.me.id) not in everything


def test_raising_ones_own_role_is_not_possible(api: Api) -> None:
    for body in ({"tier": Tier.COORDINATOR}, {"verified": True}, {"neighbourhood_id": str(api.b.id)}, {"id": str(api.a.coordinator.me.id)}):
        assert api.a.walker.patch("/api/me", json=body).status_code == 422
    me = api.a.walker.get("/api/me").json()
    assert (me["tier"], me["verified"], me["neighbourhood"]["id"]) == ("walker", False, str(api.a.id))
