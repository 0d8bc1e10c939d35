"""What the columns of a foreign table mean, told from their names.

The names are those that tables of places really carry: plain English ones, those of OCHA's
administrative boundary sets, of survey tools and of spreadsheets. Where two columns could be
the name, or none is known, nothing is guessed: whoever adds the table says which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from geomap.errors import UsageError

__all__ = ["ROLES", "Columns", "recognise"]

ROLES = (
    "name", "lon", "lat", "id", "names", "feature", "country", "admin1", "admin2", "population",
)  # fmt: skip
"""What a column can be: its role, as given with ``--column``."""

_KNOWN: dict[str, tuple[str, ...]] = {
    "name": (
        # The first that is there is taken; those of one group are equally likely.
        "nameen name placename featurename featurenam toponym fullname featurefullname",
        "locationname settlementname localityname villagename townname cityname sitename",
        "settlement locality town village city community place hamlet site campname camp",
        "admin4nameen adm4en admin4en adm4name admin4name",
        "admin3nameen adm3en admin3en adm3name admin3name",
    ),
    "lon": (
        "lon long lng longitude londd longdd longitudedd decimallongitude lonwgs84 xlon",
        "x xcoord xcoordinate coordx pointx longitudex gpslongitude",
    ),
    "lat": (
        "lat latitude latdd latitudedd decimallatitude latwgs84 ylat",
        "y ycoord ycoordinate coordy pointy latitudey gpslatitude",
    ),
    "id": (
        "pcode id placeid featureid geonameid uid code locationid settlementid siteid featurepcode",
        "admin4pcode adm4pcode ufi fid objectid",
    ),
    "feature": ("featurecode feature featuretype placetype settlementtype type fclass class dsg",),
    "country": (
        "countrycode iso2 iso countryiso2 countryiso iso3 countryiso3 cc cc1 adm0a2 adm0a3",
        "country countryname admin0nameen adm0en adm0name admin0name nation",
    ),
    "admin1": (
        "admin1 admin1nameen adm1en admin1en adm1name admin1name",
        "province governorate state region oblast department wilaya county prefecture",
    ),
    "admin2": ("admin2 admin2nameen adm2en admin2en adm2name admin2name", "district raion lga"),
    "population": ("population pop popest totalpop poptotal populationtotal inhabitants",),
}
# A column of such a name holds the unit's code, which begins with the country's.
_UNIT_CODES = ("admin1pcode", "adm1pcode", "admin1cod", "admin1code", "adm1code")
_LEVELS = r"(?:ad(?:min|m)[0-4]|province|governorate|district|region|state|country)"
_OTHER_NAMES = re.compile(
    r"(?!" + _LEVELS + r")(?:(?:place|town|village|feature|full|official)?nam(?:e|es)?"
    r"(?:en|ar|ara|fr|es|pt|ru|uk|tr|fa|ps|ku|my|am|so|sw|local|loc|native|latin|ascii|enref|ref)"
    r"|alt(?:ernate|ernative)?names?\d?(?:en|ar|fr|es|pt|ru|uk|tr|fa|ps|ku|my|am|so)?|othernames?"
    r"|names|asciiname|nameascii|nam(?:e)?alt\d?|feature(?:alt\d?name|refname|ref)\w{0,2}|localname"
    r"|nativename|aliases?|synonyms?|formername|arabicname|namearabic)"
)
_FOURTH_NAMES = re.compile(r"ad(?:min|m)4(?:name)?(?:alt\d?)?(?:en|ar|fr|es|ru|uk|my|ref)?(?:en)?")
_POINT = ("wkt", "geom", "geometry", "thegeom", "point")

_Ask = Callable[[str, Sequence[str]], str]
# role and the columns that it may be, to the one that it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column has which role; None where there is none."""

    name: str
    lon: str | None
    lat: str | None
    # None: the geometry says
    id: str | None = None
    names: tuple[str, ...] = ()
    feature: str | None = None
    country: str | None = None
    unit_code: str | None = None
    # whose first two letters are the country
    admin1: str | None = None
    admin2: str | None = None
    population: str | None = None
    point: str | None = None
    # with a point as text (WKT)


