"""Probabilities say less than the odds where the odds hide something."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Place
from geomap.places.confidence import Signs, confidence

VILLAGE = Place(
    gazetteer="g", version="1", id="1", name="A", lon=0, lat=0, radius_km=1.0, feature="PPL",
    country="SY",
)  # fmt: skip
SURE = Signs(
    odds=0.99, elsewhere=0.0, equals=0, place=replace(VILLAGE, population=50_000), score=1.0,
    inside=True, namesakes=1, support=1.0, alone=False,
)  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"elsewhere": 0.5},
        {"score": 0.6},
        {"inside": False},
        {"support": 0.1},
        {"equals": 2},
        {"place": VILLAGE},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_speaks_against_a_place_lowers_the_probability(changes):
    assert confidence(replace(SURE, **changes)) < confidence(SURE)


@given(st.integers(1, 60))
def test_equals_share_what_there_is(equals):
    assert confidence(replace(SURE, equals=equals)) <= 1 / (1 + equals) + 0.001


@given(
    odds=st.floats(0, 1), elsewhere=st.floats(0, 1), score=st.floats(0, 1),
    support=st.floats(0, 1), namesakes=st.integers(0, 300),
)  # fmt: skip
def test_nothing_is_certain(odds, elsewhere, score, support, namesakes):
    signs = replace(SURE, odds=odds, elsewhere=elsewhere, score=score, support=support,
                    namesakes=namesakes)  # fmt: skip
    assert 0.01 <= confidence(signs) <= 0.99
