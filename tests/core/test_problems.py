"""Errors speak the reader's language."""

from __future__ import annotations

import json

import pytest
from starlette.datastructures import Headers

from app.core.problems import Problem, problem_response, reader_language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "ko"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en;q=0.3,ko;q=0.7", "ko"),
        ("fr,de", "ko"),
        ("en;q=nonsense", "ko"),
        ("*", "ko"),
    ],
)
def test_the_reader_is_asked_for_their_language(accepted: str, language: str) -> None:
    assert reader_language(Headers({"accept-language": accepted})) == language


def test_a_problem_is_a_problem_document() -> None:
    problem = Problem(429, "too-many-tries", ko="잠시 쉬어요.", en="Wait a little.", extra={"tries": 3}, headers={"Retry-After": "7"})
    answer = problem_response(problem, "en")
    assert answer.media_type == "application/problem+json"
    assert answer.headers["retry-after"] == "7"
    assert json.loads(bytes(answer.body)) == {
        "type": "urn:modu-patrol:problem:too-many-tries",
        "title": "Too many tries",
        "status": 429,
        "detail": "Wait a little.",
        "tries": 3,
    }
