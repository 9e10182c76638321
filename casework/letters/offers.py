"""Which acts a page offers: those that the gate would let this person do to this letter now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from casework.letters.gate import may
from casework.letters.states import TABLE, WRITING, Act, Who
from catalogue.letters.policy import LetterPolicy
from storage.letters.items import LetterItem
from storage.letters.rows import LetterEvent, LetterRow
from storage.letters.sendings import Extension, LetterDelivery
from storage.letters.signatures import Signature
from storage.people.staff import StaffMember

_WAYS: Final = {Act.SIGN: "console", Act.BRING_SCAN: "paper"}


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is known of a letter when its page is shown."""

    letter: LetterRow
    items: Sequence[LetterItem]
    events: Sequence[LetterEvent]
    signature: Signature | None
    deliveries: Sequence[LetterDelivery]
    extensions: Sequence[Extension]

    @property
    def copies_left(self) -> tuple[str, ...]:
        """The units of the 抄送 list that have not got theirs."""
        sent = {each.unit for each in self.deliveries}
        return tuple(unit for unit in self.letter.copies if unit not in sent)

    @property
    def wish(self) -> Extension | None:
        """The open wish for a later day."""
        return next((each for each in self.extensions if each.state == "asked"), None)


def writers(standing: Standing) -> set[int]:
    """Return who drafted, edited or submitted a letter: none of them signs it."""
    wrote = {event.staff_id for event in standing.events if event.act in WRITING}
    return {standing.letter.drafted_by, *(each for each in wrote if each is not None)}


def offers(policy: LetterPolicy, standing: Standing, member: StaffMember) -> frozenset[Act]:
    """Return the acts for which a page may show a button."""
    kind = policy.kind(standing.letter.kind)
    if kind is None:
        return frozenset()
    found = set()
    for step in TABLE:
        fits = step.before == standing.letter.state and may(policy, kind, step.who, member.role)
        if fits and _has_person(step.who, standing, member) and _has_matter(step.act, standing):
            found.add(step.act)
    return frozenset(found)


def _has_person(who: Who, standing: Standing, member: StaffMember) -> bool:
    if who is Who.SIGNER:
        is_role = member.role == standing.letter.signer_role
        return is_role and member.id not in writers(standing)
    if who is Who.SECOND:
        scan = standing.signature
        return scan is None or scan.brought_by != member.id
    return True


def _has_matter(act: Act, standing: Standing) -> bool:
    """Whether there is something to do the act to."""
    letter = standing.letter
    states = {item.state for item in standing.items}
    there = {
        Act.SIGN: letter.way == _WAYS[Act.SIGN],
        Act.BRING_SCAN: letter.way == _WAYS[Act.BRING_SCAN],
        Act.DELIVER_COPY: bool(standing.copies_left),
        Act.CONTEST: not letter.contested,
        Act.ASK_EXTENSION: letter.due is not None and standing.wish is None,
        Act.GRANT: standing.wish is not None,
        Act.REFUSE: standing.wish is not None,
        Act.ANSWER: bool(states - {"closed"}),
        Act.CLOSE: "answered" in states,
        Act.REOPEN: "closed" in states,
    }
    return there.get(act, True)
