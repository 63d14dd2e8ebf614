"""A real Chromium with a profile on disk, so that it can be killed and started again, taken offline and walked about."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Playwright

from tests.support.fcm import Fcm
from tests.support.gate import Gate

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--autoplay-policy=no-user-gesture-required",
]

# A Chromium that is given no push service has none: subscribing would hang or fail. The browser says what a phone
# says whose owner has not been asked.
NO_PUSH = "if (window.PushManager) PushManager.prototype.subscribe = () => Promise.reject(new DOMException('none', 'AbortError'));"


@dataclass(frozen=True)
class Fix:
    """One place on a walk."""

    lat: float
    lon: float
    accuracy_m: float = 8.0


class Chromium:
    """One Chromium process on one profile; `kill()` is a dead battery, `start()` afterwards the next morning."""

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        *,
        base_url: str,
        width: int = 390,
        height: int = 844,
        locale: str = "ko-KR",
        zone: str = "Asia/Seoul",
        theme: Literal["dark", "light"] = "light",
        permissions: Iterable[str] = ("geolocation", "notifications"),
        here: Fix | None = None,
        scale: float = 1.0,
        fcm: Fcm | None = None,
    ) -> None:
        self._playwright = playwright
        self._fcm = fcm
        self.profile = profile
        self.base_url = base_url
        self._options: dict[str, Any] = {
            "viewport": {"width": width, "height": height},
            "locale": locale,
            "timezone_id": zone,
            "color_scheme": theme,
            "has_touch": width < 800,
            "is_mobile": width < 800,
            "device_scale_factor": scale,
            "base_url": base_url,
        }
        self._permissions = list(permissions)
        self._here = here
        self._offline = False
        self.context: BrowserContext | None = None
        self.console: list[str] = []
        self.failures: list[str] = []

    @staticmethod
    def path() -> str | None:
        return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

    def __enter__(self) -> Chromium:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> Chromium:
        binary = self.path()
        if binary is None:
            raise RuntimeError("Chromium is not installed: apt-get install -y chromium")
        self.profile.mkdir(parents=True, exist_ok=True)
        options = dict(self._options)
        if self._here is not None:
            options["geolocation"] = {"latitude": self._here.lat, "longitude": self._here.lon, "accuracy": self._here.accuracy_m}
        flags = [*FLAGS, *(self._fcm.flags if self._fcm else [])]
        self.context = self._playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=binary, args=flags, headless=True, chromium_sandbox=False, **options
        )
        self.context.grant_permissions(self._permissions, origin=self.base_url)
        if self._fcm is None:
            self.context.add_init_script(NO_PUSH)
        self.context.set_default_timeout(15_000)
        self.context.set_offline(self._offline)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.failures.append(str(error.error)))
        return self

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console.append(f"{message.text} ({message.location.get('url', '')})")

    @property
    def _running(self) -> BrowserContext:
        if self.context is None:
            raise RuntimeError("Chromium is not running")
        return self.context

    def page(self) -> Page:
        pages = self._running.pages
        return pages[0] if pages else self._running.new_page()

    def open(self, path: str = "/") -> Page:
        page = self.page()
        page.goto(path)
        return page

    # Where it is

    def stand_at(self, fix: Fix) -> None:
        self._here = fix
        where = {"latitude": fix.lat, "longitude": fix.lon, "accuracy": fix.accuracy_m}
        self._running.set_geolocation(where)  # type: ignore[arg-type]  # a TypedDict of the driver's own

    # Networks

    @contextmanager
    def offline(self, gate: Gate) -> Iterator[None]:
        """No network at all: the browser knows it, and the server's sockets are destroyed as well. Outlives a restart."""
        self.lose_network(gate)
        try:
            yield
        finally:
            self.find_network(gate)

    def lose_network(self, gate: Gate) -> None:
        self._offline = True
        gate.cut()
        self._running.set_offline(True)

    def find_network(self, gate: Gate) -> None:
        self._offline = False
        gate.open()
        if self.context is not None:
            self.context.set_offline(False)

    # The end

    def processes(self) -> list[int]:
        """The ids of this profile's browser processes, found by the profile's folder in their command line."""
        mine = f"--user-data-dir={self.profile}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                arguments = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if mine in arguments:
                found.append(int(entry.name))
        return found

    def cookie_is_on_disk(self) -> bool:
        """Chromium writes cookies half a minute late; a person who signed in longer ago keeps them through a kill."""
        file = self.profile / "Default" / "Cookies"
        if not file.exists():
            return False
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as database:
            return bool(database.execute("SELECT 1 FROM cookies LIMIT 1").fetchall())

    def kill(self, timeout_s: float = 10.0) -> None:
        """kill -9: nothing is flushed, no handler runs."""
        for process in self.processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        deadline = time.monotonic() + timeout_s
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.02)
        self.close()
        for lock in self.profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)

    def close(self) -> None:
        if self.context is None:
            return
        context, self.context = self.context, None
        try:
            context.close()
        except Error:  # it was killed
            return


def walk_along(chromium: Chromium, page: Page, fixes: Iterable[Fix], counted: str, *, pace_s: float = 1.0) -> int:
    """Moves the phone fix by fix, as far apart in time as a GPS is (the app takes one a second at most), and waits each
    time until `counted` (a JavaScript expression of the page: how many fixes it has taken) has grown."""
    taken = int(page.evaluate(counted))
    for fix in fixes:
        page.wait_for_timeout(pace_s * 1000)
        chromium.stand_at(fix)
        page.wait_for_function(f"() => ({counted}) > {taken}", timeout=10_000)
        taken = int(page.evaluate(counted))
    return taken
