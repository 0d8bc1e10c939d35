"""The small words of dates: "ago", "overnight", "since", "weekend"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["DateWords"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """One language's words of dates, in lower case."""

    days_back: Mapping[str, int]
    # "yesterday": 1
    until: tuple[str, ...]
    # before the day on which a count ends
    quiet_days: tuple[str, ...]
    aftermath: tuple[str, ...]
    # what people do about a death: "flown home on Friday"
    beginning: tuple[str, ...]
    # what only an event does: "which began on Thursday"
    overnight: tuple[str, ...]
    steps: Mapping[str, int]
    # from the date before: "the next day"
    numbers: Mapping[str, int]
    # "two days ago"
    ordinals: Mapping[str, int]
    # "for a second day"
    units: Mapping[str, int]
    # their days
    ago: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    after_known: tuple[str, ...]
    # before a deed that is known: "halted on Thursday after the attack"
    this: tuple[str, ...]
    past: tuple[str, ...]
    last: tuple[str, ...]
    to_come: tuple[str, ...]
    # "next", "until": nothing has happened then
    since: tuple[str, ...]
    to: tuple[str, ...]
    # between the ends of a range
    into: tuple[str, ...]
    # "overnight into Wednesday"
    span: tuple[str, ...]
    # "for a second day"
    year_after: tuple[str, ...]
    # before a year that stands alone
    weekend: tuple[str, ...]
    at_weekend: tuple[str, ...]
    # before "the weekend"
    feasts: Mapping[str, str]
    # days of the year that have a name, as month and day: "Christmas Eve": "12-24"
    hours: tuple[str, ...]
    day: tuple[str, ...]
    running: tuple[str, ...]
    # "a second consecutive day", "for a third day running"
    parts: Mapping[str, int]
    # of a month: "early", "mid-", "late"
    month_after: tuple[str, ...]
    # before a month that stands alone
    recent: tuple[str, ...]
    # behind "since", of this week
    born: tuple[str, ...]
    # "a woman of 1975": born in that year
    day_parts: tuple[str, ...]
    # "Friday evening"
    of_last_week: tuple[str, ...]
    # behind a weekday: "Friday of last week"
    no_weekday: tuple[str, ...]
    # behind a weekday's name that names something else
    of: tuple[str, ...]
    the: tuple[str, ...]
    on: tuple[str, ...]
    no_nth: tuple[str, ...]
    # behind "the 9th", which is then no day
    behind_day: tuple[str, ...]
    # "on the 14th in Homs", but not "on the 14th floor"
    endings: tuple[str, ...]
    # of a day's number: "3rd"

    @classmethod
    def from_lists(cls, lists: Mapping[str, Any]) -> DateWords:
        """Build from the lexicon's lists and tables; each field has the one of its name."""
        read: dict[str, Any] = {
            name: dict(value) if isinstance(value, dict) else tuple(value)
            for name, value in lists.items()
        }
        return cls(**read)
