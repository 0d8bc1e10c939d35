"""Resolutions as plain fields, for JSON lines and tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from geomap.model import Candidate, Place, Resolution

__all__ = ["TABLE_FIELDS", "answer_fields", "candidate_fields", "table_fields"]

_CANDIDATES = 10
_CANDIDATES_IN_A_CELL = 5

TABLE_FIELDS: Final = (
    "lat", "lon", "place", "country", "admin1", "precision", "radius_km", "probability", "id",
    "reason",
)  # fmt: skip


def answer_fields(resolution: Resolution, *, why: bool = False) -> dict[str, Any]:
    """Write a resolution as the fields that the stream adds to a span or a name.

    Parameters
    ----------
    resolution : Resolution
        The resolution.
    why : bool, default False
        Whether to give the candidates too.

    Returns
    -------
    dict
        ``lat``, ``lon``, ``place``, ``country`` and ``precision`` are None where nothing was
        found or nothing is sure; ``probability`` and ``reason`` are always there.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> from geomap.places.geocoding import geocode
    >>> fields = answer_fields(geocode("Talbiseh, Homs", gazetteer=open_builtin()))
    >>> list(fields)
    ['lat', 'lon', 'place', 'country', 'precision', 'probability', 'reason']
    >>> fields["country"], fields["precision"]
    ('SY', 1)
    """
    place = resolution.place
    fields: dict[str, Any] = {
        "lat": round(place.lat, 6) if place else None,
        "lon": round(place.lon, 6) if place else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "precision": resolution.precision if place else None,
        "probability": round(resolution.probability, 4),
        "reason": resolution.reason,
    }
    if why:
        fields["candidates"] = [candidate_fields(c) for c in resolution.candidates[:_CANDIDATES]]
    return fields


def candidate_fields(candidate: Candidate) -> dict[str, Any]:
    """Write a candidate as plain fields.

    Parameters
    ----------
    candidate : Candidate
        A place that was weighed.

    Returns
    -------
    dict
        What it is called, where it is, which gazetteer knows it, and its score.
    """
    place = candidate.place
    return {
        "place": place.name,
        "lat": round(place.lat, 6),
        "lon": round(place.lon, 6),
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "feature": place.feature,
        "gazetteer": place.gazetteer,
        "id": place.id,
        "score": round(candidate.score, 4),
    }


def table_fields(resolution: Resolution, *, why: bool = False) -> Mapping[str, Any]:
    """Write a resolution as the cells that a table gets.

    Parameters
    ----------
    resolution : Resolution
        The resolution.
    why : bool, default False
        Whether to give the best candidates too, in short.

    Returns
    -------
    mapping of str
        One value for each of `TABLE_FIELDS`, and ``candidates`` where asked for. All but
        ``probability`` and ``reason`` are None in a row that is not placed.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> from geomap.places.geocoding import geocode
    >>> fields = table_fields(geocode("Talbiseh, Homs", gazetteer=open_builtin()))
    >>> fields["admin1"], tuple(fields) == TABLE_FIELDS
    ('Homs', True)
    """
    place = resolution.place
    fields = answer_fields(resolution) | {
        "admin1": place.admin1 if place else None,
        "radius_km": resolution.radius_km if place else None,
        "id": f"{place.gazetteer}:{place.id}" if place else None,
    }
    ordered = {field: fields[field] for field in TABLE_FIELDS}
    if why:
        best = resolution.candidates[:_CANDIDATES_IN_A_CELL]
        ordered["candidates"] = " | ".join(_short(candidate) for candidate in best) or None
    return ordered


def _short(candidate: Candidate) -> str:
    place: Place = candidate.place
    units = [unit for unit in (place.name, place.admin1, place.country) if unit]
    named = ", ".join(dict.fromkeys(units))
    return f"{named} ({place.lat:.4f} {place.lon:.4f}) {candidate.score:.2f}"
