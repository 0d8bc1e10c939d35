"""What opens no event of its own: arrests after one recalled, stories, parts of a sum."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.model import Incident
from geomap.stages import load_stages, read_report
from geomap.vocabulary import Scope
from tests.builders import make_report


def _told(text: str) -> tuple[Incident, ...]:
    report = make_report(text, title=None, published=dt.date(2024, 3, 10))
    return read_report(report, load_stages()).incidents


def _events(text: str) -> list[Incident]:
    return [incident for incident in _told(text) if incident.scope is Scope.EVENT]


RECALL = (
    "A week after the attack on the port of Tartus in which nine people were killed, it is shut."
)


def test_arrests_behind_a_recalled_event_are_none_of_their_own() -> None:
    assert _events(f"{RECALL} Police have made five arrests.") == []


def test_arrests_that_are_the_news_are_an_event() -> None:
    assert len(_events("Police have made five arrests in Tartus.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "There was no massacre in Homs.",
        "There was no such attack in Homs and nobody died, the governor said.",
        "A message speaks of 25 people killed in Homs; the governor called it baseless.",
    ],
)
def test_what_never_was_is_no_event(text: str) -> None:
    assert _events(text) == []


def test_what_denies_a_part_leaves_the_event() -> None:
    [event] = _events("There was no fire, but two people were killed by a shell in Homs.")
    assert event.killed.best == 2


@pytest.mark.parametrize(
    ("behind", "placed"),
    [
        ("Of these, 12 died in Homs and nine in Hama.", {"Homs", "Hama"}),
        (
            "Twelve died in Homs and nine in Hama. The rest were found on the roads.",
            {"Homs", "Hama"},
        ),
    ],
)
def test_a_sum_holds_the_parts_that_the_text_gives(behind: str, placed: set[str]) -> None:
    told = _told(f"Thirty people were killed in Syria on 8 March, the Observatory said. {behind}")
    [total] = [incident for incident in told if incident.scope is Scope.TOTAL]
    parts = [incident for incident in told if incident.scope is Scope.EVENT]
    assert total.killed.best == 30
    assert {incident.id for incident in parts} == set(total.parts)
    assert {incident.places[0].toponym.surface for incident in parts} == placed
