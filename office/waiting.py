"""The small numbers in the navigation: what waits for somebody."""

from dataclasses import asdict, dataclass

from office.parts import ConsoleParts
from storage import transcripts
from storage.binding_rows import count_open_requests
from storage.desk import count_waiting
from storage.inbox import count_unseen_urgent
from storage.inquiry_desk import count_open_inquiries
from storage.stranger_letters import count_unseen_letters


@dataclass(frozen=True, slots=True)
class Waiting:
    """Unseen urgent reports and strangers, unheard voices, troubles, bindings, open questions."""

    urgent: int
    voices: int
    troubles: int
    bindings: int
    inquiries: int
    strangers: int

    @property
    def everything(self) -> int:
        """Return the sum, which stands for all of them where the navigation is folded."""
        return sum(asdict(self).values())


def waiting_counts(parts: ConsoleParts) -> Waiting:
    """Count what waits now."""
    with parts.database.read() as connection:
        return Waiting(
            urgent=count_unseen_urgent(connection),
            voices=transcripts.count_waiting(connection),
            troubles=count_waiting(connection),
            bindings=count_open_requests(connection),
            inquiries=count_open_inquiries(connection),
            strangers=count_unseen_letters(connection),
        )
