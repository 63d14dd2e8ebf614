"""The whole API for these tests."""

from tests.support.api import api, running_app

__all__ = ["api", "running_app"]
