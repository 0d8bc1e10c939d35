"""Report → Toponyms with their roles: where it happened, who speaks, where from, part of a name.

Candidates are entities of any label and runs of proper nouns; the gazetteer's knowledge of
the name and the words beside it decide. Only a toponym with role ``EVENT`` can reach the map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.model import Toponym
from geomap.protocols import NameKnowledge
from geomap.stretches import Span
from geomap.text.assertions.situation import Situation
from geomap.text.names.entries import with_label
from geomap.text.names.mentions import ADDRESS, bodies_in, heading_names, mentions_in
from geomap.text.names.roles import in_dateline, role_of
from geomap.text.names.seats import with_speakers_town
from geomap.text.names.surnames import is_surname
from geomap.text.parsing.grammar import Sentence
from geomap.text.parsing.levels import level_of, relation_of
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import EventPlace, ToponymRole

__all__ = ["find_toponyms", "in_towns_before"]

_CAPITALS = re.compile(r"[A-Z][A-Z'’.-]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile(r"\s*\([^()A-Za-z\u00c0-\u024f]*\)")
_MARKED = re.compile(r"\s?[,(][^,;:.()]{3,60}")
_NO_GROUND = {ToponymRole.DEMONYM, ToponymRole.NAME_PART}
_PART_OF_TOWN = "neighbourhood"
_LEAD = 200
# Characters before the first name in which "the towns of" may stand.
# The event's place only where no other is told.
_IN_PASSING = (EventPlace.PASSING, EventPlace.OFFICE, EventPlace.ORIGIN)


def find_toponyms(
    sentence: Sentence,
    situation: Situation,
    lexicon: Lexicon,
    known: NameKnowledge,
) -> tuple[Toponym, ...]:
    """Find the place names of a sentence and what each does there.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    situation : Situation
        Its scope, its speakers, and whether it tells of an event.
    lexicon : Lexicon
        The language's words for levels, relations and institutions.
    known : callable
        Tells how well known a name is: 0 not at all, 1 to the gazetteer, 2 to the world.

    Returns
    -------
    tuple of Toponym
        In order of the text.
    """
    bodies = bodies_in(sentence, lexicon)
    found = [
        _toponym(sentence, candidate, situation, lexicon)
        for candidate in _candidates(sentence, bodies, situation, lexicon, known)
    ]
    found = _shared_levels(sentence, found, lexicon)
    found = _with_containers(sentence, _without_marks(sentence, found, lexicon), (lexicon, known))
    found = _in_towns(_quarters_of_towns(sentence, found, (lexicon, known)))
    found = _listed(sentence, _without_passers_by(found), lexicon)
    found = with_speakers_town(sentence, found, situation, lexicon)
    return tuple(
        sorted([*found, *map(_body(sentence, lexicon), bodies)], key=lambda t: t.span.start)
    )


def _candidates(
    sentence: Sentence,
    bodies: Sequence[tuple[int, int]],
    situation: Situation,
    lexicon: Lexicon,
    known: NameKnowledge,
) -> list[tuple[int, int, str]]:
    """Give the names that may be places', with those of a table's cells or a heading's line."""
    candidates = [
        (first, last, label)
        for first, last, label in mentions_in(sentence, lexicon, known, eventful=situation.eventful)
        if not any(body[0] <= last and first <= body[1] for body in bodies)
        and (
            label == ADDRESS
            or not is_surname(sentence, (first, last), situation.surnames, (lexicon, known))
        )
    ]
    if situation.cells:
        apart = [
            c for c in candidates if not any(a <= c[1] and c[0] <= b for a, b in situation.cells)
        ]
        candidates = sorted([*apart, *((*cell, ADDRESS) for cell in situation.cells)])
    elif situation.heads_entry:
        candidates = heading_names(sentence, candidates, lexicon)
    if situation.opening:
        candidates = _with_dateline(sentence, candidates)
    return with_label(sentence, candidates, situation.label_end)


