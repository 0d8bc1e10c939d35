"""One free name to a place: "Talbiseh", "Talbiseh, Homs", "Paris, Texas"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.errors import UsageError
from geomap.model import Candidate, Place, Report, Resolution, Toponym
from geomap.places.answering import SITE
from geomap.places.confidence import Signs, confidence
from geomap.places.countries import country_iso2
from geomap.places.evidence import is_town, level_score, lies_in
from geomap.places.lookup import LOOKED_UP
from geomap.places.mentions import Mention
from geomap.places.names.forms import normal_form, split_level, split_site
from geomap.places.precision import where_prec
from geomap.places.reasons import Decision, reason_placed
from geomap.places.relative.lines import ends_of
from geomap.places.resolve import ReportResolver
from geomap.protocols import Gazetteer
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole

__all__ = ["country_code", "geocode"]

_ID = "name"
_INSIDE = re.compile(r"\s*[,،、]\s*(?:in\s+(?:the\s+)?)?|(?<=\S)\s+in\s+(?:the\s+)?", re.IGNORECASE)
# "Talbiseh, Homs", "Talbiseh in Homs"
_ISO2 = re.compile(r"[A-Z]{2}")
_SAME_NAME = 0.93
_LIKE_NAME = 0.75
# The gazetteer's score below which a name alone, with nothing beside it, decides nothing.
_UNIT = 0.9
# The gazetteer's score from which a unit's name is its own.
_SUGGESTIONS = 10


class _OneCountry:
    """A gazetteer that knows one country only."""

    def __init__(self, gazetteer: Gazetteer, country: str) -> None:
        self.name = gazetteer.name
        self.version = gazetteer.version
        self._gazetteer = gazetteer
        self._country = country

    def find(
        self, name: str, *, country: str | None = None, fuzzy: bool = False, limit: int = 50
    ) -> Sequence[Candidate]:
        """Give the places of this name in the one country."""
        if country not in (None, self._country):
            return ()
        return self._gazetteer.find(name, country=self._country, fuzzy=fuzzy, limit=limit)


def geocode(
    name: str,
    *,
    gazetteer: Gazetteer,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
) -> Resolution:
    """Place one name; what follows a comma is what it lies in.

    Parameters
    ----------
    name : str
        The name in any spelling or script: "Talbiseh", "Talbiseh, Homs", "town of Homs".
    gazetteer : Gazetteer
        Where to look.
    country : str, optional
        ISO 3166-1 alpha-2 code or name of the only country to look in.
    admin1 : str, optional
        Name of the first-level unit that it lies in.
    admin2 : str, optional
        Name of the second-level unit that it lies in; passed over where the gazetteer does
        not know it.

    Returns
    -------
    Resolution
        With the reason and the other candidates; the place is None where none was found or
        none is sure.

    Raises
    ------
    UsageError
        When the name is empty, or the country is not known.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> resolution = geocode("Talbiseh, Homs", gazetteer=open_builtin())
    >>> resolution.place.country, resolution.precision
    ('SY', 1)
    """
    if not normal_form(name):
        raise UsageError(f"{name!r} has no letter or digit; give a place's name")
    if country is not None:
        gazetteer = _OneCountry(gazetteer, country_code(country, gazetteer=gazetteer))
    parts = _parts(name, gazetteer)
    if admin2 and normal_form(admin2) and gazetteer.find(admin2, limit=1):
        parts.append(admin2)
    if admin1 and normal_form(admin1):
        parts.append(admin1)
    if len(parts) == 2 and admin1 and country is not None:
        settled = _only_one_inside(parts[0], admin1, gazetteer)
        if settled is not None:
            return settled
    report, toponyms = _as_report(parts)
    resolution = ReportResolver(gazetteer).resolve(report, toponyms)[0]
    if resolution.candidates:
        return (
            resolution if len(parts) > 1 or country else _doubted(resolution, parts[0], gazetteer)
        )
    alike = tuple(gazetteer.find(parts[0], fuzzy=True, limit=_SUGGESTIONS))
    if not alike:
        return resolution
    named = ", ".join(dict.fromkeys(candidate.place.name for candidate in alike[:3]))
    return replace(
        resolution,
        candidates=alike,
        probability=0.0,
        reason=f"{resolution.reason}; spelt alike: {named}",
    )


def _only_one_inside(name: str, admin1: str, gazetteer: Gazetteer) -> Resolution | None:
    """Give the one town of just this name in the unit; None where more must be weighed.

    Most rows of a table are such names, and weighing a single place only costs time: what
    lies in the unit that is named with it beats whatever does not.
    """
    units = gazetteer.find(admin1, limit=_SUGGESTIONS)
    named = [c for c in units if c.place.feature == "ADM1"]
    parts = split_level(name)
    if len(named) != 1 or named[0] is not units[0] or named[0].score < _UNIT:
        return None
    if parts.relation or ends_of(name) is not None:
        return None
    unit = named[0].place
    found = gazetteer.find(name, limit=LOOKED_UP)
    inside = [c for c in found if lies_in(c.place, unit)]
    # The district that bears a town's name is not what a row of towns means.
    inside = [c for c in inside if c.place.feature != "ADM2" or parts.level] or inside
    if len(inside) != 1 or inside[0].score < _SAME_NAME or not is_town(inside[0].place):
        return None
    if level_score(inside[0].place, parts.level) < 0.0:
        return None
    if inside[0].score <= SITE and split_site(parts.core)[1]:
        return None
    return _settled(name, inside[0], unit, found)


def _settled(name: str, chosen: Candidate, unit: Place, found: Sequence[Candidate]) -> Resolution:
    place = chosen.place
    _, toponyms = _as_report([name, unit.name])
    namesakes = sum(c.place.country == place.country and c.score >= chosen.score for c in found)
    signs = Signs(
        odds=1.0, elsewhere=0.0, equals=0, place=place, score=chosen.score, inside=True,
        namesakes=namesakes, support=1.0, alone=False,
    )  # fmt: skip
    others = [c for c in found if c is not chosen]
    kept = (
        Candidate(place=place, score=1.0),
        *(Candidate(place=c.place, score=0.0) for c in others[: _SUGGESTIONS - 1]),
    )
    parts = split_level(name)
    mention = Mention(
        index=0, toponym=toponyms[0], form=normal_form(parts.core), level=parts.level,
        relation=None, container=1, sure_container=True, contains=False, listed=False,
    )  # fmt: skip
    decision = Decision(
        mention=mention, place=place, candidates=kept, count=len(found), fuzzy=False,
        countries={}, container=unit,
    )  # fmt: skip
    precision, radius_km = where_prec(place, None)
    return Resolution(
        toponym=toponyms[0],
        place=place,
        probability=confidence(signs),
        reason=reason_placed(decision),
        precision=precision,
        radius_km=radius_km,
        candidates=kept,
    )


def _doubted(resolution: Resolution, name: str, gazetteer: Gazetteer) -> Resolution:
    """Take back an answer that rests on a name only a little like the one asked for."""
    if resolution.place is None or ends_of(name) is not None:
        return resolution
    best = max((found.score for found in gazetteer.find(name, limit=1)), default=0.0)
    like = _LIKE_NAME * (SITE if split_site(name)[1] else 1.0)
    if best >= like:
        return resolution
    return replace(
        resolution,
        place=None,
        precision=None,
        radius_km=None,
        probability=min(resolution.probability, best / 2),
        reason=f"not sure: the nearest name is only a little like it ({resolution.reason})",
    )


def country_code(country: str, *, gazetteer: Gazetteer) -> str:
    """Give the ISO 3166-1 alpha-2 code of a country given as its code or its name.

    Parameters
    ----------
    country : str
        "SY", "sy", "Syria", "سوريا".
    gazetteer : Gazetteer
        Where the name is looked up.

    Returns
    -------
    str
        The code, in capitals.

    Raises
    ------
    UsageError
        When there is no such country.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> country_code("Syria", gazetteer=open_builtin())
    'SY'
    """
    code = country.strip().upper()
    try:
        return country_iso2(country, gazetteer=gazetteer)
    except UsageError:
        # A code that ISO does not have may still be the gazetteer's own.
        if _ISO2.fullmatch(code):
            return code
        raise


def _parts(name: str, gazetteer: Gazetteer) -> list[str]:
    """Split at commas and "in", unless the whole is itself a name: "Congo, Democratic Republic"."""
    parts = [part for part in _INSIDE.split(name.strip()) if normal_form(part)]
    if len(parts) > 1:
        whole = gazetteer.find(name, limit=1)
        if whole and whole[0].score >= _SAME_NAME:
            return [name.strip()]
    return parts


def _as_report(parts: Sequence[str]) -> tuple[Report, list[Toponym]]:
    """Write the parts as a text of their own, each inside the next."""
    text = ", ".join(parts)
    spans = []
    start = 0
    for part in parts:
        spans.append(Span(report_id=_ID, start=start, end=start + len(part)))
        start += len(part) + 2
    toponyms = [
        Toponym(
            span=span,
            surface=part,
            role=ToponymRole.CONTEXT if index else ToponymRole.EVENT,
            container=spans[index + 1] if index + 1 < len(spans) else None,
        )
        for index, (span, part) in enumerate(zip(spans, parts, strict=True))
    ]
    return Report(id=_ID, text=text, sha256=""), toponyms
