"""Push subscriptions and tests on the wire."""

from __future__ import annotations

import base64
import binascii
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.problems import Problem
from app.notifications.push.encrypt import BadSubscriptionKey, check_keys


class PushKeyOut(BaseModel):
    """The installation's VAPID public key, as `pushManager.subscribe` takes it."""

    public_key: str = Field(description="Uncompressed P-256 point in base64url")


class PushKeys(BaseModel):
    """The browser's own key and secret, in base64url."""

    p256dh: str = Field(max_length=200)
    auth: str = Field(max_length=100)


class PushSubscriptionIn(BaseModel):
    """What the browser's `PushSubscription.toJSON()` gives; members this service does not know are ignored."""

    model_config = ConfigDict(extra="ignore")

    endpoint: str = Field(max_length=1024, examples=["https://updates.push.services.mozilla.com/wpush/v2/…"])
    keys: PushKeys

    def decoded_keys(self) -> tuple[bytes, bytes]:
        """(p256dh, auth) as bytes, or a problem that says what to do."""
        try:
            p256dh, auth = _decoded(self.keys.p256dh), _decoded(self.keys.auth)
            check_keys(p256dh, auth)
        except (BadSubscriptionKey, binascii.Error, ValueError):
            raise Problem(
                422,
                "push-keys-unusable",
                ko="이 브라우저가 준 알림 열쇠를 쓸 수 없어요. 알림을 껐다가 다시 켜 주세요.",
                en="The keys this browser gave for notifications cannot be used. Turn notifications off and on again.",
            ) from None
        return p256dh, auth


class PushSubscriptionOut(BaseModel):
    """The device that pushes now go to."""

    device_id: UUID
    push: Literal["on"] = "on"


class PushTestOut(BaseModel):
    """A test push on its way."""

    delivery_id: UUID


def _decoded(text: str) -> bytes:
    plain = text.rstrip("=")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True)


def endpoint_refused() -> Problem:
    """An address that is none of a browser's push service."""
    return Problem(
        422,
        "push-endpoint-refused",
        ko="이 브라우저의 알림 서비스는 아직 지원하지 않아요. 크롬, 삼성 인터넷, 사파리, 파이어폭스에서 알림을 켜 주세요.",
        en="This browser's push service is not supported. Please turn on notifications in Chrome, Samsung Internet, Safari, Edge or Firefox.",
    )


def push_is_off() -> Problem:
    """No subscription to send a test to."""
    return Problem(
        409,
        "push-off",
        ko="이 기기는 알림이 꺼져 있어요. 먼저 알림을 켜 주세요.",
        en="Notifications are off on this device. Please turn them on first.",
    )


def too_many_tests(retry_after_s: int) -> Problem:
    """Tests are for people, a few at a time."""
    return Problem(
        429,
        "too-many-tests",
        ko="시험 알림을 여러 번 보냈어요. 잠시 뒤에 다시 눌러 주세요.",
        en="Several tests were just sent. Please try again in a moment.",
        headers={"Retry-After": str(retry_after_s)},
    )
