"""How many, over a set of incidents: totals hold their parts and are never added to them.

The rule: every incident counts once, by its own lowest and highest figure; an incident
inside a total that is itself in the set and has a figure for the same quantity is left to
that total; an incident without a figure adds nothing and is counted as unknown, inside a
total or not.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geomap.vocabulary import Quantity

__all__ = ["Toll", "figure_of", "toll_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A figure over a set of incidents, as claimed."""

    quantity: Quantity
    low: int | None = None
    # None: no incident has a lowest figure
    best: int | None = None
    # None: some counted incident has no single figure
    high: int | None = None
    # None: open, some counted incident has no highest figure
    counted: int = 0
    # incidents that have a figure and were added up
    unknown: int = 0
    # incidents without a figure

    def __str__(self) -> str:
        """Say it as a page does.

        Examples
        --------
        >>> str(Toll(quantity=Quantity.KILLED, low=24, best=24, counted=1, unknown=1))
        'at least 24 killed, as claimed (1 incident with the number unknown)'
        """
        if not self.counted and self.unknown:
            return f"number of {self.quantity.value} unknown"
        return f"{self.figure} {self.quantity.value}, as claimed{self._unknown()}"

    @property
    def figure(self) -> str:
        """The figure alone: "at least 24", "20–22", "unknown", "none"."""
        if not self.counted:
            return "unknown" if self.unknown else "none"
        return figure_of(low=self.low, best=self.best, high=self.high)

    def _unknown(self) -> str:
        if not self.unknown or not self.counted:
            return ""
        noun = "incident" if self.unknown == 1 else "incidents"
        return f" ({self.unknown} {noun} with the number unknown)"


def figure_of(*, low: int | None, best: int | None, high: int | None) -> str:
    """Say a figure in words as short as they can be.

    Parameters
    ----------
    low, best, high : int or None
        The bounds; None is unknown or open.

    Returns
    -------
    str
        The words.

    Examples
    --------
    >>> figure_of(low=24, best=24, high=None), figure_of(low=20, best=22, high=22)
    ('at least 24', '20–22')
    >>> figure_of(low=None, best=None, high=None)
    'unknown'
    """
    if low is None and high is None:
        return "unknown" if best is None else f"about {best}"
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return f"{low}" if low == high else f"{low}–{high}"


def toll_of(incidents: pd.DataFrame, quantity: Quantity) -> Toll:
    """Add up a quantity over incidents without counting anybody twice.

    Parameters
    ----------
    incidents : pandas.DataFrame
        The incidents' table, or some of its rows.
    quantity : Quantity
        `KILLED` or `WOUNDED`, for which the table has figures.

    Returns
    -------
    Toll
        Lowest, best and highest, and how many incidents they rest on.

    Examples
    --------
    >>> from geomap.events.tables.schema import build_table
    >>> table = build_table("incidents", [
    ...     {"id": "total", "killed_low": 24, "killed_best": 24},
    ...     {"id": "talbiseh", "killed_low": 20, "killed_high": 22, "part_of": "total"},
    ...     {"id": "lataminah"}])
    >>> print(toll_of(table, Quantity.KILLED))
    at least 24 killed, as claimed (1 incident with the number unknown)
    """
    figures = incidents[[f"{quantity.value}_{bound}" for bound in ("low", "best", "high")]]
    known = figures.notna().any(axis=1)
    inside = incidents["part_of"].isin(incidents["id"][known])
    counted = figures[known & ~inside]
    low, best, high = (counted[column] for column in counted)
    return Toll(
        quantity=quantity,
        low=int(low.sum()) if low.notna().any() else None,
        best=int(best.sum()) if len(best) and best.notna().all() else None,
        high=int(high.sum()) if len(high) and high.notna().all() else None,
        counted=len(counted),
        unknown=int((~known).sum()),
    )
