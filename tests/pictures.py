"""Files that editors and others send as pictures."""

import io
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

GPS = 0x8825


def drawn(mode="RGB", size=(400, 300)):
    """Not one flat colour, so that a file cut in half has lost something."""
    image = Image.effect_noise(size, 40).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=(200, 30, 30))
    return image.convert(mode)


def saved(image, kind, **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def bomb(size):
    """A tiny file whose header promises a huge picture."""
    content = bytearray(saved(Image.new("1", (1, 1)), "PNG"))
    content[16:24] = size[0].to_bytes(4) + size[1].to_bytes(4)
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4)
    return bytes(content)


def huge_png(side=30_000):
    """A whole one, every row of it there: its like fills a gigabyte of memory once it is decoded."""
    row = b"\0" + bytes(side // 8)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row) for _row in range(side)) + packer.flush()
    header = side.to_bytes(4) * 2 + b"\1\0\0\0\0"
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    parts = (
        len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)
        for name, content in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def with_place(image):
    """The EXIF data of a camera that writes down where it was."""
    exif = image.getexif()
    exif[0x010F] = "Camera 4711"
    exif.get_ifd(GPS).update({1: "N", 2: (29.0, 22.0, 30.0), 3: "E", 4: (47.0, 58.0, 30.0)})
    return exif


def animation():
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


def sent(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")
