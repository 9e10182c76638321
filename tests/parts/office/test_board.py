"""办理台: the queue, what a clerk decides there in few keystrokes, and colleagues on one report."""

import re

import pytest
from sqlalchemy import select

from storage.tables.reports import reports
from storage.tables.triage import desk_events, report_locks, verifications
from storage.tables.work import outbox
from tests.support.office_house import Clerk

BOARD = "/office/board"


@pytest.fixture
def observer(house):
    return house.observer()


@pytest.fixture
def report(house, observer):
    """Add a report with words, of one project and county unless said otherwise."""

    def add(seq: int, words: str, **fields) -> int:
        tags = {"project": "rural-roads", "county": "隆回县", "kind": "problem", "excerpt": words}
        report_id = house.report(observer, seq, **tags | fields)
        house.said(report_id, words)
        return report_id

    return add


@pytest.fixture
def act(clerk, house):
    """Send the board's form for a report as it now is."""

    def send(report_id: int, act: str, **fields):
        row = stands(house, report_id)
        form = {"act": act, "version": row.desk_version, "number": f"0714-{row.seq}"} | fields
        return clerk.press(f"{BOARD}/{report_id}/do", seen_on=BOARD, **form)

    return send


def stands(house, report_id: int):
    with house.database.read() as connection:
        return connection.execute(select(reports).where(reports.c.id == report_id)).one()


def queued(page: str) -> list[str]:
    return re.findall(r'<b class="number">([\d-]+)</b>\s*\n', page)


def keys(page: str) -> set[str]:
    return set(re.findall(r'data-key="(.)"', page))


def test_the_queue_shows_the_urgent_then_the_oldest_and_the_first_beside_it(clerk, report):
    report(1, "路塌了")
    report(2, "桥断了", urgent=True)
    report(3, "太好了", state="withdrawn")
    page = clerk.read(BOARD)
    assert queued(page) == ["0714-2", "0714-1"]
    assert "桥断了" in page.split('aria-label="正在办的信息"')[1]
    assert keys(page) >= set("j1234qhc?")
    assert '办理台<span class="count">2</span>' in page


def test_one_key_settles_a_plain_report_and_leads_on_another_undoes_it(clerk, house, report, act):
    first, second = report(1, "路塌了"), report(2, "桥断了")
    page = act(first, "verify", verdict="true", next=second).text
    assert "0714-1号：属实。" in page
    assert stands(house, first).desk_state == "verified"
    assert queued(page) == ["0714-2"]
    undo = re.search(r'<form class="undo".*?</form>', page, re.DOTALL)[0]
    assert 'data-key="z"' in undo
    assert 'value="take_back"' in undo
    act(first, "take_back")
    assert queued(clerk.read(BOARD)) == ["0714-1", "0714-2"]


def test_missing_or_unkind_words_are_asked_for_and_what_was_typed_stays(house, report, act):
    report_id = report(1, "路塌了")
    assert act(report_id, "verify", verdict="untrue").status_code == 422
    refused = act(report_id, "close", end="unverifiable", words="经查不属实")
    assert refused.status_code == 422
    assert "经查不属实</textarea>" in refused.text
    assert "最多200个字" in act(report_id, "ask", words="哪" * 201).text
    act(report_id, "verify", verdict="untrue", how="visit", words="是邻村的路。")
    page = act(report_id, "seen", next=report_id).text
    assert "经核对，现场情况与反映有出入：是邻村的路。如有新情况请随时补充" in page
    act(report_id, "close", end="unverifiable", words="没有找到这处。")
    assert stands(house, report_id).desk_state == "closed"


def test_the_slower_of_two_tabs_is_told_and_nothing_is_doubled(house, report, act):
    report_id = report(1, "路塌了")
    act(report_id, "verify", verdict="true", version=0)
    again = act(report_id, "verify", verdict="unknown", version=0)
    assert again.status_code == 409
    assert "这条刚才有变化" in again.text
    with house.database.read() as connection:
        assert len(connection.execute(select(verifications)).all()) == 1


def test_a_second_clerk_sees_who_works_and_takes_over_with_one_tap(clerk, house, report, act):
    report_id = report(1, "路塌了")
    house.staff("wang", "王强")
    other = Clerk(house.app().test_client())
    other.log_in("wang")
    as_script = {"Accept": "application/json"}
    where = f"{BOARD}/{report_id}"
    clerk.press(f"{where}/hold", seen_on=BOARD)
    house.later(minutes=2)
    page = other.read(f"{BOARD}?report={report_id}")
    assert "李莉正在处理这条（2分钟前）" in page
    assert "李莉在办" in page
    assert "李莉正在处理这条" in other.press(f"{where}/hold", seen_on=BOARD).text
    form = {"act": "verify", "verdict": "true", "version": 0}
    refused = other.press(f"{where}/do", seen_on=BOARD, **form)
    assert (refused.status_code, "请先点“接手”" in refused.text) == (409, True)
    other.press(f"{where}/hold", seen_on=BOARD, over="1")
    token = re.search(r'name="csrf_token" value="([^"]+)"', clerk.read(BOARD))[1]
    told = clerk.client.post(f"{where}/hold", data={"csrf_token": token}, headers=as_script)
    assert told.json == {"told": "王强正在处理这条（刚刚）"}
    assert other.press(f"{where}/do", seen_on=BOARD, **form).status_code == 200
    with house.database.read() as connection:
        assert connection.execute(select(report_locks)).all() == []


