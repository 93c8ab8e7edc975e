"""The seals of organisations as img/marks.svg has them, for pictures: by name, in a square of 32 units."""

from PIL import ImageDraw

UNIT = 32
KHATAM_TURNED = ((16, 1.5), (30.5, 16), (16, 30.5), (1.5, 16))
KHATAM = ((5.75, 5.75), (26.25, 5.75), (26.25, 26.25), (5.75, 26.25))
POLYGONS = {
    "khatam": (KHATAM, KHATAM_TURNED),
    "hexagon": (((16, 2.5), (27.69, 9.25), (27.69, 22.75), (16, 29.5), (4.31, 22.75), (4.31, 9.25)),),
    "diamond": (((16, 2.5), (29.5, 16), (16, 29.5), (2.5, 16)),),
}
RADIUS, DOT, STROKE = 13.5, 4, 1.1


def draw_seal(
    canvas: ImageDraw.ImageDraw, seal: str, x: float, y: float, size: float, colour: str, ground: str
) -> None:
    """Draw it around ``x``, ``y``; what lies behind it is covered."""
    scale = size / UNIT
    width = round(STROKE * scale)

    def at(point):
        return x + (point[0] - UNIT / 2) * scale, y + (point[1] - UNIT / 2) * scale

    def disc(radius, **paint):
        canvas.ellipse(
            [x - radius * scale, y - radius * scale, x + radius * scale, y + radius * scale], **paint
        )

    outlines = [[at(point) for point in polygon] for polygon in POLYGONS.get(seal, ())]
    for outline in outlines:
        canvas.polygon(outline, fill=ground)
    for outline in outlines:
        canvas.line([*outline, outline[0], outline[1]], fill=colour, width=width, joint="curve")
    if not outlines:
        disc(RADIUS, fill=ground, outline=colour, width=width)
    disc(DOT, fill=colour)
