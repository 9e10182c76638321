"""A signed link opens one page about one thing until its time is over, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from casework.page_links import LinkExpired, LinkForged, PageLink, opened, signed
from storage.vault import Vault

NOW = datetime(2023, 7, 14, 10, 0, tzinfo=UTC)
VAULT = Vault(b"d" * 32, b"i" * 32)
LINK = PageLink("card", 714, NOW + timedelta(days=7))


def test_a_link_opens_what_it_was_made_for_until_its_last_second() -> None:
    token = signed(LINK, VAULT)
    assert opened(token, "card", VAULT, NOW) == LINK
    assert opened(token, "card", VAULT, LINK.expires) == LINK
    with pytest.raises(LinkExpired):
        opened(token, "card", VAULT, LINK.expires + timedelta(seconds=1))


def test_a_link_changed_in_any_character_opens_nothing() -> None:
    token = signed(LINK, VAULT)
    for place, character in enumerate(token):
        changed = token[:place] + ("1" if character != "1" else "2") + token[place + 1 :]
        with pytest.raises(LinkForged):
            opened(changed, "card", VAULT, NOW)


@pytest.mark.parametrize("words", ["", "a", "..", "1.2", "1.2.", "二.三.四", "1.2.3.4", "1" * 5000])
def test_words_that_are_no_link_open_nothing(words: str) -> None:
    with pytest.raises(LinkForged):
        opened(words, "card", VAULT, NOW)


def test_a_link_opens_no_other_kind_of_page_and_no_other_house() -> None:
    token = signed(LINK, VAULT)
    with pytest.raises(LinkForged):
        opened(token, "essay", VAULT, NOW)
    with pytest.raises(LinkForged):
        opened(token, "card", Vault(b"d" * 32, b"j" * 32), NOW)
