"""The toponyms of one report, placed together.

Each name is looked up once; its candidates are scored by name, prominence and stated level,
then again with what the other names of the report say (:mod:`geomap.places.evidence`), a
few times over, until the report agrees with itself. One name has one sense in a report.
Where town and unit share a name and the text does not say which, the higher unit is taken
(UCDP GED codebook 19.1), with the town among the candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geomap.model import Candidate, Place, Report, Resolution, Toponym, ToponymRole
from geomap.places.evidence import (
    LOOSE_SCORE,
    WEIGHTS,
    Weights,
    base_score,
    context_score,
    level_score,
    lies_in,
    softmax,
)
from geomap.places.mentions import Mention, read_mentions
from geomap.places.reasons import Decision, reason_not_found, reason_placed, reason_unsure
from geomap.places.senses import (
    Sense,
    chosen_probability,
    container_place,
    context_of,
    countries_of,
    held_mentions,
    named_countries,
    prefer_higher_unit,
    sure_containers,
)
from geomap.protocols import Gazetteer

__all__ = ["NEAR_KM", "ReportResolver", "where_prec"]

NEAR_KM = 25.0
# UCDP GED: where_prec 2 is within about 25 km of a known point

_ROUNDS = 3
_CANDIDATES_LOOKED_UP = 250
_CANDIDATES_KEPT = 10
_WEIGHED_AGAIN = 40
# so many of the first scores are weighed against the whole report
_SURE = 0.2
# below this it is a guess


_PRECISION = {"PCL": 6, "ADM1": 4, "ADM2": 3, "ADM3": 3, "ADM4": 3, "PPL": 1}
_SEAS = ("SEA", "OCN", "GULF", "STRT", "BAY", "CHNM")


_BODY = ToponymRole.BODY


def _no_ground(toponym: Toponym) -> Resolution:
    """Answer for an institution that only sounds like a place."""
    return Resolution(
        toponym=toponym, place=None, probability=0.0, reason="an institution, not looked up"
    )


class ReportResolver:
    """Places the toponyms of one report together.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the names are looked up.
    weights : Weights
        How much each kind of evidence counts.

    Examples
    --------
    >>> from geomap.model import Span
    >>> from geomap.places.gazetteer import open_builtin
    >>> report = Report(id="r1", text="Air strikes hit Talbiseh in Homs.", sha256="")
    >>> toponyms = [
    ...     Toponym(span=Span(report_id="r1", start=16, end=24), surface="Talbiseh",
    ...             role=ToponymRole.EVENT),
    ...     Toponym(span=Span(report_id="r1", start=28, end=32), surface="Homs",
    ...             role=ToponymRole.CONTEXT),
    ... ]
    >>> town, province = ReportResolver(open_builtin()).resolve(report, toponyms)
    >>> town.precision, province.precision
    (1, 4)
    """

    def __init__(self, gazetteer: Gazetteer, *, weights: Weights = WEIGHTS) -> None:
        self._gazetteer = gazetteer
        self._weights = weights

    def resolve(self, report: Report, toponyms: Sequence[Toponym]) -> tuple[Resolution, ...]:
        """Give one resolution a toponym, in order.

        Parameters
        ----------
        report : Report
            The report that the toponyms stand in.
        toponyms : sequence of Toponym
            All of the report's toponyms, whatever their role: they decide together.

        Returns
        -------
        tuple of Resolution
            Each with its reason; the place is None where none was found or none is sure.
        """
        placed = iter(self._placed(report, [t for t in toponyms if t.role is not _BODY]))
        return tuple(
            _no_ground(toponym) if toponym.role is _BODY else next(placed) for toponym in toponyms
        )

    def _placed(self, report: Report, toponyms: Sequence[Toponym]) -> tuple[Resolution, ...]:
        """Resolve what can be a place."""
        mentions = read_mentions(report, toponyms)
        senses = self._senses(mentions)
        by_mention = {m.index: sense for sense in senses for m in sense.mentions}
        self._weigh(senses, by_mention, rounds=1)
        self._look_for_misspelt(senses, by_mention)
        self._weigh(senses, by_mention, rounds=_ROUNDS)
        about = {
            mention.index: named_countries(countries_of(senses, but=sense), senses)
            for sense in senses
            for mention in sense.mentions[:1]
        }
        return tuple(
            self._resolution(
                mention, about[by_mention[mention.index].mentions[0].index], by_mention
            )
            for mention in mentions
        )

    def _senses(self, mentions: Sequence[Mention]) -> list[Sense]:
        """Join the mentions of one name; a stated level or a demonym makes another sense."""
        grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in mentions:
            demonym = mention.toponym.role is ToponymRole.DEMONYM
            kind = "demonym" if demonym else mention.level or ""
            grouped[mention.form, kind].append(mention)
        senses = []
        for members in grouped.values():
            found = self._gazetteer.find(members[0].toponym.surface, limit=_CANDIDATES_LOOKED_UP)
            senses.append(self._sense(members, found, fuzzy=False))
        return senses

    def _sense(self, members: list[Mention], found: Sequence[Candidate], *, fuzzy: bool) -> Sense:
        level = members[0].level
        scored = sorted(
            (
                (base_score(c, weights=self._weights)
                 + level_score(c.place, level, weights=self._weights), -position, c)
                for position, c in enumerate(found)
            ),
            key=lambda one: (-one[0], -one[1]),
        )  # fmt: skip
        scores = [score for score, *_ in scored]
        return Sense(
            mentions=members,
            candidates=[candidate for *_, candidate in scored],
            fuzzy=fuzzy,
            scores=scores,
            odds=softmax(scores, temperature=self._weights.temperature) if scores else [],
        )

    def _weigh(self, senses: list[Sense], by_mention: Mapping[int, Sense], *, rounds: int) -> None:
        """Score every sense against the others; all change at once, so order is no matter."""
        for _ in range(rounds):
            weighed = [self._weighed(sense, senses, by_mention) for sense in senses]
            for sense, (candidates, scores) in zip(senses, weighed, strict=True):
                sense.candidates, sense.scores = candidates, scores
                if scores:
                    sense.odds = softmax(scores, temperature=self._weights.temperature)

    def _weighed(
        self, sense: Sense, senses: list[Sense], by_mention: Mapping[int, Sense]
    ) -> tuple[list[Candidate], list[float]]:
        if not sense.candidates:
            return [], []
        context = context_of([other for other in senses if other is not sense])
        level = sense.mentions[0].level
        rough = []
        for candidate in sense.candidates:
            score = base_score(candidate, weights=self._weights)
            score += level_score(candidate.place, level, weights=self._weights)
            score += self._container_score(candidate.place, sense, by_mention)
            rough.append(score)
        # The long tail of a common name is weighed by country and unit only.
        order = sorted(range(len(rough)), key=lambda index: (-rough[index], index))
        no_anchors = replace(context, anchors=())
        final = []
        for position, index in enumerate(order):
            known = context if position < _WEIGHED_AGAIN else no_anchors
            place = sense.candidates[index].place
            final.append(rough[index] + context_score(place, known, weights=self._weights))
        ordered = [sense.candidates[index] for index in order]
        final = prefer_higher_unit(sense, ordered, final, self._weights)
        ranked = sorted(range(len(final)), key=lambda place: (-final[place], place))
        return [sense.candidates[order[i]] for i in ranked], [final[i] for i in ranked]

    def _container_score(
        self, place: Place, sense: Sense, by_mention: Mapping[int, Sense]
    ) -> float:
        best = 0.0
        for mention in sense.mentions:
            if mention.container is None:
                continue
            around = by_mention[mention.container]
            if around is sense:
                continue
            inside = [
                odds
                for candidate, odds in zip(around.candidates[:8], around.odds, strict=False)
                if lies_in(place, candidate.place)
            ]
            if inside:
                most = self._weights.container if mention.sure_container else self._weights.beside
                best = max(best, most * min(1.0, sum(inside) + 0.5))
            elif mention.sure_container and around.candidates:
                best = best or self._weights.outside
        # What contains another named place is the one that does.
        held = [by_mention[m.index] for m in held_mentions(sense, by_mention)]
        fits = [inner for inner in held if inner.best is not None and inner is not sense
                and any(lies_in(c.place, place) for c in inner.candidates[:20])]  # fmt: skip
        return best + (self._weights.beside if fits else 0.0)

    def _look_for_misspelt(self, senses: list[Sense], by_mention: Mapping[int, Sense]) -> None:
        """Look for what no place is called, in the report's own countries only."""
        for sense in senses:
            loosely = [c.score <= LOOSE_SCORE for c in sense.candidates]
            if not all(loosely):
                continue
            countries = countries_of(senses, but=sense)
            if countries:
                # Another romanisation of a place elsewhere is a coincidence.
                kept = [c for c in sense.candidates if c.place.country in countries]
                sense.restate(self._sense(sense.mentions, kept, fuzzy=False))
            if not sense.candidates:
                surface = sense.mentions[0].toponym.surface
                found = [
                    candidate
                    for country in countries
                    for candidate in self._gazetteer.find(surface, country=country, fuzzy=True)
                ]
                sense.restate(self._sense(sense.mentions, found, fuzzy=True))
            if around := sure_containers(sense, by_mention):
                kept = [c for c in sense.candidates if any(lies_in(c.place, a) for a in around)]
                sense.restate(self._sense(sense.mentions, kept, fuzzy=sense.fuzzy))

    def _resolution(
        self,
        mention: Mention,
        countries: Mapping[str, str],
        by_mention: Mapping[int, Sense],
    ) -> Resolution:
        toponym = mention.toponym
        sense = by_mention[mention.index]
        if not sense.candidates:
            reason = reason_not_found(toponym.surface, tuple(countries.values()))
            return Resolution(toponym=toponym, place=None, probability=0.0, reason=reason)
        probability = chosen_probability(sense, self._weights)
        kept = tuple(
            Candidate(place=candidate.place, score=round(odds, 4))
            for candidate, odds in list(zip(sense.candidates, sense.odds, strict=True))[
                :_CANDIDATES_KEPT
            ]
        )
        decision = Decision(
            mention=mention,
            place=kept[0].place,
            candidates=kept,
            count=len(sense.candidates),
            fuzzy=sense.fuzzy,
            countries=countries,
            container=container_place(mention, by_mention),
        )
        if probability < _SURE:
            reason = reason_unsure(decision)
            return Resolution(
                toponym=toponym, place=None, probability=probability, reason=reason,
                candidates=kept,
            )  # fmt: skip
        precision, radius_km = where_prec(kept[0].place, mention.relation)
        return Resolution(
            toponym=toponym,
            place=kept[0].place,
            probability=probability,
            reason=reason_placed(decision),
            precision=precision,
            radius_km=radius_km,
            candidates=kept,
        )


def where_prec(place: Place, relation: str | None) -> tuple[int, float]:
    """Tell UCDP's where_prec of a place and how far from its point the event may lie.

    Parameters
    ----------
    place : Place
        Where the name is.
    relation : str or None
        "near", "outskirts" …, when the event is not quite there.

    Returns
    -------
    tuple of int and float
        where_prec from 1 to 7, radius in km.

    Examples
    --------
    >>> village = Place(gazetteer="g", version="1", id="1", name="A", lon=0, lat=0,
    ...                 radius_km=1.0, feature="PPL")
    >>> where_prec(village, None), where_prec(village, "near")
    ((1, 1.0), (2, 25.0))
    """
    precision = 7 if place.feature.startswith(_SEAS) else 5
    for prefix, prec in _PRECISION.items():
        if place.feature.startswith(prefix):
            precision = prec
    if relation and precision == 1:
        return 2, max(NEAR_KM, place.radius_km)
    return precision, place.radius_km
