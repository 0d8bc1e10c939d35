"""Which column of somebody's table is which: told, or guessed from its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from geomap.errors import UsageError

__all__ = ["ROLES", "guess_columns"]

ROLES: Mapping[str, tuple[str, ...]] = {
    "id": ("event_id_cnty", "event_id", "eventid", "incident_id", "id"),
    "lat": ("lat", "latitude", "y", "geo_lat", "geomap_lat"),
    "lon": ("lon", "lng", "long", "longitude", "x", "geo_lon", "geomap_lon"),
    "date": ("date_start", "event_date", "date", "start_date", "day", "datetime", "date_occurred",
             "incident_date", "start"),
    "date_end": ("date_end", "date_last", "end_date", "end"),
    "type": ("sub_event_type", "event_type", "attack_type", "incident_type", "type", "category"),
    "killed": ("fatalities", "killed", "deaths", "killed_best", "best", "nkill", "dead",
               "civilians_killed", "total_killed"),
    "killed_low": ("killed_low", "killed_min", "deaths_low", "low", "min_killed"),
    "killed_high": ("killed_high", "killed_max", "deaths_high", "high", "max_killed"),
    "wounded": ("wounded", "injured", "nwound", "injuries", "total_injured"),
    "place": ("place", "location", "place_name", "town", "village", "city", "where_coordinates",
              "locality", "settlement", "geomap_place"),
    "country": ("country", "country_name", "country_txt", "iso2", "geomap_country"),
    "admin1": ("admin1", "adm_1", "governorate", "province", "provstate", "oblast", "region",
               "geomap_admin1"),
    "admin2": ("admin2", "adm_2", "district"),
    "precision": ("where_prec", "geomap_precision"),
    "radius_km": ("radius_km", "geomap_radius_km"),
    "certainty": ("grading", "certainty"),
    "actor": ("actor1", "side_a", "actor", "perpetrator", "gname"),
    "actor2": ("actor2", "side_b"),
    "source": ("source", "sources", "source_name", "publisher", "source_office"),
    "text": ("notes", "description", "text", "summary", "source_headline", "comment", "comments",
             "title"),
    "url": ("url", "source_url", "link"),
}  # fmt: skip
"""Role to the headings that it usually has, the likelier first."""


def guess_columns(
    headings: Iterable[str], *, told: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Say which column plays which role.

    Parameters
    ----------
    headings : iterable of str
        The table's headings.
    told : mapping, optional
        Role to heading, as the user says; an empty heading means that no column plays it.

    Returns
    -------
    dict
        Role to heading; a role that nobody plays is left out.

    Raises
    ------
    UsageError
        When a role or a heading that was told does not exist.

    Examples
    --------
    >>> guess_columns(["Latitude", "Longitude", "event_date", "fatalities"])
    {'lat': 'Latitude', 'lon': 'Longitude', 'date': 'event_date', 'killed': 'fatalities'}
    >>> guess_columns(["y", "x", "when"], told={"date": "when"})["date"]
    'when'
    """
    all_headings = list(dict.fromkeys(str(heading) for heading in headings))
    known: dict[str, str] = {}
    for heading in all_headings:
        known.setdefault(_plain(heading), heading)
    told = told or {}
    for role, heading in told.items():
        if role not in ROLES:
            raise UsageError(f"{role!r} is no role of a column; roles are {', '.join(ROLES)}")
        if heading and heading not in all_headings:
            raise UsageError(
                f"the table has no column {heading!r}; it has {', '.join(all_headings)}"
            )
    taken = {heading for heading in told.values() if heading}
    found: dict[str, str] = {}
    for role, usual in ROLES.items():
        if role in told:
            if told[role]:
                found[role] = told[role]
            continue
        free = (known[name] for name in usual if known.get(name, "") not in {"", *taken})
        for guessed in free:
            found[role] = guessed
            taken.add(guessed)
            break
    return found


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")
