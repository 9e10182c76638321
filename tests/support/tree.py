"""The project's own files, for the tests that look at the house instead of living in it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGES = (
    "bot",
    "handlers",
    "office",
    "reminders",
    "casework",
    "storage",
    "catalogue",
    "simulator",
)
OTHER_CODE = ("tests", "bench", "docs")

_NOT_OURS = {"__pycache__", "build", "dist", "var"}
_GENERATED = ("storage", "migrations", "versions")


def files(*folders: str, ends: tuple[str, ...]) -> list[Path]:
    """Return the files below these folders of the project ("." = all of it), sorted."""
    found = (path for folder in folders for path in _walk(PROJECT / folder))
    return sorted(path for path in found if path.name.endswith(ends))


def code(*folders: str) -> list[Path]:
    """Return the Python files that people write: migrations are drafted by Alembic."""
    return [path for path in files(*folders, ends=(".py",)) if not _is_generated(path)]


def name(path: Path) -> str:
    """Return a path as the project calls it, e.g. bot/clock.py."""
    return path.relative_to(PROJECT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module, methods and nested ones too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name in _NOT_OURS or path.suffix == ".egg-info":
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def _is_generated(path: Path) -> bool:
    return path.relative_to(PROJECT).parts[:3] == _GENERATED
