"""Making a photo safe to keep: turned upright, made small, and nothing left of it but the picture."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageFile, ImageOps

from app.photos import rules
from app.photos.problems import damaged, not_a_photo, too_many_pixels

QUALITY = 82

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


@dataclass(frozen=True)
class Encoded:
    """A JPEG without any metadata."""

    data: bytes
    width: int
    height: int


def encode(original: bytes) -> Encoded:
    """Re-encode a photo as a JPEG of at most 2048 pixels a side. Slow: never call it in the event loop.

    Raises Problem: not a photo, too many pixels, damaged. Place, time, camera and any other metadata do not survive.
    """
    kind = rules.sniff(original[:16])
    if kind is None:
        raise not_a_photo()
    try:
        with Image.open(io.BytesIO(original), formats=(kind,)) as opened:
            if opened.width * opened.height > rules.MOST_PIXELS:
                raise too_many_pixels()
            return _as_jpeg(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_many_pixels() from None
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, ArithmeticError, LookupError, TypeError):
        # Whatever a decoder trips over in a stranger's file, the file is what is wrong.
        raise damaged() from None


def _as_jpeg(opened: ImageFile.ImageFile) -> Encoded:
    opened.draft("RGB", (rules.LONGEST_SIDE, rules.LONGEST_SIDE))  # a JPEG is unpacked at a fraction where that is enough
    upright = ImageOps.exif_transpose(opened)
    picture = _on_white(upright).resize(rules.scaled(*upright.size), Image.Resampling.LANCZOS)
    picture.info.clear()  # comments and colour profiles would be written again
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, progressive=True, exif=b"", icc_profile=None)
    return Encoded(out.getvalue(), picture.width, picture.height)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        paper = Image.new("RGB", layered.size, "white")
        paper.paste(layered, mask=layered.getchannel("A"))
        return paper
    return image.convert("RGB")