def test_looking_takes_nothing_and_leaving_lets_go(clerk, house, report):
    report_id = report(1, "路塌了")
    clerk.read(f"{BOARD}?report={report_id}")
    clerk.press(f"{BOARD}/{report_id}/hold", seen_on=BOARD)
    with house.database.read() as connection:
        assert len(connection.execute(select(report_locks)).all()) == 1
    clerk.press(f"{BOARD}/{report_id}/release", seen_on=BOARD)
    with house.database.read() as connection:
        assert connection.execute(select(report_locks)).all() == []


def test_what_may_be_the_same_is_ranked_with_reasons_and_merged_with_one_key(
    clerk, house, report, act
):
    here = {"latitude": 27.30, "longitude": 111.00, "township": "小沙江镇"}
    near = {"latitude": 27.301, "longitude": 111.00, "township": "小沙江镇"}
    main = report(1, "通村公路塌了半边", **here)
    report(2, "学校门口路灯不亮", township="小沙江镇")
    report(3, "通村公路塌了半边", county="武冈市", **here)
    mine = report(4, "小沙江镇通村公路塌了", **near)
    page = clerk.read(f"{BOARD}?report={mine}")
    alike = page.split("可能是同一件事</h2>")[1].split("</ol>")[0]
    assert re.findall(r'number">(0714-\d)', alike) == ["0714-1"]
    assert "相距111米，文字相近，同一天" in alike
    assert 'data-key="m"' in alike
    act(mine, "merge", into=main)
    page = clerk.read(f"{BOARD}?report={main}")
    assert "0714-4号并入" in page
    assert "小沙江镇通村公路塌了" in page
    act(mine, "unmerge")
    act(mine, "merge", main="0714-1号")
    assert stands(house, mine).merged_into == main
    assert "不能并到那一条" in act(main, "merge", main="0230-1").text


def test_a_question_leaves_for_the_observer_and_the_report_waits_in_its_own_queue(
    clerk, house, report, act
):
    report_id = report(1, "路塌了")
    page = act(report_id, "ask", words="哪一段路？").text
    assert "退回追问" in page
    with house.database.read() as connection:
        (message,) = connection.execute(select(outbox)).all()
    assert (message.recipient, "办公室想问：哪一段路？" in message.text) == ("oA", True)
    assert queued(clerk.read(BOARD)) == []
    assert queued(clerk.read(f"{BOARD}?queue=asked")) == ["0714-1"]
    assert house.hints[-1] == ("outbox", 0)


def test_a_report_is_handed_over_its_result_written_down_and_a_part_split_off(house, report, act):
    report_id = report(100, "噪音")
    goes = house.said(report_id, "另外水塔漏水")
    act(report_id, "split", part=goes)
    assert stands(house, report_id).notes == 1
    act(report_id, "hand_over", receiver="12345", words="不属民生实事")
    page = act(report_id, "record", words="12345已答复本人", next=report_id).text
    assert "12345已答复本人" in page
    act(report_id, "close", end="not_ours", words="已转12345，请留意他们的回电。")
    assert stands(house, report_id).desk_state == "closed"


def test_an_unknown_report_or_act_changes_nothing(clerk, report, act):
    report_id = report(1, "路塌了")
    assert clerk.client.get(f"{BOARD}?report=77").status_code == 404
    assert clerk.press(f"{BOARD}/77/do", seen_on=BOARD, act="verify").status_code == 404
    assert act(report_id, "burn").status_code == 409


def test_information_ends_with_proposed_words_and_the_last_one_leads_to_the_next_queue(
    clerk, report, act
):
    first = report(1, "护栏装好了", kind="info")
    second = report(2, "办事快", kind="praise")
    act(first, "verify", verdict="true")
    page = act(second, "verify", verdict="true").text
    assert "这里都办完了。" in page
    assert "2条已核实，等着起草函件或者办结" in page
    page = clerk.read(f"{BOARD}?queue=verified&report={first}")
    assert '<option value="solved" selected>' in page
    assert "您反映的情况办公室核对过，已经收录。</textarea>" in page


