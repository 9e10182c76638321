"""From a point on WeChat's map to a county."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.geography.county_outlines import county_at
from catalogue.geography.gcj import to_gcj, to_wgs

COUNTY_SEATS = {  # WGS-84, from public gazetteers, three decimals
    "双清区": (27.233, 111.496),
    "大祥区": (27.222, 111.439),
    "北塔区": (27.246, 111.452),
    "邵东市": (27.259, 111.744),
    "武冈市": (26.727, 110.632),
    "新邵县": (27.321, 111.459),
    "邵阳县": (26.991, 111.274),
    "隆回县": (27.114, 111.032),
    "洞口县": (27.060, 110.576),
    "绥宁县": (26.582, 110.156),
    "新宁县": (26.433, 110.857),
    "城步苗族自治县": (26.391, 110.322),
}


@pytest.mark.parametrize(("county", "seat"), COUNTY_SEATS.items())
def test_every_county_seat_lies_in_its_county(county, seat):
    assert county_at(*to_gcj(*seat)) == county


@pytest.mark.parametrize(
    "point",
    [
        (0.0, 0.0),
        (nan, 111.5),
        (27.2, inf),
        (-inf, nan),
        (91.0, 111.5),
        (27.2, 181.0),
        (1e308, 1e308),
        (111.5, 27.2),  # swapped
        (28.228, 112.939),  # 长沙
        (39.909, 116.397),  # 北京
    ],
)
def test_a_point_that_is_none_of_the_city_has_no_county(point):
    assert county_at(*point) is None


@given(st.floats(), st.floats())
def test_no_point_whatever_raises(latitude, longitude):
    assert county_at(latitude, longitude) in {None, *COUNTY_SEATS}


@given(st.floats(26.0, 27.8), st.floats(109.8, 112.1))
def test_the_way_to_gcj_and_back_ends_within_a_centimetre(latitude, longitude):
    back_latitude, back_longitude = to_wgs(*to_gcj(latitude, longitude))

    assert abs(back_latitude - latitude) < 1e-7
    assert abs(back_longitude - longitude) < 1e-7


def test_gcj_agrees_with_the_published_example():
    latitude, longitude = to_gcj(31.1774276, 121.5272106)  # eviltransform's own test: 上海

    assert latitude == pytest.approx(31.17530398364597, abs=1e-6)
    assert longitude == pytest.approx(121.531541859215, abs=1e-6)


def test_reading_a_map_point_as_gps_would_move_it_by_hundreds_of_metres():
    latitude, longitude = to_gcj(27.114, 111.032)

    assert 0.004 < longitude - 111.032 < 0.006
    assert -0.004 < latitude - 27.114 < -0.002
