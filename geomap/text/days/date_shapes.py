"""The shapes that dates are written in, each with the rule that works it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from geomap.text.days import date_rules as work
from geomap.text.days import days_counted as counted
from geomap.text.days.date_rules import Rule
from geomap.text.days.date_stretches import CALENDAR, RELATIVE, WEEK
from geomap.text.words.lexicon import Lexicon, load_lexicon

__all__ = ["rules"]

_YEAR = r"(?:19|20)\d\d"


def _any(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest) + ")"


@lru_cache(maxsize=4)
def rules(language: str) -> tuple[tuple[re.Pattern[str], Rule, str | None], ...]:
    """Give the shapes of a language's dates, the fuller before the shorter.

    Parameters
    ----------
    language : str
        ISO 639-1 code of a lexicon.

    Returns
    -------
    tuple of (pattern, rule, kind)
        A rule gives None where the words are no date after all. The kind is that of the
        stretches where the pattern can match; None where that is anywhere.
    """
    lexicon = load_lexicon(language)
    shapes: tuple[tuple[str, Rule, str | None], ...] = (
        *((shape, work_out, None) for shape, work_out in _figure_shapes()),
        *((shape, work_out, CALENDAR) for shape, work_out in _calendar_shapes(lexicon)),
        *((shape, work_out, WEEK) for shape, work_out in _week_shapes(lexicon)),
        *((shape, work_out, RELATIVE) for shape, work_out in _relative_shapes(lexicon)),
        (_lone_year(lexicon), work.year, None),
        (_lone_day(lexicon), work.day_only, None),
    )
    return tuple((re.compile(shape, re.IGNORECASE), rule, kind) for shape, rule, kind in shapes)


def _figure_shapes() -> Iterator[tuple[str, Rule]]:
    """Give the shapes in figures alone: "2015-09-30", "14/06/2022"."""
    yield rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b", work.iso
    numeric = r"\b(?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})(?P=mark)"
    yield rf"{numeric}(?P<year>{_YEAR})\b", work.numeric
    # "12/7 – Kuito.", at the head of an entry
    yield (
        r"(?:(?<=\n)|(?<=\n[-*•] )|^)(?P<one>\d{1,2})[/.](?P<two>\d{1,2})\.?(?=\s*[–—:-]\s)",
        work.day_and_month,
    )


def _lone_year(lexicon: Lexicon) -> str:
    return rf"\b{_any(lexicon.dates.year_after)}\s+(?P<year>{_YEAR})\b(?!-)"


def _lone_day(lexicon: Lexicon) -> str:
    """Give the shape of "on the 14th", but not of "on the 14th floor"."""
    words = lexicon.dates
    day = rf"(?P<day>0?[1-9]|[12]\d|3[01])(?:{_any(words.endings)})"
    part = rf"(?:{_any(words.the)}\s+{_any(words.day_parts)}\s+{_any(words.of)}\s+)?"
    behind = rf"(?=\s*(?:[,.;:)!?]|$)|\s+{_any(words.behind_day)}\b)"
    return rf"\b{_any(words.on)}\s+{part}{_any(words.the)}\s+{day}\b{behind}"


def _calendar_shapes(lexicon: Lexicon) -> Iterator[tuple[str, Rule]]:
    """Give the shapes with a month: "30 April to 2 May", "early June"."""
    words = lexicon.dates
    four = _YEAR
    month = rf"(?P<month>{_any(lexicon.months)})\b\.?"
    month2 = rf"(?P<month2>{_any(lexicon.months)})\b\.?"
    number = rf"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:{_any(words.endings)})?"
    day, last = rf"(?P<day>{number})", rf"(?P<last>{number})"
    to = rf"(?:\s?[-–—]\s?|\s{_any(words.to)}\s)"
    of, the = rf"(?:\s+{_any(words.of)})?", rf"(?:{_any(words.the)}\s+)?"
    year = rf"(?:,?\s+(?P<year>{four})\b)?"
    year2 = rf"(?:,?\s+(?P<year2>{four})\b)?"
    # "15 JAN 90 (EFE) --": the two digits are a year only before the dash of a dateline
    short = r"(?:\s+(?P<short>\d\d)(?=\s*(?:\([^()\n]{1,40}\)\s*)?(?:--|[—–])))"
    part = rf"(?:\s+{_any(words.day_parts)})?"
    week = rf"(?P<weekday>{_any(lexicon.weekdays)}){part},?\s+"
    yield rf"\b{day}{of}\s+{month}{year}{to}{the}{last}{of}\s+{month2}{year2}", work.months
    yield rf"\b{month}\s+{day}{year}{to}{month2}\s+{last}\b{year2}", work.months
    # "27-Nov-2017"
    yield rf"\b(?:{week})?{day}(?P<last>)?[-/]{month}[-/](?P<year>{four})\b", work.day_month
    yield rf"\b(?:{week}{the})?{day}(?:{to}{last})?{of}\s+{month}(?:{short}|{year})", work.day_month
    yield rf"\b(?:{week})?{month}\s+{day}\b(?:{to}{last}\b)?{year}", work.day_month
    yield rf"\b(?P<feast>{_any(words.feasts)})\b{year}", work.feast
    some = rf"(?P<part>{_any(words.parts)})"
    yield rf"\b{some}[\s-]+{month}{year}(?!\s*\d)", work.part_of_month
    yield rf"\b{_any(words.month_after)}\s+{month}{year}(?!\s*\d)", work.month
    yield rf"\b{month}\s+(?P<year>{four})\b", work.month
    # "January's bombing", but not "May's government"
    sure = _any(set(lexicon.months) - set(lexicon.no_months))
    yield rf"\b(?P<month>{sure})(?P<year>)(?=['’]s\b)", work.month


def _week_shapes(lexicon: Lexicon) -> Iterator[tuple[str, Rule]]:
    """Give the shapes with a weekday: "from Friday to Sunday", "since Friday"."""
    words = lexicon.dates
    week = rf"(?P<weekday>{_any(lexicon.weekdays)})"
    week2 = rf"(?P<weekday2>{_any(lexicon.weekdays)})"
    to = rf"(?:\s?[-–—]\s?|\s{_any(words.to)}\s)"
    the = rf"(?:{_any(words.the)}\s+)?"
    part = rf"(?:\s+{_any(words.day_parts)})?"
    before = _any((*words.last, *words.to_come, *words.this, *words.since))
    some = rf"(?:{_any(words.parts)}\s+)?"
    of_week = rf"(?P<week>{_any(words.of_last_week)})"
    nth = rf"(?P<day>0?[1-9]|[12]\d|3[01])(?:{_any(words.endings)})"
    # "on Sunday the 9th"
    yield rf"\b{week},?\s+{_any(words.the)}\s+{nth}\b(?!\s+{_any(words.no_nth)})", work.day_only
    number = r"(?P<day>0?[1-9]|[12]\d|3[01])"
    # as in the cells "Mon 14" and "Sopore"
    yield rf"\b{week}\.?\s+{number}\b(?=\s*(?:\||[–—:-]|$|\n))", work.weekday_number
    # a weekday before the day and the month, in either order
    figures = r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})"
    yield rf"\b{week}\.?,?\s+{figures}\b(?![/.]\d)", work.weekday_figures
    # "Monday and Tuesday, 9 and 10 December" is a date in figures
    yield rf"\b{week}{part}{to}{the}{week2}\b(?!,?\s+{the}\d)", work.weekdays
    yield rf"\b{_any(words.overnight)}\s+{_any(words.into)}\s+{week}\b", work.night_into
    yield (
        rf"\b(?:(?P<before>{before})\s+)?{some}\b{week}\b(?!\s+{_any(words.no_weekday)})"
        rf"(?:\s+{of_week})?",
        work.weekday,
    )


def _relative_shapes(lexicon: Lexicon) -> Iterator[tuple[str, Rule]]:
    """Give the shapes that only count: "two days ago", "overnight", "for a second day"."""
    words = lexicon.dates
    count = rf"(?P<n>{_any(words.numbers)}|\d{{1,2}})"
    unit = rf"(?P<unit>{_any(words.units)})"
    the = rf"(?:{_any(words.the)}\s+)?"
    some = rf"(?:{_any(words.parts)}\s+)?"
    way = rf"(?P<way>{_any((*words.ago, *words.before, *words.after))})"
    nth = rf"(?P<nth>{_any(words.ordinals)})"
    running = _any(words.running)
    which = rf"(?P<which>{_any((*words.this, *words.last, *words.past))})"
    long = rf"(?P<unit>{_any((*words.units, *words.weekend))})"
    yield rf"\b(?P<word>{_any((*words.days_back, *words.overnight))})\b", counted.relative_day
    yield rf"\b{count}\s+{unit}s?\s+{way}\b", counted.ago
    yield rf"\b{the}(?P<word>{_any(words.steps)})\b", counted.next_day
    yield (
        rf"\b{nth}\s+(?:{running}\s+{_any(words.day)}|{_any(words.day)}\s+{running})\b",
        counted.nth_day,
    )
    yield rf"\b{_any(words.span)}\s+a\s+{nth}\s+{_any(words.day)}\b", counted.nth_day
    hours = rf"(?P<hours>24|36|48|72)\s+{_any(words.hours)}"
    yield rf"\b{_any((*words.last, *words.past))}\s+{hours}\b", counted.hours
    yield rf"\b{some}{which}\s+{long}\b", counted.period
    weekend = rf"(?P<which>{_any(words.the)})\s+(?P<unit>{_any(words.weekend)})"
    yield rf"\b{_any(words.at_weekend)}\s+{weekend}\b", counted.period
