"""Every knob of an installation: one class, prefix MODU_, each documented in docs/configuration.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

CHECKOUT = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """Read from the environment (`MODU_…`); unsafe combinations are refused with what to set instead."""

    model_config = SettingsConfigDict(env_prefix="MODU_", extra="ignore")

    environment: Literal["development", "production"] = Field(
        "development", description="`production` refuses everything that is only safe on a developer's machine."
    )
    data_dir: Path = Field(CHECKOUT / "data", description="Everything the installation keeps: database by default, keys, photos.")
    database_url: str | None = Field(
        None, description="SQLAlchemy URL, `postgresql://…` or `sqlite:///…`. Default: `modu.db` under the data directory."
    )
    public_url: str = Field(
        "http://127.0.0.1:8000", description="The address people open, without a trailing slash; sign-in links and pushes point at it."
    )
    frontend_dir: Path = Field(CHECKOUT / "frontend" / "dist", description="The built web app to serve.")
    vapid_subject: str | None = Field(
        None,
        description="A real `mailto:` or `https:` address of the operator; push services write there when something is wrong. Apple refuses pushes without one.",
    )
    push_extra_origins: str = Field(
        "", description="Further push service origins, comma separated, for tests (`http://127.0.0.1:PORT`). Refused in production."
    )
    push_timeout_s: float = Field(
        10.0, gt=0, le=10, description="How long one push may take, in seconds; a worker's claim lasts little longer."
    )
    push_concurrency: int = Field(128, ge=1, le=1000, description="Pushes under way at once in one worker.")
    outside_extra_hosts: str = Field(
        "",
        description="Hosts of your own that channels outside the app may reach without encryption, comma separated, such as an ntfy server beside this one.",
    )
    heartbeat_url: str | None = Field(
        None,
        description="The `https:` address of a monitor that raises the alarm when it is no longer called; called only while alerts go their way.",
    )
    heartbeat_s: float = Field(60.0, ge=10, le=3600, description="How often the monitor is called, in seconds.")
    worker_poll_s: float = Field(0.25, gt=0, le=5, description="How often a worker looks for due work, in seconds.")
    metrics_port: int = Field(0, ge=0, le=65535, description="Port of the Prometheus listener on 127.0.0.1; 0 turns it off.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least serious log line written.")
    log_format: Literal["console", "json"] = Field("console", description="`json` for machines, `console` for people.")
    session_days: int = Field(180, ge=1, le=730, description="A device that was not used for this many days has to sign in again.")
    pairing_minutes: int = Field(10, ge=1, le=60, description="How long a sign-in code lives, in minutes.")
    pairing_tries: int = Field(5, ge=1, le=10, description="Wrong attempts after which a sign-in code is locked.")
    sign_in_tries_per_hour: int = Field(60, ge=5, le=100_000, description="Failed sign-in attempts an address may make in an hour.")
    database_pool: int = Field(16, ge=2, le=64, description="PostgreSQL connections per process.")

    @field_validator("public_url")
    @classmethod
    def _plain_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment:
            raise ValueError("MODU_PUBLIC_URL is an origin such as https://patrol.example.org")
        return value.rstrip("/")

    @field_validator("vapid_subject")
    @classmethod
    def _reachable_subject(cls, value: str | None) -> str | None:
        if value in (None, ""):
            return None
        if not value.startswith(("mailto:", "https://")):
            raise ValueError("MODU_VAPID_SUBJECT starts with mailto: or https://")
        return value

    @field_validator("heartbeat_url")
    @classmethod
    def _callable(cls, value: str | None) -> str | None:
        if value in (None, ""):
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or not re.fullmatch(r"[!-~]+", value):
            raise ValueError("MODU_HEARTBEAT_URL is an address such as https://monitor.example.org/ping/1234")
        return value

    @model_validator(mode="after")
    def _heartbeat_encrypted(self) -> Self:
        parts = urlsplit(self.heartbeat_url or "https:")
        if parts.scheme != "https" and parts.hostname not in self.outside_hosts:
            raise ValueError("MODU_HEARTBEAT_URL must be https://, or lead to a host that MODU_OUTSIDE_EXTRA_HOSTS names")
        return self

    @model_validator(mode="after")
    def _safe_in_production(self) -> Self:
        if self.environment == "production":
            if self.push_extra_origins:
                raise ValueError("MODU_PUSH_EXTRA_ORIGINS opens pushes to any address; unset it in production")
            if not self.public_url.startswith("https://"):
                raise ValueError("MODU_PUBLIC_URL must be https:// in production: cookies, location and pushes need it")
        return self

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies carry `__Host-` and Secure; only a developer's http origin does without."""
        return self.public_url.startswith("https://")

    @property
    def push_origins(self) -> frozenset[str]:
        """The extra push origins as `scheme://host:port`."""
        return frozenset(origin.strip().rstrip("/") for origin in self.push_extra_origins.split(",") if origin.strip())

    @property
    def outside_hosts(self) -> frozenset[str]:
        """The hosts that `outside_extra_hosts` names."""
        return frozenset(host.strip() for host in self.outside_extra_hosts.split(",") if host.strip())

    def resolved_database_url(self) -> str:
        """The SQLAlchemy URL in force, with the driver this project uses."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'modu.db'}"
        scheme, _, rest = self.database_url.partition("://")
        if scheme in ("postgresql", "postgres", "postgresql+psycopg"):
            return f"postgresql+psycopg://{rest}"
        return self.database_url

    @property
    def photos_dir(self) -> Path:
        """Where photos lie, one file each."""
        return self.data_dir / "photos"

    @property
    def keys_dir(self) -> Path:
        """Where keys lie, readable by the owner only."""
        return self.data_dir / "keys"
