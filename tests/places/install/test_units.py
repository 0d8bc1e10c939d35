"""Which country and units points lie in, many at a time."""

from __future__ import annotations

import pytest
import shapely

from geomap.places.install.units import Around, Placing, Units, open_units
from geomap.places.store import Entry

WEST = ("ADM1", "West", "AA", "West")
EAST = ("ADM1", "East", "AA", "East")
COUNTY = ("ADM2", "County", "AA", "East")
NEXT = ("ADM1", "Next", "BB", "Next")


@pytest.fixture
def units() -> Units:
    return Units(
        [("PCLI", "Ardia", "AA", None), WEST, EAST, COUNTY, ("PCLI", "Borland", "BB", None), NEXT],
        shapely.box([0, 0, 1, 1, 2, 2], [0, 0, 0, 0, 0, 0], [2, 1, 2, 2, 3, 3], [2, 2, 2, 1, 2, 2]),
    )


@pytest.mark.parametrize(
    ("point", "country", "around"),
    [
        ((0.5, 0.5), None, Around("AA", "West", None)),
        ((1.5, 0.5), None, Around("AA", "East", "County")),
        ((1.5, 1.5), "AA", Around("AA", "East", None)),
        ((2.5, 1.5), None, Around("BB", "Next", None)),
        # just over a simplified border, and just off a coast
        ((2.1, 1.5), "AA", Around("AA", "East", None)),
        ((-0.1, 1.0), None, Around("AA", "West", None)),
        # too far for that
        ((2.9, 1.5), "AA", Around("AA", None, None)),
        ((-5.0, 1.0), None, Around(None, None, None)),
        ((0.5, 0.5), "ZZ", Around("ZZ", None, None)),
    ],
)
def test_a_point_is_put_into_its_units(units, point, country, around):
    assert units.around([point], [country]) == [around]


def test_many_points_come_back_in_order(units):
    points = [(0.1 * number % 3, 0.07 * number % 2) for number in range(500)]
    together = units.around(points, [None] * 500)
    assert together == [units.around([point], [None])[0] for point in points]
    assert units.around([], []) == []


def make_entry(lon: float, lat: float, **changes: object) -> Entry:
    values = {"source": "s", "source_id": "1", "name": "A", "feature": "PPL", "radius_km": 1.0}
    return Entry(lon=lon, lat=lat, **(values | changes))


def test_a_unit_known_by_name_is_believed_and_another_spelling_is_levelled(units):
    placing = Placing(units, lambda country, own: {"Este": "East"}.get(own))
    entries = [
        make_entry(0.9, 1.5, country="AA", admin1="Este"),
        make_entry(0.9, 1.5, country="AA", admin1="Elsewhere"),
        make_entry(8.0, 1.5, country="AA", admin1="Isles"),
        make_entry(1.5, 0.5),
    ]
    placed = [(entry.country, entry.admin1, entry.admin2) for entry in placing.placed(entries)]
    assert placed == [
        ("AA", "East", None), ("AA", "West", None), ("AA", "Isles", None), ("AA", "East", "County"),
    ]  # fmt: skip


def test_a_country_lies_in_no_unit_and_a_province_in_no_district(units):
    placing = Placing(units, lambda country, own: None)
    entries = [make_entry(1.5, 0.5, feature="PCLI"), make_entry(1.5, 0.5, feature="ADM1")]
    placed = [(entry.country, entry.admin1, entry.admin2) for entry in placing.placed(entries)]
    assert placed == [("AA", None, None), ("AA", "East", None)]


def test_points_outside_are_counted_and_so_are_those_that_would_be_inside_turned(units):
    placing = Placing(units, lambda country, own: None)
    entries = [make_entry(2.5, 50.0), make_entry(1.5, 2.9), make_entry(0.5, 0.5)]
    assert len(list(placing.placed(entries))) == 3
    assert (placing.outside, placing.turned) == (2, 1)


def test_the_shipped_outlines_are_read(builtin):
    from geomap.places.gazetteer import BUILTIN
    from geomap.shipped import shipped_path

    (around,) = open_units(shipped_path(BUILTIN)).around([(36.7, 34.7)], [None])
    assert (around.country, around.admin1) == ("SY", "Homs")
