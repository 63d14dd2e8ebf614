"""Whatever comes in, a small upright JPEG with nothing but the picture comes out, or a sentence that says what to do."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.core.problems import Problem
from app.photos import rules
from app.photos.encoding import encode
from tests.photos.pictures import gradient, png_of_claimed_size, saved, telling_exif

KINDS = ["JPEG", "PNG", "WEBP", "HEIF"]


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=("JPEG",))
    image.load()
    return image


def colour(image: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    value = image.getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    assert isinstance(value, tuple)
    return value[0], value[1], value[2]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_a_jpeg(kind: str) -> None:
    result = encode(saved(gradient(), kind))
    image = opened(result.data)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (640, 480))
    assert (result.width, result.height) == (640, 480)
    left, right = colour(image, 0.02, 0.5), colour(image, 0.98, 0.5)
    assert abs(left[0] - right[0]) > 150


@pytest.mark.parametrize("kind", KINDS)
def test_no_metadata_survives(kind: str) -> None:
    options: dict[str, object] = {"exif": telling_exif(), "icc_profile": b"CANARY-PROFILE"} if kind != "HEIF" else {"exif": telling_exif()}
    if kind == "JPEG":
        options |= {"comment": b"CANARY-COMMENT", "xmp": b"<x:xmpmeta>CANARY-XMP</x:xmpmeta>"}
    original = saved(gradient(), kind, **options)
    assert b"CANARY" in original
    data = encode(original).data
    assert b"CANARY" not in data
    image = opened(data)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert b"Exif" not in data
    assert b"ICC_PROFILE" not in data


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(orientation: int) -> None:
    upright = gradient(320, 200)
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    turned = upright.transpose(undo[orientation]) if orientation in undo else upright
    image = opened(encode(saved(turned, "JPEG", exif=telling_exif(orientation), quality=95)).data)
    assert image.size == (320, 200)
    for place in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9)):
        assert all(abs(one - other) < 24 for one, other in zip(colour(image, *place), colour(upright, *place), strict=True))


def test_large_pictures_become_small() -> None:
    result = encode(saved(gradient(4000, 3000), "JPEG"))
    assert (result.width, result.height) == (2048, 1536)
    assert opened(result.data).size == (2048, 1536)


@given(st.integers(1, 60_000), st.integers(1, 60_000))
def test_sizes_keep_their_shape(width: int, height: int) -> None:
    small = rules.scaled(width, height)
    assert max(small) <= rules.LONGEST_SIDE
    assert min(small) >= 1
    assert small[0] <= width
    assert small[1] <= height
    if max(width, height) <= rules.LONGEST_SIDE:
        assert small == (width, height)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16", "CMYK"])
def test_unusual_colours_are_read(mode: str) -> None:
    picture = gradient(64, 48).convert("L" if mode == "I;16" else "RGBA" if mode in ("LA", "RGBA") else "RGB")
    picture = picture.convert("I;16") if mode == "I;16" else picture.convert(mode)
    image = opened(encode(saved(picture, "JPEG" if mode == "CMYK" else "PNG")).data)
    assert image.mode == "RGB"


def test_see_through_parts_become_white() -> None:
    image = opened(encode(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG")).data)
    assert all(value > 250 for value in colour(image, 0.5, 0.5))


@pytest.mark.parametrize(
    "original",
    [
        b"",
        b"hello",
        b"GIF89a" + bytes(50),
        b"%PDF-1.7" + bytes(50),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        saved(gradient(8, 8), "GIF"),
        saved(gradient(8, 8), "TIFF"),
    ],
)
def test_other_files_are_refused(original: bytes) -> None:
    with pytest.raises(Problem) as caught:
        encode(original)
    assert (caught.value.status, caught.value.slug) == (415, "not-a-photo")


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_pictures_are_refused(kind: str) -> None:
    whole = saved(gradient(), kind)
    with pytest.raises(Problem) as caught:
        encode(whole[: len(whole) // 3])
    assert caught.value.slug == "photo-damaged"


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP", b"0000ftypheic"]), st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(head: bytes, rest: bytes) -> None:
    with pytest.raises(Problem):
        encode(head + rest)


@pytest.mark.parametrize("side", [7_100, 10_000, 60_000])
def test_bombs_are_not_unpacked(side: int) -> None:
    with pytest.raises(Problem) as caught:
        encode(png_of_claimed_size(side, side))
    assert caught.value.slug == "photo-too-many-pixels"
