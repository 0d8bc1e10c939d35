"""Rules of redaction: what must not be in a page, read from a small TOML file."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geomap.errors import UsageError

__all__ = ["KEPT_FIELDS", "LEVELS", "Level", "Rules", "read_rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How coarse a place becomes."""

    degrees: float
    # the cell of a grid whose middle stands for all points in it
    radius_km: float
    # within which the incident then lies
    where_prec: int
    # UCDP's code; what is already known no better is left alone
    names: tuple[str, ...]
    # columns that may name it still, the finest first


LEVELS: Mapping[str, Level] = {
    "village": Level(degrees=0.02, radius_km=2.0, where_prec=2, names=("place", "admin2")),
    "district": Level(degrees=0.5, radius_km=40.0, where_prec=3, names=("admin2", "admin1")),
    "governorate": Level(degrees=2.0, radius_km=160.0, where_prec=4, names=("admin1",)),
}
"""Name in the rules to what it means."""

_KEYS = ("embargo", "leave_out_after", "coarsen", "fields", "claimants", "incidents", "rule")
KEPT_FIELDS = ("id", "incident_id", "report_id", "report_ids", "scope")
"""Columns that join the tables: they cannot be hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What shall not be in the page."""

    embargo: str | None = None
    # an ISO day: shown in the page, not to be published before
    leave_out_after: str | None = None
    # an ISO day: incidents that ended later, or whose day is unknown, are left out
    coarsen: str | None = None
    # a level for all incidents
    fields: tuple[str, ...] = ()
    # columns that are emptied in every table
    claimants: tuple[str, ...] = ()
    # names or kinds of claimants whose names are withheld
    incidents: tuple[str, ...] = ()
    # ids that are left out
    finer: Mapping[str, str] = field(default_factory=dict)
    # id to level, for single incidents


def read_rules(path: str | Path) -> Rules:
    """Read rules from a TOML file.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.

    Returns
    -------
    Rules
        Checked: a key, level or day that is not known is refused, not passed over.

    Raises
    ------
    UsageError
        When the file is missing, no TOML, or says what no rule is.
    """
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot be read as rules: {error}", where=str(path)) from error
    try:
        return _rules_of(found)
    except ValueError as error:
        raise UsageError(str(error), where=str(path)) from error


def _rules_of(found: Mapping[str, Any]) -> Rules:
    unknown = sorted(set(found) - set(_KEYS))
    if unknown:
        raise ValueError(f"{', '.join(unknown)} is no rule; rules are {', '.join(_KEYS)}")
    finer: dict[str, str] = {}
    for rule in found.get("rule", []):
        if set(rule) != {"incidents", "coarsen"}:
            raise ValueError("a [[rule]] has incidents and coarsen, nothing else")
        finer |= dict.fromkeys(_names(rule, "incidents"), _level(rule["coarsen"]))
    fields = _names(found, "fields")
    if wrong := [name for name in fields if name in KEPT_FIELDS]:
        raise ValueError(f"{', '.join(wrong)} joins the tables and cannot be a hidden field")
    return Rules(
        embargo=_day(found, "embargo"),
        leave_out_after=_day(found, "leave_out_after"),
        coarsen=_level(found["coarsen"]) if "coarsen" in found else None,
        fields=fields,
        claimants=_names(found, "claimants"),
        incidents=_names(found, "incidents"),
        finer=finer,
    )


def _names(found: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = found.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
        raise ValueError(f'{key} must be a list of texts, such as ["a", "b"]')
    return tuple(values)


def _level(name: object) -> str:
    if not isinstance(name, str) or name not in LEVELS:
        raise ValueError(f"{name!r} is no level; levels are {', '.join(LEVELS)}")
    return name


def _day(found: Mapping[str, Any], key: str) -> str | None:
    value = found.get(key)
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        raise ValueError(f"{key} must be a day such as 2026-12-01, not {value!r}") from None
