"""The toponyms of one report, placed together.

Each name is looked up once; its candidates are scored by name, prominence and stated level,
then again with what the other names of the report say (:mod:`geomap.places.evidence`), a
few times over, until the report agrees with itself. One name has one sense in a report.
Where town and unit share a name and the text does not say which, the higher unit is taken
(UCDP GED codebook 19.1), with the town among the candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from geomap.model import Candidate, Place, Report, Resolution, Toponym, ToponymRole
from geomap.places.areas import distance_km
from geomap.places.confidence import Signs, confidence
from geomap.places.evidence import (
    LOOSE_SCORE,
    WEIGHTS,
    Context,
    Weights,
    base_score,
    context_score,
    is_town,
    level_score,
    lies_at_border,
    lies_in,
    softmax,
)
from geomap.places.mentions import Mention, part_ends, read_mentions
from geomap.places.precision import NEAR_KM, where_prec
from geomap.places.reasons import Decision, reason_not_found, reason_placed, reason_unsure
from geomap.places.relative.placing import as_described, joined_ends, place_relative, with_derived
from geomap.places.senses import (
    Sense,
    chosen_probability,
    container_place,
    contexts_of,
    countries_of,
    held_mentions,
    named_countries,
    prefer_higher_unit,
    sure_containers,
)
from geomap.protocols import Gazetteer

__all__ = ["NEAR_KM", "ReportResolver", "where_prec"]

_ROUNDS = 3
_CANDIDATES_LOOKED_UP = 250
_CANDIDATES_KEPT = 10
_WEIGHED_AGAIN = 40
# so many of the first scores are weighed against the whole report
_SURE = 0.12
# below this it is a guess
_COUNTRIES_SEARCHED = 3
_EQUAL = 0.97
# of the odds: as good as the same
_FAR = 50.0
# km: a place of that name elsewhere
_AROUND = 8
# readings of the container that count
_TELLING = 4
# letters from which one word of a name says something
_BY_A_WORD = 0.55
# the most that a place can reach which bears one word of the name only
_NO_ODDS = 1e-4
# a reading of the container that nobody has to reckon with


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
        mentions = read_mentions(report, toponyms)
        senses = self._senses(mentions)
        by_mention = {m.index: sense for sense in senses for m in sense.mentions}
        if any(len(sense.candidates) > 1 for sense in senses):
            self._weigh(senses, by_mention, rounds=1)
        self._look_for_misspelt(senses, by_mention)
        self._weigh(senses, by_mention, rounds=_ROUNDS)
        contexts = contexts_of(senses)
        for sense, context in zip(senses, contexts, strict=True):
            sense.votes = context.countries
        about = {
            id(sense): named_countries(countries_of(context), senses)
            for sense, context in zip(senses, contexts, strict=True)
        }
        return tuple(
            self._resolution(mention, about[id(by_mention[mention.index])], by_mention)
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
            grounds=scores,
            scores=scores,
            odds=softmax(scores, temperature=self._weights.temperature) if scores else [],
        )

    def _weigh(self, senses: list[Sense], by_mention: Mapping[int, Sense], *, rounds: int) -> None:
        """Score every sense against the others; all change at once, so order is no matter."""
        for _ in range(rounds):
            weighed = [
                self._weighed(sense, context, by_mention) if sense.candidates else None
                for sense, context in zip(senses, contexts_of(senses), strict=True)
            ]
            # Nothing to choose: what each sense says of the report cannot change.
            settled = all(len(sense.candidates) < 2 for sense in senses)
            moved = False
            for sense, ranked in zip(senses, weighed, strict=True):
                if ranked is not None:
                    order, scores = ranked
                    moved = moved or scores != sense.scores
                    sense.candidates = [sense.candidates[index] for index in order]
                    sense.grounds = [sense.grounds[index] for index in order]
                    sense.scores = scores
                    sense.odds = softmax(scores, temperature=self._weights.temperature)
            if settled or not moved:
                return

    def _weighed(
        self, sense: Sense, context: Context, by_mention: Mapping[int, Sense]
    ) -> tuple[list[int], list[float]]:
        """Give the candidates' new order and their scores in it."""
        fits = self._fits(sense, by_mention)
        rough = [
            ground + fits(candidate.place)
            for ground, candidate in zip(sense.grounds, sense.candidates, strict=True)
        ]
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
        return [order[i] for i in ranked], [final[i] for i in ranked]

    def _fits(self, sense: Sense, by_mention: Mapping[int, Sense]) -> Callable[[Place], float]:
        """Give what scores a place by what the text puts it in, and puts in it."""
        weights = self._weights
        arounds = [
            (by_mention[mention.container], mention.sure_container)
            for mention in sense.mentions
            if mention.container is not None and by_mention[mention.container] is not sense
        ]
        held = [by_mention[m.index] for m in held_mentions(sense, by_mention)]
        inner = [other for other in held if other.best is not None and other is not sense]

        def score(place: Place) -> float:
            best = 0.0
            for around, sure in arounds:
                inside = sum(
                    odds
                    for candidate, odds in zip(around.candidates[:8], around.odds, strict=False)
                    if odds > _NO_ODDS and lies_in(place, candidate.place)
                )
                if inside > 0:
                    most = weights.container if sure else weights.beside
                    best = max(best, most * min(1.0, inside + 0.5))
                elif sure and around.best is not None:
                    beside = lies_at_border(place, around.best)
                    best = best or (weights.at_border if beside else weights.outside)
            # What contains another named place is the one that does.
            holds = any(
                lies_in(candidate.place, place)
                for other in inner
                for candidate in other.candidates[:20]
            )
            return best + (weights.beside if holds else 0.0)

        return score

    def _look_for_misspelt(self, senses: list[Sense], by_mention: Mapping[int, Sense]) -> None:
        """Look for what no place is called, in the report's own countries only."""
        contexts: list[Context] = []
        for index, sense in enumerate(senses):
            around = sure_containers(sense, by_mention)
            if around and not _any_inside(sense.candidates, around):
                self._look_inside(sense, around)
            elif all(c.score <= LOOSE_SCORE for c in sense.candidates):
                contexts = contexts or contexts_of(senses)
                self._look_in_countries(sense, countries_of(contexts[index]))

    def _look_in_countries(self, sense: Sense, countries: Sequence[str]) -> None:
        if countries:
            # Another romanisation of a place elsewhere is a coincidence.
            kept = [c for c in sense.candidates if c.place.country in countries]
            sense.restate(self._sense(sense.mentions, kept, fuzzy=False))
        if not sense.candidates:
            found = self._misspelt(sense, countries)
            sense.restate(self._sense(sense.mentions, found, fuzzy=True))

    def _look_inside(self, sense: Sense, around: Sequence[Place]) -> None:
        """Weigh what is spelt alike inside the named unit against what is not in it."""
        countries = dict.fromkeys(place.country for place in around if place.country)
        found = [c for c in self._misspelt(sense, tuple(countries)) if _any_inside([c], around)]
        if not found and not sense.candidates:
            found = self._by_a_word(sense, tuple(countries), around)
        known = {candidate.place.id for candidate in sense.candidates}
        found = [candidate for candidate in found if candidate.place.id not in known]
        fuzzy = not sense.candidates
        sense.restate(self._sense(sense.mentions, [*sense.candidates, *found], fuzzy=fuzzy))

    def _by_a_word(
        self, sense: Sense, countries: Sequence[str], around: Sequence[Place]
    ) -> list[Candidate]:
        """Find what bears one word of a name inside the named unit: Bulabulin Ngaura."""
        words = [word for word in sense.mentions[0].form.split() if len(word) >= _TELLING]
        if len(words) < 2:
            return []
        return [
            Candidate(place=candidate.place, score=_BY_A_WORD * candidate.score)
            for word in words
            for country in countries[:_COUNTRIES_SEARCHED]
            for candidate in self._gazetteer.find(word, country=country)
            if candidate.score > LOOSE_SCORE
            and is_town(candidate.place)
            and _any_inside([candidate], around)
        ]

    def _misspelt(self, sense: Sense, countries: Sequence[str]) -> list[Candidate]:
        surface = sense.mentions[0].toponym.surface
        return [
            candidate
            for country in countries[:_COUNTRIES_SEARCHED]
            for candidate in self._gazetteer.find(
                surface, country=country, fuzzy=True, limit=_CANDIDATES_LOOKED_UP
            )
            if candidate.score <= LOOSE_SCORE
        ]

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
        probability = confidence(self._signs(mention, sense, by_mention, odds))
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

    def _signs(
        self, mention: Mention, sense: Sense, by_mention: Mapping[int, Sense], odds: float
    ) -> Signs:
        """Gather what tells how far the odds can be trusted."""
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
            and not lies_in(place, candidate.place)
            and distance_km(place.lon, place.lat, candidate.place.lon, candidate.place.lat) > _FAR
        ]
        return Signs(
            odds=odds,
            elsewhere=sum(far),
            equals=sum(share > _EQUAL * sense.odds[0] for share in far),
            place=place,
            score=chosen.score,
            inside=inside,
            namesakes=sum(
                c.place.country == place.country and c.score >= chosen.score
                for c in sense.candidates
            ),
            support=sense.votes.get(place.country or "", 0.0) / total if total else 0.0,
            alone=not total,
        )

    def _as_described(
        self, nothing: Resolution, mention: Mention, by_mention: Mapping[int, Sense]
    ) -> Resolution:
        """Place what is not found where the text says it lies: "X, 12 km north of Homs"."""
        base = self._sure_town(mention.described, by_mention)
        if mention.described is None or base is None:
            return nothing
        behind = by_mention[mention.described].mentions
        relative = next(m.relative for m in behind if m.index == mention.described)
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
        sureness = confidence(self._signs(mention, sense, by_mention, odds))
        return Candidate(place=sense.best, score=sureness) if sureness >= _SURE else None


def _any_inside(candidates: Sequence[Candidate], around: Sequence[Place]) -> bool:
    return any(lies_in(c.place, container) for c in candidates for container in around)
