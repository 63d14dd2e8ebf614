"""A name that leads inside is refused before anything is connected."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from app.core.addresses import is_public
from app.notifications.push.resolver import AddressRefused, PublicResolver

PRIVATE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "::ffff:0:127.0.0.1",
    "5f00::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
]
PUBLIC = ["8.8.8.8", "142.250.207.106", "17.188.143.34", "2404:6800:400a:80b::200a", "64:ff9b::808:808", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


def resolve(monkeypatch: pytest.MonkeyPatch, answers: list[str], resolver: PublicResolver) -> list[str]:
    async def answered(*_args: Any, **_kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (answer, 443)) for answer in answers]

    async def work() -> list[str]:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", answered)
        return [str(found[4][0]) for found in await resolver.resolve("fcm.googleapis.com", 443)]

    return asyncio.run(work())


def test_the_answer_is_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolve(monkeypatch, ["8.8.8.8", "142.250.207.106"], PublicResolver()) == ["8.8.8.8", "142.250.207.106"]


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["8.8.8.8", "169.254.169.254"], ["::ffff:10.0.0.1"]])
def test_one_bad_address_spoils_the_name(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> None:
    with pytest.raises(AddressRefused):
        resolve(monkeypatch, answers, PublicResolver())


def test_a_test_origin_of_the_settings_may_lead_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolve(monkeypatch, ["127.0.0.1"], PublicResolver(frozenset({"fcm.googleapis.com"}))) == ["127.0.0.1"]
