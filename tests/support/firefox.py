"""A real Firefox, headless, driven by WebDriver BiDi: no driver program in between.

with Firefox(profile, push=service) as firefox:
    page = firefox.open("http://127.0.0.1:18750/")
    page.wait_for("document.querySelector('h1')")
    page.click(role="button", name="갈 수 있어요")
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.support.loop_thread import LoopThread
from tests.support.push_service import PushService

# What the profile must say so that a push from this machine arrives, and nothing outside is asked for.
PREFERENCES: dict[str, str | bool | int] = {
    "dom.push.testing.allowInsecureServerURL": True,
    "dom.push.connection.enabled": True,  # the remote agent turns it off
    "dom.push.loglevel": "off",
    "permissions.default.desktop-notification": 1,
    "permissions.default.geo": 1,
    "alerts.useSystemBackend": False,
    "dom.webnotifications.requireuserinteraction": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "browser.tabs.remote.autostart": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "browser.safebrowsing.downloads.remote.enabled": False,
    "dom.disable_beforeunload": True,
}

# The first element with this role and this accessible name (as a text or /a pattern/), visible and enabled.
FIND = """
(role, name, exact) => {
  const tags = {
    button: 'button,[role=button],summary,input[type=submit]', link: 'a[href],[role=link]',
    heading: 'h1,h2,h3,[role=heading]', textbox: 'input:not([type=checkbox]):not([type=radio]),textarea',
    checkbox: 'input[type=checkbox],[role=checkbox],[role=switch]', radio: 'input[type=radio],[role=radio]',
    status: '[role=status]', alert: '[role=alert]', dialog: 'dialog,[role=dialog]',
  };
  const words = (e) => {
    const by = (e.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)?.textContent || '').join(' ');
    return (e.getAttribute('aria-label') || by.trim() || (e.labels && e.labels[0]?.textContent) || e.innerText || e.textContent || '')
      .replace(/\\s+/g, ' ').trim();
  };
  const fits = (text) => name === null || (exact ? text === name : text.includes(name));
  return [...document.querySelectorAll(tags[role] || `[role=${role}]`)]
    .find((e) => e.checkVisibility() && !e.disabled && fits(words(e))) || null;
}
"""


class BiDiError(Exception):
    """The browser refused a command, or a script in the page threw."""


class BiDi:
    """One WebDriver BiDi connection: numbered commands, and the events that came in between."""

    def __init__(self, url: str) -> None:
        self._thread = LoopThread("firefox-bidi")
        self._url = url
        self._number = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._http: ClientSession | None = None
        self._socket: ClientWebSocketResponse | None = None
        self.events: list[dict[str, Any]] = []
        self._thread.call(self._connect())

    async def _connect(self) -> None:
        self._http = ClientSession()
        self._socket = await self._http.ws_connect(self._url, max_msg_size=64 << 20)
        self._reader = asyncio.create_task(self._read(self._socket))

    async def _read(self, socket: ClientWebSocketResponse) -> None:
        async for frame in socket:
            if frame.type != WSMsgType.TEXT:
                continue
            said = json.loads(frame.data)
            if said.get("id") in self._waiting:
                self._waiting.pop(said["id"]).set_result(said)
            else:
                self.events.append(said)

    async def _send(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        if self._socket is None:
            raise BiDiError("not connected")
        self._number += 1
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = answer
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        return await answer

    def command(self, method: str, timeout_s: float = 30.0, **params: Any) -> dict[str, Any]:
        said = self._thread.call(self._send(method, params), timeout_s)
        if said.get("type") == "error":
            raise BiDiError(f"{method}: {said.get('error')}: {said.get('message')}")
        result: dict[str, Any] = said["result"]
        return result

    def close(self) -> None:
        async def end() -> None:
            if self._socket is not None:
                await self._socket.close()
            if self._http is not None:
                await self._http.close()

        self._thread.call(end())
        self._thread.stop()


class Page:
    """One tab."""

    def __init__(self, bidi: BiDi, context: str) -> None:
        self._bidi = bidi
        self.context = context

    def go(self, url: str) -> None:
        self._bidi.command("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def reload(self) -> None:
        self._bidi.command("browsingContext.reload", context=self.context, wait="complete")

    def evaluate(self, expression: str, timeout_s: float = 30.0) -> Any:
        """The value of a JavaScript expression (a promise is awaited), as far as JSON can carry it."""
        wrapped = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        result = self._bidi.command(
            "script.evaluate",
            timeout_s,
            expression=wrapped,
            target={"context": self.context},
            awaitPromise=True,
            userActivation=True,
        )
        if result["type"] == "exception":
            raise BiDiError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def wait_for(self, expression: str, timeout_s: float = 15.0) -> Any:
        """The first truthy value of the expression, looked at each animation frame or so."""
        deadline = time.monotonic() + timeout_s
        seen: Any = None
        while time.monotonic() < deadline:
            try:
                seen = self.evaluate(expression, max(1.0, deadline - time.monotonic()))
            except BiDiError as error:  # the page may be on its way to another one
                seen = error
            else:
                if seen:
                    return seen
            time.sleep(0.05)
        raise AssertionError(f"not so within {timeout_s:.0f} s: {expression}\nlast: {seen}\npage: {self.text()[:1500]}")

    def text(self) -> str:
        return str(self.evaluate("document.body ? document.body.innerText : ''"))

    def wait_for_text(self, *texts: str, timeout_s: float = 15.0) -> None:
        """Returns when every one of `texts` is on the page."""
        self.wait_for(f"({json.dumps(texts)}).every((t) => document.body.innerText.includes(t))", timeout_s)

    def has(self, role: str, name: str | None = None, *, exact: bool = False) -> bool:
        return bool(self.evaluate(f"!!({FIND})({json.dumps(role)}, {json.dumps(name)}, {json.dumps(exact)})"))

    def click(self, role: str, name: str | None = None, *, exact: bool = False, timeout_s: float = 15.0) -> None:
        """A real pointer press in the middle of the element, once it is there."""
        found = f"({FIND})({json.dumps(role)}, {json.dumps(name)}, {json.dumps(exact)})"
        self.wait_for(f"!!{found}", timeout_s)
        self.click_element(found)

    def click_element(self, expression: str) -> None:
        box = self.evaluate(
            f"(() => {{ const e = {expression}; e.scrollIntoView({{block: 'center', behavior: 'instant'}});"
            " const r = e.getBoundingClientRect(); return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()"
        )
        where = {"x": round(box["x"]), "y": round(box["y"])}
        actions = [
            {"type": "pointerMove", **where},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}
        self._bidi.command("input.performActions", context=self.context, actions=[mouse])

    def type(self, text: str) -> None:
        """Keys into whatever has the focus."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": keys}
        self._bidi.command("input.performActions", context=self.context, actions=[keyboard])

    def screenshot(self, path: Path) -> None:
        shot = self._bidi.command("browsingContext.captureScreenshot", context=self.context, origin="viewport")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def notifications(self) -> list[dict[str, Any]]:
        """What the service worker is showing now."""
        shown = self.evaluate(
            "navigator.serviceWorker.getRegistration().then((r) => r ? r.getNotifications() : [])"
            ".then((l) => l.map((n) => ({title: n.title, body: n.body, tag: n.tag, data: n.data, lang: n.lang})))"
        )
        return list(shown)

    def wait_for_notification(self, timeout_s: float = 30.0) -> dict[str, Any]:
        self.wait_for(
            "navigator.serviceWorker.getRegistration().then((r) => r ? r.getNotifications() : []).then((l) => l.length)",
            timeout_s,
        )
        return self.notifications()[0]


