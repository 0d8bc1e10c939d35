"""One candidate for what several gazetteers know, and one order for all.

Two entries are the same place when they come from different gazetteers, are the same kind
of thing, bear one name, and lie near. Two entries of one gazetteer are never the same place:
two villages of one name a few kilometres apart stay two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geomap.model import Candidate, Place
from geomap.places.areas import distance_km
from geomap.places.evidence import LOOSE_SCORE
from geomap.places.names.forms import likeness, loose_key, normal_form

__all__ = ["merged", "merged_areas"]

_NEAR_KM = 5.0
_FAR_KM = 8.0
# Up to here when both bear the name in some romanisation and no namesake is nearer.
_UNIT_KM = {"PCL": 2000.0, "ADM1": 300.0, "ADM2": 80.0, "ADM": 30.0, "RGN": 100.0, "SEA": 500.0}
# Between the points that gazetteers give for one area.
_ALIKE = 0.9
_SAME = 0.93
# The score from which the name asked for is the place's own, or another in use.
_KM_TO_A_DEGREE = 111.0
_PLAIN = "PPL"
_SEATS = ("PPLC", "PPLA")
# a capital, and the seats of units


@dataclass(slots=True)
class _Group:
    """The entries for one place: which gazetteer gave each, and where in its answer."""

    members: dict[int, Candidate]


def merged(answers: Sequence[Sequence[Candidate]]) -> tuple[Candidate, ...]:
    """Join the answers of several gazetteers to one name.

    Parameters
    ----------
    answers : sequence of sequences of Candidate
        One of each gazetteer, the one whose coordinates are kept first.

    Returns
    -------
    tuple of Candidate
        Best first. When a place of some weight bears the very name, other romanisations and
        misspellings are no candidates, whichever gazetteer they are in.
    """
    told = [answer for answer in answers if answer]
    if len(told) < 2:
        return tuple(told[0]) if told else ()
    groups = _grouped(told)
    return _without_loose(sorted((_joined(group) for group in groups), key=_rank))


def _without_loose(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Leave the loose matches out when there is an exact one.

    A hamlet of just this name may be far from the town that is spelt otherwise, so only an
    exact match that somebody has counted people in, or that is no hamlet, has this weight.
    """
    exact = any(
        candidate.score > LOOSE_SCORE
        and (candidate.place.population is not None or candidate.place.feature != _PLAIN)
        for candidate in candidates
    )
    if not exact:
        return tuple(candidates)
    return tuple(candidate for candidate in candidates if candidate.score > LOOSE_SCORE)


def _grouped(answers: Sequence[Sequence[Candidate]]) -> list[_Group]:
    """Put together what is the same place, the nearest pairs first."""
    listed = [(g, i) for g, answer in enumerate(answers) for i in range(len(answer))]
    group_of = {key: _Group({key[0]: answers[key[0]][key[1]]}) for key in listed}
    for _, one, other in _pairs(answers):
        first, second = group_of[one], group_of[other]
        if first is second or not first.members.keys().isdisjoint(second.members):
            continue
        first.members.update(second.members)
        for key, group in group_of.items():
            if group is second:
                group_of[key] = first
    return list({id(group): group for group in group_of.values()}.values())


_Key = tuple[int, int]


def _pairs(answers: Sequence[Sequence[Candidate]]) -> list[tuple[float, _Key, _Key]]:
    """Give the pairs that may be one place, the surest and nearest first."""
    found = []
    for first in range(len(answers)):
        for second in range(first + 1, len(answers)):
            found += _pairs_of(answers, first, second)
    return sorted(found)


def _pairs_of(
    answers: Sequence[Sequence[Candidate]], first: int, second: int
) -> list[tuple[float, _Key, _Key]]:
    """Give the pairs of two gazetteers, looking only where the latitude is near."""
    theirs = sorted((candidate.place.lat, i) for i, candidate in enumerate(answers[second]))
    identities = {candidate.place.id: i for i, candidate in enumerate(answers[second])}
    found: list[tuple[float, _Key, _Key]] = []
    near: dict[_Key, float] = {}
    for index, one in enumerate(answers[first]):
        if one.place.id in identities:
            found.append((0.0, (first, index), (second, identities[one.place.id])))
            continue
        degrees = max(_reach_km(one.place), _FAR_KM) / _KM_TO_A_DEGREE
        start = bisect_left(theirs, (one.place.lat - degrees,))
        end = bisect_right(theirs, (one.place.lat + degrees, len(theirs)))
        for _, other in theirs[start:end]:
            apart = _apart_km(one, answers[second][other])
            if apart is not None:
                keys = (first, index), (second, other)
                for key in keys:
                    near[key] = min(near.get(key, apart), apart)
                found.append((apart, *keys))
    return [pair for pair in found if _close(pair, near, answers)]


