"""When a row of a table was: its days, as exactly as it says."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from typing import Final

from geomap.events.exchange.row_cells import RowCells
from geomap.stretches import DateRange
from geomap.written_days import Days

__all__ = ["row_days"]

_DATE_PREC: Final = {1: 1, 2: 3, 3: 4}
# ACLED's time_precision to UCDP's date_prec: a day, a week, a month
_WEEK, _MONTH = 3, 4
_ONE: Final = dt.timedelta(days=1)


def row_days(row: RowCells, read: Callable[[str], Days | None]) -> DateRange | None:
    """Read when a row was.

    Parameters
    ----------
    row : RowCells
        The row; what is wrong with its days is added to its complaints.
    read : callable
        Cell to first and last day.

    Returns
    -------
    DateRange or None
        None where the row has no day. The day that ACLED gives for a week or a month is its
        middle, or any of its days, so that all of the week or month is taken.
    """
    told, ended = row.days("date", read), row.days("date_end", read)
    vague = row.code("time_precision", 3)
    precision = row.code("date_prec", 5) or (_DATE_PREC[vague] if vague else None)
    if told is None:
        return None
    first, last = told[0], ended[1] if ended is not None else told[1]
    if last < first:
        row.complain("date_end", f"a day before {first}, on which it is said to begin")
        return None
    if ended is None and vague is not None and first == last:
        first, last = _around(first, _DATE_PREC[vague])
    if precision is None:
        precision = _length((last - first).days + 1)
    return DateRange(start=first, end=last + _ONE, precision=precision)


def _around(day: dt.date, precision: int) -> Days:
    if precision == _WEEK:
        return day - 3 * _ONE, day + 3 * _ONE
    if precision == _MONTH:
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day


def _length(days: int) -> int:
    """Give UCDP's date_prec of a stretch of days."""
    if days == 1:
        return 1
    if days < 7:
        return 2
    return 3 if days == 7 else 4 if days <= 31 else 5
