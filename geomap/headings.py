"""Which column of somebody's table is which: told, or guessed from its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from geomap.errors import UsageError

__all__ = ["ROLES", "ROW_ROLES", "TABLE_SUFFIXES", "guess_columns", "plain_heading"]

TABLE_SUFFIXES = (".csv", ".tsv", ".geojson", ".parquet", ".gpkg", ".kml")
"""The kinds of files that tables of incidents come in."""

ROLES: Mapping[str, tuple[str, ...]] = {
    "id": ("event_id_cnty", "event_id", "eventid", "globaleventid", "unique_reference_code",
           "incident_id", "id"),
    "lat": ("lat", "latitude", "y", "geo_lat", "geomap_lat", "actiongeo_lat"),
    "lon": ("lon", "lng", "long", "longitude", "x", "geo_lon", "geomap_lon", "actiongeo_long"),
    "date": ("geomap_date_start", "date_start", "event_date", "date", "start_date", "day",
             "datetime", "date_occurred", "incident_date", "start", "sqldate"),
    "date_end": ("geomap_date_last", "date_end", "date_last", "end_date", "end"),
    "type": ("geomap_sub_event_type", "event_type_sub", "sub_event_type", "event_type",
             "attack_type", "incident_type", "strike_type_name", "strike_type", "type_of_strike",
             "type",
             "category", "eventcode"),
    "killed": ("geomap_killed_best", "fatalities", "killed", "deaths", "killed_best", "best",
               "nkill", "dead", "civilians_killed", "total_killed", "affected_killed"),
    "killed_low": ("geomap_killed_low", "killed_low", "killed_min", "deaths_low", "low",
                   "min_killed", "affected_killed_min", "civilian_non_combatants_killed_min",
                   "civilians_killed_min"),
    "killed_high": ("geomap_killed_high", "killed_high", "killed_max", "deaths_high", "high",
                    "max_killed", "affected_killed_max", "civilian_non_combatants_killed_max",
                    "civilians_killed_max"),
    "wounded": ("geomap_wounded_best", "wounded", "injured", "nwound", "injuries",
                "total_injured", "wounded_best", "affected_injured"),
    "place": ("place", "location", "place_name", "town", "village", "city", "where_coordinates",
              "locality", "settlement", "geomap_place", "loc_name", "location_name",
              "actiongeo_fullname"),
    "country": ("country", "country_name", "country_txt", "iso2", "geomap_country"),
    "admin1": ("admin1", "adm_1", "governorate", "province", "provstate", "oblast", "region",
               "geomap_admin1", "adm1_name"),
    "admin2": ("admin2", "adm_2", "district", "adm2_name"),
    "precision": ("geomap_where_prec", "where_prec", "geomap_precision", "meta_geo_precision"),
    "radius_km": ("radius_km", "geomap_radius_km"),
    "certainty": ("grading", "certainty", "civilian_harm_status_name", "meta_grading"),
    "actor": ("actor1", "side_a", "actor", "perpetrator", "gname", "group_name_first",
              "belligerent_1_belligerent_name", "actor1name"),
    "actor2": ("actor2", "side_b", "group_name_second", "targeted_belligerent_name",
               "actor2name"),
    "source": ("source", "sources", "source_name", "publisher", "source_office", "meta_source"),
    "text": ("notes", "description", "text", "summary", "source_headline", "comment", "comments",
             "title"),
    "url": ("url", "source_url", "link", "sourceurl", "permalink", "meta_url"),
}  # fmt: skip
"""Role to the headings that it usually has, the likelier first."""

ROW_ROLES: Mapping[str, tuple[str, ...]] = {
    **ROLES,
    "date_prec": ("geomap_date_prec", "date_prec", "meta_date_precision"),
    "time_precision": ("time_precision",),
    "geo_precision": ("geo_precision",),
    "accuracy": ("geolocation_accuracy", "accuracy", "actiongeo_type"),
    "wounded_low": ("geomap_wounded_low", "wounded_low", "wounded_min", "injured_min",
                    "affected_injured_min", "civilian_non_combatants_injured_min",
                    "civilians_injured_min"),
    "wounded_high": ("geomap_wounded_high", "wounded_high", "wounded_max", "injured_max",
                     "affected_injured_max", "civilian_non_combatants_injured_max",
                     "civilians_injured_max"),
    "kind": ("event_type", "type_of_violence"),
    "country_code": ("country_code", "iso", "iso3", "actiongeo_countrycode"),
    "clarity": ("event_clarity",),
    "actor_more": ("assoc_actor_1", "ally_actor_1"),
    "actor2_more": ("assoc_actor_2", "ally_actor_2"),
    "inter1": ("inter1",),
    "inter2": ("inter2",),
    "original": ("source_original",),
    "headline": ("source_headline", "headline", "title"),
    "published": ("published", "publication_date", "source_date"),
}  # fmt: skip
"""The same with what only a casebook has room for."""


def guess_columns(
    headings: Iterable[str],
    *,
    told: Mapping[str, str] | None = None,
    roles: Mapping[str, tuple[str, ...]] = ROLES,
) -> dict[str, str]:
    """Say which column plays which role.

    Parameters
    ----------
    headings : iterable of str
        The table's headings.
    told : mapping, optional
        Role to heading, as the user says; an empty heading means that no column plays it.
    roles : mapping, optional
        Role to its usual headings: `ROLES` or `ROW_ROLES`.

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
        known.setdefault(plain_heading(heading), heading)
    told = told or {}
    for role, heading in told.items():
        if role not in roles:
            raise UsageError(f"{role!r} is no role of a column; roles are {', '.join(roles)}")
        if heading and heading not in all_headings:
            raise UsageError(
                f"the table has no column {heading!r}; it has {', '.join(all_headings)}"
            )
    taken = {heading for heading in told.values() if heading}
    found: dict[str, str] = {}
    for role, usual in roles.items():
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


@lru_cache(maxsize=4096)
def plain_heading(heading: str) -> str:
    """Write a heading in small letters and digits, with ``_`` for all else.

    Examples
    --------
    >>> plain_heading("ActionGeo_Lat"), plain_heading("#affected+killed")
    ('actiongeo_lat', 'affected_killed')
    """
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")