def test_a_queue_is_narrowed_by_county_and_project_and_stays_so_from_act_to_act(
    clerk, house, report, act
):
    first = report(1, "路塌了")
    report(2, "桥断了", county="武冈市")
    report(3, "水管漏水", project="rural-water")
    report(4, "说不清", project=None)
    page = clerk.read(f"{BOARD}?queue=new&county=隆回县&project=rural-roads")
    assert queued(page) == ["0714-1"]
    assert '待处理<span class="quiet"> 1</span>' in page
    after = act(first, "verify", verdict="true", county="隆回县", project="rural-roads").text
    assert queued(after) == []
    assert "没有符合的。" in after
    assert queued(clerk.read(f"{BOARD}?project=none")) == ["0714-4"]
    assert queued(clerk.read(f"{BOARD}?county=无此县&after=x")) == ["0714-2", "0714-3", "0714-4"]


def test_a_report_is_found_on_the_board_by_its_number_and_from_its_other_pages(clerk, report, act):
    report(1, "路塌了")
    handed = report(2, "桥断了")
    act(handed, "hand_over", receiver="12345")
    for page in (clerk.read(f"/office/reports/{handed}"), clerk.read()):
        assert f'href="/office/board?report={handed}"' in page
    for way in (f"{BOARD}?report={handed}", f"{BOARD}?queue=new&number=0714-2号"):
        page = clerk.client.get(way, follow_redirects=True).text
        assert queued(page) == ["0714-2"]  # in the queue where it stands
        assert '<span class="number">0714-2</span>号' in page
    lost = clerk.client.get(f"{BOARD}?number=九月的")
    assert (lost.status_code, "没有找到“九月的”" in lost.text) == (404, True)
    assert queued(lost.text) == ["0714-1"]


def test_many_are_ticked_and_settled_at_once_and_each_left_one_is_named(clerk, house, report, act):
    ids = [report(seq, "路塌了") for seq in range(1, 5)]
    act(ids[2], "verify", verdict="true")

    def together(*chosen: int, **fields):
        versions = {f"version-{each}": "0" for each in chosen}
        return clerk.press(f"{BOARD}/many", BOARD, report=list(chosen), **versions, **fields)

    assert "请先在左边勾选" in together(many="true").text
    assert "请选一样要办的事" in together(ids[0], many="burn").text
    mute = together(*ids[:2], many="close:solved", words="经查不属实")
    assert mute.status_code == 422
    assert "都没有办。0714-1、0714-2号：这句话观察员会看到" in mute.text
    assert "经查不属实</textarea>" in mute.text
    assert mute.text.count(" checked") == 2
    page = together(*ids, many="close:solved", words="都修好了。").text
    assert "办好3条。0714-3号：这条刚才有变化，请看一眼再办。" in page
    assert [stands(house, each).desk_state for each in ids].count("closed") == 3
    assert house.hints[-1] == ("outbox", 0)
    twins = [report(seq, "桥断了") for seq in (5, 6, 7)]
    together(*reversed(twins), many="merge")
    assert [stands(house, each).merged_into for each in twins] == [None, twins[0], twins[0]]
    assert together(twins[0], ids[2], many="letter").request.path == "/office/letters/new"


def test_a_verified_report_leads_to_the_draft_of_a_letter_about_it(clerk, report, act):
    report_id = report(1, "通村公路塌了半边")
    page = act(report_id, "verify", verdict="true", next=report_id).text
    address = re.search(r'<a class="button" href="([^"]+)">起草函件</a>', page)[1]
    assert "通村公路塌了半边" in clerk.read(address.replace("&amp;", "&"))
    assert "起草函件</a>" not in act(report_id, "take_back", next=report_id).text


def test_every_act_sent_twice_is_done_once_and_the_second_time_told(house, report, act):
    main, seq = report(100, "路塌了"), iter(range(101, 120))  # a part split off takes number 1
    acts = {
        "verify": {"verdict": "unknown"},
        "ask": {"words": "哪一段路？"},
        "hand_over": {"receiver": "12345"},
        "merge": {"into": main},
        "close": {"end": "solved", "words": "修好了。"},
        "seen": {},
    }
    for name, fields in acts.items():
        report_id = report(next(seq), "桥断了")
        assert act(report_id, name, version=0, **fields).status_code == 200, name
        again = act(report_id, name, version=0, **fields)
        assert (again.status_code, "这条刚才有变化" in again.text) == (409, True), name
    split = report(next(seq), "桥断了")
    goes = house.said(split, "另外水塔漏水")
    assert [act(split, "split", version=0, part=goes).status_code for _ in "12"] == [200, 409]
    with house.database.read() as connection:
        assert len(connection.execute(select(desk_events)).all()) == len(acts) + 1
        questions = [row for row in connection.execute(select(outbox)) if "想问" in row.text]
    assert len(questions) == 1
