"""The made-up trip: forty reports of people of the roster, sent as they would send them."""

from simulator.people import load_people
from simulator.trip import load_trip


def test_a_trip_is_forty_reports_by_which_everybody_of_the_roster_is_heard(sim):
    trip = load_trip()
    assert len(trip) == 40
    assert {sight.who for sight in trip} == {one.name for one in load_people() if one.registered}
    told = sim.post("/control/trip", {}).json()
    assert [each["state"] for each in told] == ["delivered"] * 40
    twice = next(one for one in load_people() if one.name == "谢春莲")
    said = [each["kind"] for each in sim.chat("official", twice.openid) if each["via"] == "message"]
    assert said == ["image", "text", "text", "text", "text"]
