"""Every sentence that people read stands in a wording module, where it can be read aloud."""

import ast
import re
from pathlib import Path

from tests.support.tree import code, name, tree_of

CHINESE = re.compile("[\u4e00-\u9fff]")
SENTENCE = re.compile("[\u4e00-\u9fff][^\\\\]*[。！？]$")  # no pattern: those have backslashes

# Logic that may hold Chinese words (never sentences), and why.
MAY_HOLD_WORDS = {
    "handlers/cards.py": "the correction of a field that people type",
    "handlers/commands.py": "the commands that people type",
    "handlers/phrases.py": "the small answers that people type",
    "handlers/corrections.py": "the corrections that people type",
    "handlers/strangers.py": "the word of a question how to bind",
    "handlers/look_words.py": "the small answers that people type",
    "handlers/publishing.py": "the small answers that people type",
    "handlers/words.py": "a command's word at the start of a note",
    "handlers/quota.py": "the words that people type",
    "storage/people/service_rows.py": "the role of a group's leader",
    "bot/inbound.py": "what the platform writes where it supports a message no more",
    "bot/settings_office.py": "defaults of the office's names",
    "bot/settings_channels.py": "the platforms' own terms, quoted in a setting's description",
    "bot/cli/demo_data.py": "a heading of the roster and the demo clerk's name",
    "casework/people/roster_rows.py": "the roster's headings",
    "casework/people/roster_sheet.py": "headings that offices use instead",
    "casework/people/roster_cells.py": "what cells of the roster may say",
    "casework/people/roster_blank.py": "the empty roster's sheets, headings and font",
    "casework/sheets/xlsx_writer.py": "the font of a sheet",
    "casework/past/headings.py": "the headings that offices use",
    "casework/past/tables.py": "the words of lines that hold sums",
    "casework/past/values.py": "what cells of an office's sheet may say",
    "casework/entry/batch_proposal.py": "WeChat's mark for a picture",
    "casework/entry/group_transcript.py": "what WeChat writes between messages",
    "casework/entry/transcript_bodies.py": "WeChat's marks for what is no text",
    "casework/entry/transcript_times.py": "the words of days and times over messages",
    "office/column/word_file.py": "the names of fonts",
    "office/digests/word_file.py": "the names of fonts",
    "office/letters/fields.py": "the names of a template's fields",
    "office/letters/filling.py": "the marks with which an annex begins",
    "office/letters/fonts.py": "the names of fonts",
    "office/letters/layout/anatomy.py": "how the parts of a letter begin",
    "office/letters/layout/mark_rules.py": "how numbers and dates are written",
    "office/letters/layout/page_rules.py": "the name of a font",
    "office/letters/layout/part_rules.py": "the names of fonts and how headings begin",
    "office/letters/picture_table.py": "the names of a template's styles",
    "office/letters/title_lines.py": "where a title may break",
    "office/letters/values.py": "the names of a template's fields and of its fonts",
    "office/entry/batch_form.py": "what a clerk may write between two numbers",
    "office/navigation.py": "the names of the console's pages",
    "office/reports/inbox_query.py": "how a number and a name look",
    "storage/people/roster_list.py": "the numerals of groups",
    "office/parts.py": "defaults of the office's names",
    "office/shown.py": "how a date is written",
}


def texts(path: Path) -> list[str]:
    tree = tree_of(path)
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, described) and ast.get_docstring(node) is not None
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node not in docstrings and CHINESE.search(node.value)
    ]


def logic() -> list[Path]:
    modules = code("bot", "handlers", "office", "reminders", "casework", "storage")
    return [path for path in modules if "wording" not in path.stem]


def test_no_sentence_stands_in_the_logic():
    found = {name(path): [t for t in texts(path) if SENTENCE.search(t)] for path in logic()}
    assert {path: sentences for path, sentences in found.items() if sentences} == {}


def test_chinese_words_stand_only_in_the_tables_that_need_them():
    assert {name(path) for path in logic() if texts(path)} == set(MAY_HOLD_WORDS)
