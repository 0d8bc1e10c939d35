"""How the days are worked out that are counted from another: "two days later", "last week".

Nothing is ever dated after the publication. Precision is UCDP's date_prec.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from geomap.text.days.date_rules import Clock, Found, one_day, stretch

__all__ = ["ago", "hours", "next_day", "nth_day", "period", "relative_day"]

_DAY = dt.timedelta(days=1)
_OWN = re.compile(r"(?s).*[.!?\n]")
# What stands before the sentence.
_BEFORE = 8
# Words before "two days after" within which the day stands that it goes back from.
_NEAR = 80
# Characters in which they stand.
_CLAUSE = 120
# Characters in which the clause before "two days after" stands.


def relative_day(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "yesterday" and "overnight"."""
    if clock.published is None:
        return None
    word = " ".join(match["word"].lower().split())
    reason = f"'{match[0]}', counted from the publication day {clock.published}"
    if word in clock.lexicon.dates.overnight:
        start = clock.published - _DAY
        return stretch(start, clock.published + _DAY, 2), "published", reason
    day = clock.published - clock.lexicon.dates.days_back[word] * _DAY
    return one_day(day), "published", reason


def ago(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "two days ago" and, from the date before it, "two days later"."""
    words = clock.lexicon.dates
    way, unit = match["way"].lower(), match["unit"].lower()
    number = words.numbers.get(match["n"].lower()) or int(match["n"])
    back = way in words.after and _behind_day(match, clock)
    if way in words.ago:
        anchor, name = clock.published, "publication day"
    elif back:
        # "resumed today, two days after a car bomb": that day before this one
        anchor, name = clock.previous.start if clock.previous else None, "date before it"
    elif way in words.after and _in_quiet_days(match, clock):
        back, anchor, name = True, clock.published, "publication day"
    else:
        told = clock.happened if way in words.after else clock.previous
        anchor = told.start if told else clock.published
        name = "date before it"
    if anchor is None:
        return None
    days = number * words.units[unit]
    onward = way in words.after and not back
    day = anchor + days * _DAY if onward else anchor - days * _DAY
    if clock.published and day > clock.published:
        return None
    reason = f"'{match[0]}', counted from the {name} {anchor}"
    anchored = "published" if way in words.ago else "previous"
    size = words.units[unit]
    if size == 1:
        return one_day(day), anchored, reason
    margin = {7: 3, 30: 15, 365: 182}[size]
    precision = {7: 3, 30: 4, 365: 5}[size]
    return stretch(day - margin * _DAY, day + (margin + 1) * _DAY, precision), anchored, reason


def _behind_day(match: re.Match[str], clock: Clock) -> bool:
    """Tell whether a clause follows that goes back from a day: "shut today, two days after a"."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()].rstrip()
    lexicon = clock.lexicon
    behind = match.string[match.end() : match.end() + 1]
    if match["way"].lower() not in lexicon.dates.after_known or behind != " ":
        return False
    words = _OWN.sub("", before).lower().replace(",", " ").split()
    days = {*lexicon.weekdays, *lexicon.dates.days_back}
    return before.endswith(",") and any(word in days for word in words[-_BEFORE:])


def _in_quiet_days(match: re.Match[str], clock: Clock) -> bool:
    """Tell whether it goes back from today: "Calm has returned to Bourzanga, two days after"."""
    before = match.string[max(0, match.start() - _CLAUSE) : match.start()].rstrip()
    told = _OWN.sub("", before).lower().replace(",", " ").split()
    lexicon = clock.lexicon
    known = match["way"].lower() in lexicon.dates.after_known and before.endswith(",")
    dated = any(word in lexicon.weekdays or word in lexicon.months for word in told)
    return known and not dated and any(word in lexicon.dates.quiet_days for word in told)


def next_day(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "the next day" from the date before it."""
    step = clock.lexicon.dates.steps[" ".join(match["word"].lower().split())]
    told = clock.happened if step > 0 else clock.previous
    if told is None:
        return None
    day = told.start + step * _DAY
    if clock.published and day > clock.published:
        return None
    return one_day(day), "previous", f"'{match[0]}', from the date before it {told.start}"


def nth_day(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "for a second day": it has gone on since, up to the report."""
    if clock.published is None:
        return None
    number = clock.lexicon.dates.ordinals[match["nth"].lower()]
    start = clock.published - (number - 1) * _DAY
    reason = f"'{match[0]}', counted from the publication day {clock.published}"
    return stretch(start, clock.published + _DAY), "published", reason


def hours(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "in the past 24 hours"."""
    if clock.published is None:
        return None
    days = -(-int(match["hours"]) // 24)
    reason = f"'{match[0]}', counted from the publication day {clock.published}"
    return stretch(clock.published - days * _DAY, clock.published + _DAY), "published", reason


def period(match: re.Match[str], clock: Clock) -> Found | None:
    """Read "last week", "this month", "over the weekend"."""
    if clock.published is None:
        return None
    words, today, unit = clock.lexicon.dates, clock.published, match["unit"].lower()
    which = match["which"].lower()
    this = which in words.this
    reason = f"'{match[0]}', counted from the publication day {today}"
    if unit in words.weekend:
        saturday = today - ((today.weekday() - 5) % 7) * _DAY
        return stretch(saturday, saturday + 2 * _DAY, 2), "published", reason
    size = words.units[unit]
    if size == 1:
        return None
    if size == 7:
        # UCDP: the past week is the seven days up to and including the reporting day
        start = today - 6 * _DAY if this or which in words.past else today - 13 * _DAY
        return stretch(start, start + 7 * _DAY, 3), "published", reason
    if size == 30:
        first = today.replace(day=1)
        if not this:
            first = (first - _DAY).replace(day=1)
        end = first + dt.timedelta(days=calendar.monthrange(first.year, first.month)[1])
        return stretch(first, min(end, today + _DAY), 4), "published", reason
    year = today.year if this else today.year - 1
    end = min(dt.date(year + 1, 1, 1), today + _DAY)
    return stretch(dt.date(year, 1, 1), end, 5), "published", reason
