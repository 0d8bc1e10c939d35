"""What a report's other places say of one is what measuring them all would say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Place
from geomap.places.areas import distance_km
from geomap.places.context import Anchors, Context, anchor_at, context_scorer
from geomap.places.evidence import WEIGHTS
from tests.builders import make_place

lons = st.floats(-180, 180)
lats = st.floats(-89.9, 89.9)
near = st.tuples(st.floats(36, 40), st.floats(33, 37), st.floats(0.1, 1.0))
anywhere = st.tuples(lons, lats, st.floats(0.1, 1.0))
some = st.lists(st.one_of(near, anywhere), max_size=12)
many = st.lists(st.one_of(near, anywhere), min_size=41, max_size=60)


def anchored(*anchors: tuple[float, float, float]) -> Anchors:
    return Anchors((0, anchor_at(*one)) for one in anchors)


def nearest_says(place: Place, anchors: list[tuple[float, float, float]]) -> float:
    """Measure every anchor within five degrees."""
    width = math.cos(math.radians(place.lat))
    return max(
        (
            weight * math.exp(-distance_km(place.lon, place.lat, lon, lat) / WEIGHTS.near_km)
            for lon, lat, weight in anchors
            if abs(lat - place.lat) <= 5 and abs(lon - place.lon) * width <= 5
        ),
        default=0.0,
    )


@given(st.one_of(some, many), lons, lats)
def test_no_anchor_that_says_more_is_passed_over(anchors, lon, lat):
    for at_lon, at_lat in ((lon, lat), (38.0, 35.0)):
        place = make_place(lon=at_lon, lat=at_lat, country="SY")
        context = Context(countries={}, units={}, anchors=anchored(*anchors))
        said = context_scorer(context)(place, True)
        assert said == pytest.approx(WEIGHTS.nearness * nearest_says(place, anchors), abs=1e-12)


def test_a_country_named_often_beats_one_named_once_and_one_not_named():
    score = context_scorer(Context(countries={"SY": 3.0, "UA": 1.0}, units={}, anchors=anchored()))
    scores = [score(make_place(country=country), True) for country in ("SY", "UA", "YE")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_a_named_unit_counts_beside_its_country():
    votes = {"countries": {"SY": 1.0}, "anchors": anchored()}
    score = context_scorer(Context(units={("SY", "Homs"): 1.0}, **votes))
    inside, outside = (make_place(country="SY", admin1=unit) for unit in ("Homs", "Hama"))
    assert score(inside, True) > score(outside, True)


def test_what_lies_near_counts_only_where_asked_for():
    place = make_place(lon=36.7, lat=34.7, country="SY")
    score = context_scorer(Context(countries={}, units={}, anchors=anchored((36.7, 34.7, 1.0))))
    assert (score(place, True), score(place, False)) == (WEIGHTS.nearness, 0.0)


def test_a_names_own_places_say_nothing_of_it():
    anchors = Anchors([(0, anchor_at(36.7, 34.7, 1.0)), (1, anchor_at(36.8, 34.7, 0.5))])
    place = make_place(lon=36.7, lat=34.7, country="SY")
    of_own, of_others = (
        context_scorer(Context(countries={}, units={}, anchors=anchors, of=of))(place, True)
        for of in (0, 1)
    )
    assert of_others == WEIGHTS.nearness
    assert 0 < of_own < WEIGHTS.nearness / 2


@given(lat=lats, anchors=st.lists(anywhere, min_size=1, max_size=8))
def test_what_is_five_degrees_off_is_found_on_both_sides_of_a_line(lat, anchors):
    line = 5.0 * round(lat / 5)
    for edge in (math.nextafter(line, -100), line, math.nextafter(line, 100)):
        if abs(edge) >= 90:
            continue
        told = {one for _, one in anchored(*anchors).around(30.0, edge)}
        for anchor in (anchor_at(*one) for one in anchors):
            width = math.cos(math.radians(edge))
            if abs(anchor.lat - edge) <= 5 and abs(anchor.lon - 30.0) * width <= 5:
                assert anchor in told
