"""What a form of the board asks for, read and done: one small function an act."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from casework.reports.splitting import split_report
from casework.rules import local_day
from casework.triage import acts
from casework.triage.acts import Finding
from casework.triage.asking import ask_observer
from casework.triage.gate import Doing, Refused, Why
from casework.triage.states import Act, End, Verdict
from catalogue.reading.typed import as_typed
from catalogue.wording import staff_triage as wording
from storage.database import Connection, Database
from storage.triage.rows import report_called

Form = Mapping[str, str]
_Doer = Callable[[Connection, int, Form, Doing], str]
_NUMBER: Final = re.compile(r"(\d{2})(\d{2})-(\d{1,6})")
_LONGEST: Final = 500  # characters of any note


def do(  # where, to which report, what the form says, who
    database: Database, report_id: int, form: Form, chosen: list[int], doing: Doing
) -> str:
    """Do the act the form names and return it in words. Raises Refused."""
    act = form.get("act", "")
    if act == Act.SPLIT:
        split_report(database, report_id, chosen, doing)
        return wording.ACTS[act]
    if act not in _DOERS:
        raise Refused(Why.WRONG_STATE)
    with database.write() as connection:
        return _DOERS[act](connection, report_id, form, doing)


def _words(form: Form) -> str:
    return as_typed(form.get("words", ""))[:_LONGEST]


def _verify(connection: Connection, report_id: int, form: Form, doing: Doing) -> str:
    verdict = form.get("verdict", "")
    if verdict not in wording.VERDICTS:
        raise Refused(Why.WORDS_MISSING)
    finding = Finding(Verdict(verdict), form.get("how", "photos"), _words(form))
    acts.verify(connection, report_id, finding, doing)
    return wording.VERDICTS[verdict]


def _ask(connection: Connection, report_id: int, form: Form, doing: Doing) -> str:
    told = ask_observer(connection, report_id, _words(form), doing)
    return wording.ACTS[Act.ASK] if told else wording.NOT_IN_CHAT


def _hand_over(connection: Connection, report_id: int, form: Form, doing: Doing) -> str:
    receiver = form.get("receiver", "").strip()[:80]
    acts.hand_over(connection, report_id, receiver, _words(form), doing)
    return f"{wording.ACTS[Act.HAND_OVER]} {receiver}"


def _record(connection: Connection, report_id: int, form: Form, doing: Doing) -> str:
    acts.record_result(connection, report_id, _words(form), doing)
    return wording.ACTS[Act.RECORD]


def _merge(connection: Connection, report_id: int, form: Form, doing: Doing) -> str:
    if form.get("into", "").isdecimal():
        into: int | None = int(form["into"])
    else:
        into = report_named(connection, form.get("main", ""), local_day(doing.now))
    if into is None:
        raise Refused(Why.BAD_MAIN)
    acts.merge_report(connection, report_id, into, doing)
    return wording.ACTS[Act.MERGE]


def report_named(connection: Connection, typed: str, today: date) -> int | None:
    """Return the report of this year or the last whose number was typed, e.g. 0714-32号."""
    named = _NUMBER.match(typed.strip())
    if named is None:
        return None
    month, day, seq = map(int, named.groups())
    try:
        days = [date(year, month, day) for year in (today.year, today.year - 1)]
    except ValueError:
        return None
    return report_called(connection, days, seq)


def _close(connection: Connection, report_id: int, form: Form, doing: Doing) -> str:
    end = form.get("end", "")
    if end not in wording.ENDS:
        raise Refused(Why.WORDS_MISSING)
    acts.close_report(connection, report_id, End(end), _words(form), doing)
    return f"{wording.ACTS[Act.CLOSE]} {wording.ENDS[end]}"


def _plain(act: Act, function: Callable[[Connection, int, Doing], None]) -> _Doer:
    def done(connection: Connection, report_id: int, _form: Form, doing: Doing) -> str:
        function(connection, report_id, doing)
        return wording.ACTS[act]

    return done


_DOERS: Final[Mapping[str, _Doer]] = {
    Act.VERIFY: _verify,
    Act.ASK: _ask,
    Act.HAND_OVER: _hand_over,
    Act.RECORD: _record,
    Act.MERGE: _merge,
    Act.CLOSE: _close,
    Act.TAKE_BACK: _plain(Act.TAKE_BACK, acts.take_back),
    Act.UNMERGE: _plain(Act.UNMERGE, acts.unmerge_report),
    Act.REOPEN: _plain(Act.REOPEN, acts.reopen_report),
    Act.SEEN: _plain(Act.SEEN, acts.see_news),
}
