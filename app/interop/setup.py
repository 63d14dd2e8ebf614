"""Setting an app up: one link or address that carries everything, its QR code, and the steps in words."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote

import segno

from app.interop.rules import App

OWNTRACKS_PATH = "/api/interop/owntracks"
OSMAND_PATH = "/api/interop/osmand"

# OsmAnd fills these in itself; what it calls hdop is Android's accuracy in metres, its time is in milliseconds.
_OSMAND_FIELDS = "lat={0}&lon={1}&timestamp={2}&hdop={3}&speed={5}"


@dataclass(frozen=True)
class SetUp:
    """What the walker's screen shows once."""

    url: str
    link: str | None
    qr_svg: str
    steps_ko: list[str]
    steps_en: list[str]


def set_up(app: App, recorder_id: str, token: str, public_url: str) -> SetUp:
    """Everything that `app` needs to know, in the forms it can take."""
    if app is App.OWNTRACKS:
        url = public_url + OWNTRACKS_PATH
        link = owntracks_link(url, recorder_id, token)
        return SetUp(url, link, _qr(link), *_OWNTRACKS_STEPS)
    if app is App.OSMAND:
        url = f"{public_url}{OSMAND_PATH}?id={quote(token)}&{_OSMAND_FIELDS}"
        return SetUp(url, None, _qr(url), *_OSMAND_STEPS)
    url = public_url + OSMAND_PATH
    # Traccar Client takes its settings from the query of an address it scans.
    link = f"{url}?id={quote(token)}&accuracy=highest&distance=10&interval=15&fastest_interval=10"
    return SetUp(url, None, _qr(link), *_TRACCAR_STEPS)


def owntracks_link(url: str, recorder_id: str, token: str) -> str:
    """`owntracks:///config?inline=` with a configuration in base64, as the OwnTracks booklet describes it."""
    configuration = {
        "_type": "configuration",
        "mode": 3,  # HTTP
        "url": url,
        "auth": True,
        "username": recorder_id,
        "password": token,
        "deviceId": "phone",
        "tid": "mp",
        "monitoring": 2,  # "move": the mode that records a walk
        "moveModeLocatorInterval": 10,
        "locatorInterval": 10,
        "locatorDisplacement": 10,
        "ignoreInaccurateLocations": 100,
        "pubExtendedData": False,
        "cmd": False,
    }
    packed = base64.b64encode(json.dumps(configuration, separators=(",", ":")).encode()).decode()
    return f"owntracks:///config?inline={quote(packed, safe='')}"


def _qr(text: str) -> str:
    picture: str = segno.make(text, error="l", micro=False).svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True)
    return picture


_OWNTRACKS_STEPS = (
    [
        "기록할 휴대전화에 OwnTracks 앱을 설치하고, 위치 권한을 '항상 허용'으로 해 주세요.",
        "그 휴대전화에서 아래 설정 링크를 누르거나 QR을 찍어 주세요. 주소와 비밀번호가 저절로 들어가요.",
        "걷기 시작할 때 '이동(Move)', 다 걸으면 '조용히(Quiet)'로 바꿔 주세요. 켜 두면 하루 종일 기록돼요.",
        "걷고 나서 '내 순찰'에 나오면 잘 된 거예요. 'HTTP code 401'이 보이면 이 기록기가 지워진 것이고, '403'이면 위치 허락이 꺼진 거예요.",
    ],
    [
        "Install OwnTracks on the phone that will record, and allow it to use the location always.",
        "On that phone, tap the set-up link below or scan the QR code. The address and password are filled in by themselves.",
        "Choose Move when you set out and Quiet when you are back. Left on, it records all day.",
        "When the walk appears under My walks, it works. 'HTTP code 401' means this recorder was deleted, '403' that your location consent is off.",
    ],
)
_OSMAND_STEPS = (
    [
        "OsmAnd에서 '플러그인 → 여행 기록'을 켜 주세요.",
        "'여행 기록 설정 → 온라인 추적'을 켜고, '웹 주소'에 아래 주소를 그대로 붙여 넣어 주세요. 중괄호 숫자는 OsmAnd가 채워요.",
        "추적 간격은 10초, 시간 버퍼는 가장 길게 골라 주세요. 신호가 없던 동안의 위치도 나중에 와요.",
        "걸을 때 여행 기록을 시작하고, 다 걸으면 멈춰 주세요. 주소에는 열쇠가 들어 있으니 다른 사람에게 보여 주지 마세요.",
    ],
    [
        "In OsmAnd, turn on Plugins, Trip recording.",
        "Under Trip recording settings, turn on Online tracking and paste the address below as it is into Web address. OsmAnd fills in the numbers in braces.",
        "Choose a tracking interval of 10 seconds and the longest time buffer, so that positions from places without a signal come later.",
        "Start trip recording when you set out and stop it when you are back. The address holds a key: show it to nobody.",
    ],
)
_TRACCAR_STEPS = (
    [
        "Traccar Client를 설치하고, 위치 권한을 '항상 허용'으로 해 주세요.",
        "앱 설정에서 QR을 찍거나, '기기 식별자'에 아래 열쇠를, '서버 주소'에 아래 주소를 넣어 주세요.",
        "위치 정확도는 '최고', 거리는 10, 간격은 15로 해 주세요. 오프라인 버퍼를 켜 두면 신호가 없어도 괜찮아요.",
        "걸을 때 켜고, 다 걸으면 꺼 주세요.",
    ],
    [
        "Install Traccar Client and allow it to use the location always.",
        "In its settings, scan the QR code, or enter the key below as Device identifier and the address below as Server URL.",
        "Set accuracy to highest, distance to 10 and interval to 15. With offline buffering on, no signal is needed on the way.",
        "Turn it on when you set out and off when you are back.",
    ],
)
