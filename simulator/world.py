"""Everything one stand-in remembers, and the moments it lives in."""

import secrets
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from simulator.conversation import Conversations
from simulator.faults import FaultBoard, FaultKind
from simulator.group import GroupChat
from simulator.limits import MemberRate, RecentTexts, ReplyWindows
from simulator.media import MediaStore
from simulator.menus import Menus
from simulator.notices import NoticeBook
from simulator.people import Followers, Person, load_people
from simulator.settings import Channel, SimulatorSettings
from simulator.texts import TextBook
from simulator.tokens import OfficialTokens, WorkTokens


class CallCounter:
    """How often each API path was called and with which outcome."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: Counter[tuple[Channel, str, str]] = Counter()

    def count(self, channel: Channel, path: str, outcome: str) -> None:
        """Count one call; `outcome` is an errcode, an HTTP status above 200, `file` or `reset`."""
        with self._lock:
            self._calls[channel, path, outcome] += 1

    def table(self) -> dict[str, dict[str, int]]:
        """Give {"official /cgi-bin/media/get": {"file": 2, "40007": 1}, …}."""
        table: dict[str, dict[str, int]] = {}
        with self._lock:
            for (channel, path, outcome), times in sorted(self._calls.items()):
                table.setdefault(f"{channel} {path}", {})[outcome] = times
        return table


@dataclass
class Memory:
    """What `reset` forgets."""

    followers: Followers
    conversations: Conversations = field(default_factory=Conversations)
    media: MediaStore = field(default_factory=MediaStore)
    official_tokens: OfficialTokens = field(default_factory=OfficialTokens)
    work_tokens: WorkTokens = field(default_factory=WorkTokens)
    faults: FaultBoard = field(default_factory=FaultBoard)
    reply_windows: ReplyWindows = field(default_factory=ReplyWindows)
    member_rate: MemberRate = field(default_factory=MemberRate)
    menus: Menus = field(default_factory=Menus)
    sent_before: RecentTexts = field(default_factory=RecentTexts)
    notices: NoticeBook = field(default_factory=NoticeBook)
    group: GroupChat = field(default_factory=GroupChat)
    texts: TextBook = field(default_factory=TextBook)
    calls: CallCounter = field(default_factory=CallCounter)


class World:
    """One stand-in: its settings, its people and its present memory."""

    def __init__(self, settings: SimulatorSettings) -> None:
        self.settings = settings
        self.people: list[Person] = load_people()
        self._msg_ids = count(secrets.randbits(62))
        self.memory = self._fresh()

    def _fresh(self) -> Memory:
        return Memory(Followers(self.people))

    @property
    def base_url(self) -> str:
        """The stand-in's own address, which pictures are served from."""
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        return f"http://{host}:{self.settings.port}"

    def now(self) -> datetime:
        """Give the present moment by the injected clock."""
        return self.settings.now()

    def platform_time(self, channel: Channel) -> datetime:
        """Give the time that the platform writes into its messages: off while its clock is."""
        skew = self.memory.faults.standing(FaultKind.CLOCK_SKEW, channel)
        return self.now() + timedelta(seconds=skew.seconds if skew else 0)

    def next_msg_id(self) -> int:
        """Give a 64-bit message id nobody had before."""
        return next(self._msg_ids)

    def knows(self, channel: Channel, address: str) -> bool:
        """Tell whether the platform has such a user on this channel."""
        return self.memory.followers.knows(channel, address)

    def reset(self) -> None:
        """Forget every chat, file, token, fault and count; deliveries underway end unseen."""
        self.memory = self._fresh()
