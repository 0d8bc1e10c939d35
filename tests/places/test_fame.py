"""How well known names are, and that the short way to fame misses nobody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places.fame import Fame
from geomap.places.gazetteer import SQLiteGazetteer, open_builtin
from geomap.places.gazetteers import GazetteerUnion

_NAMES = [
    *("Aleppo", "Halab", "Homs", "Hims", "Syria", "al-Sham", "Kharkiv", "Kharkov", "Day"),
    *("Talbiseh", "northern Idlib", "Idlib province", "New York", "Paris", "Monday", "Smith"),
    *("South Sudan", "Gaza City", "حلب", "Харків", "Ouagadougou", "Bangui", "the Hague", "X"),
]


@pytest.fixture(scope="module")
def gazetteer() -> SQLiteGazetteer:
    return open_builtin()


@pytest.mark.parametrize("name", _NAMES)
def test_fame_is_told_the_short_way_as_the_long_way(name: str, gazetteer: SQLiteGazetteer) -> None:
    fame = Fame(gazetteer)
    assert fame(name, famous=True) == (2 if fame(name) == 2 else 0)


@settings(max_examples=60, deadline=None)
@given(name=st.text(max_size=20))
def test_any_text_has_the_same_fame_both_ways(name: str) -> None:
    fame = Fame(open_builtin())
    assert fame(name, famous=True) == (2 if fame(name) == 2 else 0)


def test_a_union_tells_what_its_members_tell(gazetteer: SQLiteGazetteer) -> None:
    alone, joined = Fame(gazetteer), Fame(GazetteerUnion([gazetteer]))
    for name in _NAMES:
        assert joined(name) == alone(name)
        assert joined(name, famous=True) == alone(name, famous=True)


def test_another_romanisation_is_no_exact_name(gazetteer: SQLiteGazetteer) -> None:
    loose = gazetteer.find("Khan Shaykhoun", country="SY")
    assert [candidate.score for candidate in loose[:1]] == [0.8]
    assert gazetteer.find("Khan Shaykhoun", country="SY", exact=True) == ()
    exact = gazetteer.find("Talbisah", country="SY", exact=True)
    assert exact == gazetteer.find("Talbisah", country="SY")
