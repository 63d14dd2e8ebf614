"""What phones say of themselves while and after somebody goes: where they are, and how they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from sqlalchemy.orm import Session

from app.alerts import debrief_answers, showing_place
from app.alerts.schemas import DebriefBody, MyPlaceIn
from app.core import clock
from app.core.ids import new_id
from app.people.models import Device
from tests.alerts.machine_picture import Picture
from tests.support.street import HOME, Street

which = st.integers(0, 30)


class OnTheWay(RuleBasedStateMachine):
    """The part of the machine in which a phone speaks by itself."""

    street: Street
    before: Picture
    helpers: list[UUID]

    def write(self, work: Callable[[Session], object]) -> None:
        """What a request does; one that is refused changes nothing."""
        raise NotImplementedError

    def one_of(self, number: int) -> UUID | None:
        """One of the alerts there are."""
        raise NotImplementedError

    @precondition(lambda self: bool(self.before.alerts))
    @rule(number=which, who=which, north=st.integers(-400, 2_000), age=st.sampled_from([0, 0, 30, 300]))
    def a_phone_says_where_it_is(self, number: int, who: int, north: int, age: int) -> None:
        alert_id = self.one_of(number) or new_id()
        member_id = self.helpers[who % len(self.helpers)]
        at = clock.now() - timedelta(seconds=age)
        body = MyPlaceIn(lat=HOME[0] + north / 111_195, lon=HOME[1], accuracy_m=8, recorded_at=at)

        def work(session: Session) -> None:
            device = session.query(Device).filter_by(member_id=member_id).first()
            if device is not None:
                showing_place.show(session, self.street.neighbourhood_id, member_id, device.id, alert_id, body, clock.now())

        self.write(work)

    @precondition(lambda self: bool(self.before.alerts))
    @rule(number=which, who=which, answer=st.sampled_from(["fine", "lingers", "talk"]))
    def somebody_says_how_they_are(self, number: int, who: int, answer: str) -> None:
        member_id = self.helpers[who % len(self.helpers)]
        body = DebriefBody.model_validate({"alert_id": self.one_of(number) or new_id(), "answer": answer})
        self.write(lambda session: debrief_answers.answer(session, self.street.neighbourhood_id, member_id, body))
