"""Neighbours: incidents that nothing links and that may be one all the same."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from geomap.events.matching.nearby import neighbours_of
from geomap.events.tables.rows import Row


def told(name: str, **changes: Any) -> Row:
    """An incident of 20 dead at Talbiseh, by a report of its own."""
    row = {
        "id": f"{name}-e1", "scope": "event", "date_start": "2015-09-30",
        "date_last": "2015-09-30", "date_prec": 1, "sub_event_type": "Air/drone strike",
        "place": name, "lat": 34.84, "lon": 36.73, "killed_best": 20,
        "report_ids": json.dumps([name]),
    }  # fmt: skip
    return row | changes


TALBISEH = told("Talbiseh")
RASTAN = told("Rastan", lat=34.93)


def test_two_villages_with_the_same_dead_on_one_day_are_offered() -> None:
    (pair,) = neighbours_of([TALBISEH, RASTAN], [])
    assert (pair.one, pair.other) == ("Rastan-e1", "Talbiseh-e1")
    assert 0.5 < pair.probability < 0.8
    assert "10 km apart" in pair.reason
    assert "both 20 killed" in pair.reason


@pytest.mark.parametrize(
    "changes",
    [
        {"killed_best": 22},
        {"killed_best": None},
        {"date_start": "2015-10-01", "date_last": "2015-10-01"},
        {"date_last": "2015-10-06"},
        {"date_prec": 4},
        {"lat": 35.2},
        {"lat": None, "lon": None},
        {"sub_event_type": "Peaceful protest"},
        {"scope": "total"},
        {"report_ids": json.dumps(["Talbiseh"])},
    ],
)
def test_what_differs_in_dead_day_kind_or_ground_is_not(changes: dict[str, Any]) -> None:
    assert neighbours_of([TALBISEH, RASTAN | changes], []) == []


def test_a_single_death_on_one_day_says_too_little() -> None:
    assert neighbours_of([TALBISEH | {"killed_best": 1}, RASTAN | {"killed_best": 1}], []) == []


def test_what_is_linked_already_is_not_offered_again() -> None:
    assert neighbours_of([TALBISEH, RASTAN], [("Talbiseh-e1", "Rastan-e1")]) == []


def test_the_order_of_the_incidents_does_not_matter() -> None:
    third = told("Ghantu", lon=36.80)
    rows = [TALBISEH, RASTAN, third]
    assert len(neighbours_of(rows, [])) == 3
    assert neighbours_of(rows, []) == neighbours_of(rows[::-1], [])


def test_thousands_of_incidents_are_looked_through_in_no_time() -> None:
    rows = [told(f"v{n}", lat=20 + n % 500 / 10, lon=n // 500 / 10) for n in range(5_000)]
    start = time.process_time()
    neighbours_of(rows, [])
    assert time.process_time() - start < 5
