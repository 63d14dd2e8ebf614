"""Making sure that the database is at this program's version before anything uses it."""

from __future__ import annotations

from app.core import migrating
from app.core.settings import Settings
from app.operating.speaking import fail, shown_url


def prepare_database(settings: Settings) -> None:
    """Make an empty database ready; one of another version is left alone with the command to run."""
    url = settings.resolved_database_url()
    here, newest = migrating.state(url)
    if here is None:
        migrating.migrate(url)
    elif here != newest:
        fail(f"the database {shown_url(url)} is at version {here}, this program needs {newest}. Make a backup, then run: modu migrate")
