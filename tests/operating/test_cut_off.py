"""A network that cuts requests and answers off anywhere: phones hand over everything all the same, and nothing is there twice."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.operating.handing_over import Phones, check, forked_server
from tests.support.cutting import Cut, CuttingProxy
from tests.support.databases import opened
from tests.support.servers import free_port

NIGHTLY = os.environ.get("MODU_NIGHTLY") == "1"
CUTS = 10_000 if NIGHTLY else 80

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0 if NIGHTLY else 300)]  # real processes


def cut_off_over_and_over(database_url: str, folder: Path, cuts: int, mutant: str | None = None) -> tuple[Phones, CuttingProxy]:
    """Half of all requests are spoiled, until so many were; then the network is well again."""
    port = free_port()
    with opened(database_url) as database, forked_server(database_url, folder, port, mutant), CuttingProxy(port) as network:
        phones = Phones.start(database, network.url, patience_s=2.0)
        phones.wait_for(0)  # the server is there
        network.share = 0.5
        until = time.monotonic() + 60 + cuts
        while network.cuts.total() < cuts:
            assert time.monotonic() < until, "the phones do not go on"
            time.sleep(0.02)
        network.share = 0.0
        phones.finish()
        check(database, phones)
    return phones, network


def test_nothing_is_lost_and_nothing_is_twice(database_url: str, tmp_path: Path) -> None:
    phones, network = cut_off_over_and_over(database_url, tmp_path, CUTS)
    assert network.passed > 0
    assert len(network.cuts) >= len(Cut) - 1, "of every kind; there are few stalls"
    assert sum(phone.repeated for phone in phones.phones) > 0, "some were durable though their answer was lost"
    print(f"{network.cuts.total()} requests cut, {phones.acknowledged} things acknowledged")  # noqa: T201  # said by `make nightly`


def test_a_server_that_applies_repeats_again_is_noticed(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="and kept, once"):
        cut_off_over_and_over(database_url, tmp_path, 40, "applies a repeat again")
