"""UCDP GED's where_prec of a place: how exactly an event there is placed."""

from __future__ import annotations

from geomap.model import Place

__all__ = ["NEAR_KM", "where_prec"]

NEAR_KM = 25.0
# UCDP GED: where_prec 2 is within about 25 km of a known point

_PRECISION = {"PCL": 6, "ADM1": 4, "ADM2": 3, "ADM3": 3, "ADM4": 3, "PPL": 1}
_SEAS = ("SEA", "OCN", "GULF", "STRT", "BAY", "CHNM")


def where_prec(place: Place, relation: str | None) -> tuple[int, float]:
    """Tell UCDP's where_prec of a place and how far from its point the event may lie.

    Parameters
    ----------
    place : Place
        Where the name is.
    relation : str or None
        "near", "outskirts" …, when the event is not quite there.

    Returns
    -------
    tuple of int and float
        where_prec from 1 to 7, radius in km.

    Examples
    --------
    >>> village = Place(gazetteer="g", version="1", id="1", name="A", lon=0, lat=0,
    ...                 radius_km=1.0, feature="PPL")
    >>> where_prec(village, None), where_prec(village, "near")
    ((1, 1.0), (2, 25.0))
    """
    precision = 7 if place.feature.startswith(_SEAS) else 5
    for prefix, prec in _PRECISION.items():
        if place.feature.startswith(prefix):
            precision = prec
    if relation and precision == 1:
        return 2, max(NEAR_KM, place.radius_km)
    return precision, place.radius_km
