"""QR codes whose scan brings an invitation's code to us, asked for one by one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.platform.errors import PlatformError
from bot.platform.official import OfficialAccount
from catalogue.wording import staff_people as wording
from office.parts import SceneCodes

_NOT_GRANTED: Final = 48001


class SceneMaker:
    """Asks the official account for QR codes; the console calls it while a clerk waits."""

    def __init__(self, account: OfficialAccount | None) -> None:
        self._account = account

    def __call__(self, codes: Sequence[str], lasts: timedelta) -> SceneCodes:
        """Return the addresses of these codes; after the first refusal nobody is asked again."""
        addresses: dict[str, str] = {}
        if self._account is None:
            return SceneCodes(addresses)
        for code in codes:
            try:
                addresses[code] = self._account.scene_address(code, lasts)
            except PlatformError as error:
                return SceneCodes(addresses, _why(error))
        return SceneCodes(addresses)


def _why(error: PlatformError) -> str:
    return wording.SCENE_NOT_GRANTED if error.errcode == _NOT_GRANTED else error.cause
