"""What a receipt says of an item that was not taken."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from app.core.problems import Problem, ProblemDocument
from app.core.validation import what_is_wrong
from app.sync.schemas import KINDS


def conflict() -> Problem:
    """The id is known with other words, or from somebody else."""
    return Problem(
        409,
        "conflict",
        ko="같은 번호로 다른 내용이 이미 와 있어요. 이 항목은 따로 두고 담당자에게 보여 주세요.",
        en="Another item with this id is already here. Please set this one aside and show it to your coordinator.",
    )


def document(problem: Problem, language: str) -> ProblemDocument:
    """What goes into a receipt."""
    return ProblemDocument.model_validate(problem.document(language))


def not_understood(raw: Any, error: ValidationError) -> Problem:
    """An item that cannot be read: of a kind nobody knows, or with a field that is not as it should be."""
    if isinstance(raw, dict) and isinstance(raw.get("kind"), str) and raw["kind"] not in KINDS:
        return Problem(
            422,
            "kind-unknown",
            ko="서버가 모르는 종류의 기록이에요. 앱을 새 버전으로 바꾼 뒤 다시 보내 주세요.",
            en=f"This kind of item is unknown here; known are {', '.join(KINDS)}. Please update the app and send it again.",
        )
    wrong = what_is_wrong(error)
    return Problem(
        422,
        "item-not-understood",
        ko=f"이 기록은 읽을 수 없어서 따로 두었어요 ({wrong}). 고쳐서 다시 보내거나 담당자에게 보여 주세요.",
        en=f"This item could not be read ({wrong}). Please mend it and send it again, or show it to your coordinator.",
    )


def unwritable() -> Problem:
    """Text that no database keeps."""
    return Problem(
        422,
        "item-not-understood",
        ko="이 기록에는 저장할 수 없는 글자가 있어요. 글을 고쳐서 다시 보내 주세요.",
        en="This item holds text that cannot be kept. Please mend the text and send it again.",
    )


def our_fault() -> Problem:
    """Something of ours went wrong; the phone tries again."""
    return Problem(
        500,
        "try-again",
        ko="서버에서 이 기록을 처리하지 못했어요. 휴대폰에 그대로 두고 잠시 뒤 다시 보낼게요.",
        en="The server could not take this item. It stays on your phone and is sent again soon.",
    )
