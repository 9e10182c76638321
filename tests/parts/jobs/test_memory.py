"""What photos took is given back."""

import subprocess
import sys

# Blocks grow and are freed as photos do; the last line prints the megabytes that stayed.
WORK = """
import sys
from reminders.memory import give_freed_memory_back

def resident():
    lines = open("/proc/self/status").read().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024

if sys.argv[1] == "told":
    assert give_freed_memory_back()
before = resident()
for size in (1, 4, 16, 24):
    del_me = [bytearray(b"x" * (size << 20)) for _ in range(2)]
    keep = [bytes(1000) for _ in range(100)]
    del del_me
    small = [bytearray(b"y" * (2 << 20)) for _ in range(20)]
    pin = bytes(100_000)
    del small
print(resident() - before)
"""


def megabytes_left(how: str) -> int:
    command = [sys.executable, "-c", WORK, how]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_large_blocks_do_not_stay_with_the_process() -> None:
    assert megabytes_left("told") < 10
