"""用印 to 签收, 延期 and 单位退回: all of it recorded by hand for a unit without a link."""

from flask.typing import ResponseReturnValue

from casework.letters import sending
from casework.letters.sending import Receipt, Sending
from catalogue.wording import staff_letter_desk as wording
from office.letter_pages.doing import act_on, choice, day, text
from office.letter_pages.letter_page import ways_to_send
from office.parts import ConsoleParts, Page


class SendingActs:
    """What happens to a letter between its number and its answer."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/letters/<int:letter_id>"
        return (
            ("POST", f"{one}/seal", "letter_seal", self.seal),
            ("POST", f"{one}/deliver", "letter_deliver", self.deliver),
            ("POST", f"{one}/copy", "letter_copy", self.deliver_copy),
            ("POST", f"{one}/receive", "letter_receive", self.receive),
            ("POST", f"{one}/contest", "letter_contest", self.contest),
            ("POST", f"{one}/uphold", "letter_uphold", self.uphold),
            ("POST", f"{one}/extend", "letter_extend", self.ask_extension),
            ("POST", f"{one}/grant", "letter_grant", self.grant),
            ("POST", f"{one}/refuse", "letter_refuse", self.refuse),
        )

    def seal(self, letter_id: int) -> ResponseReturnValue:
        """用印."""
        return act_on(self._parts, letter_id, sending.seal, wording.DONE["seal"])

    def deliver(self, letter_id: int) -> ResponseReturnValue:
        """送达 to the 主送 unit; the term begins."""
        act, told = sending.deliver, wording.delivered
        return act_on(self._parts, letter_id, act, told, lambda: (self._sending(),))

    def deliver_copy(self, letter_id: int) -> ResponseReturnValue:
        """送达 to a unit of the 抄送 list."""
        told = wording.DONE["deliver_copy"]
        return act_on(
            self._parts,
            letter_id,
            sending.deliver_copy,
            told,
            lambda: (text("unit"), self._sending()),
        )

    def receive(self, letter_id: int) -> ResponseReturnValue:
        """签收: the day, and who signed for it there."""
        return act_on(
            self._parts,
            letter_id,
            sending.receive,
            wording.DONE["receive"],
            lambda: (Receipt(day("day"), text("person"), text("phone")),),
        )

    def contest(self, letter_id: int) -> ResponseReturnValue:
        """单位退回, with the unit's reason."""
        return act_on(self._parts, letter_id, sending.contest, wording.DONE["contest"])

    def uphold(self, letter_id: int) -> ResponseReturnValue:
        """维持: the letter stays with the unit."""
        return act_on(self._parts, letter_id, sending.uphold, wording.DONE["uphold"])

    def ask_extension(self, letter_id: int) -> ResponseReturnValue:
        """延期申请: until when, and why."""
        told = wording.DONE["ask_extension"]
        return act_on(self._parts, letter_id, sending.ask_extension, told, lambda: (day("until"),))

    def grant(self, letter_id: int) -> ResponseReturnValue:
        """Grant the open wish."""
        return act_on(self._parts, letter_id, sending.grant_extension, wording.extended)

    def refuse(self, letter_id: int) -> ResponseReturnValue:
        """Refuse the open wish, with a reason."""
        return act_on(self._parts, letter_id, sending.refuse_extension, wording.DONE["refuse"])

    def _sending(self) -> Sending:
        how = choice("how", ways_to_send(self._parts), wording.WAY_CLOSED)
        return Sending(how, day("day"))
