"""How many in all: totals hold their parts, overlapping totals are not added, open stays open."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.events.figures.sums import sum_of
from geomap.model import Incident, Tally
from geomap.vocabulary import Quantity, Scope
from tests.builders import make_incident


def town(name: str, low: int | None, high: int | None = -1) -> Incident:
    top = low if high == -1 else high
    return make_incident(name, killed=Tally(low=low, best=low, high=top))


def total(name: str, low: int, high: int | None, *parts: str) -> Incident:
    killed = Tally(low=low, best=low, high=high)
    return make_incident(name, killed=killed, scope=Scope.TOTAL, parts=parts)


@pytest.mark.parametrize(
    ("incidents", "low", "high"),
    [
        ([town("a", 3), town("b", 4, 6)], 7, 9),
        ([town("a", 3), town("b", None)], 3, 3),
        ([town("a", None)], None, None),
        ([town("a", 3, None), town("b", 4)], 7, None),
        ([total("t", 24, None, "a"), town("a", 20, 22)], 24, None),
        ([total("t", 12, 12, "a", "b"), town("a", 7), town("b", 5)], 12, 12),
        ([total("t", 12, None, "a", "b"), town("a", 7), town("b", 5)], 12, 12),
        ([total("t", 15, None, "a", "b"), town("a", 7), town("b", 5)], 15, None),
        ([total("t", 12, 12, "a"), town("a", 7, None)], 12, 12),
        ([total("t", 12, 12, "a", "b"), town("a", 7), town("b", 9)], 16, 16),
        ([total("t", 12, 12, "a"), town("a", 7), town("b", 5)], 17, 17),
        ([total("t", 24, 24, "a"), total("u", 30, 30, "a"), town("a", 20)], 30, 30),
        ([total("t", 24, 24, "gone")], 24, 24),
    ],
    ids=lambda value: None if value is None or isinstance(value, int) else str(len(value)),
)
def test_nobody_is_added_twice(incidents: list[Incident], low: Any, high: Any) -> None:
    found = sum_of(incidents, Quantity.KILLED)
    assert (found.low, found.high) == (low, high)
    assert sum_of(incidents[::-1], Quantity.KILLED) == found
    assert sum_of(incidents, Quantity.WOUNDED) == Tally()
