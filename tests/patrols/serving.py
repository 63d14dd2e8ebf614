"""A small application around one router, for tests of routes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.testclient import TestClient

from app.core.database import Database
from app.core.problems import Problem, problem_response, reader_language
from app.core.settings import Settings


@contextmanager
def served(router: APIRouter, database: Database, data_dir: Path) -> Iterator[TestClient]:
    """A client of an application with `router` alone."""
    application = FastAPI()
    application.state.database = database
    application.state.settings = Settings(data_dir=data_dir)
    application.include_router(router)

    @application.exception_handler(Problem)
    async def show(request: Request, problem: Problem) -> Response:
        return problem_response(problem, reader_language(request.headers))

    with TestClient(application) as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    """The header of a signed-in device."""
    return {"Authorization": f"Bearer {token}"}
