"""Days as tables write them; what could be two days is none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.written_days import day_reader

DAYS = st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2015-09-30", "2015-09-30"),
        ("2015-09-30 00:00:00.000", "2015-09-30"),
        ("2015-09-30T11:00:00+03:00", "2015-09-30"),
        ("30 September 2015", "2015-09-30"),
        ("30 Sep 2015", "2015-09-30"),
        ("September 30, 2015", "2015-09-30"),
        ("30-Sep-2015", "2015-09-30"),
        ("30-Sep-15", "2015-09-30"),
        ("30-September-97", "1997-09-30"),
        ("30.09.2015", "2015-09-30"),
        ("2015/09/30", "2015-09-30"),
        ("20150930", "2015-09-30"),
        ("30/09/2015", None),
        ("yesterday", None),
        ("31 February 2015", None),
        ("2015-13", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_the_orders_in_use(written: str, day: str | None) -> None:
    found = day_reader()(written)
    assert (found and found[0].isoformat()) == day
    assert found is None or found[0] == found[1]


@given(DAYS, DAYS)
def test_a_column_of_slashed_days_is_read_as_it_was_written_or_not_at_all(
    one: dt.date, other: dt.date
) -> None:
    for order in ("%d/%m/%Y", "%m/%d/%Y"):
        column = [day.strftime(order) for day in (one, other)]
        read = day_reader(column)
        for text, day in zip(column, (one, other), strict=True):
            found = read(text)
            assert found in (None, (day, day)) or one.day <= 12 >= other.day
        if one.day > 12:
            assert read(column[0]) == (one, one)


def test_a_year_and_a_month_are_all_of_their_days() -> None:
    read = day_reader()
    assert [str(day) for day in read("2016") or ()] == ["2016-01-01", "2016-12-31"]
    assert [str(day) for day in read("2015-12") or ()] == ["2015-12-01", "2015-12-31"]
