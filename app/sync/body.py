"""Reading a batch from the wire without trusting its size, its packing or its bytes."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import AsyncIterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from app.core.problems import Problem
from app.core.validation import what_is_wrong
from app.sync.schemas import MOST_BYTES, MOST_ITEMS, Envelope

MOST_DIGITS = 100

# Every escape in a JSON text: a whole surrogate pair, a lone half of one, or anything else.
_ESCAPES = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", re.DOTALL
)


async def read(chunks: AsyncIterator[bytes], encoding: str) -> bytes:
    """The body, unpacked; more than 1 MiB, packed or unpacked, is refused before it is held in memory."""
    if encoding not in ("", "identity", "gzip"):
        raise Problem(
            415,
            "encoding-unknown",
            ko="이 방식으로 압축된 내용은 읽을 수 없어요. gzip으로 보내 주세요.",
            en="This encoding cannot be read. Please send gzip or plain JSON.",
        )
    unpacker = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
    body = bytearray()
    came = 0
    try:
        async for chunk in chunks:
            came += len(chunk)
            if came > MOST_BYTES:
                raise _too_large()
            body += unpacker.decompress(chunk, MOST_BYTES - len(body) + 1) if unpacker else chunk
            if len(body) > MOST_BYTES or (unpacker and unpacker.unconsumed_tail):
                raise _too_large()
    except zlib.error:
        raise _unreadable("gzip") from None
    if unpacker and not unpacker.eof:
        raise _unreadable("gzip")
    return bytes(body)


def envelope(body: bytes) -> Envelope:
    """The batch with its items as they came; NaN and the like are left for the item's own judgement."""
    try:
        document: Any = from_json(body, allow_inf_nan=True, cache_strings="keys")
    except ValueError:
        document = _read_leniently(body)
    try:
        batch = Envelope.model_validate(document)
    except ValidationError as error:
        raise Problem(
            422,
            "batch-not-understood",
            ko=f"보낸 묶음의 겉봉을 읽을 수 없어요: {what_is_wrong(error)}. 휴대폰에 적힌 것은 그대로 두고, 앱을 새로 고친 뒤 다시 보내 주세요.",
            en=f"The batch's envelope is not understood: {what_is_wrong(error)}. Keep the items and send them again after updating the app.",
        ) from None
    if len(batch.items) > MOST_ITEMS:
        raise Problem(
            413,
            "too-many-items",
            ko=f"한 번에 {MOST_ITEMS}개까지 보낼 수 있어요. 나누어 보내 주세요.",
            en=f"At most {MOST_ITEMS} items fit in one batch. Please send them in parts.",
            extra={"most_items": MOST_ITEMS},
        )
    return batch


def _read_leniently(body: bytes) -> Any:
    """What the strict reader refuses because of one item: half an emoji becomes a replacement character, deep nesting and
    endless numbers are left for the item's own judgement."""
    try:
        return json.loads(_ESCAPES.sub(_mended, body.decode()), parse_int=_whole)
    except (ValueError, RecursionError):
        raise _unreadable("JSON") from None


def _mended(escape: re.Match[str]) -> str:
    return "\\ufffd" if escape["lone"] else escape[0]


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < MOST_DIGITS else float("inf")


def _too_large() -> Problem:
    return Problem(
        413,
        "batch-too-large",
        ko="한 번에 1 MiB까지 보낼 수 있어요. 나누어 보내 주세요.",
        en="At most 1 MiB fits in one batch, unpacked. Please send it in parts.",
        extra={"most_bytes": MOST_BYTES},
    )


def _unreadable(what: str) -> Problem:
    return Problem(
        400,
        "body-unreadable",
        ko=f"보낸 내용을 {what}(으)로 읽을 수 없어요. 휴대폰에 적힌 것은 그대로 두고 다시 보내 주세요.",
        en=f"The body is not readable as {what}. Keep the items and send them again.",
    )
