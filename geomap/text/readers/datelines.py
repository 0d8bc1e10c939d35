"""The dateline of an agency: "SAN SALVADOR, 12 Jan (EFE) --"."""

from __future__ import annotations

import re

from geomap.text.parsing.datelines import NAME
from geomap.text.readers.printed_dates import find_printed_dates

__all__ = ["DATELINE", "quiet_dateline"]

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


def quiet_dateline(words: str) -> re.Match[str] | None:
    """Match "Bogota, 7 Sep 89 (EFE) --": between place and dash stands a date and no more."""
    dateline = _QUIET_DATELINE.match(words)
    if dateline is None:
        return None
    when = dateline["when"].rstrip(" ,")
    date = next(find_printed_dates(when, short_years=True), None)
    whole = date is not None and (date.outer_start, date.outer_end) == (0, len(when))
    return dateline if whole else None
