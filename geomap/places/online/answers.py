"""Answers of online services as places: their kind, extent, units and identity.

What a service says is a stranger's word: names are cleaned and cut, codes are looked up in
our own tables, and what is not said stays unknown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from geomap.errors import UsageError
from geomap.model import Candidate, Place
from geomap.places.areas import distance_km
from geomap.places.countries import country_iso2
from geomap.places.names.forms import likeness, loose_key, normal_form, split_level
from geomap.places.online.bridge import Found
from geomap.places.online.wire import cleaned

__all__ = ["to_candidates"]

_LONGEST = 200
# characters of a name; the longest official one has 168
_MOST_NAMES = 200
_OWN, _OTHER, _LOOSE, _UNSAID = 1.0, 0.95, 0.8, 0.5
# how well a name answers, as the offline gazetteers count it; last: the service says so,
# though none of the names that it gives is like the one asked for
_LOOSE_LIKENESS = 0.8

_COUNTRY = ("country_code", "countrycode", "countryCode", "CountryCode", "country_code_iso2",
            "countryCodeISO3", "countryRegionIso2", "Country", "adminArea1")  # fmt: skip
_ADMIN1 = ("state", "province", "region", "adminName1", "Region", "adminDistrict",
           "countrySubdivision", "adminArea3", "State")  # fmt: skip
_ADMIN2 = ("county", "state_district", "district", "adminName2", "Subregion", "adminDistrict2",
           "countrySecondarySubdivision", "adminArea4", "County")  # fmt: skip
_NAMES = ("name", "toponymName", "place_name_en", "text", "title", "PlaceName", "Match_addr")
_IDS = ("geonameId", "place_id", "id", "gid", "uuid", "placeId")
_WITHIN = ("address", "properties", "attributes", "components", "Address", "context")
# where the members above may stand, below the object itself

# What OpenStreetMap calls it, or the others do, as GeoNames feature codes.
_FEATURES = {
    "country": "PCLI", "state": "ADM1", "province": "ADM1", "region": "ADM1", "county": "ADM2",
    "state_district": "ADM2", "district": "ADM2", "municipality": "ADM3", "subdistrict": "ADM3",
    "city": "PPL", "town": "PPL", "village": "PPL", "hamlet": "PPL", "isolated_dwelling": "PPL",
    "locality": "PPL", "populated place": "PPL", "place": "PPL", "populatedplace": "PPL",
    "suburb": "PPLX", "neighbourhood": "PPLX", "neighborhood": "PPLX", "quarter": "PPLX",
    "borough": "PPLX", "city_district": "PPLX", "city_block": "PPLX", "farm": "FRM",
    "sea": "SEA", "ocean": "OCN", "bay": "BAY", "strait": "STRT", "water": "LK", "river": "STM",
    "stream": "STM", "canal": "CNL", "wadi": "WAD", "peak": "PK", "mountain_range": "MTS",
    "ridge": "RDGE", "valley": "VAL", "plateau": "PLAT", "desert": "DSRT", "island": "ISL",
    "archipelago": "ISLS", "aerodrome": "AIRP", "airport": "AIRP", "military": "MILB",
    "dam": "DAM", "spring": "SPNG", "forest": "FRST", "wood": "FRST", "country region": "RGN",
    "administrative_area_level_1": "ADM1", "administrative_area_level_2": "ADM2",
    "admindivision1": "ADM1", "admindivision2": "ADM2", "countryregion": "PCLI",
    "state or province": "ADM1", "state/province": "ADM1", "macroregion": "RGN",
    "macrocounty": "ADM2", "localadmin": "ADM3",
}  # fmt: skip
_CLASSES = {
    "highway": "RD", "railway": "RSTN", "building": "BLDG", "amenity": "BLDG", "shop": "BLDG",
    "office": "BLDG", "tourism": "BLDG", "waterway": "STM", "aeroway": "AIRP",
    "military": "MILB", "natural": "LCTY", "landuse": "LCTY",
}  # fmt: skip
_UNSAID_FEATURE = "LCTY"  # GeoNames: a place of unspecified character
_KINDS = ("addresstype", "osm_value", "_type", "layer", "entityType", "Type", "type", "result_type")

# How far a thing reaches when the service gives no box: kilometres by feature code.
_RADII = {
    "PCLI": 500.0, "ADM1": 100.0, "ADM2": 30.0, "ADM3": 15.0, "PPL": 3.0, "PPLX": 1.5,
    "RGN": 50.0, "SEA": 300.0, "OCN": 2000.0, "BLDG": 0.2, "FRM": 0.5,
}  # fmt: skip
_USUAL_RADIUS_KM = 5.0
_LEAST_RADIUS_KM = 0.1


class _Nowhere:
    """A gazetteer without names: countries are told by their codes alone."""

    name = "none"
    version = "0"

    def find(
        self,
        name: str,  # noqa: ARG002
        *,
        country: str | None = None,  # noqa: ARG002
        fuzzy: bool = False,  # noqa: ARG002
        limit: int = 50,  # noqa: ARG002
    ) -> Sequence[Candidate]:
        return ()


def to_candidates(
    found: Sequence[Found], name: str, *, gazetteer: str, version: str
) -> tuple[Candidate, ...]:
    """Bring a service's answers to candidates.

    Parameters
    ----------
    found : sequence of Found
        In the service's order.
    name : str
        The name that was asked for.
    gazetteer, version : str
        As the places will name their gazetteer.

    Returns
    -------
    tuple of Candidate
        Best name first; among equals in the service's order. Each place once.

    Examples
    --------
    >>> raw = {"osm_type": "node", "osm_id": 7, "name": "Homs", "addresstype": "city",
    ...        "address": {"country_code": "sy", "state": "Homs Governorate"}}
    >>> found = Found(raw=raw, address="Homs, Syria", lat=34.73, lon=36.71)
    >>> kept, = to_candidates([found], "Homs", gazetteer="online:x", version="1")
    >>> kept.place.id, kept.place.feature, kept.place.country, kept.score
    ('node/7', 'PPL', 'SY', 1.0)
    """
    scored: dict[str, Candidate] = {}
    for answer in found:
        place = _place(answer, gazetteer, version)
        score = _score(name, place.name, _names(answer.raw))
        scored.setdefault(place.id, Candidate(place=place, score=score))
    return tuple(sorted(scored.values(), key=lambda candidate: -candidate.score))


def _place(found: Found, gazetteer: str, version: str) -> Place:
    name = _name(found)
    feature = _feature(found.raw)
    return Place(
        gazetteer=gazetteer,
        version=version,
        id=_id(found, name),
        name=name,
        lon=found.lon,
        lat=found.lat,
        radius_km=_radius_km(found, feature),
        feature=feature,
        country=_country(found.raw),
        admin1=None if feature == "PCLI" else _said(found.raw, _ADMIN1),
        admin2=None if feature in ("PCLI", "ADM1") else _said(found.raw, _ADMIN2),
    )


def _members(raw: Any, names: Sequence[str]) -> Iterator[Any]:
    """Give the members of these names, of the object itself and of those known within it."""
    if isinstance(raw, dict):
        parts = [raw, *(raw[part] for part in _WITHIN if isinstance(raw.get(part), dict))]
        for member in names:
            yield from (part[member] for part in parts if member in part)


def _said(raw: Any, names: Sequence[str]) -> str | None:
    """Give the first of these members that is text, cleaned; None when none is."""
    for member in _members(raw, names):
        if isinstance(member, str) and (text := cleaned(member, longest=_LONGEST)):
            return text
    return None


def _name(found: Found) -> str:
    first = cleaned(found.address.split(",")[0], longest=_LONGEST)
    return _said(found.raw, _NAMES) or first or "(unnamed)"


def _names(raw: Any) -> Iterator[str]:
    """Give the other names that the service tells: Nominatim's ``namedetails``, GeoNames'."""
    if isinstance(raw, dict):
        details = raw.get("namedetails")
        more = details.values() if isinstance(details, dict) else ()
        names = (name for name in [*more, raw.get("toponymName")] if isinstance(name, str))
        yield from (cleaned(name, longest=_LONGEST) for name in islice(names, _MOST_NAMES))


def _score(asked: str, name: str, others: Iterator[str]) -> float:
    wanted = {form for form in (normal_form(asked), normal_form(split_level(asked).core)) if form}
    forms = {normal_form(name), normal_form(split_level(name).core)}
    if wanted & forms:
        return _OWN
    more = {normal_form(other) for other in others}
    if wanted & more:
        return _OTHER
    best = max(
        (
            likeness(one, other)
            for one in wanted
            for other in forms | more
            if other and loose_key(one) == loose_key(other)
        ),
        default=0.0,
    )
    return round(_LOOSE * best, 4) if best >= _LOOSE_LIKENESS else _UNSAID


def _feature(raw: Any) -> str:
    if isinstance(raw, dict):
        code = _said(raw, ("fcode",))
        if code and code.isascii() and code.isalnum() and len(code) <= 5:
            return code.upper()
    for kind in _members(raw, _KINDS):
        if isinstance(kind, str) and (feature := _FEATURES.get(kind.strip().lower())):
            return feature
    for kind in _members(raw, ("class", "category", "osm_key")):
        if isinstance(kind, str) and (feature := _CLASSES.get(kind)):
            return feature
    return _UNSAID_FEATURE


def _country(raw: Any) -> str | None:
    for code in _members(raw, _COUNTRY):
        if isinstance(code, str) and len(code.strip()) in (2, 3) and code.strip().isascii():
            try:
                return country_iso2(code.strip(), gazetteer=_Nowhere())
            except UsageError:
                continue  # not a code but a short name, or a code of nobody's
    return None


def _id(found: Found, name: str) -> str:
    osm_type, osm_id = _said(found.raw, ("osm_type",)), next(_members(found.raw, ("osm_id",)), None)
    if osm_type and isinstance(osm_id, int):
        kinds = {"n": "node", "w": "way", "r": "relation"}
        return f"{kinds.get(osm_type[0].lower(), 'osm')}/{osm_id}"
    for member in _members(found.raw, _IDS):
        if isinstance(member, (str, int)) and not isinstance(member, bool):
            if identity := cleaned(str(member), longest=_LONGEST):
                return identity
    told = f"{name}|{found.lat:.5f}|{found.lon:.5f}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _radius_km(found: Found, feature: str) -> float:
    box = _box(found.raw)
    if box is None:
        return _RADII.get(feature, _USUAL_RADIUS_KM)
    west, south, east, north = box
    corners = [(lon, lat) for lon in (west, east) for lat in (south, north)]
    farthest = max(distance_km(found.lon, found.lat, lon, lat) for lon, lat in corners)
    return round(max(_LEAST_RADIUS_KM, farthest), 3)


def _box(raw: Any) -> tuple[float, float, float, float] | None:
    """Give west, south, east, north as the service wrote them; None when it did not."""
    if not isinstance(raw, dict):
        return None
    try:
        if box := raw.get("boundingbox"):  # Nominatim: south, north, west, east
            south, north, west, east = map(float, box)
        elif box := next(_members(raw, ("extent",)), None):  # Photon and ArcGIS
            west, north, east, south = _extent(box)
        elif box := raw.get("bounds") or raw.get("bbox"):
            west, south, east, north = _corners(box)
        else:
            return None
    except (TypeError, ValueError, LookupError):
        return None  # a box that cannot be read is a box that is not there
    south, north = min(south, north), max(south, north)
    if not (-90 <= south <= north <= 90 and all(-180 <= lon <= 180 for lon in (west, east))):
        return None
    return west, south, east, north


def _extent(box: Any) -> tuple[float, ...]:
    if isinstance(box, Mapping):
        return tuple(float(box[side]) for side in ("xmin", "ymax", "xmax", "ymin"))
    return tuple(map(float, box))


def _corners(box: Any) -> tuple[float, ...]:
    """Read a box by its corners (OpenCage), its sides (GeoNames) or in GeoJSON's order."""
    if isinstance(box, Mapping) and "southwest" in box:
        low, high = box["southwest"], box["northeast"]
        return tuple(map(float, (low["lng"], low["lat"], high["lng"], high["lat"])))
    if isinstance(box, Mapping):
        return tuple(float(box[side]) for side in ("west", "south", "east", "north"))
    return tuple(map(float, box))
