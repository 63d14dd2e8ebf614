"""What can be wrong with a photo, and what to do then."""

from __future__ import annotations

from app.core.problems import Problem


def too_large() -> Problem:
    """More bytes than a photo may have."""
    return Problem(
        413,
        "photo-too-large",
        ko="사진이 10MB보다 커요. 더 작게 찍거나 화면을 캡처한 사진으로 다시 보내 주세요.",
        en="This photo is over 10 MB. Please take a smaller one, or send a screenshot of it.",
    )


def too_many_pixels() -> Problem:
    """A picture that would fill the memory once unpacked."""
    return Problem(
        422,
        "photo-too-many-pixels",
        ko="사진의 해상도가 너무 높아요. 카메라 설정에서 해상도를 낮춰 다시 찍어 주세요.",
        en="This photo has too many pixels. Please lower the camera's resolution and take it again.",
    )


def not_a_photo() -> Problem:
    """Neither JPEG, PNG, WebP nor HEIC."""
    return Problem(
        415,
        "not-a-photo",
        ko="사진 파일이 아니에요. JPEG, PNG, WebP, HEIC 사진을 골라 주세요.",
        en="This is not a photo. Please choose a JPEG, PNG, WebP or HEIC picture.",
    )


def damaged() -> Problem:
    """A picture that cannot be read to its end."""
    return Problem(
        422,
        "photo-damaged",
        ko="사진 파일이 손상되어 열 수 없어요. 다시 찍거나 다른 사진을 골라 주세요.",
        en="This photo is damaged and cannot be opened. Please take it again or choose another one.",
    )


def cut_short() -> Problem:
    """The connection broke on the way."""
    return Problem(
        400,
        "photo-cut-short",
        ko="사진이 끝까지 오지 않았어요. 휴대폰에 그대로 있으니 다시 보내 주세요.",
        en="The photo did not arrive whole. It is still on your phone; please send it again.",
    )


def other_bytes() -> Problem:
    """The id is taken by another picture of the same member."""
    return Problem(
        409,
        "conflict",
        ko="이 번호로 다른 사진이 이미 와 있어요. 먼저 온 사진은 그대로 두었어요. 이 사진은 새로 골라서 다시 보내 주세요.",
        en="Another photo is already here under this id, and it was kept. Please choose this photo anew and send it again.",
    )
