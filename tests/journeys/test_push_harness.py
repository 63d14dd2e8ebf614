"""The tools of the journeys, tried alone: a push made by a library everybody uses reaches a real browser, and is read there."""

from __future__ import annotations

import base64
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Playwright
from py_vapid import Vapid
from pywebpush import WebPusher, WebPushException, webpush

from tests.support.chromium import Chromium
from tests.support.fcm import HOSTS, Fcm
from tests.support.firefox import Firefox
from tests.support.gate import Gate
from tests.support.push_protocol import ReceiverKeys
from tests.support.push_service import Fault, Phone, PushService

pytestmark = pytest.mark.journey

PAGE = """<!doctype html><html lang="ko"><title>구독</title><h1>구독</h1><button>구독하기</button><script>
document.querySelector('button').onclick = async () => {
  const worker = await navigator.serviceWorker.register('/sw.js');
  await navigator.serviceWorker.ready;
  window.subscription = (await worker.pushManager.subscribe({userVisibleOnly: true, applicationServerKey: 'KEY'})).toJSON();
};</script>"""
WORKER = """self.addEventListener('push', (event) => {
  const said = event.data.json().notification;
  event.waitUntil(self.registration.showNotification(said.title, {body: said.body, tag: said.tag}));
});"""

SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({title, tag}) => ({title, tag}))"""
SHOWS = """async (title) => (await (await navigator.serviceWorker.ready).getNotifications()).some((one) => one.title === title)"""


@pytest.fixture(scope="module")
def vapid() -> Vapid:
    key = Vapid()
    key.generate_keys()
    return key


def public_key(vapid: Vapid) -> str:
    raw = vapid.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.fixture
def push() -> Iterator[PushService]:
    with PushService() as service:
        yield service


@pytest.fixture
def site(vapid: Vapid) -> Iterator[str]:
    files = {"/": ("text/html", PAGE.replace("KEY", public_key(vapid))), "/sw.js": ("text/javascript", WORKER)}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, text = files.get(self.path, ("text/plain", ""))
            self.send_response(200 if text else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def send(phone: Phone, vapid: Vapid, text: str = '{"hello": 1}', ttl: int = 60, **headers: str) -> int:
    """The status the push service answered; 0 when it did not."""
    try:
        answer = webpush(
            phone.subscription,
            text,
            vapid_private_key=vapid,
            vapid_claims={"sub": "mailto:a@example.org"},
            ttl=ttl,
            headers={name.title(): value for name, value in headers.items()},
            timeout=2,
        )
    except WebPushException as refused:
        return int(refused.response.status_code)
    except OSError:
        return 0
    return int(answer.status_code)


def test_a_real_firefox_receives_and_decrypts_a_push(tmp_path: Path, push: PushService, site: str, vapid: Vapid) -> None:
    with Firefox(tmp_path / "firefox", push) as firefox:
        page = firefox.open(site)
        push.wait_until(lambda: push.hellos, 20)
        page.click("button", "구독하기")
        subscription = page.wait_for("window.subscription")

        message = {"web_push": 8030, "notification": {"title": "이웃이 찾아요", "body": "열어 보세요", "tag": "a1"}}
        webpush(subscription, json.dumps(message), vapid_private_key=vapid, vapid_claims={"sub": "mailto:a@example.org"}, ttl=60)

        shown = page.wait_for_notification()
        assert (shown["title"], shown["tag"]) == ("이웃이 찾아요", "a1")
        push.wait_until(lambda: push.acks)
        assert push.acks[0].code == 100


def send_to_chromium(fcm: Fcm, subscription: dict[str, Any], message: object, vapid: Vapid, **headers: str) -> httpx.Response:
    """Posts to where the endpoint leads on this machine, as to the host it names."""
    where = urlsplit(subscription["endpoint"])
    signed = vapid.sign({"aud": f"https://{where.hostname}", "sub": "mailto:a@example.org"})
    how = {"Host": str(where.hostname), "TTL": "60", "Content-Encoding": "aes128gcm", **headers, **signed}
    body = WebPusher(subscription).encode(json.dumps(message).encode(), "aes128gcm")["body"]
    with httpx.Client(verify=fcm.certificate.for_a_client(), timeout=10) as client:
        return client.post(
            f"https://127.0.0.1:{fcm.port}{where.path}", content=body, headers=how, extensions={"sni_hostname": where.hostname}
        )


def test_a_real_chromium_receives_and_decrypts_a_push(tmp_path: Path, playwright: Playwright, site: str, vapid: Vapid) -> None:
    with Fcm(tmp_path / "fcm") as fcm, Chromium(playwright, tmp_path / "chromium", base_url=site, fcm=fcm) as chromium:
        page = chromium.open("/")
        page.get_by_role("button", name="구독하기").click()
        subscription = page.wait_for_function("window.subscription", timeout=30_000).json_value()
        assert urlsplit(subscription["endpoint"]).hostname in HOSTS

        for_another = {**subscription, "keys": ReceiverKeys().to_json()}
        not_for_it = {"web_push": 8030, "notification": {"title": "남의 알림", "body": "", "tag": "a0"}}
        assert send_to_chromium(fcm, for_another, not_for_it, vapid).status_code == 201
        fcm.wait_until(lambda: len(fcm.acknowledged) == 1)

        for title in ("이웃이 찾아요", "이웃이 또 찾아요"):
            message = {"web_push": 8030, "notification": {"title": title, "body": "열어 보세요", "tag": "a1"}}
            answer = send_to_chromium(fcm, subscription, message, vapid, Topic="a1")
            assert answer.status_code == 201, answer.text
            page.wait_for_function(SHOWS, arg=title, timeout=30_000)
        fcm.wait_until(lambda: len(fcm.acknowledged) == 3)
        assert page.evaluate(SHOWN) == [{"title": "이웃이 또 찾아요", "tag": "a1"}], (
            "one tag is one notification, and what was sealed for another is none"
        )

        page.evaluate("async () => (await (await navigator.serviceWorker.ready).pushManager.getSubscription()).unsubscribe()")
        fcm.wait_until(lambda: not fcm.is_live(subscription["endpoint"]))
        assert send_to_chromium(fcm, subscription, message, vapid).status_code == 410


def test_the_push_service_keeps_replaces_and_drops_as_the_standard_says(push: PushService, vapid: Vapid) -> None:
    phone = push.phone(public_key(vapid))
    assert send(phone, vapid) == 201
    phone.go_offline()
    assert [send(phone, vapid, text, topic="abcd") for text in ("1", "2")] == [201, 201]
    assert send(phone, vapid, "3", ttl=0) == 201
    phone.go_online()
    assert phone.json() == [{"hello": 1}, 2]


def test_the_push_service_refuses_what_a_real_one_refuses(push: PushService, vapid: Vapid) -> None:
    phone = push.phone(public_key(vapid))
    stranger = Vapid()
    stranger.generate_keys()
    assert send(phone, vapid, "x" * 3993) == 201
    assert send(phone, vapid, "x" * 5000) == 413
    assert send(phone, vapid, topic="not a topic") == 400
    assert send(phone, vapid, urgency="soon") == 400
    assert send(phone, stranger) == 401
    assert httpx.post(phone.endpoint, content=b"", headers={"TTL": "1"}).status_code == 401
    phone.unsubscribe()
    assert send(phone, vapid) == 410
    assert [request.status for request in push.requests] == [201, 413, 400, 400, 401, 401, 410]


def test_the_push_service_misbehaves_when_told(push: PushService, vapid: Vapid) -> None:
    phone = push.phone(public_key(vapid))
    push.misbehave(Fault(status=429, retry_after="2"))
    push.misbehave(Fault(status=500))
    push.misbehave(Fault(reset=True))
    assert [send(phone, vapid) for _ in range(3)] == [429, 500, 0]
    assert phone.messages == []
    push.misbehave(Fault(accept_then_reset=True))
    assert send(phone, vapid) == 0
    assert len(phone.messages) == 1
    assert send(phone, vapid) == 201


def test_the_gate_cuts_and_gives_back_the_network(site: str) -> None:
    port = int(site.rsplit(":", 1)[1].strip("/"))
    with Gate(port) as gate:
        assert httpx.get(gate.url).status_code == 200
        gate.cut()
        with pytest.raises(httpx.TransportError):
            httpx.get(gate.url)
        gate.go_silent()
        with pytest.raises(httpx.TimeoutException):
            httpx.get(gate.url, timeout=0.3)
        gate.open()
        assert httpx.get(gate.url).status_code == 200