def recognise(
    found: Sequence[str],
    *,
    where: str,
    has_geometry: bool,
    given: Mapping[str, str] | None = None,
    ask: _Ask | None = None,
) -> Columns:
    """Tell what the columns of a table mean.

    Parameters
    ----------
    found : sequence of str
        The names of the columns, as the table has them.
    where : str
        The table, as the user named it: for errors.
    has_geometry : bool
        Whether each row has a geometry of its own, so that no coordinates are needed.
    given : mapping of str to str, optional
        Columns by their role, as the user said; "names" may hold several, with commas.
    ask : callable, optional
        Asked for the column of a role when several may be it, or none is known.

    Returns
    -------
    Columns
        All that was recognised.

    Raises
    ------
    UsageError
        When name or coordinates are missing or unclear and nobody can be asked; when a
        role or a column that was given does not exist.

    Examples
    --------
    >>> columns = recognise(["Town", "Y", "X", "Province"], where="a.csv", has_geometry=False)
    >>> columns.name, columns.lat, columns.lon, columns.admin1
    ('Town', 'Y', 'X', 'Province')
    """
    chosen = _given(found, given or {}, where)
    plain = {column: re.sub(r"[\W_]+", "", column.casefold()) for column in found}
    point = next((column for column in found if plain[column] in _POINT), None)
    placed = has_geometry or ("lon" not in chosen and _candidates(plain, "lon") == [] and point)
    for role in ("name", "lon", "lat"):
        if role not in chosen and not (placed and role != "name"):
            chosen[role] = _needed(role, found, plain, where, ask)
    for role in ROLES:
        if role not in chosen and role not in ("names", "lon", "lat"):
            candidates = _candidates(plain, role)
            if len(candidates) == 1 or (candidates and role in ("id", "country", "feature")):
                chosen[role] = candidates[0]
    taken = set(chosen.values()) - {chosen["name"]}
    names = chosen.pop("names", None)
    listed = _listed(names) if names is not None else _other_names(plain, chosen["name"], taken)
    return Columns(
        name=chosen["name"],
        lon=None if has_geometry else chosen.get("lon"),
        lat=None if has_geometry else chosen.get("lat"),
        id=chosen.get("id") or None,
        names=listed,
        feature=chosen.get("feature") or None,
        country=chosen.get("country") or None,
        unit_code=next((column for column in found if plain[column] in _UNIT_CODES), None),
        admin1=chosen.get("admin1") or None,
        admin2=chosen.get("admin2") or None,
        population=chosen.get("population") or None,
        point=point if placed and not has_geometry else None,
    )


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _given(found: Sequence[str], given: Mapping[str, str], where: str) -> dict[str, str]:
    """Check what the user said of the columns."""
    for role, column in given.items():
        if column == "" and role not in ("name", "lon", "lat"):
            continue  # "there is none"
        if role not in ROLES:
            raise UsageError(f"{role!r} is no role of a column; use one of {', '.join(ROLES)}")
        for one in _listed(column) if role == "names" else (column,):
            if one not in found:
                raise UsageError(
                    f"has no column {one!r} for {role}; it has {_shown(found)}", where=where
                )
    return dict(given)


def _candidates(plain: Mapping[str, str], role: str) -> list[str]:
    """Give the columns of the likeliest group that is there."""
    for group in _KNOWN[role]:
        names = group.split()
        candidates = [column for column, bare in plain.items() if bare in names]
        if candidates:
            return sorted(candidates, key=lambda column: names.index(plain[column]))
    return []


def _needed(
    role: str, found: Sequence[str], plain: Mapping[str, str], where: str, ask: _Ask | None
) -> str:
    candidates = _candidates(plain, role)
    if role == "name" and len(candidates) > 1 and plain[candidates[0]] in ("nameen", "name"):
        # The English name, and another that is a name as well.
        candidates = candidates[:1]
    if len(candidates) == 1:
        return candidates[0]
    if ask is not None:
        return ask(role, candidates or list(found))
    if candidates:
        said = f"several columns may be the {role}: {_shown(candidates)}"
    else:
        said = f"no column is known to be the {role}; there are {_shown(found)}"
    example = candidates[0] if candidates else {"name": "TOWN", "lon": "X"}.get(role, "Y")
    raise UsageError(f"{said}. Say which, such as --column {role}={example}", where=where)


def _other_names(plain: Mapping[str, str], name: str, taken: set[str]) -> tuple[str, ...]:
    """Give the columns with the place's other names: other languages, other spellings."""
    fourth = plain[name] if _FOURTH_NAMES.fullmatch(plain[name]) else ""
    return tuple(
        column
        for column, bare in plain.items()
        if column != name
        and column not in taken
        and (
            _OTHER_NAMES.fullmatch(bare)
            or (bare == "name")
            or (fourth and _FOURTH_NAMES.fullmatch(bare))
        )
    )


def _shown(columns: Sequence[str]) -> str:
    shown = ", ".join(repr(column) for column in columns[:30])
    return f"{shown} …" if len(columns) > 30 else shown or "none"
