"""The senses of a report: each name once, with all it could mean, and what they say together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz

from geomap.model import Candidate, Place
from geomap.places.context import Anchor, Anchors, Context, anchor_at
from geomap.places.evidence import (
    LOOSE_SCORE,
    ROLE_WEIGHTS,
    Weights,
    is_area,
    is_town,
    lies_in,
    softmax,
)
from geomap.places.mentions import Mention
from geomap.places.names.forms import normal_form, split_level

__all__ = [
    "Sense",
    "chosen_probability",
    "container_place",
    "contexts_of",
    "countries_of",
    "held_mentions",
    "mentions_inside",
    "names_of_countries",
    "prefer_higher_unit",
    "sure_containers",
]

_ALIKE, _UNLIKE = 80.0, 50.0
# rapidfuzz ratios: the written name is the town's own, and it is not the unit's main name

_METROPOLIS = 5_000_000
# a city of this size is meant itself, not the unit that bears its name
_COUNTRYSIDE = "countryside"
# of a town's relations the one that names its province as well
_CONTAINERS_WEIGHED = 10
_NAMESAKES_WEIGHED = 60
# the others of a common name have no odds
_LOOSELY = 0.5
# of a vote by a place that is only spelt alike


@dataclass(slots=True)
class Sense:
    """All mentions of one name in the report, and what it could mean."""

    mentions: list[Mention]
    candidates: list[Candidate]
    fuzzy: bool
    grounds: list[float]
    # what speaks for each whatever else the report says: name, prominence, stated level
    scores: list[float]
    odds: list[float]
    votes: Mapping[str, float] = field(default_factory=dict)
    # for the country, by the report's other names
    fresh: bool = True
    # looked up, and not weighed since
    held: dict[tuple[str, str], bool] = field(default_factory=dict)
    # which of the places lies in which, by their ids: the same is asked in every round

    def lies_in(self, place: Place, container: Place) -> bool:
        """Tell whether one of the places lies in another."""
        pair = place.id, container.id
        inside = self.held.get(pair)
        if inside is None:
            inside = self.held[pair] = lies_in(place, container)
        return inside

    def restate(self, other: Sense) -> None:
        """Take over what another look-up found."""
        self.candidates, self.grounds = other.candidates, other.grounds
        self.scores, self.odds = other.scores, other.odds
        self.fuzzy = other.fuzzy
        self.fresh = True

    @property
    def best(self) -> Place | None:
        """The likeliest place so far."""
        return self.candidates[0].place if self.candidates else None


_NOTHING = 1e-9
# what is left of a vote when it has been taken back


def contexts_of(
    senses: Sequence[Sense], homes: Mapping[str, float] = MappingProxyType({})
) -> list[Context]:
    """Give what the other senses say, for each sense; the cost grows with their number.

    Parameters
    ----------
    senses : sequence of Sense
        The names of one report.
    homes : mapping of str to float
        What the bodies that it names say of its country.

    Returns
    -------
    list of Context
        One for each sense, in order.
    """
    countries: dict[str, float] = defaultdict(float, homes)
    units: dict[tuple[str, str], float] = defaultdict(float)
    said = [_said_by(sense) for sense in senses]
    for part in said:
        for country, vote in part.countries.items():
            countries[country] += vote
        for unit, vote in part.units.items():
            units[unit] += vote
    anchors = Anchors((of, anchor) for of, part in enumerate(said) for anchor in part.anchors)
    return [
        Context(
            countries=_without(countries, own.countries),
            units=_OthersVotes(units, own.units),
            anchors=anchors,
            of=of,
        )
        for of, own in enumerate(said)
    ]


def _without(total: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    left = dict(total)
    for one, vote in own.items():
        left[one] -= vote
        if left[one] <= _NOTHING:
            del left[one]
    return left


class _OthersVotes(NamedTuple):
    """The votes of all names, without a name's own."""

    total: Mapping[tuple[str, str], float]
    own: Mapping[tuple[str, str], float]

    def get(self, unit: tuple[str, str], /) -> float | None:
        votes = self.total.get(unit)
        if votes is not None and unit in self.own:
            votes -= self.own[unit]
            return votes if votes > _NOTHING else None
        return votes


class _Said(NamedTuple):
    """What one name says."""

    countries: Mapping[str, float]
    units: Mapping[tuple[str, str], float]
    anchors: Sequence[Anchor]


def _said_by(sense: Sense) -> _Said:
    """Count one vote a name, by how sure it is and what role it plays."""
    countries: dict[str, float] = defaultdict(float)
    units: dict[tuple[str, str], float] = defaultdict(float)
    anchors: list[Anchor] = []
    if sense.candidates and not sense.fuzzy:
        weight = max(ROLE_WEIGHTS[m.toponym.role] for m in sense.mentions)
        weight *= min(2.0, 1.0 + 0.25 * (len(sense.mentions) - 1))
        for candidate, odds in zip(sense.candidates[:12], sense.odds, strict=False):
            place = candidate.place
            if odds < 0.02 or place.country is None:
                continue
            if candidate.score <= LOOSE_SCORE:
                # two names that are spelt like others' must not bear each other out
                odds *= _LOOSELY
            countries[place.country] += weight * odds
            if place.admin1:
                units[place.country, place.admin1] += weight * odds
            if odds >= 0.3 and not place.feature.startswith("PCL"):
                anchors.append(anchor_at(place.lon, place.lat, min(1.0, weight * odds)))
    return _Said(countries, units, anchors)


