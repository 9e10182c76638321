"""Pictures made for the tests: ordinary, rotated, telling, odd and hostile ones."""

import struct
import zipfile
import zlib
from io import BytesIO

import piexif
import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><exif:GPSLatitude>27,14.5N'
    b"</exif:GPSLatitude></rdf:RDF></x:xmpmeta>"
)
LONGSHAN = ((27, 1), (14, 1), (3000, 100)), ((111, 1), (44, 1), (1234, 100))


def scene(width: int = 640, height: int = 480, seed: int = 1) -> Image.Image:
    """A picture with large shapes, so that fingerprints have something to hold on to."""
    image = Image.new("RGB", (width, height), (90, 120, 60))
    draw = ImageDraw.Draw(image)
    for step in range(12):
        value = (seed * 7919 + step * 104_729) % 9973
        left, top = value % width, (value * 31) % height
        shade = (value % 256, (value * 3) % 256, (value * 7) % 256)
        draw.rectangle((left, top, left + width // 3, top + height // 4), fill=shade)
    return image


def quarters() -> Image.Image:
    """400 x 200 with a red left upper quarter: shows how a picture was turned."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste((255, 0, 0), (0, 0, 200, 100))
    return image


def encoded(image: Image.Image, form: str, **options) -> bytes:
    out = BytesIO()
    image.save(out, format=form, **options)
    return out.getvalue()


def exif(
    taken: str | None = "2026:07:14 09:30:00",
    position=LONGSHAN,
    references=("N", "E"),
    orientation: int = 1,
) -> bytes:
    parts = {"0th": {piexif.ImageIFD.Make: b"PhoneOfWangXiaoming"}, "Exif": {}, "GPS": {}}
    parts["0th"][piexif.ImageIFD.Orientation] = orientation
    if taken is not None:
        parts["Exif"][piexif.ExifIFD.DateTimeOriginal] = taken.encode()
    if position is not None:
        parts["GPS"] = {
            piexif.GPSIFD.GPSLatitudeRef: references[0].encode(),
            piexif.GPSIFD.GPSLatitude: position[0],
            piexif.GPSIFD.GPSLongitudeRef: references[1].encode(),
            piexif.GPSIFD.GPSLongitude: position[1],
        }
    return piexif.dump(parts)


def jpeg_telling_everything(**telling) -> bytes:
    """A JPEG with EXIF, GPS, XMP, a comment and a thumbnail-sized story about its owner."""
    return encoded(
        scene(), "JPEG", quality=90, exif=exif(**telling), xmp=XMP, comment=b"WangXiaoming"
    )


def png_telling_everything() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "WangXiaoming")
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return encoded(scene(), "PNG", pnginfo=notes, exif=exif())


def heic_telling_everything() -> bytes:
    return encoded(scene(), "HEIF", quality=60, exif=exif(), xmp=XMP)


def png_bomb(side: int = 12_000) -> bytes:
    """A valid black PNG of side x side pixels in a few kilobytes."""
    row = b"\0" + b"\0" * ((side + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND")
    )


def png_of_size(width: int, height: int) -> bytes:
    """A PNG whose header says this size and whose pixels are missing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", b"") + _chunk(b"IEND")


def _chunk(name: bytes, body: bytes = b"") -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def gif_of_frames(count: int) -> bytes:
    frames = [Image.new("P", (16, 16), index % 250) for index in range(count)]
    for index, frame in enumerate(frames):
        frame.putpalette([index % 256, 0, 255 - index % 256] * 256)
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=40)


def zip_holding(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()
