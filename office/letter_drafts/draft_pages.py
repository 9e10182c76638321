"""Writing a letter: a form that the reports have filled, saved as often as wanted, then 送签."""

from dataclasses import replace
from typing import Final, get_args
from urllib.parse import quote
from uuid import uuid4

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.content import CannotRender
from casework.letters.drafting import LetterDraft, discard_letter, save_letter, start_letter
from casework.letters.gate import Doing, Refused, Why, policy_in_force
from casework.letters.prefill import MOST_REPORTS, prefilled
from casework.letters.previewing import draft_as_written, preview_content
from casework.letters.states import State
from casework.letters.submitting import send_to_signer
from casework.rules import local_day
from catalogue.letters.policy import KindCode
from catalogue.wording import staff_letter_drafts as words
from catalogue.wording.staff_letters import refusal
from office.access.sessions import current_staff
from office.letter_drafts.completing import NoSuchReport, completed, same_words
from office.letter_drafts.draft_form import (
    LONGEST,
    LONGEST_TEXT,
    TypedDraft,
    read_ids,
    typed_draft,
)
from office.letter_drafts.draft_view import first_kind, view_of
from office.letter_drafts.refusing import page_of, refused_to, said
from office.parts import ConsoleParts, Page
from storage.database import Connection
from storage.letters.photos import keep_start, letter_started
from storage.letters.rows import LetterRow, letter_row

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_KEY: Final = 40


