"""How errors leave the house: problem details for everything, from a missing field to a full disk."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from app.core.database import database_code
from app.core.limits import too_large
from app.core.problems import Problem, not_found, problem_response, reader_language
from app.core.validation import describe

METHODS = ("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE")

log = structlog.get_logger()


def allowed_methods(app: FastAPI, request: Request) -> list[str]:
    """Every method that some route offers at this path; Starlette names only those of the first."""
    return [
        method for method in METHODS if any(route.matches({**request.scope, "method": method})[0] == Match.FULL for route in app.routes)
    ]


def install(app: FastAPI) -> None:
    """Answer every error with problem details, and log what is ours to mend."""

    def language(request: Request) -> str:
        return getattr(request.state, "language", None) or reader_language(request.headers)

    async def on_problem(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, Problem)  # noqa: S101  # registered for this class alone
        return problem_response(problem, language(request))

    async def on_invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  # as above
        wrong = describe(error.errors())
        problem = Problem(
            422,
            "not-understood",
            ko=f"보낸 내용을 이해하지 못했어요 ({wrong}). 고쳐서 다시 보내 주세요.",
            en=f"Part of what was sent is not understood ({wrong}). Please mend it and try again.",
        )
        return problem_response(problem, language(request))

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  # as above
        if error.status_code == 404:
            return problem_response(not_found(), language(request))
        if error.status_code == 413:
            return problem_response(too_large(), language(request))
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(allowed_methods(app, request))
        problem = Problem(
            error.status_code,
            "not-allowed-here" if error.status_code == 405 else "not-possible",
            ko="이 주소에서는 할 수 없는 일이에요.",
            en=f"That cannot be done here ({error.detail}).",
            headers=headers,
        )
        return problem_response(problem, language(request))

    async def on_database(request: Request, error: Exception) -> Response:
        log.error("database_failed", reason=type(error).__name__, code=database_code(error))
        problem = Problem(
            503,
            "database-busy",
            ko="지금은 저장할 수 없어요. 휴대폰에 적힌 것은 그대로 있고, 잠시 뒤 다시 보낼게요.",
            en="Nothing can be stored right now. What is on your phone stays there and is sent again soon.",
            headers={"Retry-After": "2"},
        )
        return problem_response(problem, language(request))

    async def on_cut(_request: Request, _error: Exception) -> Response:
        return Response(status_code=400)  # nobody is there to read it; nothing of the body was used

    async def on_fault(request: Request, error: Exception) -> Response:
        log.error("request_failed", route=getattr(request.scope.get("route"), "path", "other"), exc_info=error)
        problem = Problem(
            500,
            "our-fault",
            ko="서버에 문제가 생겼어요. 적은 것은 그대로 두고 잠시 뒤 다시 해 주세요.",
            en="Something went wrong on the server. Keep what you wrote and try again in a moment.",
        )
        return problem_response(problem, language(request))

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(ClientDisconnect, on_cut)
    app.add_exception_handler(DBAPIError, on_database)
    app.add_exception_handler(Exception, on_fault)
