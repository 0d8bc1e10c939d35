"""Dates as publishers print them: "Sept. 30, 2015, 4:12 pm GMT+3" → a day and a moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["WEEKDAY", "PrintedDate", "find_printed_dates"]

# A report outside of these years is a misprint, not news (telegraphed dispatches begin
# in the 19th century).
_FIRST_YEAR, _LAST_YEAR = 1800, 2100

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_GAP = r"[ \u00a0-]{1,3}"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"

_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<number>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        rf"(?<![\w.]){_DAY}(?: of)?{_GAP}{_MONTH},?{_GAP}{_YEAR}",
        rf"\b{_MONTH}{_GAP}{_DAY}(?:,[ \u00a0]{{0,3}}|{_GAP}){_YEAR}",
        rf"(?<![\d./-])(?P<first>\d{{1,2}})(?P<sep>[./-])(?P<second>\d{{1,2}})(?P=sep){_YEAR}",
    )
)

# Two digits are a year only where nothing else can stand: in a dateline, behind day and month.
# Dispatches that are written so are of the 20th century (FBIS, MUC-4).
_SHORT_YEAR = re.compile(
    rf"(?<![\w.]){_DAY}{_GAP}{_MONTH},?{_GAP}'?(?P<short>\d{{2}})(?!\d)", re.IGNORECASE
)
_CENTURY = 1900

# Only abbreviations that mean one offset to everybody; "IST", "AST", "CST" mean several.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120,
    "eet": 120, "eest": 180, "msk": 180, "edt": -240, "est": -300, "cdt": -300, "mdt": -360,
    "pdt": -420, "pst": -480,
}  # fmt: skip
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d{1,9})?)?"
    r"[ \u00a0]?(?P<half>[ap]\.?m\b\.?)?"
    rf"[ \u00a0]?\(?(?:(?P<zone>{'|'.join(_ZONES)})\b)?"
    r"(?P<offset>[+-]\d{1,2}(?::?\d{2})?(?!\d))?\)?"
)
_CLOCK_AFTER = re.compile(rf"(?:T|,?[ \u00a0]{{0,3}}(?:at |[-–—|@][ ])?){_CLOCK}", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(
    rf"(?<!\d){_CLOCK},?[ \u00a0]{{0,3}}(?:on )?(?:{WEEKDAY},?[ ]{{0,3}})?$", re.IGNORECASE
)
_WEEKDAY_BEFORE = re.compile(rf"\b{WEEKDAY},?[ \u00a0]{{0,3}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date in a line of text."""

    start: int
    end: int
    # the words of the day, half-open
    outer_start: int
    outer_end: int
    # with its weekday and time of day
    day: dt.date | None
    # None: impossible ("31 June"), ambiguous ("04/05/2015") or out of all bounds
    moment: dt.datetime | None
    # aware, where a time of day and its zone are printed too


def find_printed_dates(line: str, *, short_years: bool = False) -> Iterator[PrintedDate]:
    """Find the complete dates in a line: those with day, month and year.

    Parameters
    ----------
    line : str
        One line of text.
    short_years : bool, default False
        Whether "12 MAR 89" is a date too.

    Yields
    ------
    PrintedDate
        In the order of the line. An all-numeric date is read only where day and month
        cannot be mistaken for each other, or dots make it day first.

    Examples
    --------
    >>> [str(found.day) for found in find_printed_dates("Wed 30 Sept. 2015 and 31/12/2015")]
    ['2015-09-30', '2015-12-31']
    >>> next(find_printed_dates("Sept. 30, 2015, 4:12 pm GMT+3")).moment.isoformat()
    '2015-09-30T16:12:00+03:00'
    """
    position = 0
    shapes = (*_SHAPES, _SHORT_YEAR) if short_years else _SHAPES
    while position < len(line):
        matches = [m for shape in shapes if (m := shape.search(line, position))]
        if not matches:
            return
        match = min(matches, key=lambda m: (m.start(), -m.end()))
        yield _printed_date(line, match)
        position = match.end()


def _printed_date(line: str, match: re.Match[str]) -> PrintedDate:
    day = _day(match)
    before = line[max(0, match.start() - 40) : match.start()]
    clock = _CLOCK_AFTER.match(line, match.end())
    outer_end = clock.end() if clock else match.end()
    lead = None if clock else _CLOCK_BEFORE.search(before)
    clock = clock or lead
    lead = lead or _WEEKDAY_BEFORE.search(before)
    outer_start = match.start() - (len(before) - lead.start() if lead else 0)
    return PrintedDate(
        start=match.start(),
        end=match.end(),
        outer_start=outer_start,
        outer_end=outer_end,
        day=day,
        moment=_moment(day, clock) if day and clock else None,
    )


def _day(match: re.Match[str]) -> dt.date | None:
    groups = match.groupdict()
    short = groups.get("short")
    year = _CENTURY + int(short) if short else int(groups["year"])
    if "first" in groups:
        pair = _day_and_month(int(groups["first"]), int(groups["second"]), groups["sep"])
        if pair is None:
            return None
        day, month = pair
    else:
        day = int(groups["day"])
        word = groups.get("month")
        month = _MONTHS.index(word[:3].lower()) + 1 if word else int(groups["number"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _day_and_month(first: int, second: int, separator: str) -> tuple[int, int] | None:
    # "30.09.2015" is day first wherever dots are written; with strokes, Americans put the
    # month first, so a date that could be either is no date.
    if separator == "." or first > 12 or first == second:
        return first, second
    if second > 12:
        return second, first
    return None


def _moment(day: dt.date, clock: re.Match[str]) -> dt.datetime | None:
    minutes = _zone_minutes(clock["zone"], clock["offset"])
    if minutes is None:
        return None
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        time = dt.time(hour, int(clock["minute"]), int(clock["second"] or 0))
    except ValueError:
        return None
    zone = dt.timezone(dt.timedelta(minutes=minutes))
    return dt.datetime.combine(day, time, tzinfo=zone)


def _zone_minutes(zone: str | None, offset: str | None) -> int | None:
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (
            (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        )
        total = hours * 60 + minutes
        if total > 14 * 60:
            return None
        return -total if offset[0] == "-" else total
    return _ZONES[zone.lower()] if zone else None
