"""What the pages behind links say instead of a page: one sentence, whatever went wrong."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from flask import Blueprint
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

Say = Callable[[str, int], ResponseReturnValue]


class ClosedPage(Exception):
    """The link opens nothing; `sentence` says why to whoever holds it."""

    def __init__(self, sentence: str, status: HTTPStatus) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def say_what_is_wrong(
    blueprint: Blueprint, say: Say, sentences: Mapping[type[HTTPException], str]
) -> None:
    """Answer closed pages and these faults by `say(sentence, status)`."""
    blueprint.register_error_handler(ClosedPage, lambda error: say(error.sentence, error.status))
    for fault, sentence in sentences.items():
        blueprint.register_error_handler(fault, _saying(say, sentence))


def _saying(say: Say, sentence: str) -> Callable[[HTTPException], ResponseReturnValue]:
    return lambda error: say(sentence, error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
