"""签发: in the console with the text that the signer saw, or on paper with a second officer."""

from flask.typing import ResponseReturnValue

from casework.letters import drafting, signing, submitting
from casework.letters.papers import keep_papers
from casework.letters.signing import SignedPaper
from catalogue.wording import staff_letter_desk as wording
from office.letter_pages.doing import BadForm, act_on, day, papers, text
from office.parts import ConsoleParts, Page

_FILES = "letter-file"  # what the worker is woken for


class SigningActs:
    """From 送签 to the number, and 作废."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/letters/<int:letter_id>"
        return (
            ("POST", f"{one}/sign", "letter_sign", self.sign),
            ("POST", f"{one}/return", "letter_return", self.give_back),
            ("POST", f"{one}/withdraw", "letter_withdraw", self.withdraw),
            ("POST", f"{one}/scan", "letter_scan_add", self.bring_scan),
            ("POST", f"{one}/confirm", "letter_confirm", self.confirm_scan),
            ("POST", f"{one}/refuse-scan", "letter_scan_refuse", self.refuse_scan),
            ("POST", f"{one}/void", "letter_void", self.void),
        )

    def sign(self, letter_id: int) -> ResponseReturnValue:
        """Sign what was seen, by its hash; the number comes with it."""
        answer = act_on(
            self._parts, letter_id, signing.sign, wording.signed, lambda: (text("seen"),)
        )
        self._parts.worker_hint(_FILES, 0)
        return answer

    def give_back(self, letter_id: int) -> ResponseReturnValue:
        """Return a letter to who wrote it, with a reason."""
        back = submitting.return_for_changes
        return act_on(self._parts, letter_id, back, wording.DONE["return"])

    def withdraw(self, letter_id: int) -> ResponseReturnValue:
        """Take a letter back from its signer, with a reason."""
        return act_on(self._parts, letter_id, submitting.take_back, wording.DONE["withdraw"])

    def bring_scan(self, letter_id: int) -> ResponseReturnValue:
        """Keep the signed 呈批单 with its date and the words written on it."""
        told = wording.DONE["bring_scan"]
        return act_on(self._parts, letter_id, signing.bring_scan, told, lambda: (self._paper(),))

    def confirm_scan(self, letter_id: int) -> ResponseReturnValue:
        """Confirm as a second officer; the number comes with it."""
        answer = act_on(self._parts, letter_id, signing.confirm_scan, wording.signed)
        self._parts.worker_hint(_FILES, 0)
        return answer

    def refuse_scan(self, letter_id: int) -> ResponseReturnValue:
        """Refuse a scan as a second officer, with a reason."""
        return act_on(self._parts, letter_id, signing.refuse_scan, wording.DONE["refuse_scan"])

    def void(self, letter_id: int) -> ResponseReturnValue:
        """作废, with the note that stays beside the number."""
        return act_on(self._parts, letter_id, drafting.void_letter, wording.DONE["void"])

    def _paper(self) -> SignedPaper:
        chosen, signed_on = papers("scan"), day("signed_on")
        if len(chosen) != 1:
            raise BadForm(wording.NO_SCAN)
        (kept,) = keep_papers(self._parts.files, chosen)
        return SignedPaper(kept.sha256, signed_on, text("remark"))
