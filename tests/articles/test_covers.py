import cmath
import io
import math
from collections import Counter

import pytest
from PIL import Image, ImageChops

from articles.covers import draw_cover, girih, save_webp, tilings
from articles.covers.palettes import CREAM, POLICY
from articles.covers.route import MOST_NODES, find_route, spread
from articles.covers.seeding import SeededNumbers
from articles.covers.styles import STYLES, style_for

SMALL = (320, 180)
TILINGS = [
    tilings.SQUARES,
    tilings.OCTAGONS,
    tilings.DODECAGONS_TRIANGLES,
    tilings.DODECAGONS_HEXAGONS,
]


def colours(image):
    return {colour: count for count, colour in image.getcolors(image.width * image.height)}


def turning(outline):
    """The sign of each corner's turn: all alike only if the outline has no tips."""
    corners = zip(outline, outline[1:] + outline[:1], outline[2:] + outline[:2], strict=True)
    return [((there - here).conjugate() * (beyond - there)).imag for here, there, beyond in corners]


def test_seeded_numbers_never_change():
    numbers = SeededNumbers("policy:1")

    drawn = [round(numbers.number(), 6) for _ in range(12)]

    assert drawn == [
        0.161411,
        0.678565,
        0.749258,
        0.662506,
        0.210496,
        0.846137,
        0.818443,
        0.542876,
        0.119104,
        0.48926,
        # The digest is used up here and hashed again.
        0.353464,
        0.436759,
    ]


@pytest.mark.parametrize("topic", STYLES)
def test_cover_is_the_same_every_time(topic):
    first, again = (draw_cover(topic, "7", 3, size=SMALL) for _ in range(2))

    assert first.size == SMALL
    assert first.tobytes() == again.tobytes()


@pytest.mark.parametrize("topic", STYLES)
def test_cover_differs_from_article_to_article(topic):
    assert len({draw_cover(topic, seed, 3, size=SMALL).tobytes() for seed in "12345"}) == 5


def test_cover_of_unknown_topic_follows_policy_with_its_own_seed():
    assert style_for("culture") is style_for("policy")
    assert draw_cover("culture", "1", 2, size=SMALL) != draw_cover("policy", "1", 2, size=SMALL)


def test_cover_without_organizations_has_no_route():
    bare = colours(draw_cover("policy", "1", 0))
    linked = colours(draw_cover("policy", "1", 2))

    assert CREAM not in bare
    assert CREAM in linked


def test_organizations_change_only_the_route():
    """The corners lie outside every route, so they show whether the pattern has moved."""
    corners = [(0, 0, 320, 15), (0, 165, 320, 180)]
    few, many = (draw_cover("cloud", "1", count, size=SMALL) for count in (1, 9))

    assert few != many
    assert all(ImageChops.difference(few.crop(box), many.crop(box)).getbbox() is None for box in corners)


@pytest.mark.parametrize("seed", ["11", "21", "33"])
def test_night_twin_of_a_light_cover_is_the_same_drawing_with_palettes_exchanged(seed):
    dark, light = POLICY
    day = colours(draw_cover("policy", seed, 2, size=SMALL))
    night = colours(draw_cover("policy", seed, 2, night=True, size=SMALL))

    # Not equal: where colours meet they mix, and some mixtures come out like another colour.
    assert night[dark.ground] == pytest.approx(day[light.ground], rel=0.05)
    assert night[light.ground] == pytest.approx(day[dark.ground], rel=0.05)
    assert night[dark.ground] > night[light.ground]


def test_night_twin_of_a_dark_cover_is_the_cover():
    assert draw_cover("policy", "1", 2, night=True, size=SMALL) == draw_cover("policy", "1", 2, size=SMALL)


def test_some_covers_are_light_by_day():
    dark, light = POLICY
    covers = [colours(draw_cover("policy", str(seed), 2, size=SMALL)) for seed in range(1, 13)]

    assert {cover[dark.ground] > cover[light.ground] for cover in covers} == {True, False}


@pytest.mark.parametrize("topic", STYLES)
def test_save_webp_is_light_enough_for_a_page(topic):
    content = save_webp(draw_cover(topic, "1", 4))

    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("WEBP", (1600, 900))
    assert len(content) < 150_000


@pytest.mark.parametrize("tiling", TILINGS)
def test_tiles_share_every_edge_with_one_neighbour(tiling):
    """Neither gaps nor overlaps: each edge's midpoint belongs to two tiles."""
    edges = Counter(
        (round(point.real, 6) + 0.0, round(point.imag, 6) + 0.0)
        for tile in tiling.within(14)
        for point in tile.midpoints
    )

    inner = [count for point, count in edges.items() if abs(complex(*point)) < 10]
    assert set(inner) == {2}


@pytest.mark.parametrize("tiling", [tilings.SQUARES, tilings.OCTAGONS, tilings.DODECAGONS_TRIANGLES])
@pytest.mark.parametrize("angle", [40, 54, 66])
def test_lines_run_straight_from_tile_to_tile(tiling, angle):
    directions = {}
    for tile in tiling.within(9):
        outline = girih.star(tile, lambda _point: angle)
        for before, here, after in zip(outline[-1:] + outline, outline, outline[1:], strict=False):
            if here in tile.midpoints and abs(here) < 5:
                key = (round(here.real, 6) + 0.0, round(here.imag, 6) + 0.0)
                directions.setdefault(key, []).extend((before - here, after - here))

    assert directions
    for rays in directions.values():
        bearings = sorted(round(math.degrees(cmath.phase(ray))) % 180 for ray in rays)
        assert bearings[0] == bearings[1]
        assert bearings[2] == bearings[3]


@pytest.mark.parametrize("tiling", TILINGS)
def test_no_star_has_six_points(tiling):
    """A hexagram would be read as an emblem in Kuwait: hexagons get a convex figure and nothing in it."""
    for tile in tiling.tiles:
        assert tile.sides in {3, 4, 6, 8, 12}
        if tile.sides == 6:
            assert min(turning(girih.star(tile, lambda _point: 69))) > 0
            assert tile.part == tilings.PLAIN


def test_star_stays_inside_its_tile_while_its_lines_turn_over():
    """Near 45 degrees the rays in a square are parallel, and their meeting point runs away."""
    tile = tilings.SQUARES.tiles[0]
    for thousandth in range(-500, 500):
        outline = girih.star(tile, lambda point, base=45 + thousandth / 100: base + point.real * 4)
        assert max(abs(point - tile.centre) for point in outline) < math.sqrt(0.5)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 15, MOST_NODES])
def test_route_carries_one_node_for_each_organization(count):
    stops = [complex(x, y) for x in range(6) for y in range(4)]

    route = find_route(stops, (1, 1j, -1, -1j), count, SeededNumbers("x"))
    nodes = spread(route, count)

    assert len(nodes) == count
    assert len(set(nodes)) == count
    assert len(set(route)) == len(route)


def test_route_shows_at_most_so_many_nodes():
    assert len(spread([0j, 1 + 0j, 2 + 0j], MOST_NODES + 5)) == MOST_NODES


@pytest.mark.parametrize("topic", STYLES)
def test_every_cover_finds_room_for_its_route(topic):
    """However the lattice falls, some of its stars lie far enough from the edges."""
    for seed in map(str, range(20)):
        assert draw_cover(topic, seed, 2, size=SMALL) != draw_cover(topic, seed, 0, size=SMALL)