def _reach_km(place: Place) -> float:
    """Give how far apart two gazetteers may put one thing of this kind."""
    for prefix, reach in _UNIT_KM.items():
        if place.feature.startswith(prefix):
            return reach
    return _FAR_KM


def _close(
    pair: tuple[float, _Key, _Key],
    near: dict[_Key, float],
    answers: Sequence[Sequence[Candidate]],
) -> bool:
    """Tell whether a pair is near enough, given what else of that name is near."""
    apart, (first, index), (second, other) = pair
    one, two = answers[first][index], answers[second][other]
    if one.place.id == two.place.id or apart <= _NEAR_KM or _reach_km(one.place) > _FAR_KM:
        return True
    # Farther off it must be the nearest namesake for both, in name and not only in answer.
    nearest = near[first, index] == apart == near[second, other]
    return nearest and _share_key(one.place.name, two.place.name)


def _apart_km(one: Candidate, other: Candidate) -> float | None:
    """Measure two entries that may be one place; None when they cannot be."""
    if _kind(one.place.feature) != _kind(other.place.feature):
        return None
    if None not in (one.place.country, other.place.country):
        if one.place.country != other.place.country:
            return None
    apart = distance_km(one.place.lon, one.place.lat, other.place.lon, other.place.lat)
    if apart > _reach_km(one.place):
        return None
    both_exact = min(one.score, other.score) >= _SAME
    return apart if both_exact or _alike(one.place.name, other.place.name) else None


def _kind(feature: str) -> str:
    """Give what counts as the same kind: all populated places are one."""
    return feature[:3] if feature.startswith(("PPL", "PCL")) else feature


@lru_cache(maxsize=16384)
def _keyed(name: str) -> tuple[str, str]:
    return normal_form(name), loose_key(name)


def _share_key(one: str, other: str) -> bool:
    return _keyed(one)[1] == _keyed(other)[1]


def _alike(one: str, other: str) -> bool:
    (form, key), (other_form, other_key) = _keyed(one), _keyed(other)
    return key == other_key or likeness(form, other_form) >= _ALIKE


def _joined(group: _Group) -> Candidate:
    """Make one candidate: the first gazetteer's position, and what any of them knows."""
    ordered = [group.members[number] for number in sorted(group.members)]
    if len(ordered) == 1:
        return ordered[0]
    places = [candidate.place for candidate in ordered]
    # An area is its outline; a point beside it would only be farther off.
    base = next((place for place in places if place.geometry is not None), places[0])
    counted = next((place for place in (base, *places) if place.population is not None), base)
    place = replace(
        base,
        feature=_feature(base, places),
        country=base.country or _first(places, "country"),
        admin1=base.admin1 or _first(places, "admin1"),
        admin2=base.admin2 or _first(places, "admin2"),
        population=counted.population,
        # A radius is guessed from the people.
        radius_km=max(base.radius_km, counted.radius_km),
        also=tuple(f"{other.gazetteer} {other.id}" for other in places if other is not base),
    )
    return Candidate(place=place, score=max(candidate.score for candidate in ordered))


def _first(places: Sequence[Place], what: str) -> str | None:
    known = (getattr(place, what) for place in places)
    return next((value for value in known if value is not None), None)


def _feature(base: Place, places: Sequence[Place]) -> str:
    """Keep what says more: a capital is not hidden by a plain populated place."""
    seats = [place.feature for place in places if place.feature.startswith(_SEATS)]
    if not base.feature.startswith(_PLAIN) or not seats:
        return base.feature
    return "PPLC" if "PPLC" in seats else min(seats)


def _rank(candidate: Candidate) -> tuple[float, int, int, str, str]:
    place = candidate.place
    areas_first = 0 if place.feature.startswith("PCL") else 1 if place.feature == "ADM1" else 2
    return -candidate.score, areas_first, -(place.population or 0), place.id, place.gazetteer


def merged_areas(answers: Sequence[Sequence[Place]]) -> tuple[Place, ...]:
    """Join what several gazetteers know around a point.

    Parameters
    ----------
    answers : sequence of sequences of Place
        One of each gazetteer.

    Returns
    -------
    tuple of Place
        Countries, then units from the first level down; each once.
    """
    kept: list[Place] = []
    for place in (place for answer in answers for place in answer):
        if not any(
            _kind(place.feature) == _kind(known.feature) and _alike(place.name, known.name)
            for known in kept
        ):
            kept.append(place)
    return tuple(sorted(kept, key=lambda place: (place.feature != "PCLI", place.feature)))
