"""What may stand on a lock screen."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from app.notifications.payload import WORDS, addressed, compose
from app.notifications.push.encrypt import MAX_PAYLOAD_BYTES
from app.notifications.rules import Kind


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_words_in_both_languages(kind: Kind, language: str) -> None:
    delivery, alert = uuid4(), uuid4()
    sent = json.loads(
        addressed(compose(kind, language, delivery_id=delivery, alert_id=alert, topic="abcd", drill=False), "https://p.example")
    )
    assert sent["web_push"] == 8030
    assert sent["notification"]["body"] == WORDS[language][kind]
    assert sent["notification"]["lang"] == language
    assert sent["notification"]["tag"] == "abcd"
    assert sent["notification"]["navigate"].startswith("https://p.example/")
    assert sent["modu"] == {"kind": kind.value, "delivery_id": str(delivery), "alert_id": str(alert)}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_drill_says_so_in_title_and_text(kind: Kind, language: str) -> None:
    shown = json.loads(compose(kind, language, delivery_id=uuid4(), alert_id=uuid4(), topic="abcd", drill=True))["notification"]
    assert "연습" in shown["title"]
    assert "연습" in shown["body"]


def test_where_a_tap_leads() -> None:
    alert = uuid4()

    def path(kind: Kind, about: bool) -> str:
        shown = json.loads(compose(kind, "ko", delivery_id=uuid4(), alert_id=alert if about else None, topic="abcd", drill=False))
        return str(shown["notification"]["navigate"])

    assert path(Kind.ALERT, True) == f"/alerts/{alert}"
    assert path(Kind.DESK, True) == f"/desk/alerts/{alert}"
    assert path(Kind.DESK, False) == "/desk"
    assert path(Kind.ASK, False) == "/"
    assert path(Kind.TEST, False) == "/settings/notifications"


def test_an_unknown_language_reads_korean() -> None:
    assert (
        json.loads(compose(Kind.ASK, "xx", delivery_id=uuid4(), alert_id=None, topic="abcd", drill=False))["notification"]["lang"] == "ko"
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_it_fits_into_one_record(kind: Kind) -> None:
    longest = compose(kind, "ko", delivery_id=uuid4(), alert_id=uuid4(), topic="a" * 32, drill=True)
    assert len(addressed(longest, "https://" + "a" * 240 + ".example")) < MAX_PAYLOAD_BYTES / 3
