"""A sentence that tells of several events is cut where each has its place and its act."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.events.telling.pieces import pieces_of
from geomap.model import Reading, Resolution, Trigger
from geomap.stages import load_stages, read_report
from geomap.stretches import Span
from geomap.vocabulary import Scope
from tests.builders import make_place, make_report, make_toponym

TEXT = "A bomb went off in Homs on Sunday and gunmen attacked a post in Hama; nobody was hurt."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(report_id="r1", start=start, end=start + len(words))


def reading(*triggers: str) -> Reading:
    clause = TEXT.index("gunmen")
    return Reading(
        report=make_report(TEXT, title=None),
        sentences=(Span(report_id="r1", start=0, end=len(TEXT)),),
        toponyms=(),
        dates=(),
        claims=(),
        statements=(),
        triggers=tuple(
            Trigger(span=span(words), event_type="Attack", scope=Scope.EVENT) for words in triggers
        ),
        clauses=(
            Span(report_id="r1", start=0, end=clause - 1),
            Span(report_id="r1", start=clause, end=len(TEXT)),
        ),
    )


def resolution(name: str, *, known: bool = True) -> Resolution:
    return Resolution(
        toponym=make_toponym(name, span=span(name)),
        place=make_place(name) if known else None,
        probability=0.9,
        reason="",
    )


def test_clauses_are_cut_where_each_has_a_place_and_an_attack() -> None:
    places = [resolution("Homs"), resolution("Hama")]
    pieces, turns = pieces_of(reading("bomb", "attacked"), places)
    assert [piece.of(TEXT).split()[0] for piece in pieces] == ["A", "gunmen"]
    assert turns == frozenset()


@pytest.mark.parametrize(
    ("triggers", "places"),
    [
        (("bomb",), [resolution("Homs"), resolution("Hama")]),
        (("bomb", "attacked"), [resolution("Homs")]),
        (("bomb", "attacked"), [resolution("Homs"), resolution("Hama", known=False)]),
    ],
)
def test_a_clause_without_a_known_place_or_an_attack_stays_with_the_one_before(
    triggers: tuple[str, ...], places: list[Resolution]
) -> None:
    pieces, _ = pieces_of(reading(*triggers), places)
    assert [piece.of(TEXT) for piece in pieces] == [TEXT]


def _dead(text: str) -> list[int | None]:
    report = make_report(text, title=None, published=dt.date(2024, 3, 10))
    return [incident.killed.best for incident in read_report(report, load_stages()).incidents]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed three people in Oicha in the morning; by the afternoon a fourth body had "
        "been found.",
        "A bomb killed three people in Oicha in the morning; in the evening a fourth victim was "
        "found dead.",
    ],
)
def test_who_is_found_hours_later_is_of_the_same_blow(text: str) -> None:
    assert _dead(text) == [4]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed three people in Oicha in the morning; in the afternoon a fourth bomb killed "
        "two.",
        "The first bomb in Oicha, in the morning, killed three people; the second, in the evening, "
        "killed two.",
    ],
)
def test_one_more_blow_hours_later_is_another_event(text: str) -> None:
    assert _dead(text) == [3, 2]
