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


def test_of_what_opens_with_the_blow_before_only_the_rest_is_the_event_s() -> None:
    text = (
        "Hours after the morning strike on a bus depot, artillery shelled a street in Talbiseh "
        "in the evening."
    )
    report = make_report(text, title=None)
    incident = make_incident("r1-e1", span=make_span(0, len(text)), date_span=None)
    facets = facets_of(incident, {report.id: report})
    assert "depot" not in facets.words
    assert {"artillery", "street"} <= facets.words
    morning = facets_of(
        make_incident("r1-e1", span=make_span(0, len(text)), date_span=None),
        {report.id: make_report(text.replace("in the evening", "in the morning"), title=None)},
    )
    assert facets.hours != morning.hours
