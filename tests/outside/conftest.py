"""The API in process, for the tests beside this file."""

from tests.support.api import api, running_app

__all__ = ["api", "running_app"]
