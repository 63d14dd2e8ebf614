"""The hand-over card: exact, only for who may see the place, each look logged, gone with the alert."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.facilities.models import Facility
from app.geo.national_point import national_point
from app.people.models import ConsentKind, ConsentState
from tests.support.api import Api, Caller, item


def _lamp(api: Api, kind: str, metres_north: float, number: str) -> None:
    home = api.a.resident.get("/api/me").json()["home"]
    body = {"kind": kind, "label": "가로등", "number": number, "lat": home["lat"] + metres_north / 111_195, "lon": home["lon"]}
    assert api.a.coordinator.post("/api/facilities", json=body).status_code == 201


def _card(caller: Caller, alert_id: str, **query: str) -> dict[str, object]:
    answer = caller.get(f"/api/alerts/{alert_id}/hand-over", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return dict(answer.json())


def test_who_comes_reads_out_the_address_the_point_and_the_nearest_lamp(api: Api) -> None:
    _lamp(api, "lamp", 90, "파주-201")
    _lamp(api, "lamp", 40, "파주-200")
    _lamp(api, "bell", 149, "B-7")
    _lamp(api, "aed", 170, "A-1")
    _lamp(api, "bench", 5, "의자")
    alert_id = api.a.raise_alert()
    api.a.responder.respond(alert_id, "accept")
    home = api.a.resident.get("/api/me").json()["home"]
    card = _card(api.a.responder, alert_id)
    assert card["address"] == home["address"]
    assert card["national_point"] == national_point(home["lat"], home["lon"])
    assert card["nearest"] == [
        {"kind": "lamp", "label": "가로등", "number": "파주-200", "distance_m": 40},
        {"kind": "bell", "label": "가로등", "number": "B-7", "distance_m": 149},
    ]
    seen = api.a.resident.get("/api/me/access-log").json()["items"][0]
    assert (seen["what"], seen["alert_id"]) == ("alert_home", alert_id)


def test_nothing_of_it_before_accepting_nor_after_the_end(api: Api) -> None:
    alert_id = api.a.raise_alert()
    refused = api.a.responder.get(f"/api/alerts/{alert_id}/hand-over")
    assert (refused.status_code, refused.json()["type"].rsplit(":")[-1]) == (403, "place-not-shown")
    api.a.responder.respond(alert_id, "accept")
    api.a.resident.post(f"/api/alerts/{alert_id}/cancel")
    for caller in (api.a.responder, api.a.resident, api.a.coordinator):
        over = caller.get(f"/api/alerts/{alert_id}/hand-over")
        assert (over.status_code, over.json()["type"].rsplit(":")[-1]) == (410, "alert-closed")
    assert api.b.coordinator.get(f"/api/alerts/{alert_id}/hand-over").status_code == 404


def test_without_consent_to_show_the_address_not_even_the_point_is_shown_to_who_comes(api: Api) -> None:
    api.a.resident.put(f"/api/me/consents/{ConsentKind.HOME_DISCLOSURE.value}", json={"state": ConsentState.WITHDRAWN.value})
    alert_id = api.a.raise_alert()
    api.a.responder.respond(alert_id, "accept")
    assert api.a.responder.get(f"/api/alerts/{alert_id}/hand-over").status_code == 403
    withheld = _card(api.a.coordinator, alert_id)
    assert (withheld["address"], withheld["lat"], withheld["national_point"], withheld["nearest"]) == (None, None, None, [])
    assert api.a.resident.get("/api/me/access-log").json()["items"] == []
    assert _card(api.a.coordinator, alert_id, show="address")["address"], "the desk has it, and the look is logged"
    assert len(api.a.resident.get("/api/me/access-log").json()["items"]) == 1


def test_outside_it_is_the_place_that_was_sent_with_how_far_off_it_may_be(api: Api) -> None:
    body = {"status": "concern", "context": "walk", "category": "person_in_need", "urgency": "urgent", "lat": 37.76052, "lon": 126.77481}
    (receipt,) = api.a.walker.sync(item("check_in", {**body, "accuracy_m": 12}))
    card = _card(api.a.walker, str(receipt["alert_id"]))
    assert (card["national_point"], card["accuracy_m"], card["address"]) == ("다사 3612 7367", 12, None)


def test_a_place_that_nobody_knows_is_said_as_unknown(api: Api) -> None:
    body = {"status": "concern", "context": "walk", "category": "person_in_need", "urgency": "urgent"}
    (receipt,) = api.a.walker.sync(item("check_in", body))
    card = _card(api.a.coordinator, str(receipt["alert_id"]))
    assert (card["lat"], card["national_point"], card["nearest"]) == (None, None, [])


def test_what_was_removed_is_not_pointed_to(api: Api) -> None:
    _lamp(api, "lamp", 40, "파주-200")

    def remove(session: Session) -> None:
        session.execute(update(Facility).where(col(Facility.number) == "파주-200").values(removed_at=col(Facility.created_at)))

    api.database.write_sync(remove)
    alert_id = api.a.raise_alert()
    assert _card(api.a.resident, alert_id)["nearest"] == []
