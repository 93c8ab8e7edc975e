import io

import pytest
from PIL import Image, ImageDraw

from articles.models import Picture
from articles.renditions import (
    PictureDamaged,
    draw_renditions,
    file_names,
    is_rendition,
    plan,
    planning,
    shown,
    sources_of,
)

MIDDLE = (50, 50)
DIGEST = "0123456789abcdef" * 2
NAME = f"{DIGEST}.webp"


def stored(image, kind="WEBP", **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    stream.seek(0)
    return stream


def drawn(image, *, focus=MIDDLE, kind="WEBP", **options):
    """The renditions by shape, width and extension, opened."""
    planned = plan(*image.size, focus)
    files = dict(draw_renditions(NAME, stored(image, kind, **options), planned, focus))
    assert set(files) == set(file_names(NAME, planned))
    return {
        (name.split("-")[1], name.rpartition(".")[2]): Image.open(io.BytesIO(content))
        for name, content in files.items()
    }


def widths(planned):
    return {shape: drawn["widths"] for shape, drawn in planned.items()}


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4000, 3000), {"whole": [480, 960, 1600], "wide": [480, 960, 1600], "square": [480]}),
        ((1600, 900), {"whole": [480, 960, 1600], "square": [480]}),
        ((1610, 900), {"whole": [480, 960, 1600], "square": [480]}),
        ((1500, 1500), {"whole": [480, 960], "wide": [480, 960]}),
        ((900, 1200), {"whole": [480], "wide": [480], "square": [480]}),
        ((200, 300), {"whole": [200], "wide": [200], "square": [200]}),
    ],
)
def test_plan_enlarges_nothing_and_skips_the_shape_of_the_whole(size, expected):
    assert widths(plan(*size, MIDDLE)) == expected


def test_mark_follows_the_focal_point_where_something_is_cut_off():
    before, after = (plan(2000, 1500, focus) for focus in (MIDDLE, (50, 51)))

    assert before["whole"] == after["whole"]
    assert before["wide"]["mark"] != after["wide"]["mark"]
    assert before["square"]["mark"] != after["square"]["mark"]


def test_mark_follows_the_recipe(monkeypatch):
    before = plan(2000, 1500, MIDDLE)
    monkeypatch.setattr(planning, "RECIPE", planning.RECIPE + 1)

    after = plan(2000, 1500, MIDDLE)

    assert all(before[shape]["mark"] != after[shape]["mark"] for shape in before)


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((50, 50), (250, 0, 1250, 1000)),
        ((0, 0), (0, 0, 1000, 1000)),
        ((100, 100), (500, 0, 1500, 1000)),
        ((40, 90), (100, 0, 1100, 1000)),
    ],
)
def test_crop_keeps_the_focal_point_in_the_middle_as_far_as_there_is_picture(focus, box):
    assert planning.crop_box(1500, 1000, "square", focus) == box


def test_names_lead_back_to_the_picture():
    names = list(file_names(NAME, plan(1600, 900, MIDDLE)))

    assert len(names) == len(set(names)) == 3 * 2 + 1 + 3
    assert all(is_rendition(name) and NAME in sources_of(name) for name in names)


@pytest.mark.parametrize(
    "name",
    [
        NAME,
        f"{DIGEST}-wide480-12345678.svg",
        f"{DIGEST}-tall480-12345678.avif",
        f"{DIGEST}-wide480-1234567.avif",
        f"{DIGEST}-wide048-12345678.avif",
        f"../{DIGEST}-wide480-12345678.avif",
        f"{DIGEST}-wide480-12345678.avif\n",
    ],
)
def test_other_names_lead_nowhere(name):
    assert not is_rendition(name)
    assert sources_of(name) == []


def test_renditions_have_their_size_and_format():
    pictures = drawn(Image.new("RGB", (1000, 800), "green"))

    sizes = {key: (picture.format, picture.size) for key, picture in pictures.items()}
    assert sizes == {
        ("whole480", "avif"): ("AVIF", (480, 384)),
        ("whole480", "webp"): ("WEBP", (480, 384)),
        ("whole960", "avif"): ("AVIF", (960, 768)),
        ("whole960", "webp"): ("WEBP", (960, 768)),
        ("whole960", "jpg"): ("JPEG", (960, 768)),
        ("wide480", "avif"): ("AVIF", (480, 270)),
        ("wide480", "webp"): ("WEBP", (480, 270)),
        ("wide960", "avif"): ("AVIF", (960, 540)),
        ("wide960", "webp"): ("WEBP", (960, 540)),
        ("wide960", "jpg"): ("JPEG", (960, 540)),
        ("square480", "avif"): ("AVIF", (480, 480)),
        ("square480", "webp"): ("WEBP", (480, 480)),
        ("square480", "jpg"): ("JPEG", (480, 480)),
    }


