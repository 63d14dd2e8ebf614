"""docs/architecture.md lists the folders that are really there, and no others."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from tests.support.sources import ROOT, project_files

LISTED = re.compile(r"^\| `([\w./\-]+/)` \| \S.+ \|$", re.MULTILINE)
# Folders whose own children are listed too.
OPENED = ("app", "frontend", "frontend/src", "tests", "docs")


def listed() -> set[str]:
    """The folders in the tables of the document."""
    return {name.rstrip("/") for name in LISTED.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))}


def real() -> set[str]:
    """The folders of the repository down to the level that the document describes."""
    folders = {str(parent) for name in project_files() for parent in PurePosixPath(name).parents} - {"."}
    return {folder for folder in folders if "/" not in folder or str(PurePosixPath(folder).parent) in OPENED}


def test_every_folder_is_described() -> None:
    assert not real() - listed(), "say in docs/architecture.md what it is for"


def test_every_described_folder_exists() -> None:
    assert not listed() - real(), "take it out of docs/architecture.md"


def test_the_words_lead_to_the_folders() -> None:
    """Every feature folder is named in the document's list of layers, too, so that a reader knows who may import whom."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    order = text.partition("## Imports point one way")[2].partition("\n## ")[0]
    features = {folder.partition("/")[2] for folder in real() if folder.startswith("app/")}
    missing = {name for name in features if not re.search(rf"\b{name}\b", order)}
    assert not missing
