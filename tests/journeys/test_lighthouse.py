"""Lighthouse: accessibility and best practices are perfect on the first screen, at home, and at the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Stage
from tests.journeys.neighbours import of_tier
from tests.support.lighthouse import audit

pytestmark = pytest.mark.journey


def test_lighthouse_finds_nothing(stage: Stage, tmp_path: Path) -> None:
    product = stage.product()
    people = product.people()
    found = {
        "welcome": audit(f"{product.url}/", tmp_path),
        "resident": audit(f"{product.url}/", tmp_path, cookie=product.cookie(of_tier(people, "resident")[0])),
        "desk": audit(f"{product.url}/desk", tmp_path, cookie=product.cookie(of_tier(people, "coordinator")[0]), desktop=True),
    }
    lost = {name: report.lost for name, report in found.items() if report.lost}
    assert all(report.scores["accessibility"] == 100 for report in found.values()), lost
    assert all(report.scores["best-practices"] >= 96 for report in found.values()), lost
