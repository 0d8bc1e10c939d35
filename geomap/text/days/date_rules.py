"""How each shape of a date is worked out: its days, its anchor, and why.

A weekday is the last such day up to and including the publication day (UCDP GED codebook,
appendix 2: ranges count back from the reporting day). Nothing is ever dated after the
publication. Precision is UCDP's date_prec.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from geomap.stretches import DateRange
from geomap.text.words.lexicon import Lexicon

__all__ = [
    "Clock",
    "Found",
    "Rule",
    "day_month",
    "day_and_month",
    "day_only",
    "feast",
    "iso",
    "month",
    "months",
    "night_into",
    "numeric",
    "part_of_month",
    "weekday",
    "weekday_number",
    "weekdays",
    "year",
]

_SHORTEST_MONTH, _SEASON = 28, 100
# A day that every month has, and days between two dates of one stretch of reporting.
_MONTHS_OF_YEAR, _LATELY = 12, 60
# Days before the report within which "12/7" at the head of an entry is a day.
_MONTHS_BACK = 7
# Months in which a weekday of a number is looked for: each number has it once in a while.
_DAY = dt.timedelta(days=1)
_EARLIEST = 1900
_CENTURY = 100
_MONTHS_PART = 10
# Days that "early" and "mid" in a month are.
_YEAR_WORDS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What a date in the text can hang on."""

    published: dt.date | None
    previous: DateRange | None
    # the date before it
    happened: DateRange | None
    # the same, of those that are not only when somebody spoke: what comes later came after it
    lexicon: Lexicon


Found = tuple[DateRange, str, str]
# range, anchor, reason
Rule = Callable[[re.Match[str], Clock], Found | None]


def stretch(start: dt.date, end: dt.date, precision: int | None = None) -> DateRange:
    """Make a range; its precision follows from its length where none is given."""
    if precision is None:
        days = (end - start).days
        steps = ((1, 1), (6, 2), (7, 3), (31, 4))
        precision = next((level for longest, level in steps if days <= longest), 5)
    return DateRange(start=start, end=end, precision=precision)


