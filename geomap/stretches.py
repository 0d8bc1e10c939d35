"""Stretches: of a report's text, and of days.

Offsets are code points into ``Report.text``, days are calendar days; both kinds are half-open
and never empty.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["DateRange", "Span"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a report's text: half-open code-point offsets, never empty."""

    report_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"span {self.start}..{self.end} of report {self.report_id!r} is empty or "
                "negative; a span needs 0 <= start < end"
            )

    def of(self, text: str) -> str:
        """Return the words that the span covers.

        Examples
        --------
        >>> Span(report_id="r1", start=3, end=8).of("at Homs.")
        'Homs.'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies inside this span."""
        return (
            self.report_id == other.report_id
            and self.start <= other.start
            and other.end <= self.end
        )

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return (
            self.report_id == other.report_id and self.start < other.end and other.start < self.end
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """A half-open range of calendar days.

    ``precision`` is UCDP's date_prec: 1 day, 2 two to six days, 3 week, 4 eight to thirty
    days or a month, 5 more than a month, at most a year.
    """

    start: dt.date
    end: dt.date
    precision: int = 1

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"date range {self.start}..{self.end} is empty; end must be later")
        if not 1 <= self.precision <= 5:
            raise ValueError(f"date precision {self.precision} is not one of UCDP's 1 to 5")

    @property
    def last(self) -> dt.date:
        """The last day of the range."""
        return self.end - dt.timedelta(days=1)
