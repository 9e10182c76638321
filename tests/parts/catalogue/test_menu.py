"""The menu's data file: what both platforms take, every mistake named by its place."""

from pathlib import Path

import pytest

from catalogue.data_files import CatalogueError
from catalogue.menu import load_menu
from handlers.commands import read_command

COLUMN = '[[columns]]\nname = "{name}"\nitems = [{items}]\n'
ITEM = '{{ name = "{name}", key = "{key}", type = "{kind}" }}'


def item(name: str = "绑定", key: str = "绑定", kind: str = "click") -> str:
    return ITEM.format(name=name, key=key, kind=kind)


def mistakes(tmp_path: Path, text: str) -> tuple[str, ...]:
    file = tmp_path / "menu.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as refusal:
        load_menu(file)
    return refusal.value.mistakes


def test_every_click_of_the_menu_is_a_command_and_the_rest_opens_camera_album_and_map() -> None:
    items = load_menu().items()
    clicks = [one.key for one in items if one.type == "click"]
    assert [key for key in clicks if read_command(key) is None] == []
    assert {one.type for one in items} - {"click"} == {
        "pic_sysphoto",
        "pic_photo_or_album",
        "location_select",
    }


def test_the_body_is_what_the_platforms_ask_for() -> None:
    first = load_menu().body()["button"][0]
    assert first["name"] == "随手拍"
    assert first["sub_button"][0] == {"name": "拍照", "type": "pic_sysphoto", "key": "拍照"}


def test_every_mistake_is_named_by_its_place(tmp_path: Path) -> None:
    long = COLUMN.format(name="我要随手拍", items=item("看" * 14, "键" * 43))
    crowded = COLUMN.format(name="帮助", items=", ".join([item()] * 6))
    assert mistakes(tmp_path, long + crowded + COLUMN.format(name="空", items="")) == (
        f"menu.toml: 我要随手拍.{'看' * 14}: name: at most 40 bytes are allowed, it has 42",
        f"menu.toml: 我要随手拍.{'看' * 14}: key: at most 128 bytes are allowed, it has 129",
        "menu.toml: 帮助: items: 1 to 5 are allowed, there are 6",
        "menu.toml: 空: items: 1 to 5 are allowed, there are 0",
    )


def test_too_many_columns_and_too_long_a_column_are_mistakes(tmp_path: Path) -> None:
    column = COLUMN.format(name="我要随手拍照", items=item())
    found = mistakes(tmp_path, column * 4)
    assert found[0] == "menu.toml: columns: 1 to 3 are allowed, there are 4"
    assert found[1] == "menu.toml: 我要随手拍照: name: at most 16 bytes are allowed, it has 18"


def test_an_unknown_type_and_a_nameless_item_are_mistakes(tmp_path: Path) -> None:
    found = mistakes(tmp_path, COLUMN.format(name="帮助", items=item("", "k", "dance")))
    assert [mistake.split(": ")[1] for mistake in found] == [
        "columns.0.items.0.name",
        "columns.0.items.0.type",
    ]
