"""Runs the project's checks two at a time, shows what failed, and ends with one line: `N passed, N failed`.

    check.py check     everything that takes under a minute
    check.py test      that, the backend's tests on both databases, and the browser journeys
    check.py lint | types | unit | journeys | pictures | nightly

A check that fails does not stop the others. Only the standard library; started by make, from .venv.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET  # reads only the reports that pytest wrote here
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
FRONTEND = ["sh", "scripts/frontend.sh"]
TALLY = ROOT / ".make" / "tally"
AT_ONCE = 2
FAST = "not postgresql and not journey and not whole and not slow"


@dataclass
class Count:
    """Tests (or checks without tests of their own) by outcome."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Count") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


@dataclass
class Check:
    """One command; `report` is where it writes its results, if it has any."""

    name: str
    command: Sequence[str]
    report: str | None = None
    live: bool = False
    environment: dict[str, str] = field(default_factory=dict)


def pytest(name: str, *arguments: str, live: bool = False) -> Check:
    report = f"{name.replace(' ', '-')}.xml"
    command = [str(BIN / "python"), "-m", "pytest", "-q", "--junitxml", f"{{reports}}/{report}", *arguments]
    return Check(name, command, report, live)


def frontend(name: str, *command: str, report: str | None = None) -> Check:
    return Check(name, [*FRONTEND, *command], report)


FORMAT = [
    Check("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
    frontend("prettier", "npm", "run", "--silent", "format:check"),
]
LINT = [
    Check("ruff", [str(BIN / "ruff"), "check", "."]),
    Check("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
    frontend("oxlint", "npm", "run", "--silent", "lint"),
]
TYPES = [
    Check("mypy", [str(BIN / "mypy")]),
    frontend("tsc", "npm", "run", "--silent", "types"),
    Check("API types in sync", ["sh", "scripts/api_types.sh", "--check"]),
]
VITEST = frontend(
    "vitest", "npx", "--no-install", "vitest", "run", "--reporter=json", "--outputFile={reports}/vitest.json", report="vitest.json"
)
UNIT = [pytest("unit tests", "--timeout=60", "-m", FAST, "--ignore=tests/journeys"), VITEST]
# One more than there are cores: some tests wait for a lease to run out or a process to die, and the others go on meanwhile.
BACKEND = pytest(
    "backend tests on SQLite and PostgreSQL", "--timeout=300", "-n", "3", "-m", "not journey", "--ignore=tests/journeys", live=True
)
FIRST_LOAD = frontend("first load of home", "npm", "run", "--silent", "size")  # looks at the build
# Three files of journeys at a time: they mostly wait. Real browsers on a busy machine now and then miss a deadline that has
# nothing to do with us: a journey that fails is told twice, the report says `R` and "rerun", and failing again is red.
JOURNEYS = pytest("browser journeys", "-n", "3", "--dist", "loadfile", "--reruns", "1", "-rR", "tests/journeys", live=True)
# Each is small in `make test` and whole with MODU_NIGHTLY=1; `-s` shows how much was done.
NIGHTLY = [
    pytest("puppets", "tests/access/test_puppets.py", live=True),
    pytest("requests cut off", "-s", "tests/operating/test_cut_off.py", live=True),
    pytest("workers killed", "-s", "tests/worker/test_killed_over_and_over.py", live=True),
    pytest("servers killed", "-s", "tests/operating/test_server_killed.py", live=True),
    pytest("stories of alerts", "tests/alerts/test_machine.py", live=True),
    pytest("what the days leave out on PostgreSQL", "-n", "2", "-m", "nightly_on_postgresql and postgresql and not slow", live=True),
]
PICTURES = pytest("pictures", "tests/journeys/test_pictures.py", live=True)

# Each plan is a list of stages; the checks of one stage run two at a time, the long ones first.
PLANS: dict[str, list[list[Check]]] = {
    "lint": [[*LINT, *FORMAT]],
    "types": [TYPES],
    "unit": [UNIT],
    "journeys": [[JOURNEYS]],
    "pictures": [[PICTURES]],
    "nightly": [*([one] for one in NIGHTLY), [PICTURES]],
    "check": [[UNIT[0], TYPES[0], UNIT[1], *TYPES[1:], *LINT, *FORMAT]],
    "test": [[TYPES[0], VITEST, *TYPES[1:], *LINT, *FORMAT, FIRST_LOAD], [BACKEND], [JOURNEYS]],
}


def outcome(check: Check, code: int, reports: Path) -> Count:
    """What a check counts for: its own tests where it reports them, else one."""
    count = Count()
    report = reports / check.report if check.report else None
    if report is not None and report.exists():
        if report.suffix == ".xml":
            for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314  # our own report
                bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
                skipped = int(suite.get("skipped", 0))
                count.add(Count(max(0, int(suite.get("tests", 0)) - bad - skipped), bad, skipped))
        else:
            seen = json.loads(report.read_text())
            count.add(Count(seen["numPassedTests"], seen["numFailedTests"], seen["numPendingTests"]))
        if code != 0 and count.failed == 0:
            count.failed = 1  # it broke outside any test
        return count
    return Count(passed=1) if code == 0 else Count(failed=1)


class Run:
    """Runs the stages of one plan and adds up."""

    def __init__(self, reports: Path) -> None:
        self.reports = reports
        self.total = Count()
        self.failed: list[str] = []
        self._lock = threading.Lock()

    def stage(self, checks: list[Check]) -> None:
        waiting = list(checks)

        def work() -> None:
            while True:
                with self._lock:
                    if not waiting:
                        return
                    check = waiting.pop(0)
                self._one(check)

        threads = [threading.Thread(target=work) for _ in range(min(AT_ONCE, len(checks)))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one(self, check: Check) -> None:
        command = [part.replace("{reports}", str(self.reports)) for part in check.command]
        started = time.monotonic()
        if check.live:
            print(f"  …  {check.name}", flush=True)
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=None if check.live else subprocess.PIPE,
            stderr=None if check.live else subprocess.STDOUT,
            env={**os.environ, **check.environment},
            check=False,
        )
        count = outcome(check, done.returncode, self.reports)
        with self._lock:
            self.total.add(count)
            tests = f"  {count}" if check.report else ""
            print(f"  {'✓' if done.returncode == 0 else '✗'}  {check.name:<40} {time.monotonic() - started:6.1f} s{tests}", flush=True)
            if done.returncode != 0:
                self.failed.append(check.name)
                if done.stdout:
                    print(done.stdout.decode(errors="replace").rstrip(), flush=True)


def main() -> int:
    plan = PLANS.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if plan is None:
        print(__doc__)
        return 2
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="modu-check-") as folder:
        run = Run(Path(folder))
        for stage in plan:
            run.stage(stage)
    if run.failed:
        print(f"\nFailed: {', '.join(run.failed)}")
    tally = f"{run.total} in {time.monotonic() - started:.1f} s"
    TALLY.parent.mkdir(exist_ok=True)
    TALLY.write_text(f"{tally}\n")
    print(f"\n{tally}", flush=True)
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
