"""Serving the built web app: hashed files for ever, the shell and the service worker always fresh, a strict policy."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.problems import not_found, problem_response, reader_language
from app.core.settings import Settings

HASHED = "/assets/"
FOREVER = "public, max-age=31536000, immutable"
CHECK_FIRST = "no-cache"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def security_headers(settings: Settings) -> dict[str, str]:
    """Headers of every answer."""
    policy = "; ".join(f"{name} {value}" for name, value in _POLICY.items())
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()",
    }
    if settings.secure_cookies:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


class SecurityHeaders:
    """Puts the headers on every answer that does not bring its own; nothing of the API is ever stored by a cache."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_api = scope["path"].startswith("/api/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if is_api:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)


class WebApp:
    """Answers everything outside /api with a file of the build, or with the shell when the path is a screen's."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._root = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or path == "/api" or path.startswith("/api/"):
            await self._app(scope, receive, send)
            return
        response = self._answer(Request(scope))
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response(status_code=405, headers={"Allow": "GET, HEAD"})
        path = request.url.path.lstrip("/")
        file = self._file_of(path)
        if file is not None:
            return _file(file, request, FOREVER if request.url.path.startswith(HASHED) else CHECK_FIRST)
        if "." in path.rpartition("/")[2]:
            return problem_response(not_found(), reader_language(request.headers))
        shell = self._root / "index.html"
        if not shell.is_file():
            return Response(NOT_BUILT, media_type="text/html; charset=utf-8", status_code=503)
        return _file(shell, request, CHECK_FIRST)

    def _file_of(self, path: str) -> Path | None:
        """The file of the build at `path`; None for anything else, names no file can have included."""
        try:
            file = (self._root / path).resolve()
            return file if path and file.is_relative_to(self._root) and file.is_file() else None
        except (OSError, ValueError):  # longer than a name may be, or with a NUL in it
            return None


def _file(file: Path, request: Request, cache: str) -> Response:
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    media_type = TYPES.get(file.suffix)
    packed = file.with_name(file.name + ".gz")
    if "gzip" in request.headers.get("accept-encoding", "") and packed.is_file():
        headers["Content-Encoding"] = "gzip"
        file = packed
    return FileResponse(file, headers=headers, media_type=media_type)


NOT_BUILT = (
    "<!doctype html><html lang=ko><meta charset=utf-8><title>모두의 순찰대</title>"
    "<p>앱 화면이 아직 만들어지지 않았어요. <code>make run</code> 으로 시작해 주세요.</p>"
    "<p>The web app is not built yet. Please start with <code>make run</code>.</p></html>"
)
