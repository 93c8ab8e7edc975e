import io
from contextlib import suppress

import pytest
from django.utils import translation
from PIL import Image, ImageCms

from articles import uploads
from articles.uploads import PictureRefused, read_picture
from tests.pictures import animation, bomb, saved, with_place
from tests.pictures import drawn as picture
from tests.pictures import sent as upload

ORIENTATION = 0x0112


def reopened(processed):
    return Image.open(io.BytesIO(processed.bytes))


def refusal(content, name="picture.jpg"):
    with pytest.raises(PictureRefused) as refused:
        read_picture(upload(content, name))
    return refused.value.code


@pytest.mark.parametrize(
    ("kind", "extension", "stored_as"),
    [
        ("JPEG", "jpg", "JPEG"),
        ("PNG", "webp", "WEBP"),
        ("WEBP", "webp", "WEBP"),
        ("AVIF", "webp", "WEBP"),
        ("GIF", "webp", "WEBP"),
    ],
)
def test_read_picture_encodes_each_kind_again(kind, extension, stored_as):
    content = saved(picture(), kind)

    processed = read_picture(upload(content))

    assert (processed.extension, processed.width, processed.height) == (extension, 400, 300)
    assert processed.bytes != content
    with reopened(processed) as image:
        assert (image.format, image.size) == (stored_as, (400, 300))


def test_read_picture_takes_a_telephones_double_jpeg_as_a_photograph():
    double = saved(picture(), "MPO", save_all=True, append_images=[picture()])

    processed = read_picture(upload(double))

    assert processed.extension == "jpg"
    with reopened(processed) as image:
        assert image.format == "JPEG"


def test_read_picture_reads_any_binary_file_from_its_start():
    file = io.BytesIO(saved(picture(), "PNG"))
    file.read(10)

    assert read_picture(file).width == 400


def test_name_is_the_hash_of_the_content():
    content, other = saved(picture(), "PNG"), saved(picture(size=(300, 400)), "PNG")

    first, again, different = (read_picture(upload(data)) for data in (content, content, other))

    assert first.name == again.name != different.name
    assert len(first.digest) == 32
    assert first.name == f"{first.digest}.webp"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><script>alert(1)</script></svg>',
        b"<!doctype html><title>Picture</title><script>alert(1)</script>",
        b"%PDF-1.7 " + b"0" * 500,
        saved(picture(), "BMP"),
        saved(picture(), "TIFF"),
        saved(picture(), "EPS"),
    ],
    ids=["empty", "svg", "html", "pdf", "bmp", "tiff", "eps"],
)
def test_read_picture_refuses_what_only_calls_itself_a_picture(content):
    assert refusal(content, "picture.jpg") == "not_a_picture"


