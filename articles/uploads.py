"""Pictures from outside: which are let in, and what is left of them.

What arrives is believed only as far as its content proves, is never kept as it came, and leaves its
camera's diary, its place and its colour profile behind: the stored bytes are always our own encoder's.
"""

import hashlib
import io
import re
import struct
import warnings
from dataclasses import dataclass, replace
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
# Many telephones write several pictures into one JPEG; Pillow calls that MPO and reads the first.
PHOTOGRAPHS = ("JPEG", "MPO")
#: What a file begins with that is known and can't be used, with what helps whoever sent it.
KNOWN_BEGINNINGS = (
    (
        re.compile(rb"[^\0]{0,1000}<svg[\s>]", re.IGNORECASE),
        _("This is an SVG drawing, which can carry programs. Export it as PNG and send that."),
    ),
    (
        re.compile(rb"\s*<(?:!doctype html|html|head|body|script)\b", re.IGNORECASE),
        _("This file is a web page, whatever its name says. Send a JPEG, PNG, WebP, AVIF or GIF file."),
    ),
    (
        re.compile(rb".{4}ftyp(?:hei[cxms]|mif1)", re.DOTALL),
        _("This is a HEIC photograph, which browsers can’t show. Send it as JPEG."),
    ),
)
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 25_000_000
# The longest side that WebP can hold.
LONGEST_SIDE = 16_383
SHORTEST_SIDE = 200
QUALITY = 88

# Pillow only warns from its limit up to twice its limit. Set here for the whole process, because
# catching warnings for one call is not safe between threads.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What Pillow's decoders raise for files that begin well and end badly.
DAMAGES = (OSError, SyntaxError, ValueError, EOFError, IndexError, RuntimeError, struct.error)

SRGB = ImageCms.createProfile("sRGB")


class PictureRefused(ValidationError):
    """A picture that cannot be used, with a reason for the editor who sent it."""


@dataclass(frozen=True)
class ProcessedPicture:
    """Clean bytes and what a page needs to know of them; equal pictures have equal names.

    ``was_animated`` says that more than the first frame was sent.
    """

    bytes: bytes
    extension: str
    width: int
    height: int
    digest: str
    was_animated: bool = False

    @property
    def name(self) -> str:
        return f"{self.digest}.{self.extension}"


def read_picture(file: BinaryIO) -> ProcessedPicture:
    """Check, decode and encode an upload again; raises ``PictureRefused``. The file's name is not read."""
    image = _opened(_content(file))
    _check_dimensions(*image.size)
    if image.format in PHOTOGRAPHS:
        return _processed(_decoded(image).convert("RGB"), "jpg", progressive=True, optimize=True)
    was_animated = _is_animated(image)
    return replace(_processed(_decoded(image), "webp", method=2), was_animated=was_animated)


def _content(file: BinaryIO) -> bytes:
    if file.seek(0, io.SEEK_END) > MOST_BYTES:
        raise PictureRefused(_("This picture weighs more than 20 MB."), code="too_heavy")
    file.seek(0)
    return file.read()


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise PictureRefused(_what_it_is(content), code="not_a_picture") from error
    except BOMBS as error:
        raise _too_large() from error
    except DAMAGES as error:
        raise _damaged() from error


def _what_it_is(content: bytes) -> str:
    for beginning, message in KNOWN_BEGINNINGS:
        if beginning.match(content[:2000]):
            return message
    return _("This file is not a picture. Send a JPEG, PNG, WebP, AVIF or GIF file.")


def _is_animated(image: Image.Image) -> bool:
    try:
        return getattr(image, "is_animated", False)
    except DAMAGES as error:
        raise _damaged() from error


def _check_dimensions(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _too_large()
    if min(width, height) < SHORTEST_SIDE:
        message = _("This picture is too small: each side needs at least 200 pixels.")
        raise PictureRefused(message, code="too_small")


def _decoded(image: Image.Image) -> Image.Image:
    """The first frame, upright, in sRGB, with nothing else attached."""
    try:
        image.load()
        upright = ImageOps.exif_transpose(image)
        plain = _in_srgb(upright)
    except BOMBS as error:
        raise _too_large() from error
    except DAMAGES as error:
        raise _damaged() from error
    # Some encoders write comments and metadata found here even when nobody asks.
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    source = _in_plain_channels(image, mode)
    if not profile:
        return source.convert(mode)
    try:
        embedded = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(source, embedded, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        # A broken profile is no reason to refuse: browsers ignore it as well.
        return source.convert(mode)


def _in_plain_channels(image: Image.Image, mode: str) -> Image.Image:
    """What the colour engine can read: palettes and grey with alpha are spelt out, 16 bits become 8."""
    if image.mode in ("L", "CMYK", "RGB", "RGBA"):
        return image
    if image.mode.startswith("I"):
        # A plain conversion would clip all but the darkest tones to white.
        return image.point(lambda value: value / 256).convert("L")
    return image.convert(mode)


def _processed(image: Image.Image, extension: str, **options) -> ProcessedPicture:
    stream = io.BytesIO()
    image.save(stream, {"jpg": "JPEG", "webp": "WEBP"}[extension], quality=QUALITY, **options)
    content = stream.getvalue()
    digest = hashlib.sha256(content).hexdigest()[:32]
    return ProcessedPicture(content, extension, image.width, image.height, digest)


def _too_large() -> PictureRefused:
    message = _("This picture has more than 25 million pixels or a side longer than 16,383.")
    return PictureRefused(message, code="too_large")


def _damaged() -> PictureRefused:
    message = _("This picture is damaged or incomplete. Export it again and send the new file.")
    return PictureRefused(message, code="damaged")
