"""Problem details (RFC 9457): every error says what happened and what to do next, in the reader's language."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import Headers
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An error meant for the person who caused it; raise it from any layer.

    `slug` is stable and for programs, `ko` and `en` are whole sentences for people.
    `extra` adds members to the document (numbers and short strings, never personal data).
    """

    def __init__(
        self, status: int, slug: str, *, ko: str, en: str, extra: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(f"{status} {slug}: {en}")
        self.status = status
        self.slug = slug
        self.ko = ko
        self.en = en
        self.extra = extra or {}
        self.headers = headers or {}

    def document(self, language: str) -> dict[str, Any]:
        """The problem details object, its `detail` in `language` (`ko` unless it is `en`)."""
        detail = self.en if language == "en" else self.ko
        return {
            "type": f"urn:modu-patrol:problem:{self.slug}",
            "title": self.slug.replace("-", " ").capitalize(),
            "status": self.status,
            "detail": detail,
            **self.extra,
        }


class ProblemDocument(BaseModel):
    """The shape of every error answer, for the API's description."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["urn:modu-patrol:problem:not-found"])
    title: str
    status: int
    detail: str


def not_found() -> Problem:
    """What is not there, is not yours, or lies in another neighbourhood: all read the same."""
    return Problem(
        404,
        "not-found",
        ko="찾을 수 없어요. 이미 지워졌거나 볼 수 없는 것이에요.",
        en="Not found. It may be gone, or it is not yours to see.",
    )


def forbidden() -> Problem:
    """The role does not allow it."""
    return Problem(
        403,
        "not-allowed",
        ko="이 일을 할 수 있는 역할이 아니에요. 동네 담당자에게 물어봐 주세요.",
        en="Your role does not allow this. Please ask your coordinator.",
    )


def unauthenticated() -> Problem:
    """Nobody is signed in."""
    return Problem(
        401,
        "sign-in-needed",
        ko="로그인이 필요해요. 담당자에게 받은 코드로 다시 들어와 주세요. 적어 둔 것은 그대로 있어요.",
        en="Please sign in with a code from your coordinator. What you wrote is still here.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def reader_language(headers: Headers) -> str:
    """`en` when the reader's Accept-Language prefers English to Korean, otherwise `ko`."""
    best, best_q = "ko", 0.0
    for part in headers.get("accept-language", "").split(","):
        tag, _, q_text = part.strip().partition(";q=")
        language = tag.split("-")[0].lower()
        try:
            q = float(q_text) if q_text else 1.0
        except ValueError:
            q = 0.0
        if language in ("ko", "en") and q > best_q:
            best, best_q = language, q
    return best


def problem_response(problem: Problem, language: str) -> Response:
    """The answer that carries `problem`."""
    body = json.dumps(problem.document(language), ensure_ascii=False)
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(body, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)
