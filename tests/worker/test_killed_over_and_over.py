"""A worker that is killed a thousand times while alerts go out (a few times in `make test`): everybody is told, with one notice each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.worker.killing import kill_over_and_over
from tests.worker.mutants import MUTANTS

NIGHTLY = os.environ.get("MODU_NIGHTLY") == "1"
KILLS = 1_000 if NIGHTLY else 6

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0 if NIGHTLY else 300)]  # real processes


def test_everybody_is_told_of_every_alert_and_sees_one_notification_of_each(database_url: str, tmp_path: Path) -> None:
    told = kill_over_and_over(database_url, tmp_path, KILLS)
    told.check()
    print(f"{told.kills} workers killed, {len(told.alerts)} alerts × {len(told.phones)} phones, {told.repeated} sent twice")  # noqa: T201  # said by `make nightly`


@pytest.mark.nightly_on_postgresql
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_worker_made_wrong_is_noticed(database_url: str, tmp_path: Path, mutant: str) -> None:
    with pytest.raises(AssertionError, match=r"never told|notifications of"):
        kill_over_and_over(database_url, tmp_path, 6, mutant=mutant).check()
