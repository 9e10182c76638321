"""文号: the year of 邵阳's clock, no gap under fifty signers, none for who fails, none twice."""

from collections import Counter
from datetime import UTC, date, datetime

from sqlalchemy import select

from casework.letters.drafting import start_letter
from casework.letters.gate import Doing, Refused
from casework.letters.signing import SignedPaper, bring_scan, confirm_scan, sign
from storage.tables.letters import letters
from tests.support.clock import HandClock
from tests.support.letter_house import DRAFT, DUBAN, LetterHouse, submit_now
from tests.support.together import all_at_once

NEW_YEARS_EVE_UTC = datetime(2023, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in 邵阳


def numbers(house):
    with house.database.read() as connection:
        rows = connection.execute(select(letters.c.number_seq).where(letters.c.series == "han"))
        return sorted(row.number_seq for row in rows)


def fifty_submitted(house):
    clerk, now = house.staff["clerk"], house.clock()
    with house.database.write() as connection:
        made = [start_letter(connection, house.desk, DRAFT, clerk, now) for _ in range(50)]
        for letter_id in made:
            submit_now(connection, house.desk, letter_id, Doing(clerk, 0, now))
    return made


def test_a_letter_signed_after_midnight_in_shaoyang_takes_the_new_years_first_number(
    database, vault
):
    house = LetterHouse(database, vault, HandClock(NEW_YEARS_EVE_UTC))
    letter = house.letter(house.signed())
    assert (letter.number, letter.dated) == ("邵东民生保障函〔2024〕1号", date(2024, 1, 1))


def test_a_paper_of_december_confirmed_in_january_belongs_to_december(database, vault):
    clock = HandClock(datetime(2023, 12, 29, 2, tzinfo=UTC))
    house = LetterHouse(database, vault, clock)
    letter_id = house.submitted(DUBAN)
    clock.advance(days=5)
    paper = SignedPaper("ab" * 32, date(2023, 12, 29), "")
    house.do(bring_scan, letter_id, "clerk", paper)
    assert house.do(confirm_scan, letter_id, "other") == "邵东民生保障督〔2023〕1号"
    assert house.letter(letter_id).dated == date(2023, 12, 29)


def test_each_series_counts_for_itself(house):
    house.signed()
    assert house.letter(house.signed(DUBAN)).number == "邵东民生保障督〔2026〕1号"
    assert house.letter(house.signed()).number == "邵东民生保障函〔2026〕2号"


def test_fifty_signers_at_once_leave_no_gap_and_a_failed_signature_takes_no_number(house):
    waiting = fifty_submitted(house)
    doings = [(each, house.doing(each, "director")) for each in waiting]
    seen = house.letter(waiting[0]).content_hash

    def signer(letter_id, doing, *, fails):
        def act():
            with house.database.write() as connection:
                sign(connection, house.desk, letter_id, seen, doing)
                if fails:
                    raise ZeroDivisionError

        return act

    def refuse_quietly(act):
        def attempt():
            try:
                act()
            except (Refused, ZeroDivisionError) as error:
                return type(error)
            return None

        return attempt

    acts = [signer(*each, fails=place % 5 == 0) for place, each in enumerate(doings)]
    came = Counter(all_at_once([refuse_quietly(act) for act in acts]))
    assert came == {None: 40, ZeroDivisionError: 10}
    assert numbers(house) == list(range(1, 41))


def test_one_letter_signed_by_many_at_once_takes_one_number(house):
    letter_id = house.submitted()
    doing, seen = house.doing(letter_id, "director"), house.letter(letter_id).content_hash

    def act():
        try:
            with house.database.write() as connection:
                return sign(connection, house.desk, letter_id, seen, doing)
        except Refused as refused:
            return refused.why.name

    came = Counter(all_at_once([act] * 8))
    assert came == {"邵东民生保障函〔2026〕1号": 1, "CHANGED": 7}
    assert house.letter(house.signed()).number_seq == 2
