"""Links in the documentation lead somewhere, and its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.sources import ROOT, project_files

PAGES = [name for name in project_files() if name.endswith(".md") and (name.startswith("docs/") or "/" not in name)]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    links = LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    dead = [link for link in links if "://" not in link and not (ROOT / Path(page).parent / link).exists()]
    assert not dead


@pytest.mark.parametrize("page", PAGES)
def test_make_knows_what_is_asked_of_it(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = set(re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
    assert not asked - targets


def test_every_decision_is_one_page_of_the_same_shape() -> None:
    decisions = [name for name in PAGES if name.startswith("docs/adr/")]
    numbers = sorted(int(Path(name).name[:4]) for name in decisions)
    assert numbers == list(range(1, len(numbers) + 1))
    for name in decisions:
        text = (ROOT / name).read_text(encoding="utf-8")
        missing = [part for part in ("## Context", "## Decision", "## Alternatives considered", "## Consequences") if part not in text]
        assert not missing, name
