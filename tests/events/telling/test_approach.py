"""A count without a place, right behind where armed people came to."""

from __future__ import annotations

import datetime as dt

from geomap.stages import load_stages, read_report
from tests.builders import make_report


def test_a_count_has_the_place_and_day_of_the_approach_before_it() -> None:
    text = (
        "A car bomb hit a convoy in Kabul on Wednesday, killing twelve.\n"
        "Taliban fighters entered a police outpost in Kunduz on Tuesday night. "
        "Eight policemen were martyred, a council member says."
    )
    report = make_report(text, title=None, published=dt.date(2019, 11, 14))
    told = [
        (i.places[0].toponym.surface, i.date.start.day, i.killed.best)
        for i in read_report(report, load_stages()).incidents
        if i.date is not None
    ]
    assert told == [("Kabul", 13, 12), ("Kunduz", 12, 8)]
