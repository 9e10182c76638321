"""What to do with a request's body that is too large to be taken."""

from typing import Final

from flask import request

_MOST: Final = 200 << 20
_PIECE: Final = 64 << 10


def read_away(size: int) -> None:
    """Read what is refused, a piece at a time: a browser that still sends hears no answer."""
    stream, left = request.environ["wsgi.input"], min(size, _MOST)
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)
