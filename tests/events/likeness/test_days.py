"""How well the days of two mentions agree, and how long after an event it is told again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from geomap.events.likeness.days import NEVER, RECALL_DAYS, days_between
from geomap.events.likeness.facets import Facets, facets_of
from tests.builders import make_incident, make_report

FIRST = dt.date(2024, 3, 1).toordinal()


def mention(day: int, **changes: object) -> Facets:
    report = make_report("Ten people were killed.", title=None)
    facets = facets_of(make_incident("r1-e1"), {report.id: report})
    return replace(facets, first=FIRST + day, last=FIRST + day, precision=1, **changes)  # type: ignore[arg-type]


def test_one_day_speaks_for_one_event_and_a_week_apart_against() -> None:
    assert days_between(mention(0), mention(0))[0] > 0
    assert days_between(mention(0), mention(7))[0] == NEVER


def test_the_known_dead_are_named_later_without_a_day() -> None:
    first = mention(0, counts=frozenset({16}))
    later = {"guessed": True, "known": frozenset({16})}
    assert days_between(first, mention(RECALL_DAYS, **later))[0] != NEVER
    assert days_between(first, mention(RECALL_DAYS + 1, **later))[0] == NEVER
    assert days_between(first, mention(RECALL_DAYS, guessed=True))[0] == NEVER


def test_two_of_them_are_too_few_to_be_known_by() -> None:
    first = mention(0, counts=frozenset({2}))
    assert days_between(first, mention(6, guessed=True, known=frozenset({2})))[0] == NEVER


def test_the_order_is_no_matter() -> None:
    one, other = mention(0), mention(1, update=True)
    assert days_between(one, other) == days_between(other, one)
