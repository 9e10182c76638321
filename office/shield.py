"""Observers without their names, for those who may only look.

Convenors and auditors judge matters, not people: whoever lacks the right `people` reads 欧** on
every page, whatever the page is. So it is done where names are opened, not where they are shown.
Whose identity the person has opened for a reason (casework/people/identity.py) is told apart by
its sealed columns, which are each row's own. (Source: design.md, The observer is shielded; issue 5
items 3 and 12.)
"""

from collections.abc import Mapping
from typing import Final

from flask import g, has_request_context
from typing_extensions import override

from catalogue.wording import staff_access as words
from office.rights import may
from storage.vault import Vault

_HIDDEN: Final[Mapping[str, str]] = {
    "observer.phone": words.PHONE_HIDDEN,
    "observer.unit": words.UNIT_HIDDEN,
}
_NAME: Final = "observer.name"
_LOOKED_UP: Final = frozenset({_NAME, "observer.phone"})
_NOBODY: Final = bytes(32)  # the index of no name


class ShieldingVault(Vault):
    """The house's vault as a page may use it; `whole` is the vault itself."""

    def __init__(self, whole: Vault) -> None:  # it holds no keys of its own
        self.whole = whole

    @override
    def seal(self, data: bytes, purpose: str) -> bytes:
        return self.whole.seal(data, purpose)

    @override
    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        return self.whole.unseal(sealed, purpose)

    @override
    def index(self, text: str, purpose: str) -> bytes:
        # Whoever may not read a name cannot try names either: a hit would tell whose report it is.
        is_covered = purpose in _LOOKED_UP and not _sees_people()
        return _NOBODY if is_covered else self.whole.index(text, purpose)

    @override
    def unseal_text(self, sealed: bytes, purpose: str) -> str:
        text = self.whole.unseal_text(sealed, purpose)
        if _sees_people() or sealed in g.opened:
            return text
        return words.masked(text) if purpose == _NAME else _HIDDEN.get(purpose, text)


def _sees_people() -> bool:
    member = g.get("staff") if has_request_context() else None
    # A group leader opens no page but those of the own group, whose people are no strangers.
    return member is None or may(member.role, "people") or may(member.role, "group")
