"""进度: how far a report has come, each step said only where its event is stored.

Nothing is told of who does it: neither the unit nor the colleague. (Source: issue 5 item 8;
peers R11, R12; design, "Words must be true".)
"""

from casework.rules import local_day
from catalogue.wording import observer, observer_ends
from storage.closing.ends import OnLetter, standing_of
from storage.database import Connection
from storage.ledger_rows import ReportRow


def said(connection: Connection, report: ReportRow, held: list[str]) -> str:
    """Return what an observer reads of a report that is received or merged; `held` is its tag."""
    stands = standing_of(connection, report.id)
    steps = (
        [observer_ends.step(local_day(stands.reviewed_at), "reviewed")]
        if stands.reviewed_at
        else []
    )
    if stands.handed_at:
        steps.append(observer_ends.step(local_day(stands.handed_at), "handed"))
    steps += _on_letters(stands.letters)
    if not steps and not stands.outcome and not stands.asked:
        return observer.progress(report.number, "received", held)
    received = observer_ends.step(report.day, "received")
    told = observer_ends.progress(report.number, held, [received, *steps])
    if stands.asked:
        told += observer_ends.ASKED
    return told + _end(stands.outcome, stands.words, stands.letters)


def _on_letters(letters: tuple[OnLetter, ...]) -> list[str]:
    """Return the steps of its letters; of several, each step with how many have come so far."""
    steps = (
        ("sent", [each.sent_on for each in letters if each.sent_on]),
        ("signed", [each.received_on for each in letters if each.received_on]),
        ("answered", [each.answered_on for each in letters if each.answered_on]),
        ("verified", [local_day(each.fixed_at) for each in letters if each.fixed_at]),
    )
    return [
        observer_ends.step(max(days), name, len(days), len(letters)) for name, days in steps if days
    ]


def _end(outcome: str, words: str, letters: tuple[OnLetter, ...]) -> str:
    if outcome:
        return observer_ends.result(outcome, words)
    ended = [each for each in letters if each.outcome]
    if not ended:
        return observer_ends.NO_RESULT
    parts = "".join(observer_ends.result(each.outcome, each.words) for each in ended)
    return (
        parts
        if len(ended) == len(letters)
        else parts + observer_ends.rest(len(letters) - len(ended))
    )
