"""Two names of one place, one of them in brackets."""

from __future__ import annotations

from dataclasses import replace

from geomap.events.ground.aliases import without_aliases
from geomap.model import Place, Resolution
from tests.builders import (
    make_place,
    make_province,
    make_resolution,
    make_span,
    make_toponym,
)


def named(text: str, name: str, place: Place | None, probability: float = 0.8) -> Resolution:
    start = text.index(name)
    toponym = make_toponym(name, span=make_span(start, start + len(name)))
    made = make_resolution(name, place=place, toponym=toponym)
    return replace(made, probability=probability)


def kept(text: str, *names: Resolution) -> list[tuple[str, str | None]]:
    found = without_aliases(names, make_span(0, len(text)), text)
    return [(r.toponym.surface, r.place.id if r.place else None) for r in found]


def test_the_surer_of_both_is_shown_under_the_first_name() -> None:
    text = "A jet bombed Depayin (Tabayin) at noon."
    sure, doubtful = make_place("Tabayin", id="sure"), make_place("Dapuyan", id="doubtful")
    first = named(text, "Depayin", doubtful, 0.2)
    assert kept(text, first, named(text, "Tabayin", sure)) == [("Depayin", "sure")]
    assert kept(text, named(text, "Depayin", None), named(text, "Tabayin", sure)) == [
        ("Depayin", "sure")
    ]
    assert kept(text, named(text, "Depayin", sure), named(text, "Tabayin", None)) == [
        ("Depayin", "sure")
    ]


def test_a_unit_in_brackets_and_names_side_by_side_stay() -> None:
    text = "A jet bombed Kassab (Homs) at noon."
    homs = make_province("Homs", 36.4, 34.4)
    town = make_place("Kassab", id="kassab")
    assert len(kept(text, named(text, "Kassab", town), named(text, "Homs", homs))) == 2
    text = "A jet bombed Kassab, Homs at noon."
    assert len(kept(text, named(text, "Kassab", town), named(text, "Homs", town))) == 2
