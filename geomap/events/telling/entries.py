"""The entries of a list: what heads them, where one begins, and where the list ends."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.telling.tellings import Telling
from geomap.events.telling.whereabouts import inside
from geomap.model import Reading

__all__ = [
    "closes_list",
    "is_dated",
    "is_dateline",
    "opens_with_day",
    "says_nothing",
    "tells_itself",
    "tells_only_day",
]

_GAP = 4
# Characters before a sentence in which the end of a paragraph stands.
_OPENING = 12
# Characters within which a date opens a sentence.


def is_dateline(heading: Telling, below: Sequence[Telling]) -> bool:
    """Tell whether a report opens with where it was written: "Abeche, 8 March. … near Am Zoer".

    Parameters
    ----------
    heading : Telling
        A line of names.
    below : sequence of Telling
        What the report tells behind it.

    Returns
    -------
    bool
        Whether a place is told below that does not lie in the line's.
    """
    places = below[0].places if below else ()
    told = any(place.place is not None for place in places)
    return heading.span.start == 0 and told and not inside(places, heading.places)


def says_nothing(telling: Telling) -> bool:
    """Tell whether an entry's first sentence tells of no event: "- Monday 3/5: a quiet day.".

    Parameters
    ----------
    telling : Telling
        A sentence.

    Returns
    -------
    bool
        False with a claim, a total, a trigger or a statement.
    """
    return not (telling.claims or telling.totals or telling.triggers or telling.statements)


def tells_only_day(telling: Telling) -> bool:
    """Tell whether a sentence of an entry has its day, and what happened stands behind it.

    Parameters
    ----------
    telling : Telling
        A sentence.

    Returns
    -------
    bool
        False where it tells of an event itself.
    """
    told = telling.claims or telling.totals or telling.triggers
    return not told and opens_with_day(telling) and telling.date is not None


def closes_list(telling: Telling, reading: Reading) -> bool:
    """Tell whether a sentence opens a paragraph, which is no entry, below a list.

    Parameters
    ----------
    telling : Telling
        A sentence.
    reading : Reading
        The report's reading.

    Returns
    -------
    bool
        Whether an empty line stands before it.
    """
    text, start = reading.report.text, telling.span.start
    return text[max(0, start - _GAP) : start].endswith("\n\n")


def is_dated(heading: Telling) -> bool:
    """Tell whether the line that heads an entry has its day: "4 November - Gondar, Amhara.".

    Parameters
    ----------
    heading : Telling
        A line of names.

    Returns
    -------
    bool
        Whether it has one exact day.
    """
    when = heading.date
    return when is not None and when.when.precision == 1 and heading.span.covers(when.span)


def tells_itself(heading: Telling, below: Sequence[Telling]) -> bool:
    """Tell whether a line of names counts people whom nothing below it counts again.

    Parameters
    ----------
    heading : Telling
        A line of names.
    below : sequence of Telling
        What the report tells behind it.

    Returns
    -------
    bool
        False without figures of its own.
    """
    told = {(c.quantity, c.count.best) for telling in below for c in telling.claims}
    return any((c.quantity, c.count.best) not in told for c in heading.claims)


def opens_with_day(telling: Telling) -> bool:
    """Tell whether a sentence begins with its day; that of a heading stands before it.

    Parameters
    ----------
    telling : Telling
        A sentence.

    Returns
    -------
    bool
        False without a day.
    """
    date = telling.date
    return date is not None and 0 <= date.span.start - telling.span.start < _OPENING
