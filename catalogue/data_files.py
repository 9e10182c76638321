"""Read the catalogue's data files and report every mistake in them at once."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

DATA = Path(__file__).parent / "data"


class CatalogueError(ValueError):
    """The data files cannot be used; `mistakes` holds one line per mistake."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


class Row(BaseModel):
    """A table of a data file: unknown keys are mistakes and nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


R = TypeVar("R", bound=Row)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the parsed file; raise CatalogueError when it is missing or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError([f"{path.name}: {error}"]) from error


def read_row(path: Path, model: type[R]) -> R:
    """Return the whole file as one `model`; raise CatalogueError naming every wrong key."""
    try:
        return model.model_validate(read_toml(path))
    except ValidationError as error:
        raise CatalogueError(_mistakes(path, error)) from error


def read_files(folder: Path, model: type[R]) -> R:
    """Return one `model` whose every field is the file of that name, mistakes of all together."""
    files = {name: read_toml(folder / f"{name}.toml") for name in model.model_fields}
    try:
        return model.model_validate(files)
    except ValidationError as error:
        raise CatalogueError(_mistakes(folder, error)) from error


def read_folder(folder: Path, model: type[R]) -> dict[str, R]:
    """Return {file stem: row} for every .toml in the folder, with all files' mistakes together."""
    rows: dict[str, R] = {}
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            rows[path.stem] = read_row(path, model)
        except CatalogueError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise CatalogueError(mistakes)
    return rows


def _mistakes(path: Path, error: ValidationError) -> list[str]:
    return [
        f"{path.name}: {'.'.join(str(part) for part in mistake['loc'])}: {mistake['msg']}"
        for mistake in error.errors()
    ]
