"""An assessment as .xlsx: the counts by group and choice, then the sheets without names."""

from collections.abc import Iterator

from casework.activities.tally import Bucket, Tally
from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.wording import staff_assessments as wording
from storage.activities.assessments import Assessment

_NONE = "-"


def assessment_sheet(assessment: Assessment, counted: Tally) -> bytes:
    """Return the workbook; where too few answered, it says so and holds no counts."""
    buckets = [*([counted.total] if counted.total else []), *counted.groups]
    lines = [
        wording.sheet_title(assessment.title, assessment.closes_on),
        wording.participation(counted.answered, counted.asked),
        wording.NO_NAMES if buckets else wording.TOO_FEW,
    ]
    rows = [row for bucket in buckets for row in _counts(assessment, bucket)]
    rows += [row for bucket in counted.groups for row in _sheets(assessment, bucket)]
    return table_workbook(Table(wording.SHEET, lines, wording.COLUMNS, rows))


def _counts(assessment: Assessment, bucket: Bucket) -> Iterator[list[str]]:
    for question, counts in zip(assessment.questions, bucket.counts, strict=True):
        for choice, count in zip(question.choices, counts, strict=True):
            yield [bucket.name, question.text, choice, str(count)]


def _sheets(assessment: Assessment, bucket: Bucket) -> Iterator[list[str]]:
    for number, sheet in enumerate(bucket.sheets, start=1):
        for question, digit in zip(assessment.questions, sheet, strict=True):
            said = wording.UNANSWERED if digit == _NONE else question.choices[int(digit) - 1]
            yield [bucket.name, question.text, said, wording.sheet_number(number)]
