"""An event that is told without a place was where those stand who count its dead."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.model import Incident
from geomap.stages import load_stages, read_report
from tests.builders import make_report


def _only(text: str) -> Incident:
    report = make_report(text, title=None, published=dt.date(2024, 3, 10))
    [incident] = read_report(report, load_stages()).incidents
    return incident


@pytest.mark.parametrize(
    ("text", "town", "dead"),
    [
        ("Observers in Taftanaz counted 92 bodies.", "Taftanaz", 92),
        ("Activists in Taftanaz counted 40 dead.", "Taftanaz", 40),
        ("Inspectors in Goma counted nine bodies.", "Goma", 9),
    ],
)
def test_those_who_watch_in_a_town_tell_of_what_happened_there(
    text: str, town: str, dead: int
) -> None:
    incident = _only(text)
    assert [place.toponym.surface for place in incident.places] == [town]
    assert incident.killed.best == dead


@pytest.mark.parametrize(
    "text",
    [
        "The defence ministry in Damascus counted 92 bodies.",
        "Analysts in Damascus counted 92 bodies.",
        "A lobby group in London counted 92 bodies.",
    ],
)
def test_those_who_tell_from_afar_place_nothing(text: str) -> None:
    incident = _only(text)
    assert incident.places == ()
    assert incident.killed.best == 92


def test_a_place_of_the_dead_goes_before_the_tellers_town() -> None:
    incident = _only("Observers from Taftanaz counted 92 bodies in Binnish.")
    assert [place.toponym.surface for place in incident.places] == ["Binnish"]
