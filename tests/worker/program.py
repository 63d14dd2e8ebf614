"""A worker as a process of its own: `python -m tests.worker.program`, settings from the environment."""

from __future__ import annotations

import threading
from pathlib import Path

from app.core.database import Database
from app.core.settings import Settings
from app.worker import work


def environment(url: str, folder: Path, push_url: str, concurrency: int = 8) -> dict[str, str]:
    """What such a worker is started with."""
    return {
        "MODU_DATABASE_URL": url,
        "MODU_DATA_DIR": str(folder),
        "MODU_PUSH_EXTRA_ORIGINS": push_url,
        "MODU_VAPID_SUBJECT": "mailto:desk@example.org",
        "MODU_PUSH_CONCURRENCY": str(concurrency),
        "MODU_WORKER_POLL_S": "0.05",
    }


def main() -> None:
    """Work until told to stop."""
    settings = Settings()
    database = Database(settings.resolved_database_url(), pool_size=4)
    try:
        work(database, settings, threading.Event())
    finally:
        database.close()


if __name__ == "__main__":
    main()
