"""Figures without a verb: those of parties and of places."""

from __future__ import annotations

from collections.abc import Callable

from geomap.model import Reading

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]
Read = Callable[[str], Reading]


def test_each_party_has_its_own_figure_behind_tolls(read: Read) -> None:
    claims = read(
        "Conflicting tolls emerged from Kadugli: 14 according to the clinic, "
        "22 according to the health ministry."
    ).claims
    assert [(claim.count.best, claim.claimant.name) for claim in claims] == [
        (14, "clinic"),
        (22, "health ministry"),
    ]


def test_a_second_figure_needs_no_verb_of_its_own(read: Read) -> None:
    claims = read("Nine died according to the mayor, 12 according to the rebels.").claims
    assert [(claim.quantity, claim.count.best) for claim in claims] == [
        ("killed", 9),
        ("killed", 12),
    ]


def test_places_in_a_bracket_are_parts_where_they_add_up(figures: Figures) -> None:
    assert figures("The raids left 19 dead (Khartoum 17, Kadugli 2).") == [
        ("killed", 17, 17, "part"),
        ("killed", 19, 19, "whole"),
        ("killed", 2, 2, "part"),
    ]
    assert figures("The raids left 19 dead (Highway 7, Route 12).") == [("killed", 19, 19, "whole")]


def test_a_number_by_a_party_counts_nothing_where_no_harm_is_told(figures: Figures) -> None:
    assert figures("There were two views: 14 according to the clinic, 22 in the plan.") == []
