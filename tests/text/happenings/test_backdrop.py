"""History beside the news in one sentence, and where armed people came to before a count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.vocabulary import EventPlace, Scope, ToponymRole

Read = Callable[[str], Reading]


def news(reading: Reading) -> list[int | None]:
    return [claim.count.best for claim in reading.claims if claim.scope is Scope.EVENT]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Violence has displaced a million people since 2011, and on Monday insurgents "
            "killed three fishermen.",
            [3],
        ),
        ("A bomb killed six people in Homs on Monday, and in 2012 a similar one killed 20.", [6]),
        ("In 2012, a bomb hit the market of Homs, and 20 people were killed.", []),
        ("37 people have died, the monitor says, since January 2012.", []),
        (
            "Survivors of the massacre at Hama, in which 60 died, said that they had warned the "
            "government.",
            [],
        ),
        (
            "A doctor was shot dead in Homs; with this, the number of people killed there since "
            "June 2012 reaches 611.",
            [1],
        ),
        ("The army said that it had killed over 300 fighters in a month.", []),
        ("More than 50,000 people have died in the 13-year ethnic war.", []),
    ],
)
def test_each_clause_has_its_own_past(read: Read, text: str, told: list[int]) -> None:
    assert news(read(text)) == told


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Jets bombed Homs, despite the truce that came into force on Sunday.", []),
        ("Chiefs met on Tuesday after the raid of 17 September, in which 14 died.", [17]),
        ("The attack, which took place on Sunday, killed nine.", [27]),
    ],
)
def test_days_of_what_is_only_described_are_no_event_s(
    read: Read, text: str, days: list[int]
) -> None:
    reading = read(text)
    assert [m.when.start.day for m in reading.dates if m.role == "event"] == days


def test_armed_people_come_to_where_the_next_sentence_counts(reading_of: Read) -> None:
    told = reading_of("Fighters entered an outpost in Homs on Sunday. Eight guards died.")
    [place] = told.toponyms
    assert (place.role, place.told) == (ToponymRole.EVENT, EventPlace.APPROACH)
    calm = reading_of("The minister spoke in Homs on Sunday. Eight guards died.")
    assert [place.role for place in calm.toponyms] != [ToponymRole.EVENT]


@pytest.mark.parametrize(
    "text",
    [
        "A claim that eleven fighters fell north of Hama could not be verified and is left out.",
        "What the radio says about 60 killed near Homs should be treated with caution.",
        "Talk of 30 more bodies in a mass grave at Homs has not been confirmed by anyone.",
        "We found nothing to bear out messages that the army is supposed to have killed 60 men.",
        "Reports of nine men drowned near Homs remain unconfirmed and are excluded.",
        "We cannot vouch for the 45 dead which the radio ascribes to the army in Homs.",
    ],
)
def test_what_a_report_leaves_out_is_no_figure_of_it(reading_of: Read, text: str) -> None:
    assert news(reading_of(text)) == []


def test_what_is_left_out_beside_the_news_leaves_the_news(reading_of: Read) -> None:
    text = (
        "Four people were killed in a strike on Homs, and a claim that a fifth died later is "
        "left out here."
    )
    assert news(reading_of(text)) == [4]
