"""Counties and townships named in a text."""

import pytest

from catalogue.data_files import CatalogueError
from catalogue.geography.places import (
    FoundPlace,
    Place,
    find_place,
    is_known_county,
    load_gazetteer,
    resolve_place,
)


@pytest.mark.parametrize(
    ("text", "county", "township"),
    [
        ("黑田铺镇敬老院", "邵东市", "黑田铺镇"),
        ("黑田铺往堡面前的路", "邵东市", "黑田铺镇"),
        ("武冈马坪乡", "武冈市", "马坪乡"),
        ("邵阳县河伯乡", "邵阳县", "河伯乡"),
        ("塘渡口街上", "邵阳县", "塘渡口镇"),
        ("城步白毛坪", "城步苗族自治县", "白毛坪镇"),
        ("虎形山乡的路", "隆回县", "虎形山瑶族乡"),
        ("崀山脚下", "新宁县", None),
        ("隆回县政务大厅", "隆回县", None),
    ],
)
def test_a_place_is_known_by_its_full_name_its_stem_and_its_alias(text, county, township):
    found = find_place(text)

    assert (found.county, found.township) == (county, township)


@pytest.mark.parametrize(
    ("text", "township"),
    [
        ("金石桥的路", "金石桥镇"),
        ("横板桥的路", "横板桥镇"),
        ("岩口铺的路", "岩口铺镇"),
        ("岩口的路", "岩口镇"),
        ("水东江的路", "水东江镇"),
        ("麻塘山的路", "麻塘山乡"),
        ("龙溪铺的路", "龙溪铺镇"),
    ],
)
def test_the_longest_of_colliding_names_wins(text, township):
    assert find_place(text).township == township


@pytest.mark.parametrize(
    "text",
    [
        "进水口堵了",
        "取水口脏",
        "桥头的灯",
        "火车站旁边",
        "花园里",
        "涵洞口塌了",
        "扩大新增就业",
        "石板桥断了",
    ],
)
def test_an_ordinary_word_is_no_place(text):
    assert find_place(text) == FoundPlace()


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("水口乡的路", "绥宁县"),
        ("绥宁水口的路", "绥宁县"),
        ("高桥镇的塘", "新宁县"),
        ("团山镇的电杆", "邵东市"),
    ],
)
def test_an_ordinary_word_with_its_suffix_or_county_beside_it_is_a_place(text, county):
    assert find_place(text).county == county


@pytest.mark.parametrize("text", ["邵阳的路", "我市", "县里", "镇上的大厅", ""])
def test_the_city_and_its_like_are_no_county(text):
    assert find_place(text).county is None


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("邵东经开区", "邵东市"),
        ("邵阳经开区", "经开区"),
        ("经开区电子厂", "经开区"),
        ("邵东县", "邵东市"),
    ],
)
def test_zones_and_old_names_lead_to_the_unit_of_today(text, county):
    assert find_place(text).county == county


def test_the_first_county_named_wins_and_only_its_township_counts():
    found = find_place("隆回到洞口高沙镇的路")

    assert (found.county, found.township) == ("隆回县", None)


def test_the_reasons_name_the_words_that_were_read():
    assert find_place("武冈马坪乡").reasons == ("“武冈”→武冈市", "“马坪乡”→武冈市马坪乡")


def test_the_label_of_a_location_speaks_before_its_point():
    found = resolve_place("这里", Place(27.111, 111.037, "湖南省邵阳市邵东市廉桥镇"))

    assert (found.county, found.township) == ("邵东市", "廉桥镇")


def test_the_point_of_a_location_speaks_when_nothing_is_named():
    assert resolve_place("这里", Place(27.111, 111.037)).county == "隆回县"


def test_the_text_outweighs_the_place_the_sender_stands_in():
    assert resolve_place("武冈的路", Place(27.111, 111.037, "隆回县桃花坪街道")).county == "武冈市"


def test_a_label_adds_the_township_to_the_county_of_the_text():
    found = resolve_place("隆回的路", Place(27.111, 111.037, "隆回县桃花坪街道"))

    assert (found.county, found.township) == ("隆回县", "桃花坪街道")


def test_a_point_outside_the_city_names_nothing():
    assert resolve_place("这里", Place(0.0, 0.0)) == FoundPlace()


def test_thirteen_names_are_known_counties():
    assert is_known_county("经开区")
    assert is_known_county("城步苗族自治县")
    assert not is_known_county("邵东")
    assert not is_known_county("邵阳市")
    assert len(load_gazetteer().counties) == 13


def test_a_township_without_its_county_is_a_named_mistake(tmp_path):
    (tmp_path / "places.toml").write_text("counties = []\nordinary_words = []\nnot_places = []\n")
    (tmp_path / "townships.json").write_text('[["430502001", "兴隆街道"]]')

    with pytest.raises(CatalogueError, match=r"兴隆街道: places\.toml has no county 430502"):
        load_gazetteer(tmp_path)
