"""Which resolutions speak for each other: for names that were only looked up, not read."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Place, Resolution

__all__ = ["agreeing"]

_LIKELY = 0.5
# the probability from which a name that nobody read is told of
_LONG = 4
# letters of a country's name that is no word by chance


def agreeing(resolutions: Sequence[Resolution], sure: Sequence[bool]) -> tuple[Resolution, ...]:
    """Keep the places that are sure, a country by its long name, or where another name is.

    In a language that nobody read, an ordinary word may look like a place's name; hardly ever
    does it lie where the report's other places do.

    Parameters
    ----------
    resolutions : sequence of Resolution
        Those of one report.
    sure : sequence of bool
        For each, whether its words alone make it a name.

    Returns
    -------
    tuple of Resolution
        Those that are placed, likely and stand, in order.
    """
    placed = [
        (resolution, place, certain)
        for resolution, certain in zip(resolutions, sure, strict=True)
        if (place := resolution.place) is not None and resolution.probability >= _LIKELY
    ]
    names_in: dict[str | None, set[str]] = {}
    for _, place, _ in placed:
        names_in.setdefault(place.country, set()).add(place.name)
    return tuple(
        resolution
        for resolution, place, certain in placed
        if certain
        or (_is_country(place) and len(resolution.toponym.surface) >= _LONG)
        or len(names_in[place.country]) > 1
    )


def _is_country(place: Place) -> bool:
    return place.feature.startswith("PCL")
