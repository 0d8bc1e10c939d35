"""Gold: what a person says that a report tells, checked at the edge."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from geomap.errors import SchemaError
from geomap.vocabulary import Quantity, Scope, Stance

__all__ = ["Figure", "Gold", "GoldClaim", "GoldEvent", "GoldToponym", "read_gold"]

_PARTS: Final = ("events", "claims", "toponyms")
_SHOWN: Final = 60
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of people: one, or a range; ``None`` is an open or unknown bound."""

    low: int | None
    high: int | None
    single: bool
    # given as one number


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """What happened; ``None`` is not judged."""

    given: Mapping[str, Any]
    # as it was written down
    date: dt.date | None = None
    lon: float | None = None
    lat: float | None = None
    # degrees, both or neither
    killed: Figure | None = None
    wounded: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A count of people; of what it says beside the count, only what is given is judged."""

    given: Mapping[str, Any]
    quantity: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToponym:
    """The name of a place in the text."""

    given: Mapping[str, Any]
    start: int
    end: int
    # code points, half-open
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The answers to one report; ``None`` is not judged, an empty list says there is none."""

    events: tuple[GoldEvent, ...] | None = None
    claims: tuple[GoldClaim, ...] | None = None
    toponyms: tuple[GoldToponym, ...] | None = None


def read_gold(fields: Mapping[str, Any]) -> Gold:
    """Check the answers to one report.

    Parameters
    ----------
    fields : mapping
        A line of gold: ``text``, and any of ``events``, ``claims`` and ``toponyms``. Members
        that are not known are left alone.

    Returns
    -------
    Gold
        The answers.

    Raises
    ------
    SchemaError
        When the line has none of them or one is not as agreed; all complaints at once.

    Examples
    --------
    >>> read_gold({"text": "…", "events": [{"killed": 22}]}).events[0].killed
    Figure(low=22, high=22, single=True)
    >>> read_gold({"text": "…", "claims": [{"type": "killed", "min": 3}]})
    Traceback (most recent call last):
        ...
    geomap.errors.SchemaError: claims[0]: "max" is missing; null says that it is open
    """
    text = fields.get("text")
    length = len(text) if isinstance(text, str) else 0
    complaints: list[str] = []
    parts = {name: fields[name] for name in _PARTS if fields.get(name) is not None}
    if not parts:
        complaints.append("none of events, claims and toponyms is there, so nothing can be judged")
    gold = Gold(
        events=_all(parts, "events", _event, complaints),
        claims=_all(parts, "claims", _claim, complaints),
        toponyms=_all(parts, "toponyms", lambda given: _toponym(given, length), complaints),
    )
    if complaints:
        raise SchemaError("; ".join(complaints))
    return gold


def _all(
    parts: Mapping[str, Any],
    name: str,
    build: Callable[[Mapping[str, Any]], _Part],
    complaints: list[str],
) -> tuple[_Part, ...] | None:
    given = parts.get(name)
    if given is None:
        return None
    if not isinstance(given, list):
        complaints.append(f'"{name}" is {_shown(given)}, no list')
        return None
    built = []
    for number, one in enumerate(given):
        try:
            if not isinstance(one, dict):
                raise SchemaError(f"{_shown(one)} is no object")
            built.append(build(one))
        except SchemaError as error:
            complaints.append(f"{name}[{number}]: {error.message}")
    return tuple(built)


def _event(given: Mapping[str, Any]) -> GoldEvent:
    lon, lat = _point(given)
    return GoldEvent(
        given=given,
        date=_day(given.get("date")),
        lon=lon,
        lat=lat,
        killed=_figure(given, "killed"),
        wounded=_figure(given, "wounded"),
    )


def _claim(given: Mapping[str, Any]) -> GoldClaim:
    for name, known in (("type", Quantity), ("scope", Scope), ("stance", Stance)):
        if name in given or name == "type":
            _one_of(given.get(name), [member.value for member in known], name)
    for name in ("min", "max"):
        if name not in given:
            raise SchemaError(f'"{name}" is missing; null says that it is open')
    low, high = _bounds(given, "min", "max")
    if "best" in given:
        _whole(given, "best")
    if not isinstance(given.get("by"), str | None):
        raise SchemaError(f'"by" is {_shown(given["by"])}, no name and not null')
    return GoldClaim(given=given, quantity=given["type"], low=low, high=high)


def _toponym(given: Mapping[str, Any], length: int) -> GoldToponym:
    start, end = (_whole(given, name) for name in ("start", "end"))
    if start is None or end is None or not start < end <= length:
        raise SchemaError(
            f"start {_shown(start)} and end {_shown(end)} are no stretch of a text of "
            f"{length:,} characters"
        )
    lon, lat = _point(given)
    return GoldToponym(given=given, start=start, end=end, lon=lon, lat=lat)


def _day(value: object) -> dt.date | None:
    if value is None:
        return None
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise SchemaError(f'"date" is {_shown(value)}, not a day such as 2015-09-30')
    return day


def _point(given: Mapping[str, Any]) -> tuple[float | None, float | None]:
    found = []
    for name, bound in (("lon", 180.0), ("lat", 90.0)):
        value = given.get(name)
        if value is None:
            continue
        if type(value) not in (int, float) or not math.isfinite(value) or abs(value) > bound:
            raise SchemaError(f'"{name}" is {_shown(value)}, not degrees within ±{bound:g}')
        found.append(float(value))
    if len(found) == 1:
        raise SchemaError('of "lat" and "lon" one is missing; a place needs both')
    return (found[0], found[1]) if found else (None, None)


def _figure(given: Mapping[str, Any], name: str) -> Figure | None:
    one = _whole(given, name)
    low, high = _bounds(given, f"{name}_min", f"{name}_max")
    ranged = f"{name}_min" in given or f"{name}_max" in given
    if one is not None and ranged:
        raise SchemaError(f'"{name}" and "{name}_min" or "{name}_max" are both given; one it is')
    if one is not None:
        return Figure(low=one, high=one, single=True)
    return Figure(low=low, high=high, single=False) if ranged else None


def _bounds(given: Mapping[str, Any], lower: str, upper: str) -> tuple[int | None, int | None]:
    low, high = _whole(given, lower), _whole(given, upper)
    if low is not None and high is not None and low > high:
        raise SchemaError(f'"{lower}" {low} is above "{upper}" {high}')
    return low, high


def _whole(given: Mapping[str, Any], name: str) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    if type(value) is not int or value < 0:
        raise SchemaError(f'"{name}" is {_shown(value)}, not a whole number from 0')
    return value


def _one_of(value: object, known: Sequence[str], name: str) -> None:
    if value not in known:
        raise SchemaError(f'"{name}" is {_shown(value)}, not one of {", ".join(known)}')


def _shown(value: object) -> str:
    return json.dumps(value)[:_SHOWN]
