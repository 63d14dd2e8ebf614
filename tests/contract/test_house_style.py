"""The house style, where a machine can see it; each exception stands here with its reason."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import PurePosixPath

import pytest

from tests.support.sources import ROOT, frontend_files, lines_of, python_files, tree_of

LINES = 300
LONGER: dict[str, str] = {
    "tests/alerts/test_machine.py": "one machine, with everything that may happen to it",
    "tests/alerts/test_stories.py": "whole alerts, told one after the other on the same stage",
    "tests/support/firefox.py": "one browser's protocol from start to end",
    "tests/support/push_service.py": "one push service, read from top to bottom like the protocol it speaks",
}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "base", "misc", "shared"}
CLOCK_READERS: dict[str, str] = {
    "app/core/clock.py": "the one clock",
    "app/core/ids.py": "ids follow the machine's time, so that they stay unique while a test has stopped the clock",
}
COMMITTERS: dict[str, str] = {
    "app/core/database.py": "the one door to the database",
    "app/core/database_writer.py": "SQLite's writer behind that door",
    "app/core/migrating.py": "migrations run on a connection of their own, before that door opens",
}
IGNORES = re.compile(r"#\s*(type:\s*ignore|noqa)")
REASONED = re.compile(r"#\s*(type:\s*ignore\[[\w\-, ]+\]|noqa:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*)\s+#\s*\S+ \S+")
TS_IGNORES = re.compile(r"@ts-ignore|@ts-nocheck|@ts-expect-error(?!:? \S+ \S+)|(?:ox|es)lint-disable(?!.*--\s*\S+ \S+)")


def test_no_file_is_longer_than_a_room() -> None:
    written = [
        name for name in [*python_files(), *frontend_files()] if not name.startswith("migrations/versions/") and not name.endswith(".css")
    ]
    long = {name for name in written if len(lines_of(name)) > LINES}
    assert long <= set(LONGER), f"over {LINES} lines, split it or give a reason: {sorted(long - set(LONGER))}"
    assert not set(LONGER) - long, "no longer over the limit: take it off the list"


def test_names_say_what_is_inside() -> None:
    sources = [*python_files(), *(name for name in frontend_files() if not name.endswith(".css"))]
    vague = [name for name in sources if VAGUE_NAMES & {part.split(".")[0].lower() for part in PurePosixPath(name).parts}]
    assert not vague, "a name from the coordinator's or the field's words, please"


@pytest.mark.parametrize("folder", ["app", "bench", "migrations", "scripts", "tests"])
def test_every_module_says_what_it_is_for(folder: str) -> None:
    silent = [name for name in python_files(folder) if tree_of(name).body and ast.get_docstring(tree_of(name)) is None]
    assert not silent, "a module starts with one sentence in the product's words"


def test_every_ignore_has_a_reason() -> None:
    bare = [
        f"{name}:{number}"
        for name in python_files()
        if name != "tests/contract/test_house_style.py"
        for number, line in enumerate(lines_of(name), 1)
        if IGNORES.search(line) and not REASONED.search(line)
    ]
    bare += [f"{name}:{number}" for name in frontend_files() for number, line in enumerate(lines_of(name), 1) if TS_IGNORES.search(line)]
    assert not bare, "`# noqa: X123  # why`, `# type: ignore[code]  # why`, `@ts-expect-error why`, `oxlint-disable-next-line rule -- why`"


def test_one_clock() -> None:
    readers = [
        f"{name}:{node.lineno}"
        for name in python_files("app")
        if name not in CLOCK_READERS
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func)
        in {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "dt.datetime.now"}
    ]
    assert not readers, "ask app.core.clock, so that tests can set the time"


def test_only_the_database_commits() -> None:
    committers = [
        f"{name}:{node.lineno}"
        for name in python_files("app")
        if name not in COMMITTERS
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    assert not committers, "one closure is one transaction: pass it to Database.write"


def imported_by(name: str) -> set[str]:
    """The modules a file imports, in full."""
    imported = set()
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            within = ROOT / (node.module or "").replace(".", "/")
            modules = {alias.name for alias in node.names if (within / f"{alias.name}.py").exists()}
            imported |= {f"{node.module}.{module}" for module in modules}
            if len(modules) < len(node.names):
                imported.add(node.module or "")
    return imported


@pytest.mark.parametrize("name", [name for name in python_files("app") if name.endswith("/rules.py")])
def test_rules_are_pure(name: str) -> None:
    room = ".".join(name.split("/")[:2])
    waiting, seen = [name], set[str]()
    foreign = set()
    while waiting:  # a room's rules may stand in several files, each as pure
        for module in imported_by(waiting.pop()):
            if f"{module}.".startswith(f"{room}."):
                if module not in seen:
                    waiting.append(module.replace(".", "/") + ".py")
                seen.add(module)
            elif module.split(".")[0] not in sys.stdlib_module_names and not f"{module}.".startswith("app.geo."):
                foreign.add(module)
    assert not foreign, "rules know the standard library and app.geo, nothing else"
