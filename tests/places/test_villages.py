"""Villages come back as they went in, and only under their own key."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.places.villages import STEPS, Village, Villages, write_villages

UNITS = [("AA", "Harim", None), ("AA", "Sawran", "Tel"), ("BB", None, None)]

villages = st.builds(
    Village,
    name=st.text(st.characters(categories=["L", "Nd", "Zs"], codec="utf-8"), min_size=1),
    unit=st.integers(0, len(UNITS) - 1),
    lat_steps=st.integers(-90 * STEPS, 90 * STEPS),
    lon_steps=st.integers(-180 * STEPS, 180 * STEPS),
)
keyed = st.tuples(st.text("abdgk", min_size=1, max_size=4), villages)


def written(named: list[tuple[str, Village]]) -> Villages:
    connection = sqlite3.connect(":memory:")
    write_villages(connection, named, UNITS)
    return Villages(connection)


@given(st.lists(keyed, max_size=60))
def test_each_village_comes_back_under_its_key(named):
    named = sorted(named)
    packed = written(named)
    for key in {key for key, _ in named}:
        assert packed.find(key) == [village for other, village in named if other == key]


@given(st.lists(keyed, max_size=30), st.text("abdgkx", max_size=5))
def test_a_key_that_is_not_there_finds_nothing(named, key):
    packed = written(sorted(named))
    if key not in {other for other, _ in named}:
        assert packed.find(key) == []


def test_blocks_end_between_keys():
    named = [
        (f"k{number // 50:03}", Village(0, number, -number, f"Town {number}"))
        for number in range(2_000)
    ]
    packed = written(named)
    assert [village.name for village in packed.find("k007")] == [
        f"Town {number}" for number in range(350, 400)
    ]
    assert packed.find("k00") == []
    assert packed.find("k999") == []


def test_names_and_villages_of_some_units_are_those_in_them():
    named = [("k", Village(n % 2, n, n, f"Tell {n % 3}")) for n in range(12)]
    named.sort()
    packed = written(named)
    for units in (frozenset({1}), frozenset({0, 1}), frozenset(), None):
        inside = [village for _, village in named if units is None or village.unit in units]
        assert packed.find("k", units=units) == inside
        assert packed.names("k", units=units) == list(dict.fromkeys(v.name for v in inside))


def test_longer_keys_begin_with_the_key():
    named = [(key, Village(0, 0, 0, key)) for key in ("km", "kmj", "kmjl", "kn")]
    assert written(named).longer_keys("km") == ["kmj", "kmjl"]


def test_a_village_knows_its_unit_and_place():
    packed = written([("k", Village(1, 35 * STEPS + 1, -36 * STEPS, "Kaf"))])
    village = packed.find("k")[0]
    assert packed.unit(village) == ("AA", "Sawran", "Tel")
    assert (village.lat, village.lon) == (pytest.approx(35 + 1 / STEPS), -36)


def test_unsorted_keys_are_refused():
    with pytest.raises(ValueError, match="sort the villages"):
        written([("b", Village(0, 0, 0, "B")), ("a", Village(0, 0, 0, "A"))])


def test_a_file_without_villages_has_none():
    packed = Villages(sqlite3.connect(":memory:"))
    assert packed.find("k") == []
    assert packed.longer_keys("k") == []


def test_units_narrow_what_is_found():
    packed = written([("k", Village(unit, 0, 0, f"Kaf {unit}")) for unit in range(3)])
    inside = packed.units_in("AA", "Sawran")
    assert [village.name for village in packed.find("k", units=inside)] == ["Kaf 1"]
    assert len(packed.find("k", units=packed.units_in("AA", None))) == 2
    assert packed.units_in("CC", None) == frozenset()


@given(st.lists(keyed, max_size=60), st.sets(st.integers(0, len(UNITS) - 1)))
def test_names_are_those_of_the_key_and_narrow_what_is_found(named, units):
    named = sorted(named)
    packed = written(named)
    for key in {key for key, _ in named}:
        found = packed.find(key, units=units)
        names = packed.names(key, units=units)
        assert names == list(dict.fromkeys(village.name for village in found))
        some = names[::2]
        assert packed.find(key, units=units, names=some) == [v for v in found if v.name in some]
