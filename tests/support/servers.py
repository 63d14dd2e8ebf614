"""The real product as an operator runs it: `modu migrate`, `modu demo`, `modu serve --no-worker`, `modu work`."""

from __future__ import annotations

import atexit
import functools
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from app.core.settings import Settings
from app.operating.demonstration import make
from tests.support.gate import Gate
from tests.support.push_service import PushService

CHECKOUT = Path(__file__).parents[2]
MODU = [str(Path(sys.executable).with_name("modu"))]
PORTS = range(20000, 30000)


def free_port() -> int:
    """A port that nothing listens on, below those that outgoing connections take; drawn, as others may look too."""
    for _ in range(100):
        port = random.choice(PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"no free port in {PORTS}")


@dataclass(frozen=True)
class Person:
    """One of the demonstration's people, with a sign-in code that was just made."""

    id: str
    name: str
    tier: str
    lat: float
    lon: float
    code: str


@dataclass
class Process:
    """One program of ours, its output in a file of its own."""

    name: str
    log: Path
    popen: subprocess.Popen[bytes]

    @property
    def alive(self) -> bool:
        return self.popen.poll() is None

    def kill(self) -> None:
        """kill -9."""
        if self.alive:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(10)

    def stop(self) -> None:
        """As Ctrl-C does; killed when it has not ended after 10 s, which is then an error."""
        if not self.alive:
            return
        self.popen.terminate()
        try:
            self.popen.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not stop within 10 s:\n{self.tail()}") from None

    def tail(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@functools.cache
def _demonstration() -> Path:
    """The data of a fresh installation with the demonstration's people: made once by the real commands, and copied for each product."""
    folder = Path(tempfile.mkdtemp(prefix="modu-demonstration-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    first = Product(folder)
    for command in ("migrate", "demo"):
        first.run(command)
    return folder / "data"


@dataclass
class Product:
    """A fresh installation in its own folder, behind a gate that is its public address."""

    folder: Path
    push: PushService | None = None
    settings: dict[str, str] = field(default_factory=dict)
    program: list[str] = field(default_factory=lambda: MODU)
    """What runs as `modu`."""

    def __post_init__(self) -> None:
        self.port = free_port()
        self.gate = Gate(self.port)
        self.processes: list[Process] = []
        self.server: Process | None = None
        self.workers: list[Process] = []
        self.clients: list[Client] = []

    def __enter__(self) -> Product:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.gate.start()
        shutil.copytree(_demonstration(), self.folder / "data", symlinks=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in self.clients:
            client.close()
        self.gate.stop()
        for process in reversed(self.processes):
            process.stop()

    # Addresses

    @property
    def url(self) -> str:
        """What phones open: the gate."""
        return self.gate.url

    @property
    def direct_url(self) -> str:
        """The server itself, for looking at it while phones have no network."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MODU_") or name == "MODU_FRONTEND_DIR"}
        return {
            **kept,
            "MODU_DATA_DIR": str(self.folder / "data"),
            "MODU_PUBLIC_URL": self.url,
            "MODU_VAPID_SUBJECT": "mailto:journeys@example.org",
            "MODU_PUSH_EXTRA_ORIGINS": self.push.url if self.push else "",
            "PYTHONUNBUFFERED": "1",
            **self.settings,
        }

    # Programs

    def run(self, *arguments: str) -> str:
        """Runs a `modu` command to its end and returns what it printed."""
        done = subprocess.run(
            [*self.program, *arguments], cwd=CHECKOUT, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        if done.returncode != 0:
            raise AssertionError(f"modu {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def start(self, name: str, *arguments: str) -> Process:
        """Starts a `modu` command."""
        return self.launch(name, *self.program, *arguments)

    def launch(self, name: str, *command: str) -> Process:
        """Starts any program in the product's surroundings."""
        log = self.folder / f"{name}.log"
        with log.open("ab") as out:
            popen = subprocess.Popen(
                command, cwd=CHECKOUT, env=self.environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        process = Process(name, log, popen)
        self.processes.append(process)
        return process

    def serve(self) -> Process:
        """Starts the API without a worker, and returns when it answers."""
        self.server = self.start("serve", "serve", "--host", "127.0.0.1", "--port", str(self.port), "--no-worker", "--no-outside")
        self._wait_for_health(self.server)
        return self.server

    def work(self, *command: str) -> Process:
        """Starts one more worker: `modu work`, or another program that does as much."""
        worker = self.launch(f"work-{len(self.workers) + 1}", *(command or (*self.program, "work")))
        self.workers.append(worker)
        return worker

    def people(self) -> list[Person]:
        """The demonstration's people, each with a fresh code, as `modu demo` prints them."""
        settings = Settings(data_dir=self.folder / "data", database_url=None, public_url=self.url)
        return [Person(str(one.id), one.name, one.tier.value, one.lat, one.lon, one.code) for one in make(settings)]

    def set_policy(self, *numbers: str) -> None:
        """Sets numbers of the policy, as an operator does: `wave_after_s=0,30,60`."""
        self.run("admin", "policy", *numbers)

    def _wait_for_health(self, process: Process, timeout_s: float = 40.0) -> None:
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if not process.alive:
                raise AssertionError(f"{process.name} ended at once:\n{process.tail()}")
            try:
                health = httpx.get(f"{self.direct_url}/api/health", timeout=2)
            except httpx.TransportError:
                time.sleep(0.1)
                continue
            if health.headers.get("content-type", "").startswith("application/json") and process.alive:
                return
            time.sleep(0.1)
        raise AssertionError(f"no answer from {self.direct_url}/api/health:\n{process.tail()}")

    # Looking at it, from the side

    def client(self, person: Person, device: str = "journey") -> Client:
        """A device of this person's that speaks to the API directly; uses up the person's code."""
        answer = httpx.post(f"{self.direct_url}/api/sessions", json={"code": person.code, "device_name": device}, timeout=15)
        assert answer.status_code == 201, answer.text
        client = Client(self.direct_url, answer.json()["token"], answer.json()["device_id"])
        self.clients.append(client)
        return client

    def cookie(self, person: Person) -> str:
        """The cookie of a browser that signed in as this person; uses up the code."""
        body = {"code": person.code, "device_name": "browser"}
        answer = httpx.post(f"{self.url}/api/sessions", json=body, headers={"Origin": self.url}, timeout=15)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["set-cookie"]).split(";")[0]

    def logs(self) -> dict[str, str]:
        return {process.name: process.tail(400) for process in self.processes}


class Client:
    """A signed-in device: JSON in, JSON out, and a loud failure for anything but 2xx."""

    def __init__(self, url: str, token: str, device_id: str) -> None:
        self.device_id = device_id
        self._http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=20)

    def close(self) -> None:
        self._http.close()

    def call(self, method: str, path: str, body: object = None) -> Any:
        answer = self._http.request(method, path, json=body)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def raw(self, path: str) -> bytes:
        answer = self._http.get(path)
        assert answer.is_success, f"GET {path}: {answer.status_code}"
        return answer.content

    def get(self, path: str) -> Any:
        return self.call("GET", path)

    def every(self, path: str) -> list[Any]:
        """All pages of a list."""
        items: list[Any] = []
        cursor: str | None = None
        while True:
            mark = "&" if "?" in path else "?"
            page = self.get(f"{path}{mark}limit=100" + (f"&cursor={cursor}" if cursor else ""))
            items.extend(page["items"])
            cursor = page["next_cursor"]
            if not cursor:
                return items

    def wait_for(self, path: str, condition: Callable[[Any], Any], timeout_s: float = 20.0) -> Any:
        """The first answer that `condition` likes."""
        deadline = time.monotonic() + timeout_s
        seen: Any = None
        while time.monotonic() < deadline:
            seen = self.get(path)
            if condition(seen):
                return seen
            time.sleep(0.1)
        raise AssertionError(f"{path} was not so within {timeout_s:.0f} s; last: {json.dumps(seen, ensure_ascii=False)[:2000]}")
