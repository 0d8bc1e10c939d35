"""Why a toponym was placed where it was, in words a reader understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geomap.model import Candidate, Place
from geomap.places.evidence import is_area, is_town, lies_in
from geomap.places.mentions import Mention
from geomap.places.names.forms import loose_key, normal_form, split_level, split_site
from geomap.places.names.levels import LEVEL_FEATURES
from geomap.places.relative.relations import RelationKind

__all__ = ["Decision", "reason_elsewhere", "reason_not_found", "reason_placed", "reason_unsure"]

_KINDS = {
    "PCL": "country", "ADM1": "province", "ADM2": "district", "PPL": "town",
    "CONT": "continent", "SEA": "sea", "OCN": "ocean", "GULF": "gulf", "STRT": "strait",
    "STM": "river", "RGN": "region", "ISL": "island", "LK": "lake", "MTS": "mountains",
    "DSRT": "desert", "PEN": "peninsula", "CNL": "canal", "BAY": "bay", "VAL": "valley",
}  # fmt: skip


# What the commonest federal states call their units.
_STATES = {"US": {"ADM1": "state", "ADM2": "county"}} | {
    code: {"ADM1": "state"} for code in ("AU", "BR", "DE", "IN", "MX", "NG", "SD", "SS", "VE")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is known when a place was chosen."""

    mention: Mention
    place: Place
    candidates: Sequence[Candidate]
    count: int
    # of all candidates, kept or not
    fuzzy: bool
    countries: Mapping[str, str]
    # that the other names say the report is about, most first: code and name
    container: Place | None


def reason_not_found(surface: str, countries: tuple[str, ...]) -> str:
    """Say that no place of the name is known.

    Examples
    --------
    >>> reason_not_found("Qwerty", ("Syria",))
    'no place called "Qwerty" in the gazetteer, nor one spelt alike in Syria'
    """
    looked = f", nor one spelt alike in {' or '.join(countries)}" if countries else ""
    return f'no place called "{surface}" in the gazetteer{looked}'


def reason_unsure(decision: Decision) -> str:
    """Say that several places fit and none stands out."""
    named = "; ".join(_described(candidate.place) for candidate in decision.candidates[:3])
    if decision.count == 1:
        return f"not sure: too little speaks for the one place whose name is like it ({named})"
    return f"not sure: {decision.count} places fit and none stands out ({named})"


def reason_elsewhere(decision: Decision, apart_km: float, base: str) -> str:
    """Say that the likeliest place of the name lies too far from what the text says it is near."""
    return f"the likeliest, {_described(decision.place)}, lies {apart_km:.0f} km from {base}"


def reason_placed(decision: Decision, *, relative: str = "") -> str:
    """Say why this place and no other, and what was made of words like "10 km north of".

    Parameters
    ----------
    decision : Decision
        What is known of the choice.
    relative : str
        What :func:`geomap.places.relative.placing.place_relative` says of its own part; empty where
        the text puts nothing beside the place.

    Returns
    -------
    str
        One line.
    """
    place, mention = decision.place, decision.mention
    parts = [_described(place), _how_many(decision)]
    if decision.fuzzy:
        parts.append(f'spelt like "{mention.toponym.surface}", which is not in the gazetteer')
    elif _written_otherwise(place, mention):
        written = _name_written(mention)
        parts.append(f'"{written}" is another spelling or name of it')
    features = LEVEL_FEATURES.get(mention.level or "", ())
    if mention.level and place.feature.startswith(features):
        parts.append(f'the text says "{mention.level}"')
    elif _higher_unit(decision):
        parts.append("the town shares the name and the text does not say which, so the higher unit")
    elif mention.as_town and is_town(place) and _bears_name_too(decision):
        parts.append(f'a unit shares the name, but "{mention.as_town}" speaks of the town')
    if decision.container is not None and lies_in(place, decision.container):
        parts.append(f"named with {decision.container.name}, which it lies in")
    elif (
        place.country
        and place.country in decision.countries
        and not place.feature.startswith("PCL")
    ):
        parts.append(f"the report is about {decision.countries[place.country]}")
    return "; ".join(part for part in (*parts, relative) if part)


def _described(place: Place) -> str:
    kind = _STATES.get(place.country or "", {}).get(place.feature, "") or next(
        (word for prefix, word in _KINDS.items() if place.feature.startswith(prefix)), ""
    )
    around = [place.admin2 if is_town(place) else None, place.admin1, place.country]
    inside = [name for name in around if name and name != place.name] if kind != "country" else []
    return f"{kind or place.feature} {place.name}" + (f" ({', '.join(inside)})" if inside else "")


def _how_many(decision: Decision) -> str:
    if decision.count == 1:
        return "the only place of this name"
    country = decision.place.country
    here = [c for c in decision.candidates if c.place.country == country]
    if country and len(here) == 1 and not decision.place.feature.startswith("PCL"):
        return f"the only one of {decision.count} places of this name that lies in {country}"
    return f"one of {decision.count} places of this name"


def _name_written(mention: Mention) -> str:
    """Give the name as written, of a site that of its town."""
    written = split_level(mention.toponym.surface).core
    return split_site(written)[0] if mention.relation == RelationKind.SITE else written


def _written_otherwise(place: Place, mention: Mention) -> bool:
    own, form = normal_form(place.name), normal_form(_name_written(mention))
    return form != own and (loose_key(form) == loose_key(own) or not is_area(place))


def _higher_unit(decision: Decision) -> bool:
    return decision.place.feature.startswith("ADM") and any(
        is_town(c.place) and lies_in(c.place, decision.place) for c in decision.candidates
    )


def _bears_name_too(decision: Decision) -> bool:
    """Tell whether a unit that the chosen town lies in was among the candidates."""
    return any(
        candidate.place.feature in ("ADM1", "ADM2") and lies_in(decision.place, candidate.place)
        for candidate in decision.candidates
    )
