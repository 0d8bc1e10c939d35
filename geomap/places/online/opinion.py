"""What an online service thinks of an offline resolution; the resolution stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geomap.model import Place, Resolution
from geomap.places.areas import distance_km
from geomap.places.online.gazetteer import OnlineAnswer, OnlineGazetteer

__all__ = ["SecondOpinion", "Verdict", "second_opinion"]

_SAME_PLACE_KM = 5.0
# The field's measure of a right placing; two extents may say more.


class Verdict(StrEnum):
    """How two sources stand to each other."""

    AGREES = "agrees"
    AMONG = "among"  # the service names this place too, but another one first
    DISAGREES = "disagrees"
    ONLY_OFFLINE = "only_offline"
    ONLY_ONLINE = "only_online"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """A resolution beside what an online service says of the same name."""

    verdict: Verdict
    reason: str
    # in words, with both sources by name
    place: Place | None
    # the service's, the one that was compared
    distance_km: float | None
    same_country: bool | None
    # None: one of them does not say
    answer: OnlineAnswer
    # the evidence: address, digest, when


def second_opinion(
    resolution: Resolution, online: OnlineGazetteer, *, country: str | None = None
) -> SecondOpinion:
    """Ask an online service for a resolution's name and compare.

    Only the toponym's name, and ``country`` if given, are sent. Sources built on the same
    data are no independent witnesses: GeoNames online says what geomap's gazetteer, made from
    GeoNames, says.

    Parameters
    ----------
    resolution : Resolution
        From the offline gazetteers; it is not changed.
    online : OnlineGazetteer
        From :func:`geomap.places.online.gazetteer.open_online`.
    country : str, optional
        ISO 3166-1 alpha-2 code of the only country to look in, where it is known for sure;
        the resolution's own country would only ask the service to repeat it.

    Returns
    -------
    SecondOpinion
        Agreement is 5 km, or the smaller of the two extents where that is more, and not
        another country.

    Raises
    ------
    OnlineServiceError
        When there was no usable answer.
    """
    answer = online.ask(resolution.toponym.surface, country=country)
    offline = resolution.place
    places = [candidate.place for candidate in answer.candidates]
    if offline is None or not places:
        return _one_sided(resolution, online.name, answer)
    if agreeing := next((place for place in places if _same(offline, place)), None):
        verdict = Verdict.AGREES if agreeing == places[0] else Verdict.AMONG
    else:
        verdict = Verdict.DISAGREES
    place = agreeing or places[0]
    return SecondOpinion(
        verdict=verdict,
        reason=_reason(verdict, offline, place, places[0]),
        place=place,
        distance_km=round(_distance_km(offline, place), 3),
        same_country=_same_country(offline, place),
        answer=answer,
    )


def _one_sided(resolution: Resolution, online: str, answer: OnlineAnswer) -> SecondOpinion:
    offline = resolution.place
    surface = resolution.toponym.surface
    place = answer.candidates[0].place if answer.candidates else None
    if offline is not None:
        verdict = Verdict.ONLY_OFFLINE
        reason = f"{_named(offline)} is known to {offline.gazetteer}; {online} knows none"
    elif place is not None:
        verdict = Verdict.ONLY_ONLINE
        reason = f"not placed offline ({resolution.reason}); {online} names {_named(place)}"
    else:
        verdict = Verdict.NEITHER
        reason = f"{surface!r}: not placed offline ({resolution.reason}), nor known to {online}"
    return SecondOpinion(
        verdict=verdict, reason=reason, place=place, distance_km=None, same_country=None,
        answer=answer,
    )  # fmt: skip


def _reason(verdict: Verdict, offline: Place, place: Place, first: Place) -> str:
    apart = f"{_distance_km(offline, place):.1f} km from {offline.gazetteer}'s {_named(offline)}"
    if verdict is Verdict.AGREES:
        return f"{place.gazetteer} agrees: {_named(place)} lies {apart}"
    if verdict is Verdict.AMONG:
        return f"{place.gazetteer} names {_named(first)} first, but also {_named(place)}, {apart}"
    beyond = ", in another country" if _same_country(offline, place) is False else ""
    return f"{place.gazetteer} disagrees: its {_named(place)} lies {apart}{beyond}"


def _named(place: Place) -> str:
    parts = (place.name, place.admin1, place.country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _same(offline: Place, online: Place) -> bool:
    nearest = max(_SAME_PLACE_KM, min(offline.radius_km, online.radius_km))
    return _distance_km(offline, online) <= nearest and _same_country(offline, online) is not False


def _same_country(offline: Place, online: Place) -> bool | None:
    if offline.country is None or online.country is None:
        return None
    return offline.country == online.country


def _distance_km(offline: Place, online: Place) -> float:
    return distance_km(offline.lon, offline.lat, online.lon, online.lat)
