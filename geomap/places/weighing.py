"""The senses of a report weighed against each other, round after round, until they agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import ne
from types import MappingProxyType

from geomap.model import Place
from geomap.places.context import Context, context_scorer
from geomap.places.evidence import LOOSE_SCORE, Weights, lies_at_border, lies_in, softmax
from geomap.places.senses import (
    Sense,
    contexts_of,
    held_mentions,
    mentions_inside,
    prefer_higher_unit,
)

__all__ = ["Weighing"]

_WEIGHED_AGAIN = 40
# so many of the first scores are weighed against the whole report
_NO_ODDS = 1e-4
# a reading of the container that nobody has to reckon with


class Weighing:
    """Scores every sense of a report against the others.

    A sense is weighed again only when another has changed since: what the report says of it
    cannot be otherwise else. All change at once, so that their order is no matter.

    Parameters
    ----------
    senses : sequence of Sense
        The names of one report; changed in place.
    by_mention : mapping
        The sense of each mention, by its index.
    weights : Weights
        What counts how much.
    homes : mapping of str to float
        What the bodies that the report names say of its country.
    """

    def __init__(
        self,
        senses: Sequence[Sense],
        by_mention: Mapping[int, Sense],
        *,
        weights: Weights,
        homes: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self._senses = senses
        self._by_mention = by_mention
        self._containers = {
            mention.index: mention.container for sense in senses for mention in sense.mentions
        }
        self._inside = mentions_inside(by_mention)
        self._weights = weights
        self._homes = homes
        self._contexts: Sequence[Context] = ()
        self._changed: set[int] = set()

    def run(self, *, rounds: int) -> None:
        """Weigh what has a choice so many times, or until nothing changes.

        Parameters
        ----------
        rounds : int
            The most times.
        """
        for _ in range(rounds):
            fresh = {index for index, sense in enumerate(self._senses) if sense.fresh}
            changed = self._changed | fresh
            self._contexts = contexts_of(self._senses, self._homes)
            weighed = {
                index: self._weighed(sense, self._contexts[index])
                for index, sense in enumerate(self._senses)
                if len(sense.candidates) > 1 and (sense.fresh or len(changed) > (index in changed))
            }
            self._changed = {
                index for index, ranked in weighed.items() if self._rank(index, *ranked)
            }
            for index in fresh:
                self._senses[index].fresh = False
            if not self._changed:
                return

    def finish(self) -> None:
        """Score what has no choice: its score is for itself, and says nothing to the others."""
        for index, sense in enumerate(self._senses):
            if len(sense.candidates) == 1:
                self._rank(index, *self._weighed(sense, self._contexts[index]))

    def _rank(self, index: int, order: Sequence[int], scores: list[float]) -> bool:
        """Bring the candidates to their new order; tell whether that is news to the others."""
        sense = self._senses[index]
        odds = softmax(scores, temperature=self._weights.temperature)
        news = odds != sense.odds or any(map(ne, order, range(len(order))))
        sense.candidates = [sense.candidates[place] for place in order]
        sense.grounds = [sense.grounds[place] for place in order]
        sense.scores, sense.odds = scores, odds
        return news

    def _weighed(self, sense: Sense, context: Context) -> tuple[list[int], list[float]]:
        """Give the candidates' new order and their scores in it."""
        fits = self._fits(sense)
        rough = sense.grounds
        if fits is not None:
            rough = [
                ground + fits(candidate.place)
                for ground, candidate in zip(sense.grounds, sense.candidates, strict=True)
            ]
        # The long tail of a common name is weighed by country and unit only.
        order = _best_first(rough)
        said = context_scorer(context, weights=self._weights)
        final = [
            rough[index] + said(sense.candidates[index].place, position < _WEIGHED_AGAIN)
            for position, index in enumerate(order)
        ]
        ordered = [sense.candidates[index] for index in order]
        final = prefer_higher_unit(sense, ordered, final, self._weights)
        ranked = _best_first(final)
        return [order[i] for i in ranked], [final[i] for i in ranked]

    def _fits(self, sense: Sense) -> Callable[[Place], float] | None:
        """Give what scores a place by what the text puts it in, and puts in it, if anything."""
        weights, by_mention = self._weights, self._by_mention
        arounds = [
            (by_mention[mention.container], mention.sure_container)
            for mention in sense.mentions
            if mention.container is not None and by_mention[mention.container] is not sense
        ]
        held = [by_mention[m.index] for m in held_mentions(sense, self._inside)]
        inner = [other for other in held if other.best is not None and other is not sense]
        if not arounds and not inner:
            return None
        bare = {id(around) for around, sure in arounds if sure and not _has_inside(sense, around)}
        readings = [
            (around, sure, [
                (odds, candidate.place)
                for candidate, odds in zip(around.candidates[:8], around.odds, strict=False)
                if odds > _NO_ODDS
            ])
            for around, sure in arounds
        ]  # fmt: skip
        held_places = [candidate.place for other in inner for candidate in other.candidates[:20]]
        farther = self._farther(sense)

        def score(place: Place) -> float:
            best = 0.0
            for around, sure, read in readings:
                inside = sum([odds for odds, outer in read if lies_in(place, outer)])
                if inside > 0:
                    most = weights.container if sure else weights.beside
                    best = max(best, most * min(1.0, inside + 0.5))
                elif sure and around.best is not None:
                    beside = lies_at_border(place, around.best)
                    near = weights.beyond if id(around) in bare else weights.at_border
                    best = best or (near if beside else weights.outside)
            if best == weights.outside and any(lies_in(place, unit) for unit in farther):
                # "Mandimba, Nangade district, Cabo Delgado": at least in the province
                best += weights.beside
            # What contains another named place is the one that does.
            holds = any(lies_in(other, place) for other in held_places)
            return best + (weights.beside if holds else 0.0)

        return score

    def _farther(self, sense: Sense) -> list[Place]:
        """Give the units that the text puts the units around a name in."""
        found = []
        for mention in sense.mentions:
            around = mention.container
            outer = None if around is None else self._containers[around]
            best = None if outer is None else self._by_mention[outer].best
            if best is not None and not best.feature.startswith("PCL"):
                found.append(best)
        return found


def _has_inside(sense: Sense, around: Sense) -> bool:
    """Tell whether a place of just this name lies in what the text puts it in."""
    return around.best is not None and any(
        sense.lies_in(candidate.place, around.best)
        for candidate in sense.candidates
        if candidate.score > LOOSE_SCORE
    )


def _best_first(scores: Sequence[float]) -> list[int]:
    """Give the places of the scores from the highest on; equal ones stay in their order."""
    return sorted(range(len(scores)), key=[-score for score in scores].__getitem__)