def test_read_picture_refuses_a_heavy_file_unread(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    file = io.BytesIO(bytes(1001))
    monkeypatch.setattr(uploads.Image, "open", lambda *args, **kwargs: pytest.fail("opened"))

    with pytest.raises(PictureRefused) as refused:
        read_picture(file)

    assert refused.value.code == "too_heavy"


@pytest.mark.parametrize("size", [(5001, 5000), (7100, 7100), (30_000, 30_000), (20_000, 200)])
def test_read_picture_refuses_too_many_pixels_before_decoding(size, monkeypatch):
    """Just over the limit, where Pillow only warns, where it raises, and too long a side."""
    content = bomb(size)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda image: pytest.fail("decoded"))

    assert refusal(content, "picture.png") == "too_large"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_read_picture_refuses_half_a_file(kind):
    content = saved(picture(), kind)

    assert refusal(content[: len(content) // 2]) in {"damaged", "not_a_picture"}


def test_read_picture_names_half_a_photograph_damaged():
    content = saved(picture(), "JPEG")

    assert refusal(content[: len(content) // 2]) == "damaged"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_read_picture_survives_any_flipped_byte(kind):
    """Whatever a decoder raises, the editor reads a reason and never meets an error page."""
    content = saved(picture(size=(200, 200)), kind)

    for position in range(4, 400, 7):
        broken = bytearray(content)
        broken[position] ^= 0xFF
        with suppress(PictureRefused):
            read_picture(upload(bytes(broken)))


@pytest.mark.parametrize("size", [(5, 5), (199, 900), (900, 199)])
def test_read_picture_refuses_small_pictures(size):
    assert refusal(saved(picture(size=size), "PNG")) == "too_small"


def test_read_picture_accepts_the_smallest_size():
    assert read_picture(upload(saved(picture(size=(200, 200)), "PNG"))).height == 200


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_read_picture_leaves_nothing_of_the_camera_or_the_place(kind):
    source = picture()
    content = saved(source, kind, exif=with_place(source))
    assert b"Camera 4711" in content

    processed = read_picture(upload(content))

    assert b"Camera 4711" not in processed.bytes
    with reopened(processed) as image:
        assert dict(image.getexif()) == {}
        assert set(image.info) & {"exif", "icc_profile", "xmp", "comment", "photoshop"} == set()


def test_read_picture_drops_comments_and_what_follows_the_picture():
    content = saved(picture(), "JPEG", comment=b"<script>alert(1)</script>") + b"<script>alert(2)</script>"

    assert b"<script>" not in read_picture(upload(content)).bytes


def test_read_picture_turns_a_picture_upright():
    source = picture()
    exif = source.getexif()
    exif[ORIENTATION] = 6

    processed = read_picture(upload(saved(source, "JPEG", exif=exif)))

    assert (processed.width, processed.height) == (300, 400)
    with reopened(processed) as image:
        red, green, _blue = image.getpixel((250, 50))
    assert red > 150 > green


def profile_with_red_and_green_exchanged():
    """A profile that nobody can mistake for sRGB: its tags for the two primaries swap their names."""
    content = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return content.replace(b"rXYZ", b"temp").replace(b"gXYZ", b"rXYZ").replace(b"temp", b"gXYZ")


@pytest.mark.parametrize(
    ("profile", "expected"),
    [(profile_with_red_and_green_exchanged(), (220, 120, 40)), (b"nonsense", (120, 220, 40))],
    ids=["converted", "broken profile ignored"],
)
def test_read_picture_brings_colours_to_srgb(profile, expected):
    content = saved(Image.new("RGB", (300, 300), (120, 220, 40)), "PNG", icc_profile=profile)

    with reopened(read_picture(upload(content))) as image:
        assert image.convert("RGB").getpixel((150, 150)) == pytest.approx(expected, abs=6)


def test_read_picture_takes_cmyk():
    red = Image.new("CMYK", (300, 300), (0, 255, 255, 0))

    processed = read_picture(upload(saved(red, "JPEG")))

    with reopened(processed) as image:
        assert image.mode == "RGB"
        assert image.getpixel((150, 150)) == pytest.approx((255, 0, 0), abs=6)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_read_picture_takes_every_mode_of_png(mode):
    grey = Image.new("L", (300, 300), 128)
    source = Image.new(mode, (300, 300), 128 * 256) if mode == "I;16" else grey.convert(mode, dither=0)

    with reopened(read_picture(upload(saved(source, "PNG")))) as image:
        expected = 255 if mode == "1" else 128
        assert image.convert("L").getpixel((150, 150)) == pytest.approx(expected, abs=6)


def test_read_picture_keeps_transparency():
    see_through = Image.new("RGBA", (300, 300), (10, 20, 30, 0))

    with reopened(read_picture(upload(saved(see_through, "PNG")))) as image:
        assert image.getpixel((5, 5))[3] == 0


def test_read_picture_keeps_only_the_first_frame():
    processed = read_picture(upload(animation()))

    assert processed.was_animated
    with reopened(processed) as image:
        assert getattr(image, "n_frames", 1) == 1
        assert image.convert("RGB").getpixel((5, 5)) == pytest.approx((255, 0, 0), abs=6)


def test_refusals_are_validation_errors_with_a_reason(language):
    with pytest.raises(PictureRefused) as refused, translation.override(language):
        read_picture(upload(b"<svg/>"))

    assert len(refused.value.messages) == 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF", "MPO"])
def test_read_picture_calls_a_single_picture_no_animation(kind):
    """A telephone's double picture is a photograph, whatever stands behind it."""
    assert not read_picture(upload(saved(picture(), kind))).was_animated


def test_read_picture_says_what_else_a_file_is(settings):
    translation.activate("en")
    others = [
        b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"  <!DOCTYPE html><title>Picture</title>",
        b"\0\0\0\x18ftypheic" + bytes(40),
        b"%PDF-1.7",
    ]

    messages = []
    for content in others:
        with pytest.raises(PictureRefused) as refused:
            read_picture(upload(content))
        messages.append(refused.value.messages[0])

    assert len(set(messages)) == 4
    assert [word in message for word, message in zip(("SVG", "web", "HEIC"), messages, strict=False)] == [
        True
    ] * 3
