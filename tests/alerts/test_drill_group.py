"""Who is in a drill: only who agreed, only as long as they do, and only their own home."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.alerts import drills
from app.alerts.drill_results import results
from app.alerts.rules import AlertStatus, Place
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.core.problems import Problem
from app.people import service as people
from app.people.models import ConsentKind, ConsentState, Member
from tests.alerts.drilling import drill, drilling, home_drill, leave, looks, pushes, resolve
from tests.alerts.test_places import kept, stands
from tests.support.story import fast_forward
from tests.support.street import HOME, Street


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return drilling(database)


def test_only_who_agreed_is_played_and_only_their_own_home_is_used(street: Street) -> None:
    outside = street.members["이웃7"]
    with pytest.raises(Problem) as not_in_group:
        drill(street, outside)
    assert not_in_group.value.slug == "not-in-drills"
    with pytest.raises(Problem) as nobodys_home:
        drill(street, None, Place.HOME)
    assert nobodys_home.value.slug == "home-not-lent"

    def withdraw(session: Session) -> None:
        member = session.get_one(Member, street.resident)
        people.set_consent(session, member, ConsentKind.HOME_DISCLOSURE, ConsentState.WITHDRAWN, clock.now())

    street.database.write_sync(withdraw)
    with pytest.raises(Problem) as hidden_home:
        home_drill(street)
    assert hidden_home.value.slug == "home-not-lent"
    made_up = street.alert(drill(street, street.resident))
    assert (made_up.place, made_up.lat, made_up.drill) == ("public", HOME[0], True)


def test_a_drill_at_a_made_up_place_shows_the_home_of_nobody(street: Street) -> None:
    alert_id = drill(street)
    comes = next(iter(street.parts(alert_id)))
    street.says(comes, alert_id, "accept")
    shown = looks(street, comes, alert_id).alert
    assert shown.address is None
    assert shown.location is not None
    assert (shown.location.lat, shown.location.lon) == HOME


def test_nobody_is_woken_for_a_drill_not_even_a_buddy(street: Street) -> None:
    asleep = street.members["이웃0"]
    street.change(asleep, quiet_from_min=0, quiet_until_min=23 * 60, quiet_but_buddies=True)
    street.tie(asleep, "buddy")
    assert asleep not in street.parts(home_drill(street))
    assert asleep in street.parts(street.concern())


def test_whoever_leaves_the_group_is_out_of_the_drill_at_once(street: Street, time: FrozenClock) -> None:
    alert_id = home_drill(street)
    leaves, stays = list(street.parts(alert_id))[:2]
    street.says(leaves, alert_id, "accept")
    street.pushes_leave()
    before = len([push for push in pushes(street, alert_id) if push.member_id == leaves])
    leave(street, leaves)
    assert looks(street, leaves, alert_id).alert.address is None
    with pytest.raises(Problem) as out:
        street.says(leaves, alert_id, "accept")
    assert out.value.slug == "not-in-drills"
    street.says(stays, alert_id, "accept")
    fast_forward(street, time, timedelta(minutes=10))
    resolve(street, alert_id)
    assert len([push for push in pushes(street, alert_id) if push.member_id == leaves]) == before


def test_the_drill_is_over_when_whoever_lent_their_home_leaves_the_group(street: Street) -> None:
    alert_id = home_drill(street)
    comes = next(iter(street.parts(alert_id)))
    street.says(comes, alert_id, "accept")
    leave(street, street.resident)
    assert street.alert(alert_id).status == AlertStatus.CANCELLED
    assert looks(street, comes, alert_id).alert.address is None


def test_a_drill_of_another_neighbourhood_is_not_there(street: Street) -> None:
    drill(street)
    assert street.database.read_sync(lambda session: results(session, new_id(), 5)) == []
    assert street.database.read_sync(lambda session: drills.live(session, new_id())) is None


def test_who_leaves_drills_on_their_way_leaves_no_place_behind(street: Street) -> None:
    alert_id = home_drill(street)
    comes = next(iter(street.parts(alert_id)))
    street.says(comes, alert_id, "accept")
    stands(street, alert_id, comes, 300)
    assert set(kept(street)) == {comes}
    leave(street, comes)
    assert kept(street) == {}