class Firefox:
    """One Firefox process with its own profile; kept profiles may be opened again after `close` or `kill`."""

    def __init__(self, profile: Path, push: PushService | None = None, *, width: int = 390, height: int = 844, locale: str = "ko") -> None:
        self.profile = profile
        self._push = push
        self._size = (width, height)
        self._locale = locale
        self._process: subprocess.Popen[str] | None = None
        self._log: IO[str] | None = None
        self.bidi: BiDi | None = None

    @staticmethod
    def path() -> str | None:
        return shutil.which("firefox-esr") or shutil.which("firefox")

    def __enter__(self) -> Firefox:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> Firefox:
        binary = self.path()
        if binary is None:
            raise RuntimeError("Firefox is not installed: apt-get install -y firefox-esr")
        self.profile.mkdir(parents=True, exist_ok=True)
        self._write_preferences()
        self._log = (self.profile / "firefox.log").open("a+")
        began_at = self._log.tell()
        self._process = subprocess.Popen(
            [binary, "--headless", "--no-remote", "--profile", str(self.profile), "--remote-debugging-port", "0"],
            stdout=self._log,
            stderr=self._log,
            text=True,
            start_new_session=True,
            env={**os.environ, "MOZ_HEADLESS_WIDTH": str(self._size[0]), "MOZ_HEADLESS_HEIGHT": str(self._size[1])},
        )
        self.bidi = BiDi(self._address(began_at) + "/session")
        self.bidi.command("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self.bidi.command("session.subscribe", events=["log.entryAdded"])
        return self

    def _write_preferences(self) -> None:
        preferences = {**PREFERENCES, "intl.accept_languages": f"{self._locale}, en"}
        if self._push is not None:
            preferences["dom.push.serverURL"] = self._push.websocket_url
        lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in preferences.items()]
        (self.profile / "user.js").write_text("\n".join(lines) + "\n")

    def _address(self, began_at: int, timeout_s: float = 60.0) -> str:
        log = self.profile / "firefox.log"
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            text = log.read_text(errors="replace")[began_at:]
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", text)
            if found:
                return found[1]
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"Firefox ended at once:\n{text[-2000:]}")
            time.sleep(0.05)
        raise RuntimeError("Firefox did not open its BiDi address")

    @property
    def _connection(self) -> BiDi:
        if self.bidi is None:
            raise RuntimeError("Firefox is not running")
        return self.bidi

    def page(self) -> Page:
        """The tab that is open."""
        tree = self._connection.command("browsingContext.getTree", maxDepth=0)
        page = Page(self._connection, tree["contexts"][-1]["context"])
        viewport = {"width": self._size[0], "height": self._size[1]}
        self._connection.command("browsingContext.setViewport", context=page.context, viewport=viewport)
        return page

    def open(self, url: str) -> Page:
        page = self.page()
        page.go(url)
        return page

    def errors(self) -> list[str]:
        """What pages wrote to the console as errors."""
        events = [event["params"] for event in self._connection.events if event.get("method") == "log.entryAdded"]
        return [str(entry.get("text")) for entry in events if entry.get("level") == "error"]

    def kill(self) -> None:
        """As when the battery dies."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
        self._let_go()

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(10)
        self._let_go()

    def _let_go(self) -> None:
        if self.bidi is not None:
            self.bidi.close()
            self.bidi = None
        if self._log is not None:
            self._log.close()
            self._log = None
        self._process = None
