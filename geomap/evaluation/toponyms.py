"""Toponyms: the exact span, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geomap.evaluation.events import DISTANCES_KM, apart_km
from geomap.evaluation.gold import GoldToponym

__all__ = ["judge_toponym", "toponym_likeness"]


def judge_toponym(toponym: GoldToponym, read: Mapping[str, Any] | None) -> dict[str, bool]:
    """Judge a name that was read at exactly this span, or none.

    Parameters
    ----------
    toponym : GoldToponym
        The gold.
    read : mapping or None
        The toponym that was read; None for none.

    Returns
    -------
    dict of str to bool
        ``found``, and where the gold has coordinates whether it was placed within 5, 25 and
        161 km.

    Examples
    --------
    >>> from geomap.evaluation.gold import read_gold
    >>> [name] = read_gold({"text": "Homs", "toponyms": [{"start": 0, "end": 4}]}).toponyms
    >>> judge_toponym(name, None)
    {'found': False}
    """
    judged = {"found": read is not None}
    if toponym.lat is not None:
        km = apart_km(toponym.lon, toponym.lat, read)
        judged |= {f"place within {bound} km": km <= bound for bound in DISTANCES_KM}
    return judged


def toponym_likeness(toponym: GoldToponym, read: Mapping[str, Any]) -> tuple[int, float]:
    """Tell how many things are right of a toponym, and how many kilometres it is off."""
    km = 0.0 if toponym.lat is None else apart_km(toponym.lon, toponym.lat, read)
    return sum(judge_toponym(toponym, read).values()), km
