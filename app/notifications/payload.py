"""The words on a lock screen: no name, no address, no reason, since the wrong person may be holding the phone."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from app.notifications.rules import Kind

NAME = {"ko": "모두의 순찰대", "en": "Modu Patrol"}
DRILL = {"ko": "[연습] ", "en": "[연습 Drill] "}
WORDS: dict[str, dict[Kind, str]] = {
    "ko": {
        Kind.ALERT: "이웃이 도움을 기다리고 있어요. 열어서 확인해 주세요.",
        Kind.NOT_NEEDED: "고맙습니다. 이번에는 가지 않으셔도 돼요.",
        Kind.ALL_CLEAR: "알림이 마무리됐어요. 고맙습니다.",
        Kind.COMING: "새 소식이 있어요. 열어서 확인해 주세요.",
        Kind.ASK: "잘 지내고 계신가요? 눌러서 알려 주세요.",
        Kind.CHECK: "괜찮으신가요? 열어서 알려 주세요.",
        Kind.DESK: "상황판에서 확인할 일이 있어요.",
        Kind.TEST: "시험 알림이에요. 이 기기로 알림이 잘 와요.",
        Kind.TOGETHER_INVITE: "함께 걷기 소식이 있어요. 열어서 확인해 주세요.",
        Kind.TOGETHER_SOON: "곧 함께 걷는 시간이에요. 열어서 확인해 주세요.",
        Kind.TOGETHER_OFF: "함께 걷기가 바뀌었어요. 열어서 확인해 주세요.",
        Kind.REPORT: "제보하신 것에 새 소식이 있어요.",
        Kind.NEWS: "새 소식이 있어요. 열어서 확인해 주세요.",
        Kind.MOVING: "가고 계신가요? 열어서 알려 주세요.",
        Kind.DEBRIEF: "다녀오신 뒤 마음은 어떠세요? 열어서 들려주세요.",
        Kind.PROOF: "알림이 잘 오는지 살펴봤어요. 아무것도 안 하셔도 돼요.",
        Kind.MISSING: "걷는 중이시면 열어 봐 주세요.",
        Kind.FOUND: "찾았어요, 고맙습니다.",
        Kind.LOOKED: "살펴봐 주셔서 고맙습니다. 이제 마치셔도 돼요.",
        Kind.PLAN_SOON: "곧 정해 두신 시간이에요. 지금 눌러서 알려 주셔도 돼요.",
        Kind.PLAN_DUE: "잘 지내고 계신가요? 눌러서 알려 주세요.",
        Kind.PLAN_AGAIN: "아직 못 들었어요. 잘 지내고 계신가요? 눌러서 알려 주세요.",
        Kind.PLAN_PEOPLE: "살펴봐 주셨으면 하는 일이 있어요. 열어서 확인해 주세요.",
        Kind.PLAN_OVER: "마음 써 주셔서 고맙습니다. 이제 마치셔도 돼요.",
        Kind.PLAN_RESUMES: "내일부터 다시 시작해요. 열어서 확인해 주세요.",
    },
    "en": {
        Kind.ALERT: "A neighbour is waiting for help. Open to see.",
        Kind.NOT_NEEDED: "Thank you. You are not needed this time.",
        Kind.ALL_CLEAR: "The alert is closed. Thank you.",
        Kind.COMING: "There is news for you. Open to see.",
        Kind.ASK: "How are you doing? Tap to let us know.",
        Kind.CHECK: "Are you all right? Open to let us know.",
        Kind.DESK: "Something needs you at the desk.",
        Kind.TEST: "This is a test. Notifications reach this device.",
        Kind.TOGETHER_INVITE: "There is news about walking together. Open to see.",
        Kind.TOGETHER_SOON: "Your walk together is soon. Open to see.",
        Kind.TOGETHER_OFF: "A walk together has changed. Open to see.",
        Kind.REPORT: "There is news about something you reported.",
        Kind.NEWS: "There is news for you. Open to see.",
        Kind.MOVING: "Are you on your way? Open to let us know.",
        Kind.DEBRIEF: "How are you after your visit? Open to tell us.",
        Kind.PROOF: "We checked that notifications reach you. Nothing to do.",
        Kind.MISSING: "If you are out walking, please open this.",
        Kind.FOUND: "Found. Thank you.",
        Kind.LOOKED: "Thank you for keeping your eyes open. That is all for now.",
        Kind.PLAN_SOON: "It is nearly time. You can tap now to let us know.",
        Kind.PLAN_DUE: "How are you doing? Tap to let us know.",
        Kind.PLAN_AGAIN: "We have not heard yet. How are you doing? Tap to let us know.",
        Kind.PLAN_PEOPLE: "Something needs a look from you. Open to see.",
        Kind.PLAN_OVER: "Thank you for caring. That is all for now.",
        Kind.PLAN_RESUMES: "It begins again tomorrow. Open to see.",
    },
}

QUIET = frozenset({Kind.NOT_NEEDED, Kind.PROOF, Kind.FOUND, Kind.LOOKED, Kind.PLAN_OVER})
"""They take the place of a call without a sound."""


def opens(kind: Kind, alert_id: UUID | None) -> str:
    """The path that a tap opens."""
    if kind in (Kind.TEST, Kind.PROOF):
        return "/settings/notifications"
    if kind is Kind.DESK:
        return f"/desk/alerts/{alert_id}" if alert_id else "/desk"
    return f"/alerts/{alert_id}" if alert_id else "/"


def compose(
    kind: Kind,
    language: str,
    *,
    delivery_id: UUID,
    alert_id: UUID | None,
    topic: str,
    drill: bool,
    opens_path: str | None = None,
    answer: str | None = None,
) -> str:
    """The payload as it is kept: Declarative Web Push JSON, its `navigate` still a path (`opens_path`, or what the kind opens). `answer`
    is a signed word with which it can be answered without opening the app."""
    lang = "en" if language == "en" else "ko"
    mark = DRILL[lang] if drill else ""
    document: dict[str, Any] = {
        "web_push": 8030,
        "notification": {
            "title": mark + NAME[lang],
            "body": mark + WORDS[lang][kind],
            "navigate": opens_path or opens(kind, alert_id),
            "tag": topic,
            "lang": lang,
            "silent": kind in QUIET,
        },
        "modu": {"kind": kind.value, "delivery_id": str(delivery_id), "alert_id": str(alert_id) if alert_id else None},
    }
    if answer is not None:
        document["modu"]["answer"] = answer
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def addressed(payload: str, public_url: str) -> bytes:
    """The payload as it is sent: `navigate` becomes an absolute address of this installation."""
    return payload.replace('"navigate":"/', f'"navigate":"{public_url}/', 1).encode()
