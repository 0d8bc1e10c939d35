"""Which place lies in which: by the gazetteer's units first, by the ground after them."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.ground.containment import (
    distance_km,
    is_area,
    lies_in,
    same_place,
    without_containers,
)
from geomap.model import Place
from tests.builders import make_place, make_province, make_resolution, make_toponym, span_of

HOMS = make_province("Homs", 36.4, 34.4)
HAMA = make_province("Hama", 35.4, 34.4)
SYRIA = make_place("Syria", feature="PCLI", admin1=None, lon=38.5, lat=35.0, radius_km=400)
TURKEY = make_place("Turkey", country="TR", feature="PCLI", admin1=None, radius_km=700)
REGION = make_place(
    "Badia",
    feature="RGN",
    admin1=None,
    radius_km=300,
    geometry=shapely.to_wkb(shapely.box(36, 34, 40, 36)),
)
TALBISEH = make_place("Talbiseh")
NOWHERE_SAID = make_place("Talbiseh", admin1=None)
MHARDEH = make_place("Mhardeh", admin1="Hama", lon=36.2, lat=35.25)


@pytest.mark.parametrize(
    ("feature", "area"),
    [("PPL", False), ("PPLA", False), ("ADM1", True), ("PCLI", True), ("RGN", True)],
)
def test_units_and_regions_are_areas_and_towns_are_not(feature: str, *, area: bool) -> None:
    assert is_area(make_place(feature=feature)) is area


@pytest.mark.parametrize(
    ("place", "area"),
    [
        (TALBISEH, HOMS),
        (TALBISEH, SYRIA),
        (TALBISEH, REGION),
        (NOWHERE_SAID, HOMS),
        (MHARDEH, HAMA),
        (HOMS, SYRIA),
        # A unit that is newer than the map of units.
        (TALBISEH, make_province("Orontes", 36.4, 34.8, geometry=None, admin1=None)),
    ],
)
def test_a_place_lies_in_its_units(place: Place, area: Place) -> None:
    assert lies_in(place, area)
    assert not lies_in(area, place)


@pytest.mark.parametrize(
    ("place", "area"),
    [
        (TALBISEH, HAMA),
        (MHARDEH, HOMS),
        (TALBISEH, TURKEY),
        (HOMS, HAMA),
        (TALBISEH, MHARDEH),
        (make_place("Ankara", country="TR", admin1="Ankara", lon=32.85, lat=39.93), SYRIA),
        # A unit of the same name in another country.
        (TALBISEH, make_province("Homs", 36.4, 34.4, country="LY", id="homs-ly")),
        # No unit is named and the point lies elsewhere.
        (make_place("Far", admin1=None, lon=10.0, lat=10.0), HOMS),
        # Nothing to tell by.
        (NOWHERE_SAID, make_province("Homs", 36.4, 34.4, geometry=None)),
    ],
)
def test_a_place_does_not_lie_elsewhere(place: Place, area: Place) -> None:
    assert not lies_in(place, area)


@pytest.mark.parametrize("place", [TALBISEH, HOMS, SYRIA, REGION])
def test_no_place_lies_in_itself(place: Place) -> None:
    assert not lies_in(place, place)


def test_a_country_without_its_code_holds_nothing() -> None:
    assert not lies_in(TALBISEH, make_place("Syria", feature="PCLI", country=None, id="x"))


def test_two_entries_of_one_town_are_the_same_place() -> None:
    again = make_place("Tall Bisah", gazetteer="another", id="77", lon=36.74)
    assert same_place(TALBISEH, again)
    assert same_place(again, TALBISEH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TALBISEH, MHARDEH),
        (TALBISEH, make_place("Talbiseh", id="x", lat=34.95)),
        (make_place("Homs"), HOMS),
        (HOMS, HAMA),
        (TALBISEH, make_place("Talbiseh", id="x", country="LB")),
        (HOMS, make_place("Homs", feature="ADM2", id="homs-district")),
    ],
)
def test_other_ground_is_another_place(one: Place, other: Place) -> None:
    assert not same_place(one, other)
    assert not same_place(other, one)


def test_a_province_in_two_gazetteers_is_one() -> None:
    assert same_place(HOMS, make_province("Homs", 36.4, 34.4, gazetteer="another", id="9"))


def test_distance_is_over_the_ground() -> None:
    north = make_place(lat=35.84)
    assert distance_km(TALBISEH, north) == pytest.approx(111, abs=0.5)
    assert distance_km(TALBISEH, TALBISEH) == 0
    date_line = make_place(lon=179.9, lat=0), make_place(lon=-179.9, lat=0)
    assert distance_km(*date_line) == pytest.approx(22.3, abs=0.2)


POINTS = st.tuples(
    st.floats(min_value=-180, max_value=180), st.floats(min_value=-90, max_value=90)
).map(lambda point: make_place(lon=point[0], lat=point[1], id=f"{point}"))


@given(POINTS, POINTS)
def test_distance_and_sameness_are_the_same_both_ways(one: Place, other: Place) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one), abs=1e-6)
    assert same_place(one, other) is same_place(other, one)


def test_a_unit_that_only_says_where_a_town_is_is_left_out() -> None:
    town = make_resolution()
    unit = make_resolution("Homs", place=HOMS)
    assert without_containers([town, unit]) == [town]
    assert without_containers([unit, town]) == [town]


def test_a_name_that_the_text_calls_the_container_is_left_out_even_unplaced() -> None:
    homs = span_of("Homs")
    inner = make_resolution(toponym=make_toponym(container=homs), place=None)
    outer = make_resolution("Homs", toponym=make_toponym("Homs", span=homs), place=None)
    assert without_containers([inner, outer]) == [inner]


def test_two_towns_and_two_provinces_are_all_kept() -> None:
    towns = [make_resolution(), make_resolution("Lataminah", place=MHARDEH)]
    assert without_containers(towns) == towns
    units = [make_resolution("Homs", place=HOMS), make_resolution("Hama", place=HAMA)]
    assert without_containers(units) == units
    assert without_containers([]) == []
