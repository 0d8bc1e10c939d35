"""Sentences that tell of several places or days, read from end to end."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.model import Incident
from geomap.stages import load_stages, read_report
from geomap.vocabulary import Scope
from tests.builders import make_report

MONDAY = dt.date(2022, 5, 30)


def told(text: str) -> tuple[Incident, ...]:
    report = make_report(text, title=None, published=MONDAY)
    return read_report(report, load_stages()).incidents


def events(text: str) -> list[tuple[str, int, int | None]]:
    """Place as written, day of the month, killed; totals left out."""
    return [
        (i.places[0].toponym.surface, i.date.start.day if i.date else 0, i.killed.best)
        for i in told(text)
        if i.scope is Scope.EVENT
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On Sunday 12 people were killed: five in Komanda and seven in Mambasa.",
        "On Sunday 12 people died, five in Komanda and seven in Mambasa.",
        "Raids killed 12 people on Sunday, an official said: five in Komanda, seven in Mambasa.",
        "On Sunday the dead numbered 12: five in Komanda and seven in Mambasa.",
    ],
)
def test_parts_with_their_places_are_events_and_the_whole_is_their_total(text: str) -> None:
    assert events(text) == [("Komanda", 29, 5), ("Mambasa", 29, 7)]
    (total,) = [incident for incident in told(text) if incident.scope is Scope.TOTAL]
    assert total.killed.best == 12


def test_villages_that_no_gazetteer_knows_are_told_apart_by_their_names() -> None:
    text = (
        "Gunmen killed 38 people in the villages of Lamina and Ngoumao in Niger on Sunday, "
        "an official said: 30 in Lamina and eight in Ngoumao."
    )
    assert events(text) == [("Lamina", 29, 30), ("Ngoumao", 29, 8)]
    (total,) = [incident for incident in told(text) if incident.scope is Scope.TOTAL]
    assert (total.killed.best, len(total.parts)) == (38, 2)


def test_each_place_has_the_day_that_stands_with_it() -> None:
    text = "Raiders killed four people in Komanda on Saturday and six in Mambasa on Sunday."
    assert events(text) == [("Komanda", 28, 4), ("Mambasa", 29, 6)]
    text = "Raiders killed four people on Saturday in Komanda and six on Sunday in Mambasa."
    assert events(text) == [("Komanda", 28, 4), ("Mambasa", 29, 6)]


def test_people_of_other_statuses_are_told_apart_by_their_places() -> None:
    text = "Three people were killed on Sunday: a trader in Komanda and two policemen in Mambasa."
    assert events(text) == [("Komanda", 29, 1), ("Mambasa", 29, 2)]
    text = "Raiders killed a nun, six policemen and a clerk in Komanda, and two nuns in Mambasa."
    assert [(name, number) for name, _, number in events(text)] == [("Komanda", 8), ("Mambasa", 2)]


def test_each_place_has_the_words_for_what_was_done_there() -> None:
    text = "Four soldiers fell at Komanda, and on Sunday a mine killed six traders at Mambasa."
    kinds = [(i.event_type, i.killed.best) for i in told(text)]
    assert kinds[0][1] == 4
    assert kinds[0][0] != kinds[1][0]


def test_what_an_earlier_day_had_done_is_its_own_event() -> None:
    text = (
        "Shells fell on Komanda again on Sunday. Two monks were killed this time; "
        "Saturday's fire had killed four people."
    )
    assert events(text) == [("Komanda", 29, 2), ("Komanda", 28, 4)]


def test_parts_by_status_make_no_events() -> None:
    text = "Raiders killed 12 people in Komanda on Sunday, five of them women and seven men."
    assert events(text) == [("Komanda", 29, 12)]


def test_an_earlier_day_with_its_own_dead_is_another_event() -> None:
    text = "Shells killed two people in Komanda on Sunday. Six people had died on Friday."
    assert events(text) == [("Komanda", 29, 2), ("Komanda", 27, 6)]


def test_who_dies_later_dies_of_the_same_event() -> None:
    text = "Shells hit Komanda on Friday and killed two people. A third man died on Sunday."
    assert [(place, day) for place, day, _ in events(text)] == [("Komanda", 27)]


def test_a_hospital_far_away_where_nobody_died_is_no_second_event() -> None:
    text = (
        "Shells wounded four people in Komanda on Sunday. "
        "Nobody was killed, a doctor at the hospital of Mambasa confirmed."
    )
    assert [place for place, _, _ in events(text)] == ["Komanda"]


def test_a_total_spans_the_days_of_its_places() -> None:
    text = "Raids killed ten people: four in Komanda on Saturday and six in Mambasa on Sunday."
    (total,) = [incident for incident in told(text) if incident.scope is Scope.TOTAL]
    assert total.date is not None
    assert (total.date.start.day, total.date.last.day) == (28, 29)
    assert len(total.parts) == 2


def test_a_headline_and_its_story_are_one_event() -> None:
    text = (
        "Barrel bombs on Daraa kill 20: monitor. Helicopters dropped barrels of TNT on two "
        "quarters of Daraa, in southern Syria, on Sunday, leaving 20 people dead."
    )
    assert [best for _, _, best in events(text)] == [20]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Six people died in Komanda on Friday and nine on Saturday.", [(27, 6), (28, 9)]),
        (
            "Shells killed two people in Komanda on Sunday. Six people had died on Friday "
            "and nine on Saturday.",
            [(29, 2), (27, 6), (28, 9)],
        ),
        ("In Komanda four were killed on Friday and two more died on Saturday.", [(27, 6)]),
    ],
)
def test_days_with_their_own_dead_are_events_of_one_place(
    text: str, days: list[tuple[int, int]]
) -> None:
    assert events(text) == [("Komanda", day, dead) for day, dead in days]


def test_the_town_and_killed_points_back_to_no_killing() -> None:
    text = (
        "Jets hit Komanda on Sunday morning, killing 16 people. In the evening a raid struck "
        "a clinic on the edge of the town and killed three nurses."
    )
    assert events(text) == [("Komanda", 29, 16), ("Komanda", 29, 3)]


def test_clauses_that_each_count_somebody_somewhere_are_two_events() -> None:
    text = (
        "Fifty people died at Gao on Saturday, and on Sunday a roadside bomb outside Kidal "
        "killed two drivers."
    )
    assert events(text) == [("Gao", 28, 50), ("Kidal", 29, 2)]


def test_a_sum_that_closes_the_sentence_is_of_all_its_places() -> None:
    text = "Attackers killed 12 people in Komanda and eight in Mambasa on Sunday, 20 in all."
    assert events(text) == [("Komanda", 29, 12), ("Mambasa", 29, 8)]
    (total,) = [incident for incident in told(text) if incident.scope is Scope.TOTAL]
    assert total.killed.best == 20


@pytest.mark.parametrize(
    "text",
    [
        "Raiders killed 46 people on Sunday: 30 in Komanda, 12 in Mambasa and four more along the "
        "roads.",
        "On Sunday 46 people were killed, 30 in Komanda, 12 in Mambasa and four more along the "
        "roads.",
    ],
)
def test_the_rest_of_a_sum_that_has_no_place_is_no_event_of_the_last_place(text: str) -> None:
    assert events(text) == [("Komanda", 29, 30), ("Mambasa", 29, 12)]
    (total,) = [incident for incident in told(text) if incident.scope is Scope.TOTAL]
    assert (total.killed.best, len(total.parts)) == (46, 2)


def test_the_rest_of_a_sum_that_has_a_place_is_an_event_there() -> None:
    text = (
        "Raiders killed 46 people on Sunday: 30 in Komanda, 12 in Mambasa and four more in Bunia."
    )
    assert events(text) == [("Komanda", 29, 30), ("Mambasa", 29, 12), ("Bunia", 29, 4)]
