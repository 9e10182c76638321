"""What the tests of the house itself leave behind."""

from collections.abc import Iterator

import pytest

from tests.support.tree import tree_of


@pytest.fixture(autouse=True, scope="module")
def _syntax_trees_are_let_go() -> Iterator[None]:
    """Forget the trees of all modules: a gigabyte that every later test would drag along."""
    yield
    tree_of.cache_clear()
