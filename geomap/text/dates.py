"""Dates in a report, worked out from the right anchor: DateMention with range and precision.

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
from functools import lru_cache

from geomap.model import DateMention, DateRange, Report, Span
from geomap.text.lexicon import Lexicon

__all__ = ["find_dates"]

_DAY = dt.timedelta(days=1)
_EARLIEST = 1900
_SMALL = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """What a date in the text can hang on."""

    published: dt.date | None
    previous: DateRange | None
    lexicon: Lexicon


_Found = tuple[DateRange, str, str]
# range, anchor, reason


def find_dates(report: Report, lexicon: Lexicon) -> tuple[DateMention, ...]:
    """Find the dates of a report.

    Parameters
    ----------
    report : Report
        Its ``published`` day anchors weekdays and dates without a year.
    lexicon : Lexicon
        The language's months and weekdays.

    Returns
    -------
    tuple of DateMention
        In order of the text, none overlapping. What cannot be worked out (a weekday
        without a publication day) is left out.

    Examples
    --------
    >>> from geomap.text.lexicon import load_lexicon
    >>> report = Report(id="r1", sha256="", text="It hit on Wednesday.",
    ...                 published=dt.date(2015, 9, 30))
    >>> find_dates(report, load_lexicon())[0].when.start.isoformat()
    '2015-09-30'
    """
    rules = _rules(lexicon.language)
    matches: list[tuple[int, int, re.Match[str], Callable[[re.Match[str], _Clock], _Found | None]]]
    matches = []
    for pattern, work_out in rules:
        for match in pattern.finditer(report.text):
            matches.append((match.start(), -match.end(), match, work_out))
    matches.sort(key=lambda entry: (entry[0], entry[1]))
    found: list[DateMention] = []
    previous: DateRange | None = None
    end = 0
    for start, _, match, work_out in matches:
        if start < end:
            continue
        clock = _Clock(published=report.published, previous=previous, lexicon=lexicon)
        result = work_out(match, clock)
        if result is None:
            continue
        when, anchor, reason = result
        end = match.end()
        span = Span(report_id=report.id, start=start, end=end)
        found.append(DateMention(span=span, when=when, anchor=anchor, reason=reason))
        if when.precision <= 2:
            previous = when
    return tuple(found)


@lru_cache(maxsize=4)
def _rules(
    language: str,
) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Clock], _Found | None]], ...]:
    from geomap.text.lexicon import load_lexicon

    lexicon = load_lexicon(language)
    month = "(?P<month>" + "|".join(sorted(lexicon.months, key=len, reverse=True)) + r")\b\.?"
    week = "(?P<weekday>" + "|".join(sorted(lexicon.weekdays, key=len, reverse=True)) + ")"
    day = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    last = r"(?:\s?(?:[-–—]|to|and)\s?(?P<last>0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?)?"
    year = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    ago = r"(?P<n>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
    shapes: tuple[tuple[str, Callable[[re.Match[str], _Clock], _Found | None]], ...] = (
        (r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso),
        (rf"\b(?:{week},?\s+(?:the\s+)?)?{day}{last}(?:\s+of)?\s+{month}{year}", _day_month),
        (rf"\b(?:{week},?\s+)?{month}\s+{day}\b{last}{year}", _day_month),
        (
            rf"\b(?:in|since|of|during|late|early|mid-?|by|until)\s+{month}{year}(?!\s*\d)",
            _month,
        ),
        (rf"\b{month}\s+(?P<year>(?:19|20)\d\d)\b", _month),
        (
            r"\b(?:(?P<before>last|next|this|since|until)\s+)?(?:early\s+|late\s+)?"
            rf"\b{week}\b(?!\s+(?:prayers|market))",
            _weekday,
        ),
        (
            r"\b(?P<word>today|yesterday|tonight|overnight|last night|this morning"
            r"|this afternoon|this evening|earlier in the day|late last night)\b",
            _relative_day,
        ),
        (
            rf"\b{ago}\s+(?P<unit>day|week|month|year)s?\s+"
            r"(?P<way>ago|earlier|before|later|after)\b",
            _ago,
        ),
        (
            r"\b(?:the\s+)?(?P<word>previous day|day before|next day|following day|same day"
            r"|that day|day after)\b",
            _next_day,
        ),
        (
            r"\b(?:earlier\s+|late\s+)?(?P<which>this|last|past|previous)\s+"
            r"(?P<unit>week|month|year|weekend)\b",
            _period,
        ),
        (r"\b(?:in|since)\s+(?P<year>(?:19|20)\d\d)\b(?!-)", _year),
    )
    return tuple((re.compile(shape, re.IGNORECASE), work_out) for shape, work_out in shapes)


def _range(start: dt.date, end: dt.date, precision: int) -> DateRange:
    return DateRange(start=start, end=end, precision=precision)


def _single(day: dt.date) -> DateRange:
    return _range(day, day + _DAY, 1)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _iso(match: re.Match[str], clock: _Clock) -> _Found | None:
    day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
    return _absolute(_single(day), clock, match[0]) if day else None


def _absolute(when: DateRange, clock: _Clock, wording: str) -> _Found | None:
    # A plan or a date mistaken by the writer: what happened cannot be after the report.
    if clock.published and when.start > clock.published + _DAY:
        return None
    if when.start.year < _EARLIEST:
        return None
    return when, "absolute", f"'{wording.strip()}', as written"


def _year_for(month: int, day: int, clock: _Clock) -> int | None:
    """Give the year of a date without one: the latest that is not after the report."""
    if clock.published is None:
        return None
    year = clock.published.year
    candidate = _date(year, month, min(day, calendar.monthrange(year, month)[1]))
    return year if candidate and candidate <= clock.published + _DAY else year - 1


def _day_month(match: re.Match[str], clock: _Clock) -> _Found | None:
    month = clock.lexicon.months[match["month"].lower()]
    first = int(match["day"])
    if match["month"].lower() in ("may", "mar", "sun") and match["month"].islower():
        return None
    year = int(match["year"]) if match["year"] else _year_for(month, first, clock)
    if year is None:
        return None
    start = _date(year, month, first)
    if start is None:
        return None
    when = _single(start)
    if match["last"]:
        last = _date(year, month, int(match["last"]))
        if last and last > start:
            days = (last - start).days + 1
            when = _range(start, last + _DAY, 2 if days <= 6 else 3 if days == 7 else 4)
    found = _absolute(when, clock, match[0])
    if found is None or match["year"]:
        return found
    return found[0], "published", f"'{match[0].strip()}', in the year of publication {year}"


def _month(match: re.Match[str], clock: _Clock) -> _Found | None:
    if not match["month"][0].isupper():
        return None
    month = clock.lexicon.months[match["month"].lower()]
    year = int(match["year"]) if match["year"] else _year_for(month, 1, clock)
    if year is None:
        return None
    start = dt.date(year, month, 1)
    end = start + dt.timedelta(days=calendar.monthrange(year, month)[1])
    return _absolute(_range(start, end, 4), clock, match[0])


def _year(match: re.Match[str], clock: _Clock) -> _Found | None:
    year = int(match["year"])
    return _absolute(_range(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), 5), clock, match[0])


def _weekday(match: re.Match[str], clock: _Clock) -> _Found | None:
    word = match["weekday"]
    # "sun", "sat" and "mon" in small letters are words
    if clock.published is None or not word[0].isupper():
        return None
    before = (match["before"] or "").lower()
    if before in ("next", "until"):
        return None
    back = (clock.published.weekday() - clock.lexicon.weekdays[word.lower()]) % 7
    if before == "last" and back == 0:
        back = 7
    day = clock.published - back * _DAY
    reason = f"'{match[0].strip()}', counted back from the publication day {clock.published}"
    return _single(day), "published", reason


def _relative_day(match: re.Match[str], clock: _Clock) -> _Found | None:
    if clock.published is None:
        return None
    word = match["word"].lower()
    back = 1 if word in ("yesterday", "last night", "late last night") else 0
    day = clock.published - back * _DAY
    reason = f"'{match[0]}', counted from the publication day {clock.published}"
    if word == "overnight":
        return _range(day - _DAY, day + _DAY, 2), "published", reason
    return _single(day), "published", reason


def _ago(match: re.Match[str], clock: _Clock) -> _Found | None:
    way = match["way"].lower()
    number = _SMALL.get(match["n"].lower()) or int(match["n"])
    unit = match["unit"].lower()
    if way == "ago":
        anchor, name = clock.published, "publication day"
    else:
        anchor = clock.previous.start if clock.previous else clock.published
        name = "date before it"
    if anchor is None:
        return None
    days = number * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    day = anchor + days * _DAY if way in ("later", "after") else anchor - days * _DAY
    if clock.published and day > clock.published:
        return None
    reason = f"'{match[0]}', counted from the {name} {anchor}"
    anchored = "published" if way == "ago" else "previous"
    if unit == "day":
        return _single(day), anchored, reason
    margin = {"week": 3, "month": 15, "year": 182}[unit]
    precision = {"week": 3, "month": 4, "year": 5}[unit]
    return _range(day - margin * _DAY, day + (margin + 1) * _DAY, precision), anchored, reason


def _next_day(match: re.Match[str], clock: _Clock) -> _Found | None:
    if clock.previous is None:
        return None
    word = match["word"].lower()
    step = {"same day": 0, "that day": 0, "previous day": -1, "day before": -1}.get(word, 1)
    day = clock.previous.start + step * _DAY
    if clock.published and day > clock.published:
        return None
    return _single(day), "previous", f"'{match[0]}', from the date before it {clock.previous.start}"


def _period(match: re.Match[str], clock: _Clock) -> _Found | None:
    if clock.published is None:
        return None
    today, unit, this = clock.published, match["unit"].lower(), match["which"].lower() == "this"
    reason = f"'{match[0]}', counted from the publication day {today}"
    if unit == "weekend":
        saturday = today - ((today.weekday() - 5) % 7) * _DAY
        return _range(saturday, saturday + 2 * _DAY, 2), "published", reason
    if unit == "week":
        # UCDP: the past week is the seven days up to and including the reporting day
        start = today - 6 * _DAY if this or match["which"].lower() == "past" else today - 13 * _DAY
        return _range(start, start + 7 * _DAY, 3), "published", reason
    if unit == "month":
        first = today.replace(day=1)
        if not this:
            first = (first - _DAY).replace(day=1)
        end = first + dt.timedelta(days=calendar.monthrange(first.year, first.month)[1])
        return _range(first, min(end, today + _DAY), 4), "published", reason
    year = today.year if this else today.year - 1
    return (
        _range(dt.date(year, 1, 1), min(dt.date(year + 1, 1, 1), today + _DAY), 5),
        "published",
        reason,
    )