def test_square_is_cut_around_the_focal_point():
    image = Image.new("RGB", (800, 400), "white")
    ImageDraw.Draw(image).rectangle((700, 0, 799, 399), fill="red")

    left, right = (drawn(image, focus=(x, 50))["square400", "webp"] for x in (0, 100))

    assert left.convert("RGB").getpixel((390, 200)) == pytest.approx((255, 255, 255), abs=6)
    assert right.convert("RGB").getpixel((390, 200)) == pytest.approx((255, 0, 0), abs=6)


def test_renditions_carry_nothing_of_the_camera():
    image = Image.new("RGB", (400, 300), "green")
    exif = image.getexif()
    exif[0x010F] = "Camera 4711"
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 22.0, 30.0)})

    for picture in drawn(image, kind="JPEG", exif=exif, comment=b"Salmiya").values():
        assert dict(picture.getexif()) == {}
        assert set(picture.info) & {"exif", "icc_profile", "xmp", "comment"} == set()


def test_see_through_parts_stay_so_but_in_jpeg_where_they_are_paper():
    pictures = drawn(Image.new("RGBA", (300, 300), (10, 20, 30, 0)), lossless=True)

    for extension in ("avif", "webp"):
        assert pictures["whole300", extension].convert("RGBA").getpixel((5, 5))[3] == 0
    assert pictures["whole300", "jpg"].getpixel((5, 5)) == pytest.approx((255, 255, 255), abs=3)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"half"])
def test_damaged_file_is_named(content):
    if content == b"half":
        content = stored(Image.effect_noise((400, 300), 40).convert("RGB")).getvalue()[:-2000]

    with pytest.raises(PictureDamaged, match=NAME):
        list(draw_renditions(NAME, io.BytesIO(content), plan(400, 300, MIDDLE), MIDDLE))


def picture(size=(1600, 900), *, night="", is_made=True):
    night = f"{night * 32}.webp" if night else ""
    picture = Picture(file=NAME, night_file=night, width=size[0], height=size[1])
    if is_made:
        picture.renditions = picture.planned_renditions
    return picture


def url(name):
    return f"/media/{name}"


@pytest.mark.parametrize("use", ["lead", "card", "thumb", "figure"])
def test_picture_is_shown_itself_until_its_renditions_are_made(use):
    seen = shown(picture(night="f", is_made=False), use, url)

    assert (seen.url, seen.width, seen.height) == (f"/media/{NAME}", 1600, 900)
    assert [(source.srcset, source.is_night) for source in seen.sources] == [
        (f"/media/{'f' * 32}.webp", True)
    ]


@pytest.mark.parametrize(
    ("use", "size", "expected"),
    [
        ("lead", (3000, 2000), (["wide480", "wide960", "wide1600"], 1600, 900)),
        ("card", (3000, 2000), (["wide480", "wide960"], 960, 540)),
        ("card", (1600, 900), (["whole480", "whole960"], 960, 540)),
        ("thumb", (3000, 2000), (["square480"], 480, 480)),
        ("figure", (3000, 2000), (["whole480", "whole960", "whole1600"], 1600, 1067)),
        ("card", (400, 300), (["wide400"], 400, 225)),
    ],
)
def test_each_use_offers_the_widths_that_it_can_need(use, size, expected):
    seen = shown(picture(size), use, url)

    offered = [candidate.split("-")[1] for candidate in seen.sources[0].srcset.split(", ")]
    assert (offered, seen.width, seen.height) == expected
    assert [source.type for source in seen.sources] == ["image/avif", "image/webp"]
    assert bool(seen.sources[0].sizes) == (len(offered) > 1)
    assert seen.url.endswith(".jpg")


def test_every_address_that_is_shown_is_a_file_that_is_made():
    for size in ((3000, 2000), (1600, 900), (1200, 1200), (300, 900)):
        shows = picture(size, night="f")
        for use in ("lead", "head", "card", "thumb", "figure"):
            seen = shown(shows, use, lambda name: name)
            srcsets = [source.srcset.split(", ") for source in seen.sources]
            names = {candidate.split()[0] for candidates in srcsets for candidate in candidates}
            assert names | {seen.url} <= shows.rendition_names


def test_night_comes_first_and_only_it_is_marked():
    seen = shown(picture(night="f"), "card", url)

    assert [source.is_night for source in seen.sources] == [True, True, False, False]
    assert all(("ffff" in source.srcset) == source.is_night for source in seen.sources)


def test_drawing_that_is_dark_by_itself_is_offered_once():
    seen = shown(picture(night=""), "card", url)
    alike = picture()
    alike.night_file = alike.file.name

    assert shown(alike, "card", url) == seen
    assert [source.is_night for source in seen.sources] == [False, False]