class DraftPages:
    """Begins a letter, keeps it, sends it to its signer."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/letters/<int:letter_id>"
        return (
            ("GET", "/letters/new", "letter_new", self.new),
            ("POST", "/letters/new", "letter_start", self.start),
            ("GET", f"{one}/edit", "letter_edit", self.edit),
            ("POST", f"{one}/edit", "letter_save", self.save),
            ("POST", f"{one}/discard", "letter_discard", self.discard),
            ("GET", f"{one}/draft.docx", "letter_preview", self.preview),
        )

    def new(self) -> ResponseReturnValue:
        """Show a letter about these reports, as it may begin."""
        report_ids = read_ids(request.args.getlist("report"))
        if len(report_ids) > MOST_REPORTS:
            flash(words.TOO_MANY_REPORTS, "bad")
            return redirect(url_for("office.inbox"), 303)
        parts = self._parts
        try:
            with parts.database.read() as connection:
                policy = policy_in_force(connection, parts.region, parts.clock())
                kind = request.args.get("kind") or first_kind(policy)
                found = prefilled(connection, parts.letter_desk, policy, kind, report_ids)
        except Refused as refused:
            return refused_to(refused, url_for("office.inbox"))
        return self._form(found.draft, units=found.units, report_ids=report_ids, key=uuid4().hex)

    def start(self) -> ResponseReturnValue:
        """Keep a new draft, once however often its form is sent."""
        key = request.form.get("form_key", "")
        if not key or len(key) > _LONGEST_KEY:
            abort(400)
        kind = request.form.get("kind", "")
        if kind not in get_args(KindCode):
            abort(400)
        typed = typed_draft(request.form, kind)
        if typed.mistakes:
            return self._again(typed, key=key), 400
        try:
            with self._parts.database.write() as connection:
                letter_id = self._begun(connection, key, typed)
        except (Refused, NoSuchReport) as refused:
            flash(said(refused), "bad")
            return self._again(typed, key=key), 409
        return self._onward(letter_id, version=0)

    def edit(self, letter_id: int) -> ResponseReturnValue:
        """Show a draft as it is kept."""
        letter = self._letter(letter_id)
        if letter.state != State.DRAFT:
            flash(words.ONLY_DRAFTS, "bad")
            return redirect(page_of(letter_id), 303)
        with self._parts.database.read() as connection:
            draft = draft_as_written(connection, letter)
        return self._form(draft, letter=letter)

    def save(self, letter_id: int) -> ResponseReturnValue:
        """Keep what was typed, unless somebody else kept something since."""
        parts, letter = self._parts, self._letter(letter_id)
        typed = typed_draft(request.form, letter.kind)
        if typed.mistakes:
            return self._again(typed, letter), 400
        doing = self._doing()
        try:
            with parts.database.write() as connection:
                draft = self._completed(connection, typed)
                save_letter(connection, parts.letter_desk, letter_id, draft, doing)
        except (Refused, NoSuchReport) as refused:
            return self._not_saved(letter_id, typed, refused)
        return self._onward(letter_id, doing.version + 1)

    def discard(self, letter_id: int) -> ResponseReturnValue:
        """Give up a draft."""
        try:
            with self._parts.database.write() as connection:
                discard_letter(connection, self._parts.letter_desk, letter_id, self._doing())
        except Refused as refused:
            return refused_to(refused, url_for("office.letter_edit", letter_id=letter_id))
        flash(words.DISCARDED, "good")
        return redirect(page_of(letter_id), 303)

    def preview(self, letter_id: int) -> ResponseReturnValue:
        """Give the draft as a Word file, as it would be printed now."""
        parts = self._parts
        frozen_by = self._letter(letter_id).template_hash
        try:
            with parts.database.read() as connection:
                content = preview_content(connection, parts.letter_desk, letter_id, parts.clock())
            data = parts.letter_files.render(content, frozen_by)
        except CannotRender as error:
            flash(refusal(Why.TEMPLATE.name, error.mistakes), "bad")
            return redirect(url_for("office.letter_edit", letter_id=letter_id), 303)
        except Refused as refused:
            return refused_to(refused, page_of(letter_id))
        name = quote(words.file_name(content.title), safe="")
        disposition = f"attachment; filename=letter.docx; filename*=UTF-8''{name}"
        return Response(data, mimetype=_DOCX, headers={"Content-Disposition": disposition})

    def _begun(self, connection: Connection, key: str, typed: TypedDraft) -> int:
        """Return the letter that this form begins, or began when it was sent before."""
        begun = letter_started(connection, key)
        if begun is not None:
            return begun
        desk, now = self._parts.letter_desk, self._parts.clock()
        draft = self._completed(connection, typed)
        letter_id = start_letter(connection, desk, draft, current_staff().id, now)
        if not keep_start(connection, key, letter_id):
            raise Refused(Why.CHANGED)  # sent twice at the very same moment
        return letter_id

    def _onward(self, letter_id: int, version: int) -> ResponseReturnValue:
        """Go where the pressed button leads once the draft is kept."""
        self._parts.worker_hint("letter-photo", 0)
        wanted = request.form.get("do", "")
        if wanted == "photos":
            return redirect(url_for("office.letter_photos", letter_id=letter_id), 303)
        if wanted == "submit":
            return self._submit(letter_id, version)
        flash(words.SAVED, "good")
        return redirect(url_for("office.letter_edit", letter_id=letter_id), 303)

    def _submit(self, letter_id: int, version: int) -> ResponseReturnValue:
        parts = self._parts
        doing = Doing(current_staff().id, version, parts.clock())
        try:
            send_to_signer(parts.database, parts.letter_desk, letter_id, doing)
        except Refused as refused:
            if self._letter(letter_id).state == State.SUBMITTED:
                flash(words.SUBMITTED_BEFORE, "quiet")
                return redirect(page_of(letter_id), 303)
            return refused_to(refused, url_for("office.letter_edit", letter_id=letter_id))
        flash(words.SUBMITTED, "good")
        return redirect(page_of(letter_id), 303)

    def _not_saved(
        self, letter_id: int, typed: TypedDraft, refused: Refused | NoSuchReport
    ) -> ResponseReturnValue:
        """Give the clerk back what they typed, beside what is kept."""
        letter = self._letter(letter_id)
        if letter.state != State.DRAFT:
            sent = letter.state == State.SUBMITTED and request.form.get("do") == "submit"
            flash(words.SUBMITTED_BEFORE if sent else words.ONLY_DRAFTS, "quiet" if sent else "bad")
            return redirect(page_of(letter_id), 303)
        if isinstance(refused, NoSuchReport) or refused.why is not Why.CHANGED:
            flash(said(refused), "bad")
            return self._again(typed, letter), 409
        with self._parts.database.read() as connection:
            kept = draft_as_written(connection, letter)
            mine = self._completed(connection, typed)
        if same_words(kept, mine):
            return self._onward(letter_id, letter.version)
        flash(words.CHANGED_MEANWHILE, "bad")
        return self._form(mine, letter=letter, kept=kept), 409

    def _again(self, typed: TypedDraft, letter: LetterRow | None = None, key: str = "") -> str:
        for mistake in typed.mistakes:
            flash(mistake, "bad")
        with self._parts.database.read() as connection:
            draft = self._completed(connection, replace(typed, wanted=None))
        return self._form(draft, letter=letter, key=key)

    def _form(
        self,
        draft: LetterDraft,
        *,
        letter: LetterRow | None = None,
        kept: LetterDraft | None = None,
        units: tuple[str, ...] = (),
        report_ids: tuple[int, ...] = (),
        key: str = "",
    ) -> str:
        with self._parts.database.read() as connection:
            view = view_of(connection, self._parts, draft, units, letter)
        return render_template(
            "office/letter_drafts/draft.html",
            draft=draft,
            letter=letter,
            kept=kept,
            view=view,
            report_ids=report_ids,
            form_key=key,
            projects=self._parts.projects,
            longest=LONGEST | {"text": LONGEST_TEXT},
        )

    def _completed(self, connection: Connection, typed: TypedDraft) -> LetterDraft:
        today = local_day(self._parts.clock())
        return completed(connection, self._parts.letter_desk, typed, today)

    def _letter(self, letter_id: int) -> LetterRow:
        with self._parts.database.read() as connection:
            letter = letter_row(connection, letter_id)
        if letter is None or letter.region != self._parts.region:
            abort(404)
        return letter

    def _doing(self) -> Doing:
        version = request.form.get("version", -1, type=int)
        return Doing(current_staff().id, version, self._parts.clock())
