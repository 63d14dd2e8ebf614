"""A worker as a process of its own: `python -m tests.worker.program`, settings from the environment."""

from __future__ import annotations

import threading

from app.core.database import Database
from app.core.settings import Settings
from app.worker import work


def main() -> None:
    settings = Settings()
    database = Database(settings.resolved_database_url(), pool_size=4)
    try:
        work(database, settings, threading.Event())
    finally:
        database.close()


if __name__ == "__main__":
    main()