def _toponym(
    sentence: Sentence,
    candidate: tuple[int, int, str],
    situation: Situation,
    lexicon: Lexicon,
) -> Toponym:
    """Read what a name does in its sentence, and what the text says the place is."""
    first, last, _ = candidate
    level = level_of(sentence, first, last, lexicon)
    if _is_part_of_town(sentence, first, last, lexicon):
        level = _PART_OF_TOWN
    bearing = role_of(sentence, candidate, situation, lexicon, level=level)
    if bearing.role is ToponymRole.DEMONYM and sentence.words[last].tag in ("NNS", "NNPS"):
        level = "people"
    span = _with_stop(sentence, sentence.span_of(first, last))
    return Toponym(
        span=span,
        surface=span.of(sentence.text),
        role=bearing.role,
        reason=bearing.reason,
        told=bearing.told,
        level=level,
        relation=relation_of(sentence, first, lexicon),
    )


def _body(sentence: Sentence, lexicon: Lexicon) -> Callable[[tuple[int, int]], Toponym]:
    def listed(bounds: tuple[int, int]) -> Toponym:
        surface = sentence.surface(*bounds)
        union = surface.lower() in lexicon.unions
        return Toponym(
            span=sentence.span_of(*bounds),
            surface=surface,
            role=ToponymRole.METONYM if union else ToponymRole.BODY,
            reason="countries that speak and act together"
            if union
            else "an institution that speaks and acts, not a ground",
        )

    return listed


def _with_stop(sentence: Sentence, span: Span) -> Span:
    """Give an abbreviation its last stop, which the model takes for the sentence's: "W.Va."."""
    surface = span.of(sentence.text)
    stops = "." in surface[:-1] and not surface.endswith(".")
    if stops and sentence.text[span.end : span.end + 1] == ".":
        return replace(span, end=span.end + 1)
    return span


