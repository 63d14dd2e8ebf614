"""The project's own files, as the tests of the house style read them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON_FOLDERS = ("app", "bench", "migrations", "scripts", "tests")
FRONTEND_SUFFIXES = (".ts", ".tsx", ".css", ".mjs")


@cache
def project_files() -> tuple[str, ...]:
    """Every file that is, or is about to be, in the repository: its path from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return tuple(sorted(name for name in set(listed.split("\0")) if name and (ROOT / name).is_file()))


def python_files(*folders: str) -> list[str]:
    """Python files below the folders; below all of the project's when none is named."""
    wanted = tuple(f"{folder}/" for folder in folders or PYTHON_FOLDERS)
    return [name for name in project_files() if name.startswith(wanted) and name.endswith(".py")]


def frontend_files() -> list[str]:
    """The frontend's sources, without what is generated."""
    return [
        name
        for name in project_files()
        if name.startswith("frontend/") and name.endswith(FRONTEND_SUFFIXES) and not name.endswith("schema.d.ts")
    ]


def lines_of(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), filename=name)
