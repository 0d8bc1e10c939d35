"""Days as tables write them: in the orders that are in use, and never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

__all__ = ["Days", "day_reader"]

Days = tuple[dt.date, dt.date]
"""The first and the last day, inclusive."""

_FORMATS = (
    "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%d-%B-%Y", "%d-%B-%y",
    "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d",
)  # fmt: skip
_SLASHED = ("%d/%m/%Y", "%m/%d/%Y")


def day_reader(written: Iterable[str] = ()) -> Callable[[str], Days | None]:
    """Make what turns a cell into its first and last day.

    Where a column's slashed days fit both orders, none is chosen: they stay unknown.

    Parameters
    ----------
    written : iterable of str
        All cells of the column: the order of its slashed days is told from them together.

    Returns
    -------
    callable
        Cell to days, for a year or a month those of all of it; None for what is no day.

    Examples
    --------
    >>> read = day_reader(["03/10/2015", "30/09/2015"])
    >>> [str(read(cell)[0]) for cell in ("03/10/2015", "30 September 2015", "20150930")]
    ['2015-10-03', '2015-09-30', '2015-09-30']
    >>> [str(day) for day in read("2016-02")]
    ['2016-02-01', '2016-02-29']
    >>> read("03-10"), day_reader(["03/10/2015"])("03/10/2015")
    (None, None)
    """
    fitting = list(_SLASHED)
    for text in written:
        if "/" in text:
            fitting = [order for order in fitting if _day(text, order)]
    formats = (*_FORMATS, *(fitting if len(fitting) == 1 else ()))

    def read(text: str) -> Days | None:
        try:
            day = dt.date.fromisoformat(text[:10])
        except ValueError:
            pass
        else:
            return day, day
        if len(text) in (4, 7) and (span := _span(text)):
            return span
        for order in formats:
            if found := _day(text, order):
                return found, found
        return None

    return read


def _span(text: str) -> Days | None:
    """Read a year or a month."""
    try:
        year, month = int(text[:4]), int(text[5:7]) if text[4:5] == "-" else None
        first = dt.date(year, month or 1, 1)
        after = dt.date(year + (month in (None, 12)), 1 if month in (None, 12) else month + 1, 1)
    except ValueError:
        return None
    return first, after - dt.timedelta(days=1)


def _day(text: str, order: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text.strip(), order).date()
    except ValueError:
        return None
