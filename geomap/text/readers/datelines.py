"""The dateline of an agency: "SAN SALVADOR, 12 Jan (EFE) --"."""

from __future__ import annotations

import re

from geomap.text.parsing.datelines import NAME
from geomap.text.readers.printed_dates import WEEKDAY, PrintedDate, find_printed_dates

__all__ = ["DATELINE", "opening_day", "quiet_dateline"]

DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ .'’/-]{2,40}(?:,[ ][^\W\d_][^\d(—–,]{1,30})?)"
    r"(?P<when>,?[ ](?=[A-Z\d])[^(—–]{3,40}?)?"
    r"(?:[ ]?\((?P<agency>[^)]{2,40})\))?"
    r"[ ]?(?:—|–|--?|:)[ ]"
)  # fmt: skip
# In small letters only a whole date before a dash tells a dateline from a sentence.
_QUIET_DATELINE = re.compile(
    rf"(?P<place>{NAME}(?:, {NAME})??),?[ ](?P<when>[A-Z\d][^(—–]{{5,40}}?)"
    r"(?:[ ]?\((?P<agency>[^)]{2,40})\))?[ ]?(?:—|–|--)[ ]"
)

_AFTER_DAY = re.compile(r"[ ]?(?:[.:—–]|--?)[ ]+(?=\S)")
_DAY_IN_WORDS = re.compile(
    rf"\b(?:{WEEKDAY}|yesterday|today|tonight|last night|overnight|this (?:morning|evening))\b",
    re.IGNORECASE,
)


def opening_day(words: str) -> PrintedDate | None:
    """Give the day that opens a line whose story counts from it: "2015-10-02. … on Thursday"."""
    date = next(find_printed_dates(words, short_years=True), None)
    if date is None or date.day is None or date.outer_start:
        return None
    after = _AFTER_DAY.match(words, date.outer_end)
    return date if after and _DAY_IN_WORDS.search(words, after.end()) else None


def quiet_dateline(words: str) -> re.Match[str] | None:
    """Match "Bogota, 7 Sep 89 (EFE) --": between place and dash stands a date and no more."""
    dateline = _QUIET_DATELINE.match(words)
    if dateline is None:
        return None
    when = dateline["when"].rstrip(" ,")
    date = next(find_printed_dates(when, short_years=True), None)
    whole = date is not None and (date.outer_start, date.outer_end) == (0, len(when))
    return dateline if whole else None
