"""Gold is checked before anything is judged, and every complaint says what is wrong."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import SchemaError
from geomap.evaluation import read_gold


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ({}, "none of events, claims and toponyms is there"),
        ({"events": {}}, r'"events" is \{\}, no list'),
        ({"events": [3]}, r"events\[0\]: 3 is no object"),
        ({"events": [{"date": "30.9.2015"}]}, '"date" is "30.9.2015", not a day such as'),
        ({"events": [{"date": "20150930"}]}, "not a day"),
        ({"events": [{"date": 5}]}, "not a day"),
        ({"events": [{"lat": 3}]}, 'of "lat" and "lon" one is missing'),
        ({"events": [{"lat": 91, "lon": 0}]}, "not degrees within ±90"),
        ({"events": [{"lat": True, "lon": 0}]}, "not degrees"),
        ({"events": [{"lat": float("nan"), "lon": 0}]}, "not degrees"),
        ({"events": [{"killed": -1}]}, "not a whole number from 0"),
        ({"events": [{"killed": 1.5}]}, "not a whole number"),
        ({"events": [{"killed": "3"}]}, "not a whole number"),
        ({"events": [{"killed": 3, "killed_min": 2}]}, "both given"),
        ({"events": [{"wounded_min": 3, "wounded_max": 2}]}, '"wounded_min" 3 is above'),
        ({"claims": [{"min": 3, "max": 3}]}, '"type" is null, not one of killed'),
        ({"claims": [{"type": "killed", "max": 3}]}, '"min" is missing; null says'),
        ({"claims": [{"type": "killed", "min": 3, "max": 3, "scope": "all"}]}, '"scope" is "all"'),
        ({"claims": [{"type": "killed", "min": 3, "max": 3, "stance": None}]}, '"stance" is null'),
        ({"claims": [{"type": "killed", "min": 3, "max": 3, "by": 4}]}, '"by" is 4'),
        ({"toponyms": [{"start": 0}]}, "no stretch of a text of 4 characters"),
        ({"toponyms": [{"start": 2, "end": 2}]}, "no stretch"),
        ({"toponyms": [{"start": 0, "end": 5}]}, "no stretch"),
    ],
)
def test_what_is_no_gold_is_refused_with_the_reason(part: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SchemaError, match=complaint):
        read_gold({"text": "Homs", **part})


def test_all_complaints_come_at_once() -> None:
    with pytest.raises(SchemaError) as raised:
        read_gold({"text": "Homs", "events": [{"date": 1}, {}, {"lat": 1}], "claims": 3})
    assert len(str(raised.value).split("; ")) >= 3


def test_what_is_not_known_is_left_alone_and_kept_for_the_listing() -> None:
    given = {"killed": 3, "coder": "me"}
    gold = read_gold({"text": "", "country": "SY", "events": [given]})
    assert gold.events is not None
    assert gold.events[0].given == given
    assert gold.claims is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("date", "lat", "lon", "killed", "type", "min", "max", "start", "by")),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(parts=st.dictionaries(st.sampled_from(("events", "claims", "toponyms")), JSON))
def test_any_json_is_gold_or_refused(parts: dict[str, Any]) -> None:
    with suppress(SchemaError):
        gold = read_gold({"text": "Homs", **parts})
        assert (gold.events, gold.claims, gold.toponyms) != (None, None, None)
