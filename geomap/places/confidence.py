"""How sure a chosen place is: the odds among the candidates, weighed down by what they hide.

Odds among candidates say which of them is likelier. They do not know that the place meant
may be missing from the gazetteer, that two villages share a name of which only one is
listed, or that a romanisation that fits is a coincidence. A logistic regression on a few
signs does; its weights were fitted by ``tests/benchmarks/fit_confidence.py`` on public
corpora (news texts, right within 161 km, and villages of UCDP GED, right within 5 km).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from geomap.model import Place
from geomap.places.areas import distance_km
from geomap.places.evidence import is_town, lies_at_border, lies_in
from geomap.places.mentions import Mention
from geomap.places.senses import Sense

__all__ = ["Signs", "confidence", "signs_of", "values_of"]

_MOST, _LEAST = 0.99, 0.01
_PART = 0.46
# the score of what bears a part of the name only
_OF_PARTS = 0.3
# Of 42 such places, all in the unit that was named with them, 13 were the ones meant: too few
# for the regression, which knows nothing else like them.
_EQUAL = 0.97
# of the odds: as good as the same
_NO_ODDS = 1e-4
# a candidate that nobody has to reckon with
_FAR = 50.0
# km: a place of that name elsewhere
_AROUND = 8
# readings of the container that count
_HIGHEST_ODDS = 6.0
# natural logarithm: surer than 400 to 1 says no more

_CAUTION = 0.25
# Unseen texts do worse than those that the weights were fitted on.
_BIAS = 1.58 - _CAUTION
_WEIGHTS: Mapping[str, float] = {
    "odds": 0.15, "elsewhere": -2.60, "village": -0.53, "people": -0.12, "country": 1.67,
    "unit": -0.34, "otherwise": -0.36, "loose": 0.03, "unlike": -3.81,
    "inside": -0.14, "outside": -3.44, "namesakes": 0.09, "support": 0.77, "alone": 0.55,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What tells how far the odds of a chosen place can be trusted."""

    odds: float
    # of the chosen place among the candidates and an unknown one, 0 to 1
    elsewhere: float
    # of the candidates that lie far from it, 0 to 1
    equals: int
    # of them, how many fit exactly as well
    place: Place
    score: float
    # how well the name fits, 0 to 1
    inside: bool | None
    # whether it lies in what the text puts it in; None where the text does not say
    namesakes: int
    # candidates in the same country whose names fit as well
    support: float
    # the share of the report's other names that lie in its country, 0 to 1
    alone: bool
    # the report names no other place


def signs_of(mention: Mention, sense: Sense, by_mention: Mapping[int, Sense], odds: float) -> Signs:
    """Gather what tells how far the odds can be trusted.

    Parameters
    ----------
    mention : Mention
        A name in a report.
    sense : Sense
        What it could mean, weighed; the chosen place first.
    by_mention : mapping
        The sense of each mention of the report, by its index.
    odds : float
        Of the chosen place among the candidates and an unknown one.

    Returns
    -------
    Signs
        For :func:`confidence`.
    """
    chosen = sense.candidates[0]
    place = chosen.place
    total = sum(sense.votes.values())
    inside: bool | None = None
    if mention.sure_container and mention.container is not None:
        around = by_mention[mention.container].candidates[:_AROUND]
        inside = any(lies_in(place, c.place) for c in around) or None
        if inside is None and around and not is_town(around[0].place):
            # Not in the town that is named with it may still be in its district.
            inside = None if lies_at_border(place, around[0].place) else False
    far = [
        share
        for candidate, share in zip(sense.candidates, sense.odds, strict=True)
        if share > _NO_ODDS
        and distance_km(place.lon, place.lat, candidate.place.lon, candidate.place.lat) > _FAR
        and not lies_in(place, candidate.place)
    ]
    return Signs(
        odds=odds,
        elsewhere=sum(far),
        equals=sum(share > _EQUAL * sense.odds[0] for share in far),
        place=place,
        score=chosen.score,
        inside=inside,
        namesakes=sum(
            c.place.country == place.country and c.score >= chosen.score for c in sense.candidates
        ),
        support=sense.votes.get(place.country or "", 0.0) / total if total else 0.0,
        alone=not total,
    )


def values_of(signs: Signs) -> dict[str, float]:
    """Give the signs as numbers, by name.

    Parameters
    ----------
    signs : Signs
        What is known of a chosen place.

    Returns
    -------
    dict
        Each about 0 to 1, but for the odds, a logarithm.
    """
    place = signs.place
    sure = min(1.0 - 1e-9, max(1e-9, signs.odds))
    odds = math.log(sure / (1.0 - sure))
    town = place.feature.startswith("PPL")
    people = math.log10((place.population or 0) + 100) - 2.0 if town else 0.0
    return {
        "odds": max(-_HIGHEST_ODDS, min(_HIGHEST_ODDS, odds)),
        "elsewhere": signs.elsewhere,
        "village": float(town and place.population is None),
        "people": people / 5.0,
        "country": float(place.feature.startswith("PCL")),
        "unit": float(place.feature.startswith("ADM")),
        "otherwise": float(0.8 < signs.score < 1.0),
        "loose": float(signs.score <= 0.8),
        "unlike": max(0.0, 0.8 - signs.score) * 5.0,
        "inside": float(signs.inside is True),
        "outside": float(signs.inside is False),
        "namesakes": math.log2(1 + max(0, signs.namesakes - 1)) / 5.0,
        "support": 0.0 if signs.alone else signs.support,
        "alone": float(signs.alone),
    }


def confidence(signs: Signs) -> float:
    """Give the probability that a chosen place is the one meant.

    Parameters
    ----------
    signs : Signs
        What is known of it.

    Returns
    -------
    float
        From 0.01 to 0.99: nothing is certain.

    Examples
    --------
    >>> place = Place(gazetteer="g", version="1", id="1", name="A", lon=0, lat=0,
    ...               radius_km=1.0, feature="PPL", country="SY")
    >>> known = {"place": place, "inside": None, "namesakes": 1, "alone": False}
    >>> sure = Signs(odds=0.99, elsewhere=0, equals=0, score=1.0, support=1.0, **known)
    >>> loose = Signs(odds=0.6, elsewhere=0.4, equals=0, score=0.6, support=0.2, **known)
    >>> confidence(sure) > confidence(loose)
    True
    """
    most = min(_MOST, 1.0 / (1 + signs.equals))
    if signs.score <= _PART:
        return min(most, _OF_PARTS)
    total = _BIAS + sum(_WEIGHTS[name] * value for name, value in values_of(signs).items())
    return round(min(most, max(_LEAST, 1.0 / (1.0 + math.exp(-total)))), 3)
