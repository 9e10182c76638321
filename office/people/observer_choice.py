"""Choosing an observer by typing: a list the browser searches, and what was typed read back."""

from collections.abc import Sequence

from catalogue.wording import staff_entry as wording
from storage.people.people import ObserverCard


class ObserverChoice:
    """The roster as lines like `欧阳志强 第一组 1357`; a name alone will do where it is unique."""

    def __init__(self, cards: Sequence[ObserverCard]) -> None:
        self.by_id = {card.id: card for card in cards}
        self._by_label = {label(card): card for card in cards}

    @property
    def labels(self) -> list[str]:
        """The lines to choose from."""
        return list(self._by_label)

    def label_of(self, observer_id: int | None) -> str:
        """Return an observer's line; empty for nobody."""
        card = self.by_id.get(observer_id or 0)
        return label(card) if card else ""

    def read(self, typed: str) -> ObserverCard | str:
        """Return who is meant, or one sentence why nobody is."""
        text = " ".join(typed.split())
        if not text:
            return wording.NO_OBSERVER
        if text in self._by_label:
            return self._by_label[text]
        named = [card for card in self.by_id.values() if card.name == text]
        if len(named) == 1:
            return named[0]
        return wording.several_observers(text) if named else wording.unknown_observer(text)


def label(card: ObserverCard) -> str:
    """Return an observer as one line of the list: name, group, the phone's last four digits."""
    return " ".join(f"{card.name} {card.group} {card.phone[-4:]}".split())
