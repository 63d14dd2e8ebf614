"""Which addresses a channel may have, what is said, and when it is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outside.rules import LONGEST_URL, SCHEMES, ChannelKind, Why, again_after, kind_of, message


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("ntfys://ntfy.sh/modu-desk", ChannelKind.NTFY),
        ("mailtos://user:secret@smtp.example.org?to=desk@example.org", ChannelKind.MAIL),
        ("twilio://AC0:token@15550001111/821012345678", ChannelKind.SMS),
        ("httpsms://key@821012345678", ChannelKind.SMS),
        ("kakaotalk://client/refresh", ChannelKind.KAKAOTALK),
    ],
)
def test_encrypted_services_that_reach_a_person(url: str, kind: ChannelKind) -> None:
    assert kind_of(url) is kind


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ntfy://ntfy.sh/x",
        "mailto://h",
        "json://h",
        "http://h/",
        "file:///etc/passwd",
        "syslog://h",
        "exec://h",
        "ntfys://",
        "ntfys:// a/b",
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    assert kind_of(url) is None


def test_without_encryption_only_where_the_operator_says() -> None:
    assert kind_of("ntfy://10.0.0.5/desk", frozenset({"10.0.0.5"})) is ChannelKind.NTFY
    assert kind_of("ntfy://10.0.0.6/desk", frozenset({"10.0.0.5"})) is None
    assert kind_of("json://10.0.0.5/desk", frozenset({"10.0.0.5"})) is None


@given(st.text(max_size=LONGEST_URL + 10))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    assert kind_of(typed) is None or typed.split(":", maxsplit=1)[0].lower() in SCHEMES


@given(st.sampled_from(Why))
def test_the_words_name_nobody(why: Why) -> None:
    title, text = message(why, "금촌1동", "https://patrol.example.org/desk")
    assert "금촌1동" in title
    assert text.endswith("https://patrol.example.org/desk")
    assert not any(character.isdigit() for character in text.replace("https://patrol.example.org/desk", ""))


def test_it_is_tried_again_after_one_two_and_four_minutes() -> None:
    assert [again_after(n) for n in (1, 2, 3, 4)] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4), None]
