"""Whatever people send, in whatever order and however often: the books balance."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from storage.tables.intake import deliveries
from storage.tables.reports import items, questions, reports
from storage.tables.work import media
from tests.support.clock import HandClock
from tests.support.phone import BLACKFIELD, Phone, Push, cdata
from tests.support.world import World

WORDS = """
黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭|隆回县小沙江镇的通村公路塌了半边|墙裂了|好|谢谢|👍
红绿灯时间太短,老人过不去|外婆屋里的杨梅熟了|您好|这里怎么还没有人管|请问医保怎么报销|<b>]]></b>
1|2|3|新的一处|还是那个|都不是|养老服务|完成|撤回|撤回 1|我的|进度|进度 2|补充|补充 1|帮助
补充一点，墙也裂了|补充 2 路也塌了|改|改 项目 养老服务|改 紧急|改 地点 隆回县
不是养老，是农村公路|绑定 李四 1234
黑田铺镇产业路修到一半了|没有|3米2|1没有 2完工|300|不晓得|跳过|都没看到|改 进度 完工|改 路宽 4米
"""
SAID = WORDS.strip().replace("\n", "|").split("|")
KINDS = {"photo": "photos", "note": "notes", "link": "notes", "place": "places"} | {
    "voice": "voices",
    "video": "videos",
}


def test_the_books_balance_after_any_conversation(world: World, clock: HandClock) -> None:
    for seed in range(12):
        converse(world, clock, Random(seed), messages=40)
    the_books_balance(world, clock)


@pytest.mark.campaign
def test_the_books_balance_after_very_many_conversations(world: World, clock: HandClock) -> None:
    for seed in range(1000, 1500):
        converse(world, clock, Random(seed), messages=60)
    the_books_balance(world, clock)


def converse(world: World, clock: HandClock, dice: Random, *, messages: int) -> None:
    """Let one observer with two accounts send anything; pushes come late, twice, out of order."""
    name = f"{dice.random()}"
    accounts = ("official", f"o{name}"), ("work", f"w{name}")
    world.observer(*accounts, phone=f"1{dice.randrange(10**10):010d}")
    phones = [world.phone(account, channel) for channel, account in accounts]
    on_the_way: list[tuple[Phone, Push]] = []
    for _ in range(messages):
        clock.advance(seconds=dice.choice((0, 1, 5, 30, 200, 700)))
        phone = dice.choice(phones)
        delay = timedelta(seconds=dice.choice((0, 0, 0, 3, 20, 900)))
        on_the_way.append((phone, phone.push(anything(dice), at=clock() - delay)))
        dice.shuffle(on_the_way)
        while len(on_the_way) > dice.randrange(4):
            deliver(*on_the_way.pop(), dice)
        if dice.random() < 0.3:
            world.sweep()


def deliver(phone: Phone, push: Push, dice: Random) -> None:
    answer = phone.delivers(push)
    assert answer.status == 200
    assert len(answer.text.encode()) <= 2048
    if dice.random() < 0.2:
        assert phone.delivers(push).inner == answer.inner


def anything(dice: Random) -> str:
    """Return the inside of any message."""
    lat, lon, label = BLACKFIELD
    north = dice.choice((0.0, 0.0005, 0.1, 20.0))
    choices = [
        lambda: f"<MsgType>text</MsgType><Content>{cdata(dice.choice(SAID))}</Content>",
        lambda: f"<MsgType>image</MsgType><MediaId>{dice.random()}</MediaId>",
        lambda: f"<MsgType>voice</MsgType><MediaId>{dice.random()}</MediaId>",
        lambda: f"<MsgType>video</MsgType><MediaId>{dice.random()}</MediaId>",
        lambda: "<MsgType>link</MsgType><Title>t</Title><Url>u</Url>",
        lambda: (
            f"<MsgType>location</MsgType><Location_X>{lat + north}</Location_X>"
            f"<Location_Y>{lon}</Location_Y><Label>{label}</Label>"
        ),
    ]
    return dice.choices(choices, weights=(10, 8, 1, 1, 1, 2))[0]()


def the_books_balance(world: World, clock: HandClock) -> None:
    clock.advance(hours=1)
    for _ in range(5):
        world.sweep()
    kept = world.rows(deliveries)
    assert Counter(row.state for row in kept) == {"done": len(kept)}
    held = Counter((item.report_id, KINDS[item.kind]) for item in world.rows(items))
    found = world.rows(reports)
    counted = Counter(
        {(row.id, name): getattr(row, name) for row in found for name in set(KINDS.values())}
    )
    merged = {row.id for row in found if row.state == "merged"}
    assert {key: n for key, n in counted.items() if n and key[0] not in merged} == dict(held)
    assert {row.state for row in found} <= {"received", "withdrawn", "merged"}
    assert [row.id for row in found if row.summary_due] == []
    assert len({(row.day, row.seq) for row in found}) == len(found)
    asked = Counter(row.observer_id for row in world.rows(questions) if row.state == "open")
    assert all(number == 1 for number in asked.values())
    homes = {item.delivery_id: item.report_id for item in world.rows(items)}
    assert {row.delivery_id: row.report_id for row in world.rows(media)} == {
        row.id: homes[row.id] for row in kept if row.kind in ("image", "voice", "video")
    }
