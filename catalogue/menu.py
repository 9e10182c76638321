"""The menu at the bottom of the chat (自定义菜单), read from its data file and checked.

Limits: MPDOC 自定义菜单创建接口 (item names of 60 bytes) and WDOC/90231 (of 40); the menu is the
same on both, so the narrower one counts.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field

from catalogue.data_files import DATA, CatalogueError, Row, read_row

MENU_FILE: Final = DATA / "menu.toml"
_MOST_COLUMNS: Final = 3
_MOST_ITEMS: Final = 5
_COLUMN_NAME_BYTES: Final = 16
_ITEM_NAME_BYTES: Final = 40
_KEY_BYTES: Final = 128

Action = Literal["click", "pic_sysphoto", "pic_photo_or_album", "location_select"]


class ItemRow(Row):
    """One item; `key` comes back with the event when somebody taps it."""

    name: str = Field(min_length=1)
    type: Action = "click"
    key: str = Field(min_length=1)


class ColumnRow(Row):
    """One of the buttons at the bottom, with the items that pop up above it."""

    name: str = Field(min_length=1)
    items: list[ItemRow]


class MenuRow(Row):
    """The file data/menu.toml."""

    columns: list[ColumnRow]


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu that both platforms should take."""

    columns: tuple[ColumnRow, ...]

    def items(self) -> tuple[ItemRow, ...]:
        """Return every item, column by column."""
        return tuple(item for column in self.columns for item in column.items)

    def body(self) -> dict[str, Any]:
        """Return the JSON object of the platforms' menu/create."""
        return {
            "button": [
                {"name": column.name, "sub_button": [item.model_dump() for item in column.items]}
                for column in self.columns
            ]
        }


def load_menu(path: Path = MENU_FILE) -> Menu:
    """Read the menu; raise CatalogueError naming every mistake by its place."""
    row = read_row(path, MenuRow)
    mistakes = [*_between("columns", len(row.columns), _MOST_COLUMNS)]
    for column in row.columns:
        mistakes += _between(f"{column.name}: items", len(column.items), _MOST_ITEMS)
        mistakes += _short(f"{column.name}: name", column.name, _COLUMN_NAME_BYTES)
        for item in column.items:
            place = f"{column.name}.{item.name}"
            mistakes += _short(f"{place}: name", item.name, _ITEM_NAME_BYTES)
            mistakes += _short(f"{place}: key", item.key, _KEY_BYTES)
    if mistakes:
        raise CatalogueError(f"{path.name}: {mistake}" for mistake in mistakes)
    return Menu(tuple(row.columns))


def _between(place: str, count: int, most: int) -> list[str]:
    return [] if 1 <= count <= most else [f"{place}: 1 to {most} are allowed, there are {count}"]


def _short(place: str, text: str, most: int) -> list[str]:
    length = len(text.encode())
    return [] if length <= most else [f"{place}: at most {most} bytes are allowed, it has {length}"]
