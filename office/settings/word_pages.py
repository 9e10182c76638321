"""项目的词: what people call each project, tried on sentences before it is saved."""

import re
from collections.abc import Sequence
from typing import Final

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.settings import words
from casework.settings.changing import Wish
from catalogue.tagging.own_words import (
    OwnWords,
    mistakes_in,
    own_words,
    packaged_words,
    tagger_with,
)
from catalogue.tagging.tagger import Tagger
from catalogue.wording import staff_rules
from catalogue.wording import staff_words as wording
from office.parts import ConsoleParts, Page
from office.settings.confirming import (
    Preview,
    confirm_page,
    form_note,
    form_number,
    refused,
    restore,
    save,
    version_of,
)
from storage.settings.effects import newest_excerpts
from storage.settings.sheets import taken_sheets
from storage.settings.versions import history, newest_of

_FIELDS: Final = ("strong", "plain", "dropped", "note")
_BETWEEN: Final = re.compile(r"[、,，;；\s]+")
_LOOKED_AT: Final = 300  # reports
_SHOWN: Final = 8
_TRIED: Final = 5
_LONGEST: Final = 200


class WordPages:
    """The words by which notes are tagged."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._names = {project.code: project.short for project in parts.projects}

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/settings/words/<project>"
        return (
            ("GET", "/settings/words", "settings_words", self.show),
            ("GET", one, "settings_project_words", self.project),
            ("POST", f"{one}/preview", "settings_words_preview", self.preview),
            ("POST", f"{one}/save", "settings_words_save", self.save),
            ("POST", f"{one}/restore", "settings_words_restore", self.restore),
        )

    def show(self) -> ResponseReturnValue:
        """List the projects with the office's words, and try a sentence on all of them."""
        with self._parts.database.read() as connection:
            now = words.words_now(connection)
            sheets = taken_sheets(connection, words.FAMILY)
        said = request.args.get("try", "")[:_LONGEST]
        tried = tagger_with(now).tag(said) if said else None
        return render_template(
            "office/settings/words.html",
            names=self._names,
            now=now,
            said=said,
            sheets=sheets,
            tried=tried,
            off=wording.OFF,
        )

    def project(self, project: str) -> ResponseReturnValue:
        """Show one project's words."""
        self._require(project)
        with self._parts.database.read() as connection:
            kept = newest_of(connection, words.FAMILY, project)
            changes = history(connection, words.FAMILY, project)
        own = own_words(kept.value) if kept and kept.value else OwnWords()
        return render_template(
            "office/settings/project_words.html",
            project=project,
            name=self._names[project],
            own=own,
            packaged=packaged_words(project),
            changes=changes,
        )

    def preview(self, project: str) -> ResponseReturnValue:
        """Show what new words would change: tried sentences, and the newest reports."""
        self._require(project)
        wanted, back = _typed(), url_for("office.settings_project_words", project=project)
        mistakes = _mistakes(project, wanted)
        if mistakes:
            return refused(mistakes, back)
        with self._parts.database.read() as connection:
            kept = newest_of(connection, words.FAMILY, project)
            now = words.words_now(connection)
            texts = newest_excerpts(connection, _LOOKED_AT)
        before, after = tagger_with(now), tagger_with({**now, project: wanted})
        tried = request.form.get("try", "").splitlines()[:_TRIED]
        changes = [
            (text, self._label(before, text), self._label(after, text))
            for text in (line.strip()[:_LONGEST] for line in tried)
            if text
        ]
        fields = {name: request.form.get(name, "") for name in _FIELDS}
        return confirm_page(
            Preview(
                self._names[project],
                changes,
                self._effects(texts, before, after),
                fields | {"seen": str(version_of(kept))},
                url_for("office.settings_words_save", project=project),
                back,
            )
        )

    def save(self, project: str) -> ResponseReturnValue:
        """Keep a project's words."""
        self._require(project)
        wanted, back = _typed(), url_for("office.settings_project_words", project=project)
        mistakes = _mistakes(project, wanted)
        if mistakes:
            return refused(mistakes, back)
        wish = Wish(words.FAMILY, project, form_number("seen"), wanted.value(), form_note())
        return save(self._parts, wish, back, wording.SOON)

    def restore(self, project: str) -> ResponseReturnValue:
        """Let earlier words hold again, or the packaged ones alone."""
        self._require(project)
        back = url_for("office.settings_project_words", project=project)
        return restore(self._parts, words.FAMILY, project, back)

    def _require(self, project: str) -> None:
        if project not in self._names:
            abort(404)

    def _effects(self, texts: Sequence[str], before: Tagger, after: Tagger) -> list[str]:
        turned = list(words.turned(texts, before, after))
        if not turned:
            return [wording.NO_CHANGE_SEEN]
        told = [
            wording.one_changed(each.text, self._name(each.before), self._name(each.after))
            for each in turned[:_SHOWN]
        ]
        return [wording.changed(len(turned), len(texts)), *told]

    def _label(self, tagger: Tagger, text: str) -> str:
        tag = tagger.tag(text)
        return f"{self._name(tag.project)} {tag.confidence:.0%}"

    def _name(self, project: str | None) -> str:
        return self._names[project] if project else wording.OFF


def _typed() -> OwnWords:
    return OwnWords(*(_words(request.form.get(name, "")) for name in _FIELDS[:3]))


def _words(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _BETWEEN.split(said) if word))


def _mistakes(project: str, wanted: OwnWords) -> list[str]:
    mistakes = list(mistakes_in(wanted, packaged_words(project)))
    return mistakes if form_note() else [*mistakes, staff_rules.NO_REASON]
