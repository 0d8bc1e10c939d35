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

_FILE = Path(__file__).with_name("text") / "coded_reports.jsonl"
_ROWS = [json.loads(line) for line in _FILE.read_text("utf-8").splitlines()]
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


@pytest.mark.parametrize("row", _WORKED_ON, ids=lambda row: row["id"])
def test_each_event_is_found_at_its_place_and_day_and_no_other(row: dict[str, Any]) -> None:
    published = dt.date.fromisoformat(row["published"])
    report = make_report(row["text"], title=None, published=published)
    told = [i for i in read_report(report, load_stages()).incidents if i.scope is Scope.EVENT]
    missed = [event for event in row["events"] if not any(told_of(i, event) for i in told)]
    assert (missed, len(told)) == ([], len(row["events"]))
