"""Countries as the tables of the field write them: by name, by ISO or by FIPS code."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geomap.events.terms.folding import folded
from geomap.shipped import shipped_path

__all__ = ["Country", "country_of", "country_of_fips", "country_of_name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country, as other programs know it."""

    iso2: str
    iso3: str
    number: int
    # ISO 3166-1 numeric; 0 where there is none
    fips: tuple[str, ...]
    # FIPS 10-4, which GDELT uses
    region: str
    # as UCDP GED divides the world: Africa, Americas, Asia, Europe, Middle East; "" elsewhere
    name: str
    also: tuple[str, ...]
    # other names that tables write


def country_of(iso2: str | None) -> Country | None:
    """Give the country of an ISO 3166-1 alpha-2 code.

    Parameters
    ----------
    iso2 : str or None
        The code, in capitals.

    Returns
    -------
    Country or None
        None where there is no such code.

    Examples
    --------
    >>> country_of("SY").name, country_of("SY").number, country_of(None)
    ('Syria', 760, None)
    """
    return None if iso2 is None else _by_code().get(iso2)


def country_of_fips(fips: str) -> Country | None:
    """Give the country of a FIPS 10-4 code.

    Examples
    --------
    >>> country_of_fips("IZ").name
    'Iraq'
    """
    return _by_fips().get(fips.strip().upper())


def country_of_name(written: str) -> Country | None:
    """Give the country that a table names.

    Parameters
    ----------
    written : str
        Its name, or one of its ISO 3166-1 codes: of two letters, three letters, or digits.

    Returns
    -------
    Country or None
        None where it is none that is known.

    Examples
    --------
    >>> [country_of_name(c).iso2 for c in ("Syria", "Yemen (North Yemen)", "SYR", "760")]
    ['SY', 'YE', 'SY', 'SY']
    >>> country_of_name("Atlantis")
    """
    return _by_name().get(folded(written.strip()))


@lru_cache(maxsize=1)
def _by_code() -> Mapping[str, Country]:
    path = shipped_path("lexicon/countries.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["iso2"]: _country(row) for row in csv.DictReader(handle)}


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        iso2=row["iso2"],
        iso3=row["iso3"],
        number=int(row["number"]),
        fips=tuple(row["fips"].split("|")) if row["fips"] else (),
        region=row["region"],
        name=row["name"],
        also=tuple(row["also"].split("|")) if row["also"] else (),
    )


@lru_cache(maxsize=1)
def _by_fips() -> Mapping[str, Country]:
    return {code: country for country in _by_code().values() for code in country.fips}


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    for country in _by_code().values():
        numbers = (str(country.number), f"{country.number:03}") if country.number else ()
        names = (country.name, *country.also, country.iso2, country.iso3, *numbers)
        for name in names:
            found.setdefault(folded(name), country)
    return found
