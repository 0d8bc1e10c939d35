"""What of a foreign row may enter a gazetteer: names without traps, coordinates on the globe.

A row either becomes an entry or is refused with the value that is wrong and what would be
right. Nothing is bent into shape: a latitude of 95 is no latitude.
"""

from __future__ import annotations

import math
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from geomap.errors import UsageError
from geomap.places.install.sources import SourceRow
from geomap.places.names.forms import normal_form
from geomap.places.store import Entry, town_radius_km

__all__ = ["Seen", "Vetting", "clean_name", "vet"]

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPS = re.compile(r"[\s,.'\u00a0\u202f](?=\d{3}(?:\D|$))")
# between thousands
_CODE = re.compile(r"[A-Z]{2,5}[0-9]?[HLXR]?|ADM[1-5]H?|PPLA[2-5]")
_TORN = "\ufffd"
_ORDINALS = "ªº"
_JOINERS = "\u200c\u200d"
# they shape letters in Persian, Kurdish and the scripts of India
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LONGEST = 200
_MOST_PEOPLE = 1_500_000_000
_ID = 100

_FEATURE_WORDS = {
    "city": "PPL", "town": "PPL", "village": "PPL", "hamlet": "PPL", "settlement": "PPL",
    "camp": "CMP", "idp camp": "CMP", "refugee camp": "CMPRF", "neighbourhood": "PPLX",
    "neighborhood": "PPLX", "suburb": "PPLX", "quarter": "PPLX", "capital": "PPLC",
    "national capital": "PPLC", "country": "PCLI", "province": "ADM1", "governorate": "ADM1",
    "state": "ADM1", "region": "RGN", "district": "ADM2", "subdistrict": "ADM3",
    "river": "STM", "lake": "LK", "sea": "SEA", "island": "ISL", "mountain": "MT",
    "airport": "AIRP", "airbase": "AIRB", "air base": "AIRB", "border crossing": "PSTB",
    "dam": "DAM", "prison": "PRN",
}  # fmt: skip
_RADII_KM = {
    "PCL": 300.0, "ADM1": 60.0, "ADM2": 25.0, "ADM3": 12.0, "ADM": 6.0, "RGN": 50.0, "SEA": 200.0,
    "ISL": 10.0, "STM": 50.0, "LK": 8.0, "MT": 8.0, "VAL": 15.0, "DSRT": 60.0, "AIR": 2.5,
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Vetting:
    """What holds for all rows of a source, and what was noticed on the way."""

    source: str
    # the part of an id that says where it comes from
    country: str | None
    # of every place that does not say its own, ISO 3166-1 alpha-2
    country_of: Callable[[str], str]
    # from a code or name; raises `UsageError`
    damaged: Counter[str] = field(default_factory=Counter)
    # other names that were left out, by what is wrong with them
    newest: str = ""
    # the latest date in the source


def vet(row: SourceRow, vetting: Vetting) -> Entry | str:
    """Make an entry of a row, or say what is wrong with it.

    Parameters
    ----------
    row : SourceRow
        As its source gives it.
    vetting : Vetting
        What holds for all rows; damage to other names is counted in it.

    Returns
    -------
    Entry or str
        The entry, its units as the source calls them; or the reason why it is refused.

    Examples
    --------
    >>> vetting = Vetting(source="own", country="SY", country_of=str)
    >>> vet(SourceRow(row=17, name="Homs", lon="36.7", lat="95.2"), vetting)
    'latitude 95.2 is not between -90 and 90'
    >>> vet(SourceRow(row=18, name="Homs", lon="36.7", lat="34.7"), vetting).country
    'SY'
    """
    try:
        name = _own_name(row.name)
        lon, lat = _degrees(row.lon, "longitude", 180), _degrees(row.lat, "latitude", 90)
        if lon == lat == 0:
            raise _RefusedError("lies at 0, 0, which is where missing coordinates end up")
        population = _population(row.population)
        country = _country(row.country, vetting)
        feature = _feature(row.feature)
        identity = _identity(row)
    except _RefusedError as refused:
        return str(refused)
    _note_date(row.dated, vetting)
    return Entry(
        source=vetting.source,
        source_id=identity,
        name=name,
        lon=lon,
        lat=lat,
        feature=feature,
        radius_km=_radius_km(feature, population),
        country=country,
        admin1=_unit(row.admin1),
        admin2=_unit(row.admin2),
        population=population,
        names=[*_others(row.names, vetting)],
        known=[*_others(row.known, vetting)],
        foreign=[*_others(row.foreign, vetting)],
    )


class _RefusedError(Exception):
    """A value that cannot be used."""


def clean_name(name: str) -> str:
    r"""Take away what must not stand in a name: control and invisible characters.

    Parameters
    ----------
    name : str
        As it stands in the source.

    Returns
    -------
    str
        In Unicode's composed form, blanks levelled.

    Examples
    --------
    >>> clean_name("  Kafr\u202e\x07   Zita ")
    'Kafr Zita'
    """
    if name.isprintable() and unicodedata.is_normalized("NFC", name):
        return " ".join(name.split()) if "  " in name or name != name.strip() else name
    composed = unicodedata.normalize("NFC", name)
    kept = (
        " " if letter.isspace() else letter
        for letter in composed
        if letter.isspace() or letter in _JOINERS or unicodedata.category(letter) not in _DROPPED
    )
    return " ".join("".join(kept).split()).strip(_JOINERS + " ")


def _damage(name: str) -> str | None:
    """Tell what is wrong with the letters of a name."""
    if name.isascii():
        return None
    if _TORN in name:
        return "cut off in the middle of a letter"
    for encoding in ("cp1252", "latin-1"):
        try:
            mended = name.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        # "Úž" could be read so as well, but is two letters of a name; "Ã©" is none.
        if any(not letter.isalpha() or letter in _ORDINALS for letter in name if letter > "~"):
            return f"read in the wrong encoding (it should be {mended!r})"
    return None


def _own_name(value: object) -> str:
    if value is None or not str(value).strip():
        raise _RefusedError("has no name")
    name = str(value)
    # Before it is cleaned: the bytes of a wrong encoding hold control characters.
    if damage := _damage(name):
        raise _RefusedError(f"its name {name[:60]!r} is {damage}")
    name = clean_name(name)
    if len(name) > _LONGEST:
        raise _RefusedError(
            f"its name has {len(name)} characters, {name[:40]!r} …; {_LONGEST} at most"
        )
    if not normal_form(name):
        raise _RefusedError(f"its name {str(value)[:60]!r} has no letter or digit")
    return name


def _others(values: tuple[object, ...], vetting: Vetting) -> list[str]:
    kept: dict[str, None] = {}
    for value in values:
        if not value:
            continue
        name = str(value)
        if damage := _damage(name):
            vetting.damaged[damage.partition(" (")[0]] += 1
        elif len(name) <= _LONGEST and (cleaned := clean_name(name)):
            kept[cleaned] = None
    return list(kept)


def _degrees(value: object, what: str, most: int) -> float:
    if isinstance(value, str):
        text = value.strip()
        if not text:
            raise _RefusedError(f"has no {what}")
        if not _NUMBER.fullmatch(text):
            raise _RefusedError(f"{what} {text[:40]!r} is no number of degrees such as 35.32")
        degrees = float(text)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        degrees = float(value)
    else:
        raise _RefusedError(f"has no {what}")
    if not math.isfinite(degrees):
        raise _RefusedError(f"{what} {value} is no number of degrees")
    if abs(degrees) > most:
        shown = str(value).strip()
        beyond = "; is it in metres?" if abs(degrees) > 360 else ""
        raise _RefusedError(f"{what} {shown} is not between -{most} and {most}{beyond}")
    return degrees


def _population(value: object) -> int | None:
    """Read a number of people; 0 and below are how tables write "unknown"."""
    if value is None or isinstance(value, bool) or not str(value).strip():
        return None
    text = _GROUPS.sub("", str(value).strip())
    if not _NUMBER.fullmatch(text):
        if text.casefold() in ("nan", "na", "n/a", "null", "none", "unknown", "-"):
            return None
        raise _RefusedError(f"population {str(value)[:40]!r} is no number")
    people = float(text)
    if people > _MOST_PEOPLE:
        raise _RefusedError(f"population {text} is more than any country has")
    return int(people) if people >= 1 else None


def _country(value: object, vetting: Vetting) -> str | None:
    written = clean_name(str(value)) if value is not None else ""
    if not written:
        return vetting.country
    try:
        return vetting.country_of(written)
    except UsageError as error:
        raise _RefusedError(f"its country: {error.message}") from error


def _feature(value: object) -> str:
    written = clean_name(str(value)) if value is not None else ""
    if _CODE.fullmatch(written):
        return written
    return _FEATURE_WORDS.get(written.casefold(), "PPL")


def _identity(row: SourceRow) -> str:
    if row.id is None or not str(row.id).strip():
        return f"row-{row.row}"
    number = row.id
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    identity = clean_name(str(number))
    if not 0 < len(identity) <= _ID:
        raise _RefusedError(f"its id {identity[:40]!r} has {len(identity)} characters; 1 to {_ID}")
    return identity


def _unit(value: object) -> str | None:
    if value is None or _damage(str(value)):
        return None
    return clean_name(str(value))[:_LONGEST] or None


def _radius_km(feature: str, population: int | None) -> float:
    if feature.startswith("PPL"):
        return town_radius_km(population)
    known = (radius for prefix, radius in _RADII_KM.items() if feature.startswith(prefix))
    return next(known, 1.0)


def _note_date(value: object, vetting: Vetting) -> None:
    text = str(value or "")[:10]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        vetting.newest = max(vetting.newest, text)


class Seen:
    """Remembers which row an id was first in, on disk."""

    def __init__(self) -> None:
        self._scratch = sqlite3.connect("", isolation_level=None)
        self._scratch.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID")
        self._scratch.execute("BEGIN")

    def before(self, identity: str, row: int) -> int | None:
        """Give the row that had this id before, or remember this one.

        Parameters
        ----------
        identity : str
            The id.
        row : int
            The row that has it.

        Returns
        -------
        int or None
            None the first time.
        """
        try:
            self._scratch.execute("INSERT INTO seen VALUES (?, ?)", (identity, row))
        except sqlite3.IntegrityError:
            query = "SELECT row FROM seen WHERE id = ?"
            return int(self._scratch.execute(query, (identity,)).fetchone()[0])
        return None
