"""Which addresses pass, and which never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from app.notifications.push.endpoint import HOSTS, SUFFIXES, EndpointRefused, parse
from tests.notifications.push.hostile import HOSTILE


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc:APA91b-_", "https://fcm.googleapis.com"),
        ("https://fcm.googleapis.com:443/wp/abc", "https://fcm.googleapis.com"),
        ("https://FCM.googleapis.com/wp/abc", "https://fcm.googleapis.com"),
        ("https://jmt17.google.com/fcm/send/abc", "https://jmt17.google.com"),
        ("https://updates.push.services.mozilla.com/wpush/v2/gAAAA==", "https://updates.push.services.mozilla.com"),
        ("https://web.push.apple.com/QGqSwCI", "https://web.push.apple.com"),
        ("https://wns2-by3p.notify.windows.com/w/?token=BQYAAAC%2fB", "https://wns2-by3p.notify.windows.com"),
        ("https://eu.push.samsungosp.com/spp/x", "https://eu.push.samsungosp.com"),
    ],
)
def test_the_browsers_push_services_pass(url: str, origin: str) -> None:
    endpoint = parse(url)
    assert endpoint.origin == origin
    assert endpoint.port == 443
    assert endpoint.url == url


def test_the_corpus_is_large_enough() -> None:
    assert len(set(HOSTILE)) >= 300


@pytest.mark.parametrize("url", sorted(set(HOSTILE)))
def test_hostile_addresses_are_refused(url: str) -> None:
    with pytest.raises(EndpointRefused):
        parse(url)


@given(
    st.text(alphabet="abcfgimoplethsnwdvr.:/@\\#?[]%0127 \t\n", max_size=60),
    st.sampled_from(["https://", "https://fcm.googleapis.com", ""]),
)
def test_what_passes_is_read_the_same_by_the_http_client(text: str, start: str) -> None:
    try:
        endpoint = parse(start + text)
    except EndpointRefused:
        return
    url = URL(endpoint.url, encoded=True)
    assert url.host == endpoint.host
    assert url.port == 443
    assert url.user is None
    assert url.scheme == "https"
    assert endpoint.host in HOSTS or endpoint.host.endswith(SUFFIXES)


def test_the_settings_open_exactly_one_test_origin() -> None:
    extra = frozenset({"http://127.0.0.1:18200"})
    assert parse("http://127.0.0.1:18200/wpush/v2/abc", extra).origin == "http://127.0.0.1:18200"
    for other in (
        "http://127.0.0.1:18201/x",
        "https://127.0.0.1:18200/x",
        "http://127.0.0.1/x",
        "http://localhost:18200/x",
        "http://127.0.0.1:18200@evil.example/x",
    ):
        with pytest.raises(EndpointRefused):
            parse(other, extra)


def test_an_extra_origin_on_the_schemes_own_port_may_be_written_either_way() -> None:
    assert parse("http://push.test/x", frozenset({"http://push.test:80"})).origin == "http://push.test"
    assert parse("http://push.test:80/x", frozenset({"http://push.test"})).origin == "http://push.test"
