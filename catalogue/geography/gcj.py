"""Turn GCJ-02 coordinates, which WeChat and Chinese maps use, into WGS-84 and back.

China's maps are shifted by a published-by-reverse-engineering polynomial with sine terms,
here about 600 m in 邵阳. The forward formula is exact; the inverse has no closed form.
"""

from math import cos, pi, radians, sin, sqrt

_AXIS = 6378245.0  # Krasovsky 1940 semi-major axis in metres
_ECCENTRICITY = 0.00669342162296594323  # squared
_ROUNDS = 4  # each round shrinks the error about 500-fold: below a millimetre


def to_gcj(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the GCJ-02 (latitude, longitude) of a WGS-84 point in China, in degrees."""
    east, north = longitude - 105.0, latitude - 35.0
    metres_north, metres_east = _metres_north(east, north), _metres_east(east, north)
    slope = 1 - _ECCENTRICITY * sin(radians(latitude)) ** 2
    meridian = _AXIS * (1 - _ECCENTRICITY) / (slope * sqrt(slope))
    parallel = _AXIS / sqrt(slope) * cos(radians(latitude))
    return (
        latitude + metres_north / meridian * 180 / pi,
        longitude + metres_east / parallel * 180 / pi,
    )


def to_wgs(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the WGS-84 (latitude, longitude) whose GCJ-02 image is the given point."""
    guess_latitude, guess_longitude = latitude, longitude
    for _ in range(_ROUNDS):
        image_latitude, image_longitude = to_gcj(guess_latitude, guess_longitude)
        guess_latitude += latitude - image_latitude
        guess_longitude += longitude - image_longitude
    return guess_latitude, guess_longitude


def _ripple(value: float, *terms: tuple[float, float]) -> float:
    return sum(height * sin(value * pi * pace) for height, pace in terms) * 2 / 3


def _metres_north(x: float, y: float) -> float:
    return (
        -100
        + 2 * x
        + 3 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * sqrt(abs(x))
        + _ripple(x, (20, 6), (20, 2))
        + _ripple(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))
    )


def _metres_east(x: float, y: float) -> float:
    return (
        300
        + x
        + 2 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * sqrt(abs(x))
        + _ripple(x, (20, 6), (20, 2), (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))
    )