def _with_dateline(
    sentence: Sentence, candidates: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Take the town in capitals that opens a dateline, which no model knows for a name."""
    last = -1
    while last + 1 < len(sentence.words) and _CAPITALS.fullmatch(sentence.words[last + 1].text):
        last += 1
    if (
        last < 0
        or not in_dateline(sentence, last)
        or any(first <= last for first, *_ in candidates)
    ):
        return candidates
    return [(0, last, ""), *candidates]


def _shared_levels(sentence: Sentence, found: list[Toponym], lexicon: Lexicon) -> list[Toponym]:
    """Share the level of "Homs and Hama provinces" and "the towns of A, B and C"."""
    result = list(found)
    shared = False
    for index in range(len(result) - 1, 0, -1):
        here, before = result[index], result[index - 1]
        behind = sentence.text[here.span.end : here.span.end + 20]
        many = bool(lexicon.patterns["plural_level"].match(behind))
        shared = here.level is not None and (shared or many)
        # "Talbiseh, Homs province" is an address: one level word for one name
        if shared and before.level is None and _coordinated(sentence, before, here):
            result[index - 1] = replace(before, level=here.level)
    for index in range(1, len(result)):
        here, before = result[index], result[index - 1]
        listed = before.level and here.level is None and _coordinated(sentence, before, here)
        if not listed:
            continue
        opens = result[0].span.start
        lead = sentence.text[max(0, opens - _LEAD) : opens].lower()
        if lexicon.patterns["plural_level_before"].search(lead):
            result[index] = replace(here, level=before.level)
    for index in range(1, len(result)):
        here, before = result[index], result[index - 1]
        if before.role is not here.role and _coordinated(sentence, before, here):
            if before.role is ToponymRole.EVENT and here.role is ToponymRole.CONTEXT:
                result[index] = replace(
                    here, role=before.role, reason=before.reason, told=before.told
                )
    return result


def _quarters_of_towns(
    sentence: Sentence, found: list[Toponym], knowledge: tuple[Lexicon, NameKnowledge]
) -> list[Toponym]:
    """Read "the Aleppo neighbourhood of Salaheddine": the second is the quarter, not the first."""
    lexicon, known = knowledge
    result = list(found)
    for index, behind in pairwise(range(len(result))):
        town, part = result[index], result[behind]
        between = sentence.text[town.span.end : part.span.start].lower().split()
        quarter = len(between) == 2 and lexicon.levels.get(between[0]) == _PART_OF_TOWN
        if not quarter or between[1] != "of" or known(town.surface) < 2 or known(part.surface) > 1:
            continue
        result[index] = replace(town, level="city", container=None)
        result[behind] = replace(part, level=_PART_OF_TOWN, container=town.span)
    return result


def _listed(sentence: Sentence, found: list[Toponym], lexicon: Lexicon) -> list[Toponym]:
    """Note which names stand side by side: "A, B and C"."""
    result = list(found)
    for index in range(1, len(result)):
        before, here = result[index - 1], result[index]
        gap = sentence.text[before.span.end : here.span.start].lower()
        if lexicon.patterns["list_gap"].fullmatch(gap):
            joined = bool(lexicon.patterns["list_end"].search(gap))
            result[index] = replace(here, after=before.span, joined=joined)
    return result


def _without_marks(sentence: Sentence, found: list[Toponym], lexicon: Lexicon) -> list[Toponym]:
    """Leave out what only says where a place lies: "Charikar, north of Kabul"."""
    result = list(found)
    for index in range(1, len(result)):
        before, here = result[index - 1], result[index]
        if not here.relation or {before.role, here.role} != {ToponymRole.EVENT}:
            continue
        gap = sentence.text[before.span.end : here.span.start]
        if _MARKED.fullmatch(gap) and lexicon.patterns["lying"].search(here.relation):
            reason = f"says where {before.surface} lies: '{gap.strip(' ,(')} {here.surface}'"
            result[index] = replace(here, role=ToponymRole.CONTEXT, reason=reason, told=None)
    return result


def _without_passers_by(found: list[Toponym]) -> list[Toponym]:
    """Leave out where people come from and what an office is named after, if a place is told."""
    told = [t for t in found if t.role is ToponymRole.EVENT and t.told not in _IN_PASSING]
    inside = {t.container for t in found if t not in told}
    if not any(t.span not in inside for t in told):
        # "In Talbiseh, a town in Homs, a resident said": the second says where the first lies
        return [
            replace(t, role=ToponymRole.CONTEXT, told=None)
            if t.told in (EventPlace.PASSING, EventPlace.OFFICE) and t.span in inside
            else t
            for t in found
        ]
    return [
        replace(
            t,
            role=ToponymRole.MOVEMENT if t.told is EventPlace.ORIGIN else ToponymRole.CONTEXT,
            told=None,
        )
        if t.told in _IN_PASSING
        else t
        for t in found
    ]


def _coordinated(sentence: Sentence, before: Toponym, here: Toponym) -> bool:
    between = sentence.text[before.span.end : here.span.start].strip().lower()
    return between in ("and", ",", ", and", "or", "&", "/", "and in", ", in")


def _with_containers(
    sentence: Sentence, found: list[Toponym], knowledge: tuple[Lexicon, NameKnowledge]
) -> list[Toponym]:
    """Read "Talbiseh, Homs", "Talbiseh in Homs province", "Aleppo's Salaheddine"."""
    lexicon, known = knowledge
    result = list(found)
    latin = [index for index, toponym in enumerate(found) if _LATIN.search(toponym.surface)]
    for index, behind in pairwise(latin):
        here, after = result[index], result[behind]
        between = sentence.text[here.span.end : after.span.start].lower()
        # The name once more in its own script: "Omdurman (أم درمان), Khartoum state".
        between = _OTHER_SCRIPT.sub("", between)
        listed = between.strip() == "," and (
            (here.level is not None and here.level == after.level)
            or (known(after.surface) < 2 and _list_goes_on(sentence, result, behind, lexicon))
        )
        if listed or not between.strip(" ") or {here.role, after.role} & _NO_GROUND:
            continue
        if lexicon.patterns["possessive_gap"].fullmatch(between):
            result[behind] = replace(after, container=here.span)
        elif _is_inside(between, lexicon):
            result[index] = replace(here, container=after.span)
    return result


def _list_goes_on(
    sentence: Sentence, found: Sequence[Toponym], index: int, lexicon: Lexicon
) -> bool:
    """Tell whether another name closes a list: "A, B and C"."""
    if index + 1 >= len(found):
        return False
    gap = sentence.text[found[index].span.end : found[index + 1].span.start].lower()
    closed = lexicon.patterns["list_end"].search(gap) is not None
    return closed and lexicon.patterns["list_gap"].fullmatch(gap) is not None


def _is_inside(between: str, lexicon: Lexicon) -> bool:
    if lexicon.patterns["container_gap"].fullmatch(between):
        return True
    ground = lexicon.patterns["ground_gap"].fullmatch(between)
    return ground is not None and (
        ground["ground"] in lexicon.levels or ground["ground"] in lexicon.places.grounds
    )


def _in_towns(found: list[Toponym]) -> list[Toponym]:
    """Put the parts of towns into their towns: what holds a street is no province."""
    result = list(found)
    names = {toponym.span: toponym.surface.casefold() for toponym in found}
    for index, part in enumerate(found):
        around = names.get(part.container) if part.container else None
        if part.level is None and around == part.surface.casefold():
            # "Taiz, Taiz governorate"
            result[index] = replace(part, level="city")
        if part.level != _PART_OF_TOWN:
            continue
        if part.container is None:
            towns = [
                t
                for t in found[:index]
                if t.role in (ToponymRole.EVENT, ToponymRole.CONTEXT)
                and t.level not in (_PART_OF_TOWN, "country", "province")
            ]
            if towns:
                part = replace(part, container=towns[0].span)
                result[index] = part
        for place, town in enumerate(result):
            if town.span == part.container and town.level is None:
                result[place] = replace(town, level="city")
    return result


def in_towns_before(toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Put the quarters that a sentence names without their town into the town told of last.

    Parameters
    ----------
    toponyms : sequence of Toponym
        All of a report, in order of the text.

    Returns
    -------
    tuple of Toponym
        The same, some with a container.
    """
    town: Toponym | None = None
    result: list[Toponym] = []
    parts: dict[str, Toponym] = {}
    for toponym in toponyms:
        known = parts.get(toponym.surface.casefold())
        bare = toponym.level is None and toponym.container is None
        if known is not None and known.container is not None and bare:
            # "the Kalakla neighbourhood of Khartoum", and later only "Kalakla"
            toponym = replace(toponym, level=known.level, container=known.container)
        part = toponym.level == _PART_OF_TOWN
        if part and toponym.container is None and town is not None:
            toponym = replace(toponym, container=town.span)
        if part:
            parts.setdefault(toponym.surface.casefold(), toponym)
        result.append(toponym)
        ground = toponym.role in (ToponymRole.EVENT, ToponymRole.CONTEXT, ToponymRole.DATELINE)
        if ground and not part and toponym.level not in ("country", "province", "village"):
            # Of "Karrada, a quarter of Baghdad" the town is the last.
            town = toponym
    return tuple(result)


def _is_part_of_town(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a name is a street's, a gate's, a numbered district's."""
    words, places = sentence.words, lexicon.places
    own = words[last].lower
    if own.isdigit() and first < last:
        return words[last - 1].lower in places.numbered
    if words[first].lower in places.ordinals and own in places.numbered:
        return True
    after = words[last + 1].lower if last + 1 < len(words) else ""
    return (
        first < last and (own in places.urban or words[first].lower in places.leading)
    ) or after in places.urban
