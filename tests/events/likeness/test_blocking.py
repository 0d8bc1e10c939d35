"""Which mentions meet: near in space, or by a name, however it is spelt."""

from __future__ import annotations

import pytest

from geomap.events.likeness.blocking import candidate_pairs
from geomap.events.likeness.facets import Facets, facets_of
from geomap.stretches import Span
from tests.builders import make_incident, make_report, make_resolution, make_toponym


def unplaced(name: str, report_id: str) -> Facets:
    text = f"Fifty-one died in {name}."
    span = Span(report_id=report_id, start=0, end=len(text))
    resolution = make_resolution(name, place=None, toponym=make_toponym(name, span=span))
    incident = make_incident(
        f"{report_id}-e1", report_ids=(report_id,), span=span, places=[resolution]
    )
    return facets_of(incident, {report_id: make_report(text, id=report_id, title=None)})


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [("Togoga", "Togogwa", True), ("Togoga", "Togoga", True), ("Togoga", "Samre", False)],
)
def test_names_that_no_gazetteer_knows_meet_by_their_spelling(
    one: str, other: str, *, meet: bool
) -> None:
    pairs = list(candidate_pairs([unplaced(one, "r1"), unplaced(other, "r2")]))
    assert pairs == ([(0, 1)] if meet else [])
