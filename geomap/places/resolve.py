"""The toponyms of one report, placed together.

Each name is looked up once; its candidates are scored by name, prominence and stated level,
then again with what the other names of the report say (:mod:`geomap.places.evidence`), a
few times over, until the report agrees with itself. One name has one sense in a report.
Where town and unit share a name and the text does not say which, the higher unit is taken
(UCDP GED codebook 19.1), with the town among the candidates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geomap.model import Candidate, Report, Resolution, Toponym
from geomap.places.answering import SITE
from geomap.places.areas import distance_km
from geomap.places.confidence import confidence, signs_of
from geomap.places.evidence import (
    LOOSE_SCORE,
    WEIGHTS,
    Weights,
    is_town,
)
from geomap.places.homes import home_votes
from geomap.places.lookup import Lookup
from geomap.places.mentions import Mention, part_ends, read_mentions
from geomap.places.precision import NEAR_KM, where_prec
from geomap.places.reasons import (
    Decision,
    reason_elsewhere,
    reason_not_found,
    reason_placed,
    reason_unsure,
)
from geomap.places.relative.placing import as_described, joined_ends, place_relative, with_derived
from geomap.places.relative.relations import Relation, RelationKind
from geomap.places.senses import (
    Sense,
    chosen_probability,
    container_place,
    contexts_of,
    countries_of,
    names_of_countries,
)
from geomap.places.weighing import Weighing
from geomap.protocols import Gazetteer
from geomap.vocabulary import ToponymRole

__all__ = ["NEAR_KM", "ReportResolver", "where_prec"]

_ROUNDS = 3
_CANDIDATES_KEPT = 10
_SURE = 0.12
# below this it is a guess

_DOUBTFUL = 0.5
# below this the text's own words for where it lies are believed first
_SLACK, _SLACK_KM = 2.0, 15.0
# What a place may be off from where the text says that it lies: distances are rounded, and
# told by road.

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
    >>> from geomap.stretches import Span
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
        self._lookup = Lookup(gazetteer, weights=weights)

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
        parted = [
            () if t.role is _BODY else part_ends(report.text, t, self._is_name) for t in toponyms
        ]
        placed = iter(self._placed(report, [end for ends in parted for end in ends]))
        return tuple(
            joined_ends(toponym, [next(placed) for _ in ends]) if ends else _no_ground(toponym)
            for toponym, ends in zip(toponyms, parted, strict=True)
        )

    def _is_name(self, name: str) -> bool:
        """Tell whether a place bears a name as it is written."""
        return any(found.score > LOOSE_SCORE for found in self._gazetteer.find(name, limit=1))

    def _placed(self, report: Report, toponyms: Sequence[Toponym]) -> tuple[Resolution, ...]:
        """Resolve what can be a place."""
        mentions = [self._as_whole(mention) for mention in read_mentions(report, toponyms)]
        senses = self._lookup.senses(mentions)
        by_mention = {m.index: sense for sense in senses for m in sense.mentions}
        homes = home_votes(report.text)
        weighing = Weighing(senses, by_mention, weights=self._weights, homes=homes)
        if any(len(sense.candidates) > 1 for sense in senses):
            weighing.run(rounds=1)
        self._lookup.look_for_misspelt(senses, by_mention, homes)
        weighing.run(rounds=_ROUNDS)
        weighing.finish()
        contexts = contexts_of(senses, homes)
        for sense, context in zip(senses, contexts, strict=True):
            sense.votes = context.countries
        names = names_of_countries(senses)
        about = {
            id(sense): {country: names.get(country, country) for country in countries_of(context)}
            for sense, context in zip(senses, contexts, strict=True)
        }
        return tuple(
            self._resolution(mention, about[id(by_mention[mention.index])], by_mention)
            for mention in mentions
        )

    def _as_whole(self, mention: Mention) -> Mention:
        """Take what sounds like a site for a town where one has the whole name: "Beaver Dam"."""
        if mention.relation != RelationKind.SITE:
            return mention
        found = self._gazetteer.find(mention.toponym.surface, limit=1)
        if not found or found[0].score <= SITE:
            return mention
        return replace(mention, relation=None, relative=None)

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
            nothing = Resolution(toponym=toponym, place=None, probability=0.0, reason=reason)
            return self._as_described(nothing, mention, by_mention)
        odds = chosen_probability(sense, self._weights)
        probability = confidence(signs_of(mention, sense, by_mention, odds))
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
            unsure = Resolution(
                toponym=toponym, place=None, probability=probability, reason=reason,
                candidates=kept,
            )  # fmt: skip
            return self._as_described(unsure, mention, by_mention)
        elsewhere = self._if_elsewhere(decision, by_mention) if probability < _DOUBTFUL else None
        if elsewhere is not None:
            return elsewhere
        placed = place_relative(
            mention.relative,
            kept[0].place,
            precision=where_prec(kept[0].place, None)[0],
            other=self._sure_town(mention.relative.other if mention.relative else None, by_mention),
            containing=getattr(self._gazetteer, "containing", None),
        )
        return Resolution(
            toponym=toponym,
            place=placed.place,
            probability=round(probability * placed.sureness, 3),
            reason=reason_placed(decision, relative=placed.said),
            precision=placed.precision,
            radius_km=placed.radius_km,
            candidates=with_derived(placed.place, kept),
        )

    def _if_elsewhere(
        self, decision: Decision, by_mention: Mapping[int, Sense]
    ) -> Resolution | None:
        """Place by its description what no place of its name fits: "Hara, 20 km from Weldiya"."""
        mention, place = decision.mention, decision.place
        base = self._sure_town(mention.described, by_mention)
        if mention.described is None or base is None or not is_town(place):
            return None
        told = self._relation_of(mention.described, by_mention)
        reach = _SLACK * (told.distance_km or NEAR_KM if told else NEAR_KM) + _SLACK_KM
        apart = distance_km(place.lon, place.lat, base.place.lon, base.place.lat)
        if apart <= reach:
            return None
        unfit = Resolution(
            toponym=mention.toponym,
            place=None,
            probability=0.0,
            reason=reason_elsewhere(decision, apart, base.place.name),
            candidates=tuple(decision.candidates),
        )
        return self._as_described(unfit, mention, by_mention)

    def _relation_of(self, index: int, by_mention: Mapping[int, Sense]) -> Relation | None:
        return next(m.relative for m in by_mention[index].mentions if m.index == index)

    def _as_described(
        self, nothing: Resolution, mention: Mention, by_mention: Mapping[int, Sense]
    ) -> Resolution:
        """Place what is not found where the text says it lies: "X, 12 km north of Homs"."""
        base = self._sure_town(mention.described, by_mention)
        if mention.described is None or base is None:
            return nothing
        relative = self._relation_of(mention.described, by_mention)
        containing = getattr(self._gazetteer, "containing", None)
        return as_described(nothing, relative, base, containing=containing)

    def _sure_town(self, index: int | None, by_mention: Mapping[int, Sense]) -> Candidate | None:
        """Give the town that a mention means, with its probability, if it is one and sure."""
        if index is None:
            return None
        sense = by_mention[index]
        if sense.best is None or where_prec(sense.best, None)[0] != 1:
            return None
        odds = chosen_probability(sense, self._weights)
        mention = next(m for m in sense.mentions if m.index == index)
        sureness = confidence(signs_of(mention, sense, by_mention, odds))
        return Candidate(place=sense.best, score=sureness) if sureness >= _SURE else None
