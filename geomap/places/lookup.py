"""What the names of a report could mean, as the gazetteer knows it.

Each name is looked up once. What is not there as written is looked for again: as a
misspelling in the report's own countries or in the unit that the text names, by one word of
it, and never farther away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from geomap.model import Candidate, Place
from geomap.places.context import Context
from geomap.places.evidence import (
    LOOSE_SCORE,
    Weights,
    base_score,
    is_town,
    level_score,
    lies_in,
    softmax,
)
from geomap.places.mentions import Mention
from geomap.places.names.forms import normal_form, split_level
from geomap.places.names.levels import LEVEL_FEATURES
from geomap.places.names.marks import marked_form
from geomap.places.senses import Sense, contexts_of, countries_of, sure_containers
from geomap.protocols import Gazetteer
from geomap.vocabulary import ToponymRole

__all__ = ["LOOKED_UP", "Lookup"]

LOOKED_UP = 250
# the most candidates of one name
_COUNTRIES_SEARCHED = 3
_LARGE, _FAMOUS = 5_000, 300_000
# people of a town whose name its country knows, and of one that the world knows
_NAMESAKE = 0.94
# the most that a place can reach which bears a name only through the one it shares
_NAMESAKES = 3
# so many places are asked for theirs
_TELLING = 4
# letters from which one word of a name says something
_BY_A_WORD = 0.45
# the most that a place can reach which bears one word of the name only


class Lookup:
    """Finds what the names of a report could mean.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the names are looked up.
    weights : Weights
        How much each kind of evidence counts.
    """

    def __init__(self, gazetteer: Gazetteer, *, weights: Weights) -> None:
        self._gazetteer = gazetteer
        self._weights = weights

    def senses(self, mentions: Sequence[Mention]) -> list[Sense]:
        """Join the mentions of one name; a stated level or a demonym makes another sense.

        Parameters
        ----------
        mentions : sequence of Mention
            The names of a report.

        Returns
        -------
        list of Sense
            Each name once, with what it could mean.
        """
        grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in mentions:
            demonym = mention.toponym.role is ToponymRole.DEMONYM
            kind = "demonym" if demonym else mention.level or ""
            grouped[mention.form, kind].append(mention)
        senses = []
        for members in grouped.values():
            found = self._gazetteer.find(members[0].toponym.surface, limit=LOOKED_UP)
            found = [*found, *self._namesakes(members[0].level, found)]
            senses.append(self.sense(members, found, fuzzy=False))
        return senses

    def _namesakes(self, level: str | None, found: Sequence[Candidate]) -> list[Candidate]:
        """Find the town of a unit's name, or the unit of a town's, that lacks one of its names.

        Gazetteers give "Deir Ezzor" to the province alone and "Tillabery" to the town.
        """
        known = [c for c in found if c.score > LOOSE_SCORE]
        units = [c for c in known if c.place.feature == "ADM1"]
        towns = [c for c in known if is_town(c.place) and (c.place.population or 0) >= _LARGE]
        wanted = LEVEL_FEATURES.get(level or "", ("PPL",))
        if wanted[0].startswith("PPL"):
            return self._of_one_name([] if towns else units, "PPL")
        of_units = any(feature.startswith("ADM") for feature in wanted)
        # Only the unit that is said to be one is sought.
        return self._of_one_name(towns if of_units and not units else [], "ADM1")

    def _of_one_name(self, known: Sequence[Candidate], feature: str) -> list[Candidate]:
        return [
            Candidate(place=other.place, score=min(_NAMESAKE, candidate.score))
            for candidate in known[:_NAMESAKES]
            for other in self._gazetteer.find(candidate.place.name, country=candidate.place.country)
            if other.place.feature.startswith(feature)
            and other.score > LOOSE_SCORE
            and (other.place.population or _LARGE) >= _LARGE
            and normal_form(other.place.name) == normal_form(candidate.place.name)
        ]

    def sense(self, members: list[Mention], found: Sequence[Candidate], *, fuzzy: bool) -> Sense:
        """Score what was found for a name by itself, best first."""
        level = members[0].level
        towns = _large_towns(found)
        marked = marked_form(split_level(members[0].toponym.surface).core)
        scored = sorted(
            (
                (base_score(c, weights=self._weights)
                 + level_score(c.place, level, weights=self._weights)
                 + self._weights.own * (normal_form(c.place.name) == members[0].form)
                 + self._weights.marked * (bool(marked) and _is_marked(c, marked))
                 - self._weights.overshadowed * _is_overshadowed(c, towns), -position, c)
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

    def look_for_misspelt(
        self, senses: list[Sense], by_mention: Mapping[int, Sense], homes: Mapping[str, float]
    ) -> None:
        """Look for what no place is called, in the report's own countries only.

        Parameters
        ----------
        senses : list of Sense
            All senses of the report; those that nothing fits are restated.
        by_mention : mapping
            The sense of each mention, by its index.
        homes : mapping of str to float
            What the bodies that the report names say of its country.
        """
        contexts: list[Context] = []
        for index, sense in enumerate(senses):
            around = sure_containers(sense, by_mention)
            if around and not _any_inside(sense.candidates, around):
                self._look_inside(sense, around)
            elif all(c.score <= LOOSE_SCORE for c in sense.candidates):
                contexts = contexts or contexts_of(senses, homes)
                self._look_in_countries(sense, countries_of(contexts[index]))

    def _look_in_countries(self, sense: Sense, countries: Sequence[str]) -> None:
        if countries:
            # Another romanisation of a place elsewhere is a coincidence.
            kept = [c for c in sense.candidates if c.place.country in countries]
            sense.restate(self.sense(sense.mentions, kept, fuzzy=False))
        if not sense.candidates:
            found = self._misspelt(sense, countries)
            sense.restate(self.sense(sense.mentions, found, fuzzy=True))

    def _look_inside(self, sense: Sense, around: Sequence[Place]) -> None:
        """Weigh what is spelt alike inside the named unit against what is not in it."""
        countries = dict.fromkeys(place.country for place in around if place.country)
        found = [c for c in self._misspelt(sense, tuple(countries)) if _any_inside([c], around)]
        if not found and not sense.candidates:
            found = self._by_a_word(sense, tuple(countries), around)
        known = {candidate.place.id for candidate in sense.candidates}
        found = [candidate for candidate in found if candidate.place.id not in known]
        fuzzy = not sense.candidates
        sense.restate(self.sense(sense.mentions, [*sense.candidates, *found], fuzzy=fuzzy))

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
                surface, country=country, fuzzy=True, limit=LOOKED_UP
            )
            if candidate.score <= LOOSE_SCORE
        ]


def _large_towns(found: Sequence[Candidate]) -> Mapping[str, float]:
    """Give for each country how well the best of its larger towns bears a name.

    Under "" stands the best of the cities that are known beyond their country.
    """
    best: dict[str, float] = {}
    for candidate in found:
        place, people = candidate.place, candidate.place.population or 0
        if not place.country or not is_town(place) or people < _LARGE:
            continue
        for country in (place.country, "") if people >= _FAMOUS else (place.country,):
            best[country] = max(best.get(country, 0.0), candidate.score)
    return best


def _is_marked(candidate: Candidate, marked: str) -> bool:
    """Tell whether a place that is no mere hamlet has a name with the very sign inside."""
    place = candidate.place
    hamlet = is_town(place) and place.population is None
    return not hamlet and marked_form(place.name) == marked


def _is_overshadowed(candidate: Candidate, towns: Mapping[str, float]) -> bool:
    """Tell whether a village is less likely meant, since a town of its country has its name.

    What is told of one part of a country does not make "Jalalabad" the hamlet there.
    """
    place = candidate.place
    unknown = is_town(place) and place.population is None
    return unknown and max(towns.get(place.country or "", 0.0), towns.get("", 0.0)) >= (
        candidate.score
    )


def _any_inside(candidates: Sequence[Candidate], around: Sequence[Place]) -> bool:
    return any(lies_in(c.place, container) for c in candidates for container in around)
