"""Where and when the reports of our own writing say that something happened."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from geomap.model import Incident
from geomap.places.areas import distance_km
from geomap.stages import load_stages, read_report
from geomap.vocabulary import Scope
from tests.builders import make_report

_FOLDER = Path(__file__).with_name("text")


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_FOLDER / name).read_text("utf-8").splitlines()]


_ROWS = _rows("coded_reports.jsonl")
# Each shows a rule: what goes before, who is told of twice, which name is a place's.
_TOLD = _rows("told_reports.jsonl")
# The others are there to measure by, and not all of them are read right.
_WORKED_ON = [row for row in _ROWS if row["half"] == "w"]
_TOWN_KM, _UNIT_KM = 25.0, 161.0


def told_of(incident: Incident, event: dict[str, Any]) -> bool:
    place = next((r.place for r in incident.places if r.place is not None), None)
    if place is None or incident.date is None:
        return False
    reach = _TOWN_KM if event["where_prec"] <= 2 else _UNIT_KM
    near = distance_km(place.lon, place.lat, event["lon"], event["lat"]) <= reach
    return near and incident.date.start == dt.date.fromisoformat(event["date"])


def _incidents(row: dict[str, Any]) -> list[Incident]:
    published = dt.date.fromisoformat(row["published"])
    report = make_report(row["text"], title=None, published=published)
    return [i for i in read_report(report, load_stages()).incidents if i.scope is Scope.EVENT]


@pytest.mark.parametrize("row", _TOLD, ids=lambda row: row["id"])
def test_nobody_is_counted_twice_or_for_what_went_before(row: dict[str, Any]) -> None:
    killed = [i.killed.best or i.killed.low or i.killed.high or 0 for i in _incidents(row)]
    assert killed == [event["killed"] for event in row["events"]]


@pytest.mark.parametrize("row", [*_WORKED_ON, *_TOLD], ids=lambda row: row["id"])
def test_each_event_is_found_at_its_place_and_day_and_no_other(row: dict[str, Any]) -> None:
    told = _incidents(row)
    missed = [event for event in row["events"] if not any(told_of(i, event) for i in told)]
    assert (missed, len(told)) == ([], len(row["events"]))
