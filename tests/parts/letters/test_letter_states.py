"""The table of states over all paths, and every act in every state through its real function."""

from casework.letters.answering import Outcome, answer_item, close_item, reopen_item
from casework.letters.drafting import discard_letter, save_letter, void_letter
from casework.letters.gate import Refused, Why
from casework.letters.sending import (
    Receipt,
    Sending,
    ask_extension,
    contest,
    deliver,
    deliver_copy,
    grant_extension,
    receive,
    refuse_extension,
    seal,
    uphold,
)
from casework.letters.signing import bring_scan, confirm_scan, refuse_scan, sign
from casework.letters.states import SENT, TABLE, Act, Fact, State, step_for
from casework.letters.submitting import return_for_changes, take_back
from storage.letters.rows import letter_row
from tests.support.letter_house import COPIED, DRAFT, DUBAN, submit_now

LEAVES_THE_OFFICE = {Fact.SIGNATURE, Fact.NUMBER, Fact.SEAL, Fact.DELIVERY}


def all_paths():
    """Yield every (state, facts) a letter can come to; back in draft it is as new."""
    seen, found = set(), [(State.DRAFT, frozenset())]
    while found:
        here = found.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        for step in TABLE:
            if step.before == here[0]:
                kept = frozenset() if step.after is State.DRAFT else here[1]
                if step.act is Act.REOPEN:
                    kept -= {Fact.OUTCOMES, Fact.ANSWERS}
                found.append((step.after, kept | set(step.records)))


def test_no_path_leads_to_a_sent_letter_without_signature_number_seal_and_delivery():
    assert [
        facts for state, facts in all_paths() if state in SENT and not facts >= LEAVES_THE_OFFICE
    ] == []


def test_no_path_leads_to_the_end_without_an_answer_and_an_outcome_of_every_matter():
    ends = [facts for state, facts in all_paths() if state is State.DONE]
    assert ends
    assert all(facts >= {Fact.ANSWERS, Fact.OUTCOMES} for facts in ends)


def test_every_state_is_reached_and_only_a_void_letter_has_no_way_on():
    assert {state for state, _ in all_paths()} == set(State)
    assert set(State) - {step.before for step in TABLE} == {State.VOID}


def test_every_number_comes_with_a_signature_over_frozen_content():
    for state, facts in all_paths():
        if Fact.NUMBER in facts:
            assert {Fact.CONTENT, Fact.SIGNATURE} <= facts, state


def roads(house):
    """Return how a letter comes to each state, on paper where the state needs it."""

    def confirming():
        letter_id = house.submitted(DUBAN)
        house.do(bring_scan, letter_id, "clerk", house.paper())
        return letter_id

    def sealed():
        letter_id = house.signed()
        house.do(seal, letter_id, "clerk")
        return letter_id

    def void():
        letter_id = house.signed()
        house.do(void_letter, letter_id, "director")
        return letter_id

    return {
        State.DRAFT: house.draft,
        State.SUBMITTED: house.submitted,
        State.CONFIRMING: confirming,
        State.SIGNED: house.signed,
        State.SEALED: sealed,
        State.DELIVERED: house.delivered,
        State.RECEIVED: house.received,
        State.CONTESTED: house.contested,
        State.ANSWERED: house.answered,
        State.DONE: house.done,
        State.VOID: void,
    }


def attempts(house, letter_id):
    """Return every act with its real function, its right actor and what it needs."""
    item, today = house.items(letter_id)[0], house.today()
    later = today.replace(year=today.year + 1)
    sending, outcome = Sending("hand", today), Outcome("solved", "已加固")
    return {
        Act.EDIT: (save_letter, "clerk", DRAFT),
        Act.SUBMIT: (submit_now, "clerk"),
        Act.WITHDRAW: (take_back, "clerk"),
        Act.RETURN: (return_for_changes, "director"),
        Act.SIGN: (sign, "director", house.letter(letter_id).content_hash),
        Act.BRING_SCAN: (bring_scan, "clerk", house.paper()),
        Act.REFUSE_SCAN: (refuse_scan, "other"),
        Act.CONFIRM_SCAN: (confirm_scan, "other"),
        Act.SEAL: (seal, "clerk"),
        Act.DELIVER: (deliver, "clerk", sending),
        Act.DELIVER_COPY: (deliver_copy, "clerk", COPIED, sending),
        Act.RECEIVE: (receive, None, Receipt(today, "刘某", "")),
        Act.CONTEST: (contest, None),
        Act.UPHOLD: (uphold, "director"),
        Act.ASK_EXTENSION: (ask_extension, None, later),
        Act.GRANT: (grant_extension, "director"),
        Act.REFUSE: (refuse_extension, "director"),
        Act.ANSWER: (answer_item, None, item, house.answer()),
        Act.CLOSE: (close_item, "clerk", item, outcome),
        Act.REOPEN: (reopen_item, "clerk", item),
        Act.DISCARD: (discard_letter, "clerk"),
        Act.VOID: (void_letter, "director"),
    }


# Acts that the table allows and that need more than the state: another way, an open wish, a matter.
NEEDS_MORE = {
    (Act.BRING_SCAN, State.SUBMITTED): Why.OTHER_WAY,
    (Act.GRANT, State.DELIVERED): Why.UNKNOWN,
    (Act.GRANT, State.RECEIVED): Why.UNKNOWN,
    (Act.REFUSE, State.DELIVERED): Why.UNKNOWN,
    (Act.REFUSE, State.RECEIVED): Why.UNKNOWN,
    (Act.CLOSE, State.RECEIVED): Why.WRONG_STATE,
    (Act.REOPEN, State.RECEIVED): Why.WRONG_STATE,
    (Act.REOPEN, State.ANSWERED): Why.WRONG_STATE,
}


def tried(connection, house, letter_id, attempt):
    """Return why an act was refused, or the state it led to; nothing of it stays."""
    function, role, *given = attempt
    trial = connection.begin_nested()
    try:
        function(connection, house.desk, letter_id, *given, house.doing(letter_id, role))
        return State(letter_row(connection, letter_id).state)
    except Refused as refused:
        return refused.why
    finally:
        trial.rollback()


def test_each_act_does_in_each_state_what_the_table_says_and_nothing_else(house):
    assert {step.act for step in TABLE} == set(Act)
    for state, road in roads(house).items():
        letter_id = road()
        assert house.letter(letter_id).state == state
        doable = attempts(house, letter_id)
        with house.database.write() as connection:
            for act in Act:
                came = tried(connection, house, letter_id, doable[act])
                if step_for(act, state) is None:
                    assert came is Why.WRONG_STATE, (act, state)
                elif isinstance(came, State):
                    assert step_for(act, state, came) is not None, (act, state)
                else:
                    assert came is NEEDS_MORE[act, state], (act, state)
