"""The stand-in for the platform as the journeys use it: people act, the platform has its troubles.

What people send goes over HTTP to the service's door; what the service asks, it asks over HTTP.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from typing_extensions import override

from catalogue.notices import load_forms
from simulator.conversation import Delivery
from simulator.courier import Courier
from simulator.faults import Fault, FaultKind
from simulator.forms import Form
from simulator.notices import NoticeTemplate
from simulator.samples import sample_of
from simulator.sending import Phone
from simulator.server import SimulatorServer
from simulator.settings import Channel, OfficialAccount, SimulatorSettings, WorkAccount
from simulator.texts import TextAccount
from simulator.trip import go_on_trip
from tests.support.phone import AES_KEY, APP_ID, CORP_ID, TOKEN

MEDIA_GET = "/cgi-bin/media/get"
DUTY = "zhiban"  # on duty by the settings of the house
OBSERVER = "oA"

# What a house may name under channels.official.notices.
NOTICES = {form: f"TEMPLATE-{form}" for form in load_forms()}
_TEMPLATES = tuple(
    NoticeTemplate(NOTICES[name], form.title, tuple(field.key for field in form.fields))
    for name, form in load_forms().items()
)
TEXTS = {
    "reminder": "1110: text",
    "outcome": "1111: number, text",
    "answer": "1112: text",
    "urging": "1113",
}
_APPROVED = (("1110", 1), ("1111", 2), ("1112", 1), ("1113", 0))
_NOWHERE = "http://127.0.0.1:9"
_SECRET, _WORK_SECRET, _AGENT_ID = "s" * 32, "w" * 32, 1000002


class Platform(AbstractContextManager["Platform"]):
    """Both platforms in this process. Set `service` to the base address of the house's door."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._server = SimulatorServer(
            SimulatorSettings(
                _NOWHERE,
                OfficialAccount(APP_ID, _SECRET, TOKEN, AES_KEY, templates=_TEMPLATES),
                WorkAccount(CORP_ID, _AGENT_ID, _WORK_SECRET, TOKEN, AES_KEY),
                texts=TextAccount(templates=_APPROVED),
                now=clock,
            )
        )
        self._world = self._server.world
        self._phone = Phone(self._world, Courier(self._world))
        self.memory = self._world.memory
        self.memory.followers.met(Channel.WORK, DUTY)

    @override
    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.__exit__(kind, error, trace)

    @property
    def channels(self) -> dict[str, dict[str, Any]]:
        """The section `channels` of a configuration that calls this platform."""
        keys = {"token": TOKEN, "encoding_aes_key": AES_KEY}
        return {
            "official": {
                "app_id": APP_ID,
                "app_secret": _SECRET,
                "api_base_url": self._server.official_api,
                **keys,
            },
            "work": {
                "corp_id": CORP_ID,
                "agent_id": _AGENT_ID,
                "secret": _WORK_SECRET,
                "api_base_url": self._server.work_api,
                **keys,
            },
        }

    @property
    def sms(self) -> dict[str, str]:
        """The section `sms` of a configuration that sends short messages here."""
        account = self._world.settings.texts
        keys = {"secret_id": account.secret_id, "secret_key": account.secret_key}
        named = {"app_id": account.app_id, "sign_name": account.sign_name}
        return {**keys, **named, "api_base_url": self._server.sms_api, **TEXTS}

    @property
    def service(self) -> str:
        """The base address that is pushed to."""
        return self._world.settings.callback_url

    def calls_back(self, port: int) -> None:
        """Push to the service that listens on this port of the loopback."""
        callback_url = f"http://127.0.0.1:{port}"
        self._world.settings = replace(self._world.settings, callback_url=callback_url)

    @property
    def robot(self) -> str:
        """The webhook address of the duty group's robot."""
        return self._robot(self._world.settings.robot_key)

    @property
    def second_robot(self) -> str:
        """The webhook address of another robot, for the observers' group."""
        return self._robot(self._world.settings.second_robot_key)

    def _robot(self, key: str) -> str:
        return f"{self._server.work_api}/cgi-bin/webhook/send?key={key}"

    def says(self, text: str, sender: str = OBSERVER) -> Delivery:
        """Let the observer type words; returns when the last try has ended."""
        return self._sends(type="text", text=text, sender=sender)

    def sends_photo(self, name: str) -> Delivery:
        """Let the observer send one of the stand-in's own pictures."""
        return self._sends(type="image", photo=name)

    def sends_file(self, content: bytes) -> Delivery:
        """Let the observer send a picture of their own."""
        now = self._world.now()
        media = self.memory.media.add(Channel.OFFICIAL, content, "image/jpeg", now)
        return self._sends(type="image", media_id=media.media_id)

    def goes_on_trip(self) -> list[Delivery]:
        """Let the people of the roster send the forty reports of the shipped trip."""
        return go_on_trip(self._world, self._phone)

    def _sends(self, **form: object) -> Delivery:
        return self._phone.send(Form({"channel": "official", "sender": OBSERVER, **form}))

    def fault(self, kind: FaultKind, **fields: Any) -> None:
        """Set a trouble."""
        self.memory.faults.add(Fault(kind, **fields), self._world.now())

    def heard(self, channel: Channel = Channel.OFFICIAL, account: str = OBSERVER) -> list[str]:
        """Return what was sent to a person outside of answers."""
        chat = self.memory.conversations.of(channel, account)
        return [entry.text for entry in chat if entry.via == "pushed"]


def picture(name: str) -> bytes:
    """Return the bytes of one of the stand-in's own pictures."""
    return sample_of("image", name)[0]
