"""Whatever happens in whatever order, these sentences stay true of alerts.

Hypothesis tells stories nobody thought of: calls, answers, changes of mind, blocks, days that pass, workers that are away. After
each step all the sentences below are checked on the rows themselves.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from random import Random
from types import SimpleNamespace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.alerts import drills, raising, rules, service
from app.alerts.models import Alert
from app.alerts.parting import part_ways
from app.alerts.raising import Heard
from app.alerts.rules import Place, ResponseStatus
from app.alerts.schemas import ResolveIn
from app.alerts.steps import wave_plan
from app.core import clock, ids
from app.core.database import Database, Table
from app.core.ids import new_id
from app.core.problems import Problem
from app.me import service as me
from app.neighbourhoods import presence
from app.neighbourhoods import service as neighbourhoods
from app.people import access_log, pins
from app.people import service as people
from app.people.auth import Actor
from app.people.models import ConsentKind, ConsentState, Member, Tier
from tests.alerts.machine_on_the_way import OnTheWay
from tests.alerts.machine_picture import Picture, take
from tests.alerts.machine_sentences import SENTENCES
from tests.support.story import work_off
from tests.support.street import HOME, build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
KEY, RIGHT, OTHER = b"k" * 32, "2580", "7136"
POLICY: dict[str, object] = {"wave_sizes": [2, 2, 2], "most_told": 5, "few_in_range": 3}
NIGHTLY = os.environ.get("MODU_NIGHTLY") == "1"
STORIES, NIGHTLY_STORIES = (16, 4), (16_000, 4_000)
"""How many on SQLite, and on PostgreSQL."""
ACTIONS = ("seen", "accept", "accept", "decline", "on_my_way", "on_scene", "done", "fine")
which = st.integers(0, 30)


@contextmanager
def same_ids_each_time() -> Iterator[None]:
    """Who is asked first hangs on the ids: a story told again has to be the same story."""
    chance, count = Random(0), itertools.count(int(START.timestamp() * 1e9), 1_000_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "secrets", SimpleNamespace(randbits=chance.getrandbits))
        patch.setattr(ids, "time", SimpleNamespace(time_ns=lambda: next(count)))
        yield


def _empty(session: Session) -> None:
    for table in reversed(Table.metadata.sorted_tables):
        session.execute(delete(table))


class Alerts(OnTheWay):
    """One neighbourhood: two residents, seven responders of all kinds, a walker, a coordinator."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(same_ids_each_time())
        self.time = self.stack.enter_context(clock.frozen(START))
        self.database.write_sync(_empty)
        self.street = build(self.database, policy=POLICY)
        self.worked = False
        self.before = Picture()

    @initialize()
    def people_live_here(self) -> None:
        street = self.street
        street.add("옥희", Tier.RESIDENT, steps=0)
        street.responders(5)
        street.subscribe(street.add("모르는 이웃", Tier.RESPONDER, verified=False))
        asleep = street.add("자는 이웃", Tier.RESPONDER)
        street.change(asleep, quiet_from_min=0, quiet_until_min=23 * 60)
        street.add("전화 없는 이웃", Tier.RESPONDER)
        street.subscribe(street.add("담당", Tier.COORDINATOR))
        street.subscribe(street.resident)
        self.write(
            lambda session: pins.keep(
                session,
                key=KEY,
                neighbourhood_id=street.neighbourhood_id,
                member_id=street.resident,
                pin=RIGHT,
                other_pin=OTHER,
                current=None,
                now=clock.now(),
            )
        )
        self.helpers = [member_id for name, member_id in street.members.items() if name not in ("순자", "옥희", "담당")]
        self.desk = street.members["담당"]
        for member_id in [*self.helpers[::2], street.resident]:
            street.change(member_id, drill_ok=True)
        self.callers = [street.resident, street.members["옥희"]]

    def teardown(self) -> None:
        whole = self.street.database.read_sync(lambda session: access_log.broken_at(session, self.street.neighbourhood_id))
        self.stack.close()
        assert whole is None, "the access log holds"

    def write(self, work: Callable[[Session], object]) -> None:
        """What a request does; one that is refused changes nothing."""
        with suppress(Problem):
            self.street.database.write_sync(work)

    def one_of(self, number: int) -> UUID | None:
        """One of the alerts there are, the newest most often."""
        ids = sorted(self.before.alerts)
        return ids[-1 - number % len(ids)] if ids else None

    # What may happen.

    @rule(who=which, walk=st.booleans(), late=st.sampled_from([0, 0, 0, 20]))
    def somebody_calls(self, who: int, walk: bool, late: int) -> None:
        said = clock.now() - timedelta(minutes=late)
        self.street.concern(of=self.callers[who % 2], recorded_at=said, context="walk" if walk else "home")

    @rule(who=which, stranger=st.booleans())
    def the_desk_raises(self, who: int, stranger: bool) -> None:
        place = Place.PUBLIC if stranger else Place.HOME
        member_id = None if stranger else self.callers[who % 2]
        heard = Heard(member_id, place, "other", str(who), HOME[0] if stranger else None, HOME[1] if stranger else None)
        self.write(lambda session: raising.raise_at_desk(session, self.street.neighbourhood_id, self.desk, heard, clock.now()))

    @rule(home=st.booleans(), played=st.booleans())
    def the_desk_drills(self, home: bool, played: bool) -> None:
        at = Heard(
            self.street.resident if played or home else None,
            Place.HOME if home else Place.PUBLIC,
            "other",
            "",
            *((None, None) if home else HOME),
        )
        self.write(lambda session: drills.start(session, self.street.neighbourhood_id, self.desk, at, clock.now()))

    @rule(who=which, on=st.booleans())
    def somebody_joins_or_leaves_the_drills(self, who: int, on: bool) -> None:
        member_id = [*self.helpers, self.desk, self.street.resident][who % (len(self.helpers) + 2)]

        def work(session: Session) -> None:
            session.get_one(Member, member_id).drill_ok = on
            session.flush()
            presence.refresh(session, member_id)
            if not on:
                drills.leave(session, self.street.neighbourhood_id, member_id, clock.now())

        self.write(work)

    @precondition(lambda self: bool(self.before.alerts))
    @rule(number=which, who=which, action=st.sampled_from(ACTIONS), twice=st.booleans())
    def somebody_told_answers(self, number: int, who: int, action: str, twice: bool) -> None:
        alert_id = self.one_of(number)
        told = sorted(self.before.told(alert_id)) if alert_id else []
        if alert_id is None or not told:
            return
        for _ in range(2 if twice else 1):
            with suppress(Problem):
                self.street.says(told[who % len(told)], alert_id, action)

    @precondition(lambda self: bool(self.before.alerts))
    @rule(number=which, how_many=st.integers(1, 3))
    def neighbours_come(self, number: int, how_many: int) -> None:
        alert_id = self.one_of(number)
        waiting = [r.member_id for r in self.before.parts[alert_id] if ResponseStatus(r.status) in rules.WAITING] if alert_id else []
        for member_id in waiting[:how_many]:
            with suppress(Problem):
                self.street.says(member_id, alert_id or new_id(), "accept")

    @precondition(lambda self: bool(self.before.alerts))
    @rule(number=which, pin=st.sampled_from(["0000", None, "0000", None, RIGHT, OTHER]))
    def the_person_takes_it_back(self, number: int, pin: str | None) -> None:
        alert = self.before.alerts[self.one_of(number) or new_id()]
        self.write(
            lambda session: service.cancel(
                session,
                neighbourhood_id=self.street.neighbourhood_id,
                actor_id=alert.person_id,
                tier=Tier.RESIDENT,
                alert_id=alert.id,
                why="",
                typed=pins.Typed(KEY, pin),
                now=clock.now(),
            )
        )

    @precondition(lambda self: bool(self.before.alerts))
    @rule(number=which, who=which, as_desk=st.sampled_from([False, False, False, True]))
    def somebody_ends_it(self, number: int, who: int, as_desk: bool) -> None:
        alert_id = self.one_of(number) or new_id()
        everybody = [*self.helpers, *self.callers]
        actor, tier = (self.desk, Tier.COORDINATOR) if as_desk else (everybody[who % len(everybody)], Tier.RESPONDER)
        self.write(
            lambda session: service.resolve(
                session,
                neighbourhood_id=self.street.neighbourhood_id,
                actor_id=actor,
                tier=tier,
                alert_id=alert_id,
                body=ResolveIn(outcome="safe"),
                now=clock.now(),
            )
        )

    @precondition(lambda self: bool(self.before.alerts))
    @rule(number=which, what=st.sampled_from(["looks", "hurries", "wakes"]))
    def the_desk_acts(self, number: int, what: str) -> None:
        act = {"looks": self._look, "hurries": raising.next_wave, "wakes": raising.wake}[what]
        alert_id, here = self.one_of(number) or new_id(), self.street.neighbourhood_id
        self.write(lambda session: act(session, here, self.desk, alert_id, clock.now()))

    @staticmethod
    def _look(session: Session, neighbourhood_id: UUID, actor_id: UUID, alert_id: UUID, now: datetime) -> None:
        service.desk_saw(session, neighbourhood_id, alert_id, actor_id, now)

    @rule(who=which, other=which, kind=st.sampled_from(["block", "buddy"]), back=st.booleans())
    def somebody_blocks_or_chooses(self, who: int, other: int, kind: str, back: bool) -> None:
        one, two = self.callers[who % 2], self.helpers[other % len(self.helpers)]
        one, two = (two, one) if back else (one, two)

        def work(session: Session) -> None:
            people.tie(session, session.get_one(Member, one), session.get_one(Member, two), kind, clock.now())
            if kind == "block":
                part_ways(session, self.street.neighbourhood_id, one, two, clock.now())

        self.write(work)

    @rule(who=which, what=st.sampled_from(["duty", "alerts", "verified", "location"]), on=st.booleans())
    def a_helper_changes(self, who: int, what: str, on: bool) -> None:
        member_id = self.helpers[who % len(self.helpers)]

        def work(session: Session) -> None:
            member = session.get_one(Member, member_id)
            if what == "duty":
                member.duty_on = on
            elif what == "verified":
                member.verified_at = clock.now() if on else None
            elif what == "location":
                state = ConsentState.GRANTED if on else ConsentState.PAUSED
                actor = Actor(member.id, member.neighbourhood_id, Tier(member.tier), "ko", member.name, True, new_id())
                me.choose(session, actor, ConsentKind.LOCATION, state, clock.now())
            else:
                people.set_consent(session, member, ConsentKind.ALERTS, ConsentState.GRANTED if on else ConsentState.PAUSED, clock.now())
            session.flush()
            presence.refresh(session, member_id)

        self.write(work)

    @rule(seconds=st.sampled_from([1, 10, 30, 60, 60, 120, 300, 600, 3600, 10_800]))
    def time_passes(self, seconds: int) -> None:
        self.time.advance(timedelta(seconds=seconds))

    @rule()
    def pushes_leave(self) -> None:
        self.street.pushes_leave()

    @rule(seconds=st.sampled_from([0, 0, 30, 60, 60, 300]), workers=st.sampled_from([1, 1, 1, 2]))
    def the_worker_looks(self, seconds: int, workers: int) -> None:
        self.time.advance(timedelta(seconds=seconds))
        if workers == 1:
            work_off(self.street)
        else:
            with ThreadPoolExecutor(workers) as pool:
                list(pool.map(lambda _: work_off(self.street), range(workers)))
        self.worked = True

    # What stays true.

    @invariant()
    def everything_holds(self) -> None:
        """All sentences, on one picture."""
        after = self.street.database.read_sync(lambda session: take(session, self.street.neighbourhood_id))
        for alert_id in after.alerts:
            for sentence in SENTENCES:
                assert sentence(self, self.before, after, alert_id), f"{sentence.__doc__} ({after.alerts[alert_id].status})"
        self.before, self.worked = after, False

    def plan(self, alert: Alert) -> rules.WavePlan:
        """The waves an alert goes by."""
        policy = self.street.database.read_sync(lambda session: neighbourhoods.policy_of(session, self.street.neighbourhood_id))
        return wave_plan(policy, Place(alert.place))


@pytest.mark.slow
@pytest.mark.timeout(0 if NIGHTLY else 600)
def test_whatever_happens_the_sentences_stay_true(database: Database) -> None:
    machine = type("Machine", (Alerts,), {"database": database})
    on_postgresql = database.engine.dialect.name == "postgresql"  # three times as slow; the stories are about rules, not about databases
    examples, steps = (NIGHTLY_STORIES if NIGHTLY else STORIES)[on_postgresql], 50
    unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=not NIGHTLY, suppress_health_check=unhurried
    )
    run_state_machine_as_test(machine, settings=how)
