"""A server that is killed while phones hand over what they did: nothing that was acknowledged is lost, and nothing is there twice."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.operating.handing_over import Phones, check, forked_server
from tests.support.databases import opened
from tests.support.servers import free_port

NIGHTLY = os.environ.get("MODU_NIGHTLY") == "1"
KILLS = 1_000 if NIGHTLY else 4

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0 if NIGHTLY else 300)]  # real processes


def kill_over_and_over(database_url: str, folder: Path, kills: int, mutant: str | None = None) -> Phones:
    """Kill the server so many times, let the phones finish, and see whether everything is there."""
    port, chance = free_port(), random.Random(4)
    with opened(database_url) as database:
        phones = Phones.start(database, f"http://127.0.0.1:{port}")
        for _ in range(kills):
            with forked_server(database_url, folder, port, mutant):
                phones.wait_for(phones.acknowledged + chance.randint(1, 40))
        with forked_server(database_url, folder, port, mutant):
            phones.finish()
        assert sum(phone.cut_off for phone in phones.phones) >= kills, "phones were in the middle of it"
        check(database, phones)
    return phones


def test_nothing_acknowledged_is_lost_and_nothing_is_twice(database_url: str, tmp_path: Path) -> None:
    phones = kill_over_and_over(database_url, tmp_path, KILLS)
    print(f"{KILLS} servers killed, {phones.acknowledged} things acknowledged")  # noqa: T201  # said by `make nightly`


@pytest.mark.nightly_on_postgresql
@pytest.mark.parametrize("mutant", ["answers before it is durable", "writes without transactions"])
def test_a_server_made_wrong_is_noticed(database_url: str, tmp_path: Path, mutant: str) -> None:
    with pytest.raises(AssertionError, match=r"what was acknowledged|and kept|could not hand over|which heard|all calls"):
        kill_over_and_over(database_url, tmp_path, 12, mutant)
