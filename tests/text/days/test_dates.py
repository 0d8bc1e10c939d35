"""Dates: worked out from the right anchor, with their precision, never after the report."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import DateMention
from geomap.text.days.dates import find_dates
from geomap.text.words.lexicon import Lexicon, load_lexicon
from tests.builders import make_report

WORDS = load_lexicon("en")
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEDNESDAY = dt.date(2015, 9, 30)
DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2030, 12, 31))


def dates_in(text: str, published: dt.date | None = WEDNESDAY) -> tuple[DateMention, ...]:
    return find_dates(make_report(text, published=published), WORDS)


def said(text: str, published: dt.date | None = WEDNESDAY) -> list[tuple[str, str, int]]:
    """First day, last day and precision of every date."""
    return [
        (m.when.start.isoformat(), m.when.last.isoformat(), m.when.precision)
        for m in dates_in(text, published)
    ]


@pytest.mark.parametrize("back", range(7))
@pytest.mark.parametrize("published", [WEDNESDAY + dt.timedelta(days=n) for n in range(7)], ids=str)
def test_a_weekday_is_the_last_one_up_to_the_day_of_publication(
    published: dt.date, back: int
) -> None:
    day = published - dt.timedelta(days=back)
    [mention] = dates_in(f"Shells fell on {WEEKDAYS[day.weekday()]}.", published)
    assert (mention.when.start, mention.when.last, mention.when.precision) == (day, day, 1)
    assert mention.anchor == "published"
    assert published.isoformat() in mention.reason


def one(start: str, last: str | None = None, precision: int = 1) -> list[tuple[str, str, int]]:
    return [(start, last or start, precision)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was hit last Friday.", one("2015-09-25")),
        ("It was hit last Wednesday.", one("2015-09-23")),
        ("It was hit this Monday.", one("2015-09-28")),
        ("It was hit early Tuesday.", one("2015-09-29")),
        ("It was hit on late Tuesday.", one("2015-09-29")),
        ("It was hit yesterday.", one("2015-09-29")),
        ("It was hit last night.", one("2015-09-29")),
        ("It was hit today.", one("2015-09-30")),
        ("It was hit this morning.", one("2015-09-30")),
        ("It was hit overnight.", one("2015-09-29", "2015-09-30", 2)),
        ("It was hit on the 14th.", one("2015-09-14")),
        ("It was hit on the 31st, at noon.", one("2015-08-31")),
        ("On the night of the 14th gunmen hit it.", one("2015-09-14")),
        ("It was hit two days ago.", one("2015-09-28")),
        ("It was hit 3 days ago.", one("2015-09-27")),
        ("It was hit last week.", one("2015-09-17", "2015-09-23", 3)),
        ("In the past week it was hit.", one("2015-09-24", "2015-09-30", 3)),
        ("It was hit this month.", one("2015-09-01", "2015-09-30", 4)),
        ("It was hit last month.", one("2015-08-01", "2015-08-31", 4)),
        ("It was hit last year.", one("2014-01-01", "2014-12-31", 5)),
        ("It was hit last weekend.", one("2015-09-26", "2015-09-27", 2)),
        ("It was hit at the weekend.", one("2015-09-26", "2015-09-27", 2)),
        ("It was hit on New Year's Eve.", one("2014-12-31")),
        ("It was hit on May Day.", one("2015-05-01")),
    ],
)
def test_a_relative_date_hangs_on_the_publication_day(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert said(text) == expected
    assert dates_in(text)[0].anchor == "published"


def test_a_day_without_a_month_is_in_the_month_told_of_last() -> None:
    told = dates_in("It was hit on 3 June. On the 5th, it was hit again.", WEDNESDAY)
    assert [mention.when.start.isoformat() for mention in told] == ["2015-06-03", "2015-06-05"]
    assert told[1].anchor == "previous"


def test_a_floor_is_no_day() -> None:
    assert dates_in("It hit a flat on the 14th floor.", WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was hit on 30 September 2015.", one("2015-09-30")),
        ("It was hit on September 30, 2015.", one("2015-09-30")),
        ("It was hit on Sept. 30, 2015.", one("2015-09-30")),
        ("It was hit on 30 Sept 2015.", one("2015-09-30")),
        ("It was hit on Wednesday, 30 September 2015.", one("2015-09-30")),
        ("It was hit on the 3rd of March 2014.", one("2014-03-03")),
        ("It was hit on 2015-09-30.", one("2015-09-30")),
        ("It was hit on 10-12 March 2014.", one("2014-03-10", "2014-03-12", 2)),
        ("It was hit on 10–12 March 2014.", one("2014-03-10", "2014-03-12", 2)),
        ("It was hit on 10 to 12 March 2014.", one("2014-03-10", "2014-03-12", 2)),
        ("It was hit on 9 and 10 December 2014.", one("2014-12-09", "2014-12-10", 2)),
        ("It was hit from 1-7 March 2014.", one("2014-03-01", "2014-03-07", 3)),
        ("It was hit from 1-20 March 2014.", one("2014-03-01", "2014-03-20", 4)),
        ("It was hit on March 10-12, 2014.", one("2014-03-10", "2014-03-12", 2)),
        ("It was hit in March 2014.", one("2014-03-01", "2014-03-31", 4)),
        ("It was hit in February 2012.", one("2012-02-01", "2012-02-29", 4)),
        ("It has been hit since 2011.", one("2011-01-01", "2011-12-31", 5)),
        ("It was hit in May 2014.", one("2014-05-01", "2014-05-31", 4)),
        ("It was hit on Christmas Day 2012.", one("2012-12-25")),
    ],
)
def test_a_written_date_is_taken_as_written(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert said(text) == expected
    assert said(text, None) == expected
    assert dates_in(text)[0].anchor == "absolute"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was hit on 12 September.", one("2015-09-12")),
        ("It was hit on Sept. 30.", one("2015-09-30")),
        ("It was hit on 9 and 10 August.", one("2015-08-09", "2015-08-10", 2)),
        ("It was hit on 9 December.", one("2014-12-09")),
        ("It was hit on May 5.", one("2015-05-05")),
        ("It may, day by day, be hit.", []),
        ("It was hit in December.", one("2014-12-01", "2014-12-31", 4)),
        ("It was hit in August.", one("2015-08-01", "2015-08-31", 4)),
    ],
)
def test_a_date_without_a_year_is_the_latest_that_the_report_can_mean(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was hit from Friday to Sunday.", one("2015-09-25", "2015-09-27", 2)),
        ("Strikes on Monday and Tuesday hit it.", one("2015-09-28", "2015-09-29", 2)),
        ("It has been hit since Friday.", one("2015-09-25", "2015-09-30", 2)),
        ("It was hit overnight into Tuesday.", one("2015-09-28", "2015-09-29", 2)),
        ("It was hit on Friday evening.", one("2015-09-25")),
        ("It was hit for a second day.", one("2015-09-29", "2015-09-30", 2)),
        ("It was hit for the third consecutive day.", one("2015-09-28", "2015-09-30", 2)),
        ("It was hit a fourth day in a row.", one("2015-09-27", "2015-09-30", 2)),
        ("In the past 24 hours it was hit.", one("2015-09-29", "2015-09-30", 2)),
        ("It was hit the day before yesterday.", one("2015-09-28")),
        ("It was hit from 30 August to 2 September.", one("2015-08-30", "2015-09-02", 2)),
        ("It was hit on August 30 - September 2.", one("2015-08-30", "2015-09-02", 2)),
        ("It was hit from 30 December to 2 January.", one("2014-12-30", "2015-01-02", 2)),
        ("It was hit in early September.", one("2015-09-01", "2015-09-10", 4)),
        ("It was hit in mid-August.", one("2015-08-11", "2015-08-20", 4)),
        ("It was hit in late August.", one("2015-08-21", "2015-08-31", 4)),
        ("14/09/2015: it was hit.", one("2015-09-14")),
        ("09/14/2015: it was hit.", one("2015-09-14")),
        ("03.09.2015: it was hit.", one("2015-09-03")),
        ("12/09/2015: it was hit.", one("2015-09-12")),
        ("BEIRUT, 15 JAN 90 -- It was hit.", one("1990-01-15")),
    ],
)
def test_ranges_parts_and_figures_are_dates(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "On the second day of the trial he spoke.",
        "The ratio was 14/06.",
        "Version 3.09.2015.1 was sold.",
        "They marched and may fight.",
    ],
)
def test_what_only_looks_like_a_range_is_none(text: str) -> None:
    assert len(said(text)) <= int("3.09" in text)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("On 12 September it was hit. A day earlier a mosque was.", "2015-09-11"),
        ("On 12 September it was hit. Two days later a mosque was.", "2015-09-14"),
        ("On 12 September it was hit. The next day a mosque was.", "2015-09-13"),
        ("On 12 September it was hit. The previous day a mosque was.", "2015-09-11"),
        ("On 12 September it was hit. On the same day a mosque was.", "2015-09-12"),
        ("On Monday it was hit, and a day before a mosque was.", "2015-09-27"),
    ],
)
def test_a_day_earlier_hangs_on_the_date_before_it(text: str, second: str) -> None:
    mention = dates_in(text)[1]
    assert mention.when.start.isoformat() == second
    assert mention.anchor == "previous"


@pytest.mark.parametrize(
    "text",
    [
        "It was hit on Wednesday.",
        "It was hit yesterday.",
        "It was hit overnight.",
        "It was hit last week.",
        "It was hit two days ago.",
        "It was hit on 12 September.",
        "It was hit in September.",
    ],
)
def test_without_a_publication_day_a_relative_date_is_left_out(text: str) -> None:
    assert said(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "They may 5 times have fired.",
        "The rebels may advance in march order.",
        "It was hit by may flies.",
        "They sat in the sun and ran a mon.",
        "Some 30 people died at 10.30.",
        "He paid 2015 dollars.",
        "The brigade has 2014 men.",
        "It happened on 2015-13-40.",
    ],
)
def test_words_and_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert said(text) == []


def test_an_impossible_day_is_never_bent_into_another_one() -> None:
    assert said("It happened on 31 February 2015.") == one("2015-02-01", "2015-02-28", 4)


@pytest.mark.parametrize(
    "text",
    [
        "A vote is planned for 12 December 2015.",
        "Talks resume next Friday.",
        "The truce lasts until Friday.",
        "It ends in November 2015.",
    ],
)
def test_what_is_to_come_is_no_date_of_an_event(text: str) -> None:
    assert said(text) == []


def test_the_day_after_is_never_later_than_the_report() -> None:
    assert said("It was hit on Wednesday. The next day it was quiet.") == one("2015-09-30")


def test_a_span_covers_the_words_of_its_date() -> None:
    text = "On Monday, 28 September, and again on Tuesday the town was hit."
    spans = [mention.span.of(text) for mention in dates_in(text)]
    assert spans == ["Monday, 28 September", "Tuesday"]


PHRASES = st.sampled_from(
    [
        *(f"on {day}" for day in WEEKDAYS),
        "yesterday",
        "last Friday",
        "overnight",
        "two days ago",
        "a week earlier",
        "a month later",
        "the next day",
        "last month",
        "this week",
        "in March",
        "12 December",
        "9 and 10 May",
        "1-20 June 2020",
        "since 2011",
        "2031-01-01",
        "29 February",
        "in 2029",
        "three years ago",
        "this year",
        "last weekend",
    ]
)


@given(st.lists(PHRASES, max_size=8), DAYS)
def test_no_date_is_later_than_the_day_after_the_report(
    phrases: list[str], published: dt.date
) -> None:
    text = ". It was hit ".join(["", *phrases])
    for mention in dates_in(text, published):
        assert mention.when.start <= published + dt.timedelta(days=1)


@given(st.lists(PHRASES, max_size=8), st.one_of(st.none(), DAYS))
def test_dates_stand_in_order_without_overlap_and_are_the_same_every_time(
    phrases: list[str], published: dt.date | None
) -> None:
    text = ". It was hit ".join(["", *phrases])
    found = dates_in(text, published)
    assert found == dates_in(text, published)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for mention in found:
        assert mention.span.of(text).strip()
        assert mention.reason


@given(st.text(max_size=80), st.one_of(st.none(), DAYS))
def test_no_text_breaks_the_search_for_dates(text: str, published: dt.date | None) -> None:
    for mention in dates_in(text, published):
        assert 0 <= mention.span.start < mention.span.end <= len(text)


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2030, 12, 31)))
def test_a_full_date_is_read_back_in_every_writing(day: dt.date) -> None:
    month = day.strftime("%B")
    for written in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day:%A}, {day.day} {month} {day.year}",
        day.isoformat(),
    ):
        [mention] = dates_in(f"It was hit on {written}.", day)
        assert (mention.when.start, mention.when.last) == (day, day)


def test_the_words_of_a_language_name_every_month_and_weekday(lexicon: Lexicon) -> None:
    assert set(lexicon.months.values()) == set(range(1, 13))
    assert set(lexicon.weekdays.values()) == set(range(7))


def test_today_is_the_day_of_the_dateline_where_it_has_one() -> None:
    text = "BOGOTA, 27 Sep 2015 (EFE) -- A bomb went off today; another was found yesterday."
    assert [day for day, *_ in said(text)] == ["2015-09-27", "2015-09-27", "2015-09-26"]
    assert [day for day, *_ in said("On 27 September a bomb went off. Two died today.")] == [
        "2015-09-27",
        "2015-09-30",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was hit on Monday the 28th.", one("2015-09-28")),
        ("It was hit on Sunday the 27th by jets.", one("2015-09-27")),
        ("| Mon 28 | Homs |", one("2015-09-28")),
        ("| Tue 1 | Homs |", one("2015-09-01")),
        ("12/9 \u2013 Homs. Two died.", one("2015-09-12")),
        ("28/9: two died.", one("2015-09-28")),
        ("It was the fourth Monday the 28th session met.", one("2015-09-28")),
    ],
)
def test_a_day_by_its_number_is_the_latest_that_fits(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize("text", ["40/9 \u2013 Homs.", "They won 12/7 there."])
def test_a_number_that_fits_no_day_is_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Monday 28/9: shells fell on Homs.", WEDNESDAY, "2015-09-28"),
        ("Monday, 9/28: shells fell on Homs.", WEDNESDAY, "2015-09-28"),
        ("Monday 3/5: shells fell on Homs.", dt.date(2018, 3, 8), "2018-03-05"),
        ("Monday 3/5: shells fell on Homs.", dt.date(2018, 6, 8), "2018-03-05"),
        ("Tuesday 3/5: shells fell on Homs.", dt.date(2016, 5, 20), "2016-05-03"),
        ("Mon 3/8: shells fell on Homs.", dt.date(2015, 8, 20), "2015-08-03"),
    ],
)
def test_a_day_and_month_behind_a_weekday_are_in_the_order_that_fits_it(
    text: str, published: dt.date, day: str
) -> None:
    [mention] = dates_in(text, published)
    assert (mention.when.start.isoformat(), mention.when.precision) == (day, 1)
    assert "day and month" in mention.reason


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tuesday 9/28: shells fell on Homs.", "2015-09-29"),
        ("Monday 3/5: shells fell on Homs.", "2015-09-28"),
        ("Monday 13/14: shells fell on Homs.", "2015-09-28"),
    ],
)
def test_of_figures_that_fit_no_such_weekday_only_the_weekday_counts(text: str, day: str) -> None:
    [mention] = dates_in(text)
    assert mention.when.start.isoformat() == day
    assert "day and month" not in mention.reason


@pytest.mark.parametrize(
    ("heading", "published", "today"),
    [
        ("Daily summary, 6 November 2016", 7, "2016-11-06"),
        ("Evening report (6 November 2016)", 9, "2016-11-06"),
        ("Daily summary, 6 November 2016", 13, "2016-11-13"),
        ("A hard winter, 6 November 2016", 7, "2016-11-07"),
        ("Summary of the talks of 6 November 2016 in Geneva", 7, "2016-11-07"),
    ],
)
def test_today_is_the_day_of_a_document_that_has_just_come_out(
    heading: str, published: int, today: str
) -> None:
    text = f"{heading}\n\nShells fell on Homs today."
    days = [day for day, *_ in said(text, dt.date(2016, 11, published))]
    assert days == ["2016-11-06", today]
