"""What a report's categories and states are called in a file that somebody opens."""

from __future__ import annotations

COLUMNS = {
    "ko": [
        "번호",
        "제보한 때",
        "종류",
        "상태",
        "상태가 바뀐 때",
        "위도",
        "경도",
        "시설",
        "제보한 이웃",
        "내용",
        "담당자 답",
        "함께 제보한 이웃",
    ],
    "en": [
        "id",
        "reported at",
        "category",
        "state",
        "state since",
        "latitude",
        "longitude",
        "facility",
        "reporter",
        "note",
        "answer",
        "also reported by",
    ],
}
CATEGORIES = {
    "person_in_need": ("도움이 필요한 사람", "person in need"),
    "lost_person": ("길을 잃은 사람", "lost person"),
    "drunk_or_violent": ("취객 또는 폭력", "drunk or violent"),
    "fire_or_gas": ("불 또는 가스", "fire or gas"),
    "light_out": ("꺼진 가로등", "light out"),
    "facility_broken": ("고장 난 시설", "broken facility"),
    "road_hazard": ("위험한 길", "road hazard"),
    "litter": ("쓰레기", "litter"),
    "animal": ("동물", "animal"),
    "other": ("그 밖의 일", "other"),
    "please_check": ("확인 부탁", "please check"),
    "unwell": ("몸이 안 좋음", "unwell"),
    "fallen": ("넘어짐", "fallen"),
    "afraid": ("무서움", "afraid"),
}
STATES = {
    "received": ("접수", "received"),
    "in_progress": ("처리 중", "in progress"),
    "fixed": ("해결", "fixed"),
    "not_ours": ("다른 기관 일", "not ours"),
}


def word(words: dict[str, tuple[str, str]], key: str, language: str) -> str:
    """The word in the reader's language."""
    return words[key][language == "en"]
