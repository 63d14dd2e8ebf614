"""Unsafe settings are refused with what to set instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.core.settings import Settings


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"environment": "production", "public_url": "http://patrol.example.org"}, "MODU_PUBLIC_URL"),
        (
            {"environment": "production", "public_url": "https://patrol.example.org", "push_extra_origins": "http://127.0.0.1:9"},
            "MODU_PUSH_EXTRA_ORIGINS",
        ),
        ({"public_url": "patrol.example.org"}, "MODU_PUBLIC_URL"),
        ({"public_url": "https://patrol.example.org/app"}, "MODU_PUBLIC_URL"),
        ({"vapid_subject": "patrol@example.org"}, "MODU_VAPID_SUBJECT"),
    ],
)
def test_unsafe_settings_are_refused_by_name(values: dict[str, str], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        Settings.model_validate(values)


def test_the_database_lies_under_the_data_directory_unless_it_is_elsewhere(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).resolved_database_url() == f"sqlite:///{tmp_path}/modu.db"
    for scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        elsewhere = Settings(database_url=f"{scheme}://modu:secret@db/modu")
        assert elsewhere.resolved_database_url() == "postgresql+psycopg://modu:secret@db/modu"


def test_cookies_are_secure_exactly_with_https() -> None:
    assert Settings(public_url="https://patrol.example.org/").secure_cookies
    assert not Settings(public_url="http://127.0.0.1:8000").secure_cookies


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODU_PUSH_EXTRA_ORIGINS", "http://127.0.0.1:9001, http://127.0.0.1:9002/")
    monkeypatch.setenv("MODU_VAPID_SUBJECT", "")
    settings = Settings()
    assert settings.push_origins == {"http://127.0.0.1:9001", "http://127.0.0.1:9002"}
    assert settings.vapid_subject is None
