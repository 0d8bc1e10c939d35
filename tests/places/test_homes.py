"""What armed groups and parties say of a report's country."""

from __future__ import annotations

import pytest

from geomap.places.gazetteer import open_builtin
from geomap.places.homes import home_votes
from geomap.places.resolve import ReportResolver
from geomap.stretches import Span
from tests.builders import make_report, make_toponym


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("A Jubo League leader was shot.", {"BD": 0.5}),
        ("The Jubo League, the Awami League and again the Jubo League.", {"BD": 1.0}),
        ("The Taliban’s men fled.", {"AF": 0.25, "PK": 0.25}),
        ("TPLF-led forces and the TPLF.", {"ET": 0.5}),
        ("Their eta is noon; the eln is a tree.", {}),
        ("", {}),
    ],
)
def test_each_body_votes_once_for_where_it_is_at_home(text: str, votes: dict[str, float]) -> None:
    assert home_votes(text) == votes


def test_a_party_tells_which_of_many_towns_of_a_name_is_meant() -> None:
    gazetteer = open_builtin()
    sure = {}
    for teller in ("A leader", "A Jubo League leader"):
        report = make_report(text=f"{teller} was killed in Magura on Tuesday.")
        start = report.text.index("Magura")
        span = Span(report_id=report.id, start=start, end=start + len("Magura"))
        toponym = make_toponym("Magura", span=span)
        (found,) = ReportResolver(gazetteer).resolve(report, [toponym])
        sure[teller] = found.probability
        assert found.candidates[0].place.country == "BD"
    assert sure["A leader"] < 0.5 <= sure["A Jubo League leader"]
