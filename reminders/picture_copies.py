"""The copies of a photo that may be looked at: upright, sRGB, on white, without any metadata."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageCms

SHOWN_SIDE: Final = 2048
THUMB_SIDE: Final = 320
_GOOD_ENOUGH_SIDE: Final = 1920  # a JPEG decoded straight to this length is not decoded larger
_SRGB: Final = ImageCms.createProfile("sRGB")
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ALPHA_MODES: Final = {"RGBA", "LA"}
_SCALABLE_MODES: Final = {"RGB", "L", "CMYK"} | _ALPHA_MODES


def shown_picture(image: Image.Image, orientation: int) -> Image.Image:
    """Decode `image` (just opened) into a small upright RGB picture that remembers nothing.

    `orientation` is EXIF's 1 to 8; other values leave the picture as it lies. Raises whatever the
    decoder raises for a damaged file.
    """
    profile = image.info.get("icc_profile")
    _decode_small(image)
    picture = _scalable(image)
    picture.thumbnail((SHOWN_SIDE, SHOWN_SIDE), Image.Resampling.LANCZOS)
    picture = _to_srgb(_on_white(picture), profile)
    if orientation in _UPRIGHT:
        picture = picture.transpose(_UPRIGHT[orientation])
    picture.info = {}
    return picture


def thumbnail(shown: Image.Image) -> Image.Image:
    """Return a small copy of a shown picture."""
    small = shown.copy()
    small.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS)
    return small


def jpeg(picture: Image.Image) -> bytes:
    """Encode as JPEG; nothing but the pixels is written."""
    out = BytesIO()
    picture.save(out, format="JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue()


def orientation_of(exif: Image.Exif) -> int:
    """Return EXIF's orientation, 1 where it says nothing sensible."""
    value = exif.get(_ORIENTATION)
    return value if isinstance(value, int) else 1


def _decode_small(image: Image.Image) -> None:
    """Let the JPEG decoder halve while it decodes: 12 megapixels then need 12 MB, not 48."""
    for step in (8, 4, 2):
        if max(image.size) >= _GOOD_ENOUGH_SIDE * step:
            image.draft(None, (max(1, image.width // step), max(1, image.height // step)))
            break
    image.load()


def _scalable(image: Image.Image) -> Image.Image:
    """Bring palettes, bitmaps, colour keys and 16-bit greys to a mode that scales smoothly."""
    if image.mode.startswith("I"):
        # Pillow would clip 16-bit greys at 255 instead of scaling them down.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data and image.mode not in _ALPHA_MODES:
        return image.convert("RGBA")
    return image if image.mode in _SCALABLE_MODES else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return white.convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            converted = None  # a profile that is broken or of another colour model: do without
        if converted is not None:
            return converted
    return image.convert("RGB")
