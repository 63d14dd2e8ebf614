"""How much a request may carry: a body is refused by its declared size, or as soon as it turns out larger."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.problems import Problem, problem_response, reader_language

MOST_BYTES = 64 * 1024


def too_large() -> Problem:
    """More than anybody could mean to send here."""
    return Problem(
        413, "too-large", ko="보낸 내용이 너무 커요. 줄여서 다시 보내 주세요.", en="That is too much at once. Please send less of it."
    )


class BodyLimit:
    """64 KiB for everything but the paths in `larger`, which say themselves how much they take."""

    def __init__(self, app: ASGIApp, larger: dict[str, int]) -> None:
        self._app = app
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = next((size for path, size in self._larger.items() if scope["path"].startswith(path)), MOST_BYTES)
        request = Request(scope)
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > most:
            await problem_response(too_large(), reader_language(request.headers))(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
