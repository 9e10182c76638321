"""Photos leave no trace in the process's size.

glibc learns from large freed blocks to keep the next ones, up to 64 MB an arena, one arena a
thread. Thirty photos of 12 megapixels left a worker at 161 MB (229 at its peak); told not to learn,
it was at 101 MB (157). Elsewhere than on glibc nothing happens.
"""

import ctypes
from typing import Final

_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
_LARGE: Final = 1 << 18  # bytes
_ARENAS: Final = 2


def give_freed_memory_back() -> bool:
    """Have the C library return large blocks to the system at once; whether it understood."""
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is None:
        return False
    return bool(tune(_M_MMAP_THRESHOLD, _LARGE)) and bool(tune(_M_ARENA_MAX, _ARENAS))
