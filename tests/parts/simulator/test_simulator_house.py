"""The stand-in's own house: who may come in, what it ships, what its page may do."""

import re
import socket
from io import BytesIO
from multiprocessing import get_context

import pytest
from PIL import Image
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from simulator import samples
from simulator.crypto import MessageCrypto
from simulator.people import load_people, roster_rows
from simulator.server import serve_forever
from simulator.settings import SimulatorSettings
from tests.parts.simulator.client import Client
from tests.parts.simulator.receiver import OFFICIAL, WORK

COUNTIES = {
    "双清区", "大祥区", "北塔区", "邵东市", "武冈市", "新邵县",
    "邵阳县", "隆回县", "洞口县", "绥宁县", "新宁县", "城步苗族自治县",
}  # fmt: skip


def test_the_roster_has_33_people_in_six_groups_from_every_county():
    rows = roster_rows()
    assert len(rows) == 33
    groups = {"民生保障", "城市建设", "乡村振兴", "生态环境", "安全生产", "综合"}
    assert {row["小组"] for row in rows} == groups
    assert {row["县市区"] for row in rows} == COUNTIES
    assert {row["身份"] for row in rows} == {"观察员", "监督员", "评议员"}
    assert list(rows[0]) == [
        "姓名", "手机号", "单位", "县市区", "小组", "身份", "聘任起", "聘任止",
        "企业微信账号", "公众号openid",
    ]  # fmt: skip


def test_everybody_is_told_apart_and_no_number_can_be_a_real_one():
    rows = roster_rows()
    for header in ("姓名", "手机号", "企业微信账号", "公众号openid"):
        assert len({row[header] for row in rows}) == 33
    assert all(re.fullmatch(r"1990000\d{4}", row["手机号"]) for row in rows)
    assert all(row["公众号openid"].startswith("oSIM") for row in rows)


def test_strangers_can_write_but_stand_in_no_roster():
    strangers = [person for person in load_people() if not person.registered]
    assert len(strangers) == 2
    assert {one.name for one in strangers}.isdisjoint({row["姓名"] for row in roster_rows()})


@pytest.mark.parametrize("name", samples.photo_names())
def test_the_shipped_photos_are_real_jpegs_of_a_phones_size(name):
    content = samples.photo(name)
    assert 60_000 < len(content) < 400_000
    with Image.open(BytesIO(content)) as picture:
        picture.load()
        assert picture.format == "JPEG"
        assert min(picture.size) >= 1200


def test_exactly_one_photo_knows_where_it_was_taken():
    def has_gps(name):
        with Image.open(BytesIO(samples.photo(name))) as picture:
            return bool(picture.getexif().get_ifd(0x8825))

    assert [name for name in samples.photo_names() if has_gps(name)] == ["village-road.jpg"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.com", ""])
def test_it_refuses_to_listen_beyond_this_machine(host):
    with pytest.raises(ValueError, match="loopback only"):
        SimulatorSettings("http://127.0.0.1:1", OFFICIAL, WORK, host=host)


def test_a_caller_who_names_another_host_is_refused(sim):
    answer = sim.session.get(sim.base, headers={"Host": "evil.example"}, timeout=5)
    assert answer.status_code == 403


def test_a_form_post_of_a_foreign_page_changes_nothing(sim):
    answer = sim.session.post(
        sim.base + "/control/send",
        data='{"channel": "work", "sender": "x", "type": "text", "text": "a"}',
        headers={"Content-Type": "text/plain"},
        timeout=5,
    )
    assert answer.status_code == 400


def test_the_control_api_explains_every_path_it_has(sim):
    explained = sim.get("/control/").text
    for path in ("/send", "/upload", "/verify", "/release", "/conversation", "/faults"):
        assert f"/control{path}" in explained
    for path in ("/people", "/media/expire", "/tokens/expire", "/calls", "/reset"):
        assert f"/control{path}" in explained


def test_only_photos_voices_and_videos_can_be_uploaded(sim):
    for content, content_type in ((b"<script>", "text/html"), (b"", "image/jpeg")):
        answer = sim.session.post(
            sim.base + "/control/upload?channel=work",
            data=content,
            headers={"Content-Type": content_type},
            timeout=5,
        )
        assert answer.status_code == 400
        assert answer.json()["error"]


def test_a_page_that_has_the_newest_state_is_told_so(sim, observer):
    path = f"/control/conversation/official/{observer['openid']}"
    revision = sim.get(path).json()["revision"]
    assert sim.get(path, since=revision).json() == {"revision": revision, "entries": None}
    sim.send("official", observer["openid"], type="text", text="好")
    assert len(sim.get(path, since=revision).json()["entries"]) == 2


def test_keys_are_checked_when_the_first_envelope_is_made():
    with pytest.raises(ValueError, match="43 characters"):
        MessageCrypto("too-short=", "wx")


def test_an_uploaded_photo_is_the_one_the_service_fetches(sim, observer):
    content = samples.photo("pond.jpg")
    upload = sim.session.post(
        sim.base + "/control/upload?channel=official",
        data=content,
        headers={"Content-Type": "image/jpeg"},
        timeout=5,
    ).json()
    sim.send("official", observer["openid"], type="image", media_id=upload["media_id"])
    query = {"access_token": sim.official_token(), "media_id": upload["media_id"]}
    assert sim.get("/official/cgi-bin/media/get", **query).content == content
    assert sim.get(f"/pictures/{upload['media_id']}").content == content


def test_it_serves_in_a_process_of_its_own_until_it_is_ended():
    with socket.create_server(("127.0.0.1", 0)) as finder:
        port = finder.getsockname()[1]
    settings = SimulatorSettings("http://127.0.0.1:1", OFFICIAL, WORK, port=port)
    process = get_context("spawn").Process(target=serve_forever, args=(settings,), daemon=True)
    process.start()
    client = Client(f"http://127.0.0.1:{port}")
    patience = HTTPAdapter(max_retries=Retry(connect=40, backoff_factor=0.1, backoff_max=0.5))
    client.session.mount("http://", patience)
    assert len(client.get("/control/people").json()) == 35
    client.session.close()
    process.terminate()
    process.join()
    process.close()
