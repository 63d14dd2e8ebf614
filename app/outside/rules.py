"""Why somebody outside the app is told, in which words, through what, and when it is tried again."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit


class Why(StrEnum):
    """What happened; the message says no more than its own general words."""

    NOBODY = "nobody"
    DURESS = "duress"
    STUCK = "stuck"
    WORKERS_DEAD = "workers_dead"
    TEST = "test"


class SendStatus(StrEnum):
    """`sent` is the channel's word."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class ChannelKind(StrEnum):
    """Through what the desk is reached."""

    SMS = "sms"
    MAIL = "mail"
    NTFY = "ntfy"
    KAKAOTALK = "kakaotalk"


SCHEMES = {
    "twilio": ChannelKind.SMS,
    "httpsms": ChannelKind.SMS,
    "mailtos": ChannelKind.MAIL,
    "ntfys": ChannelKind.NTFY,
    "kakaotalk": ChannelKind.KAKAOTALK,
}
"""Apprise's schemes that a channel may have: encrypted ones, to services that reach a person's phone or mailbox."""
ON_TRUSTED_HOSTS = {"ntfy": ChannelKind.NTFY, "mailto": ChannelKind.MAIL}
"""Unencrypted, and therefore only to hosts that the operator trusts."""
LONGEST_URL = 500
TRIES_AFTER = (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4))

_WORDS = {
    Why.NOBODY: (
        "응답이 없는 알림이 있어요. 상황판을 봐 주세요.",
        "An alert has no answer. Please look at the desk.",
    ),
    Why.DURESS: (
        "지금 바로 봐야 하는 알림이 있어요. 상황판을 봐 주세요.",
        "An alert needs you right now. Please look at the desk.",
    ),
    Why.STUCK: (
        "제대로 나아가지 않는 알림이 있어요. 상황판을 봐 주세요.",
        "An alert does not go its way. Please look at the desk.",
    ),
    Why.WORKERS_DEAD: (
        "알림이 나가지 않고 있어요. 상황판을 보고, 급한 일은 직접 전화해 주세요.",
        "Alerts are not going out. Please look at the desk and call people yourself.",
    ),
    Why.TEST: (
        "시험으로 보내는 소식이에요. 잘 왔다면 그대로 두세요.",
        "This is a test. If it arrived, all is well.",
    ),
}


def kind_of(url: str, trusted_hosts: frozenset[str] = frozenset()) -> ChannelKind | None:
    """What a channel's address reaches; None for one that may not be used. Whether it works only a test send can tell."""
    if len(url) > LONGEST_URL or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if not host:
        return None
    return SCHEMES.get(parts.scheme) or (ON_TRUSTED_HOSTS.get(parts.scheme) if host in trusted_hosts else None)


def message(why: Why, neighbourhood: str, link: str) -> tuple[str, str]:
    """(title, text) without any person, place or reason: it may be read on somebody's lock screen."""
    korean, english = _WORDS[why]
    return f"모두의 순찰대 · {neighbourhood}", f"{korean}\n{english}\n{link}"


def again_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts failed; None when it is given up."""
    return TRIES_AFTER[attempts - 1] if 1 <= attempts <= len(TRIES_AFTER) else None