def countries_of(context: Context) -> tuple[str, ...]:
    """Give the countries that the other names say the report is about, most first."""
    votes = context.countries
    total = sum(votes.values())
    ranked = sorted(votes, key=lambda country: (-votes[country], country))
    return tuple(country for country in ranked[:3] if votes[country] >= 0.2 * total)


def sure_containers(sense: Sense, by_mention: Mapping[int, Sense]) -> list[Place]:
    """Give the units that the text says the name lies in, in all their readings."""
    named = [
        by_mention[mention.container]
        for mention in sense.mentions
        if mention.sure_container and mention.container is not None
    ]
    return [
        candidate.place
        for around in named
        if around.best is not None and not is_town(around.best)
        for candidate in around.candidates[:_CONTAINERS_WEIGHED]
    ]


def names_of_countries(senses: Sequence[Sense]) -> dict[str, str]:
    """Give the names of the countries that the report names, by their codes."""
    return {
        sense.best.country: sense.best.name
        for sense in senses
        if sense.best is not None and sense.best.country and sense.best.feature.startswith("PCL")
    }


def mentions_inside(by_mention: Mapping[int, Sense]) -> dict[int, list[Mention]]:
    """Give the mentions that the text puts inside others, in order, by the others' indices."""
    inside: dict[int, list[Mention]] = defaultdict(list)
    senses = {id(sense): sense for sense in by_mention.values()}
    for sense in senses.values():
        for mention in sense.mentions:
            if mention.container is not None and by_mention.get(mention.index) is sense:
                inside[mention.container].append(mention)
    return inside


def held_mentions(sense: Sense, inside: Mapping[int, Sequence[Mention]]) -> list[Mention]:
    """Give the mentions that the text puts inside this name."""
    if not any(mention.contains for mention in sense.mentions):
        return []
    indices = dict.fromkeys(mention.index for mention in sense.mentions)
    held = [mention for index in indices for mention in inside.get(index, ())]
    return sorted(held, key=lambda mention: mention.index)


def prefer_higher_unit(
    sense: Sense, candidates: list[Candidate], scores: list[float], weights: Weights
) -> list[float]:
    """Put a unit above the town of its name inside it, unless the town itself is meant."""
    if sense.mentions[0].level:
        return scores
    first = candidates[:_NAMESAKES_WEIGHED]
    units = [(i, c) for i, c in enumerate(first) if c.place.feature in ("ADM1", "ADM2")]
    if not units:
        return scores
    pinned = any(m.relation not in (None, _COUNTRYSIDE) for m in sense.mentions)
    pinned = pinned or any(m.as_town for m in sense.mentions)
    contains = any(m.contains for m in sense.mentions)
    adjusted = list(scores)
    for town, candidate in enumerate(first):
        place = candidate.place
        if not is_town(place):
            continue
        for unit, other in units:
            if abs(candidate.score - other.score) > 0.2 or place.country != other.place.country:
                continue
            if not sense.lies_in(place, other.place):
                continue
            low, high = sorted((adjusted[town], adjusted[unit]))
            itself = place.feature == "PPLC" or (place.population or 0) >= _METROPOLIS
            itself = (itself and not contains) or pinned
            lesser = other.place.feature == "ADM2" or other.place.admin1 is None
            itself = itself or (lesser and not _bears(sense, other.place))
            itself = itself or _names_only_town(sense, place, other.place)
            if not itself:
                high += weights.namesake * math.log10((place.population or 0) + 1)
            adjusted[town], adjusted[unit] = (high, low) if itself else (low, high)
    return adjusted


def _names_only_town(sense: Sense, town: Place, unit: Place) -> bool:
    """Tell whether a unit has a name of its own: "Mosul" is a town of Nineveh, and not Nineveh."""
    written = sense.mentions[0].form
    names = (normal_form(split_level(place.name).core) for place in (town, unit))
    towns, units = (fuzz.ratio(written, name) for name in names)
    return towns >= _ALIKE and units < _UNLIKE


def _bears(sense: Sense, unit: Place) -> bool:
    """Tell whether the unit's own name is the one written: "Paris", not "Paris County"."""
    return split_level(unit.name).level is None and any(m.listed for m in sense.mentions)


def chosen_probability(sense: Sense, weights: Weights) -> float:
    """Give the odds of the chosen place against the others and against an unknown one."""
    best = sense.candidates[0].place
    odds = softmax([*sense.scores, weights.unknown], temperature=weights.temperature)
    chosen = sum(
        odds[index]
        for index, candidate in enumerate(sense.candidates)
        if candidate.place is best or _shares_ground(candidate.place, best)
    )
    return round(min(0.99, chosen), 3)


def _shares_ground(place: Place, best: Place) -> bool:
    # A town and the unit around it that bears its name differ in precision, not in place.
    return (is_area(place) or is_area(best)) and (lies_in(place, best) or lies_in(best, place))


def container_place(mention: Mention, by_mention: Mapping[int, Sense]) -> Place | None:
    """Give the place that the text puts a mention in."""
    if mention.container is None:
        return None
    return by_mention[mention.container].best
