"""What a mention is compared by is of its own words."""

from __future__ import annotations

from geomap.events.likeness.facets import facets_of
from tests.builders import make_incident, make_report, make_span


def test_the_sentence_that_has_the_day_counts_but_no_line_of_publication() -> None:
    heading = "Published: October 1, 2015\n\n"
    told = "On September 30 gunmen came to a mosque. Seven people died."
    report = make_report(heading + told, title=None)
    start = report.text.index("Seven")
    day = report.text.index("September 30")
    incident = make_incident(
        "r1-e1",
        span=make_span(start, len(report.text)),
        date_span=make_span(day, day + len("September 30")),
    )
    facets = facets_of(incident, {report.id: report}, alone=True)
    assert {"gunmen", "mosque", "september"} <= facets.words
    assert not {"published", "october"} & facets.words
