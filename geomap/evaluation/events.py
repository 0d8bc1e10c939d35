"""Events: day, place, killed and wounded."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any, Final

from geomap.evaluation.gold import Figure, GoldEvent
from geomap.places.areas import distance_km

__all__ = ["DISTANCES_KM", "apart_km", "event_likeness", "judge_event"]

DISTANCES_KM: Final = (5, 25, 161)
# 161 km are the hundred miles of the literature on geoparsing.
_FOUND_KM: Final = 25
_FAR: Final = math.inf


def judge_event(event: GoldEvent, read: Mapping[str, Any] | None) -> dict[str, bool]:
    """Judge what the gold tells of an event.

    Parameters
    ----------
    event : GoldEvent
        The gold.
    read : mapping or None
        The event that was read, as a line of readings has it; None for none.

    Returns
    -------
    dict of str to bool
        ``found`` (within a day and 25 km, as far as the gold tells them), then each attribute
        that the gold has, then ``all right``: day exact, within 25 km, counts exact.

    Examples
    --------
    >>> from geomap.evaluation.gold import read_gold
    >>> [event] = read_gold({"events": [{"killed": 4}]}).events
    >>> judge_event(event, {"killed_min": 3, "killed_max": 6, "killed_best": 3})
    {'found': True, 'killed exact': False, 'killed in range': True, 'all right': False}
    """
    judged: dict[str, bool] = {}
    if event.date is not None:
        days = _apart_days(event.date, read)
        judged |= {"date exact": days == 0, "date within a day": days <= 1}
    if event.lat is not None:
        km = apart_km(event.lon, event.lat, read)
        judged |= {f"place within {bound} km": km <= bound for bound in DISTANCES_KM}
    for name, figure in (("killed", event.killed), ("wounded", event.wounded)):
        if figure is not None:
            exact = read is not None and _is_exact(figure, read, name)
            near = read is not None and (exact or _is_in_range(figure, read, name))
            judged |= {f"{name} exact": exact, f"{name} in range": near}
    near_by = (judged.get("date within a day"), judged.get(f"place within {_FOUND_KM} km"))
    found = read is not None and False not in near_by
    exactly = [
        judged[name]
        for name in ("date exact", f"place within {_FOUND_KM} km", "killed exact", "wounded exact")
        if name in judged
    ]
    return {"found": found, **judged, "all right": found and all(exactly)}


def event_likeness(event: GoldEvent, read: Mapping[str, Any]) -> tuple[int, float]:
    """Tell how many things are right of an event, and how far off the others are."""
    days = 0.0 if event.date is None else _apart_days(event.date, read)
    km = 0.0 if event.lat is None else apart_km(event.lon, event.lat, read)
    people = _off(event.killed, read, "killed") + _off(event.wounded, read, "wounded")
    return sum(judge_event(event, read).values()), days + km + people


def apart_km(lon: float | None, lat: float | None, read: Mapping[str, Any] | None) -> float:
    """Measure how far what was read lies from a point; infinitely where it has no place."""
    if lon is None or lat is None or read is None or read.get("lat") is None:
        return _FAR
    return distance_km(lon, lat, read["lon"], read["lat"])


def _apart_days(date: dt.date, read: Mapping[str, Any] | None) -> float:
    if read is None or read.get("date") is None:
        return _FAR
    return abs((dt.date.fromisoformat(read["date"]) - date).days)


def _bounds(read: Mapping[str, Any], name: str) -> tuple[int | None, int | None]:
    return read.get(f"{name}_min"), read.get(f"{name}_max")


def _value(read: Mapping[str, Any], name: str) -> int | None:
    """Give the one number that was read: the best, else the lowest, else the highest."""
    known = (read.get(f"{name}_best"), *_bounds(read, name))
    return next((number for number in known if number is not None), None)


def _is_exact(figure: Figure, read: Mapping[str, Any], name: str) -> bool:
    if not figure.single:
        return _bounds(read, name) == (figure.low, figure.high)
    # Coders write 0 where a report tells of nobody; there is no number to be read then.
    return (_value(read, name) or 0) == figure.low


def _is_in_range(figure: Figure, read: Mapping[str, Any], name: str) -> bool:
    if not figure.single:
        value = _value(read, name)
        top = _FAR if figure.high is None else figure.high
        return value is not None and (figure.low or 0) <= value <= top
    low, high = _bounds(read, name)
    number = figure.low or 0
    if low is None and high is None:
        return False
    bottom = low or 0
    # An open top is taken for half as much again, and a range that says nothing earns nothing.
    top = 1.5 * bottom + 2 if high is None else high
    return bottom <= number <= top and top - bottom <= max(3, number / 2)


def _off(figure: Figure | None, read: Mapping[str, Any], name: str) -> float:
    if figure is None:
        return 0.0
    low, high = _bounds(read, name)
    if figure.single:
        return float(abs((_value(read, name) or 0) - (figure.low or 0)))
    return float(abs((low or 0) - (figure.low or 0)) + abs((high or 0) - (figure.high or 0)))
