"""Days that are counted from another: from today, from what happened, behind today."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.text.days.dates import find_dates
from geomap.text.words.lexicon import load_lexicon
from tests.builders import make_report

WORDS = load_lexicon("en")
WEDNESDAY = dt.date(2015, 9, 30)


def days_of(text: str, published: dt.date | None = WEDNESDAY) -> list[str]:
    found = find_dates(make_report(text, published=published), WORDS)
    return [mention.when.start.isoformat() for mention in found]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # "today" stands right before it, and so what it follows was before today
        ("Buses ran again today, two days after a car bomb.", ["2015-09-30", "2015-09-28"]),
        ("Buses ran again on Tuesday, two days after a bomb.", ["2015-09-29", "2015-09-27"]),
        ("He called on Tuesday for talks, two days after a bomb.", ["2015-09-29", "2015-09-27"]),
        # the town is quiet today
        ("Calm has returned to Homs, two days after the attack.", ["2015-09-28"]),
        ("Gunmen killed six, two days after the attack.", []),
        # counted on, from the day of the deed
        ("A bomb hit Homs on 12 September. Two days later another did.", None),
        ("A bomb hit Homs on 12 September. The next day another did.", None),
    ],
)
def test_days_are_counted_from_the_day_that_they_hang_on(text: str, days: list[str] | None) -> None:
    if days is None:
        [first, then] = days_of(text)
        assert first == "2015-09-12" < then <= "2015-09-14"
    else:
        assert days_of(text) == days


def test_what_came_later_came_after_the_deed_and_not_after_it_was_said() -> None:
    text = (
        "A bomb hit Homs on 12 September, police said on 14 September. "
        "Two days later a mosque was hit."
    )
    assert days_of(text)[-1] == "2015-09-14"


@pytest.mark.parametrize("text", ["It was hit yesterday.", "It was hit two days ago."])
def test_nothing_is_counted_from_a_day_that_nobody_knows(text: str) -> None:
    assert days_of(text, None) == []