def one_day(day: dt.date) -> DateRange:
    return stretch(day, day + _DAY, 1)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def iso(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "2022-06-14"."""
    day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
    return _absolute(one_day(day), clock, match[0]) if day else None


def numeric(match: re.Match[str], clock: Clock) -> Found | None:
    """Read 14/06/2022; where both orders are days, the one nearer before the report."""
    year, one, two = int(match["year"]), int(match["one"]), int(match["two"])
    days = [day for day in (_date(year, two, one), _date(year, one, two)) if day is not None]
    if clock.published is not None and len(days) > 1:
        published = clock.published
        past = [day for day in days if day <= published + _DAY]
        days = sorted(past, reverse=True) or days
    return _absolute(one_day(days[0]), clock, match[0]) if days else None


def day_only(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "on the 14th": in the month told of last, else the latest that the report knows."""
    day, told = _number(match["day"]), clock.previous
    last = clock.published or (told.start if told else None)
    if last is None:
        return None
    first = told.start if told is not None else last
    before = first.replace(day=1) - _DAY
    for month in (first, before):
        found = _date(month.year, month.month, day)
        if found is not None and (clock.published is None or found <= clock.published + _DAY):
            anchor = "published" if told is None else "previous"
            return one_day(found), anchor, f"'{match[0].strip()}', in {found:%B %Y}"
    return None


def day_and_month(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "12/7": the reading that lies nearer before the report, day first where both may be."""
    if clock.published is None:
        return None
    one, two = int(match["one"]), int(match["two"])
    best: dt.date | None = None
    for day, month in ((one, two), (two, one)):
        year = _year_for(month, day, clock) if 1 <= month <= _MONTHS_OF_YEAR else None
        found = None if year is None else _date(year, month, day)
        near = found is not None and (clock.published - found).days <= _LATELY
        if near and best is None:
            best = found
    if best is None:
        return None
    return one_day(best), "published", f"'{match[0].strip()}', day and month"


def weekday_number(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "Mon 14": the latest day of that number that was such a weekday."""
    day = _number(match["day"])
    last = clock.published or (clock.previous.start if clock.previous else None)
    week = clock.lexicon.weekdays.get(match["weekday"].lower().rstrip("."))
    first = None if last is None else last.replace(day=1)
    for _ in range(_MONTHS_BACK if week is not None else 0):
        found = None if first is None else _date(first.year, first.month, day)
        if found and last and found <= last + _DAY and found.weekday() == week:
            return one_day(found), "published", f"'{match[0].strip()}', in {found:%B %Y}"
        first = (first - _DAY).replace(day=1) if first else None
    return None


def weekday_figures(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "Monday 3/5": the day and month that were such a weekday, the day first if both."""
    week = clock.lexicon.weekdays.get(match["weekday"].lower().rstrip("."))
    one, two = int(match["one"]), int(match["two"])
    for day, month in ((one, two), (two, one)):
        year = _year_for(month, day, clock) if 1 <= month <= _MONTHS_OF_YEAR else None
        found = None if year is None else _date(year, month, day)
        if found is not None and found.weekday() == week:
            return one_day(found), "published", f"'{match[0].strip()}', day and month"
    return None


def _absolute(when: DateRange, clock: Clock, wording: str) -> Found | None:
    # A plan or a date mistaken by the writer: what happened cannot be after the report.
    if clock.published and when.start > clock.published + _DAY:
        return None
    if when.start.year < _EARLIEST:
        return None
    return when, "absolute", f"'{wording.strip()}', as written"


def _year_for(month: int, day: int, clock: Clock) -> int | None:
    """Give the year of a date without one: the latest that is not after the report.

    Of a report whose own day is not known, that of the date told before it, where that is near:
    "8 to 12 October 2024 … on 9 October".
    """
    if clock.published is None:
        told = clock.previous
        near = None if told is None else _date(told.start.year, month, min(day, _SHORTEST_MONTH))
        close = near is not None and told is not None and abs((near - told.start).days) <= _SEASON
        return told.start.year if close and told is not None else None
    year = clock.published.year
    candidate = _date(year, month, min(day, calendar.monthrange(year, month)[1]))
    return year if candidate and candidate <= clock.published + _DAY else year - 1


def _written(match: re.Match[str], when: DateRange, clock: Clock, *, year: bool) -> Found | None:
    found = _absolute(when, clock, match[0])
    if found is None or year:
        return found
    told = f"'{match[0].strip()}', in the year of publication {when.start.year}"
    return found[0], "published", told


def feast(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "on New Year's Eve", "Christmas Day 2016"."""
    month, day = map(int, clock.lexicon.dates.feasts[match["feast"].lower()].split("-"))
    year = int(match["year"]) if match["year"] else _year_for(month, day, clock)
    found = None if year is None else _date(year, month, day)
    if found is None:
        return None
    return _written(match, one_day(found), clock, year=bool(match["year"]))


def day_month(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "14 June 2022", "June 14-16", "Tuesday, 14 June"."""
    month = clock.lexicon.months[match["month"].lower()]
    first = _number(match["day"])
    if match["month"].lower() in clock.lexicon.no_months and match["month"].islower():
        return None
    groups = match.groupdict()
    short = groups.get("short")
    written = int(match["year"]) if match["year"] else _full_year(short, clock) if short else None
    year = written or _year_for(month, first, clock)
    if year is None:
        return None
    start = _date(year, month, first)
    if start is None:
        return None
    when = one_day(start)
    if match["last"]:
        last = _date(year, month, _number(match["last"]))
        if last and last > start:
            when = stretch(start, last + _DAY)
    return _written(match, when, clock, year=written is not None)


def _full_year(short: str, clock: Clock) -> int:
    """Give the year of "15 JAN 90": the latest that is not after the report."""
    latest = clock.published.year if clock.published else dt.date.max.year
    century = latest - latest % _CENTURY if clock.published else 1900
    year = century + int(short)
    return year if year <= latest else year - _CENTURY


def months(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "30 April to 2 May"."""
    one, other = (clock.lexicon.months[match[name].lower()] for name in ("month", "month2"))
    last_written = int(match["year2"]) if match["year2"] else None
    first_written = int(match["year"]) if match["year"] else None
    end_year = last_written or first_written
    if end_year is None:
        end_year = _year_for(other, _number(match["last"]), clock)
    if end_year is None:
        return None
    start = _date(first_written or end_year - (one > other), one, _number(match["day"]))
    # With the first year alone, "30 December 2014 to 2 January" ends in the next.
    over = one > other and not last_written and first_written is not None
    last = _date(end_year + over, other, _number(match["last"]))
    if start is None or last is None or not start < last:
        return None
    if (last - start).days > _YEAR_WORDS:
        return None
    return _written(
        match, stretch(start, last + _DAY), clock, year=bool(match["year"] or match["year2"])
    )


def month(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "in June": the whole month, in the latest year that it can be."""
    if not match["month"][0].isupper():
        return None
    month = clock.lexicon.months[match["month"].lower()]
    year = int(match["year"]) if match["year"] else _year_for(month, 1, clock)
    if year is None:
        return None
    start = dt.date(year, month, 1)
    end = start + dt.timedelta(days=calendar.monthrange(year, month)[1])
    return _absolute(stretch(start, end, 4), clock, match[0])


def part_of_month(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "early June" as its first ten days, "mid-June" as the next, "late June" as the rest."""
    whole = month(match, clock)
    if whole is None:
        return None
    when, anchor, reason = whole
    step = clock.lexicon.dates.parts[match["part"].lower()]
    start = when.start + step * _MONTHS_PART * _DAY
    end = when.end if step > 1 else start + _MONTHS_PART * _DAY
    found = _absolute(stretch(start, end, 4), clock, match[0])
    return found and (found[0], anchor, reason)


def year(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "since 2011" as that year."""
    year = int(match["year"])
    return _absolute(stretch(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), 5), clock, match[0])


def _last_weekday(word: str, clock: Clock, published: dt.date) -> dt.date:
    back = (published.weekday() - clock.lexicon.weekdays[word.lower()]) % 7
    return published - back * _DAY


def weekday(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "Wednesday", "last Friday", "since Friday"."""
    word = match["weekday"]
    # "sun", "sat" and "mon" in small letters are words
    if clock.published is None or not word[0].isupper():
        return None
    words = clock.lexicon.dates
    before = " ".join((match["before"] or "").lower().split())
    if before in words.to_come:
        return None
    day = _last_weekday(word, clock, clock.published)
    if before in words.last and day == clock.published:
        day -= 7 * _DAY
    if match["week"] and (clock.published - day).days <= clock.published.weekday():
        # "Friday of last week" is not this week's
        day -= 7 * _DAY
    reason = f"'{match[0].strip()}', counted back from the publication day {clock.published}"
    # "since Wednesday's bombing" has that day
    owned = match.string[match.end() : match.end() + 2] in ("'s", "’s")
    if before in words.since and day < clock.published and not owned:
        return stretch(day, clock.published + _DAY), "published", reason
    return one_day(day), "published", reason


def weekdays(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "from Friday to Sunday"."""
    first, last = match["weekday"], match["weekday2"]
    if clock.published is None or not (first[0].isupper() and last[0].isupper()):
        return None
    end = _last_weekday(last, clock, clock.published)
    start = _last_weekday(first, clock, end)
    if start == end:
        return None
    reason = f"'{match[0].strip()}', counted back from the publication day {clock.published}"
    return stretch(start, end + _DAY), "published", reason


def night_into(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "overnight into Wednesday" as both days."""
    if clock.published is None or not match["weekday"][0].isupper():
        return None
    day = _last_weekday(match["weekday"], clock, clock.published)
    reason = f"'{match[0]}', counted back from the publication day {clock.published}"
    return stretch(day - _DAY, day + _DAY, 2), "published", reason
