"""Report → Toponyms with their roles: where it happened, who speaks, where from, part of a name.

Candidates are entities of any label and runs of proper nouns; the gazetteer's knowledge of
the name and the words beside it decide. Only a toponym with role ``EVENT`` can reach the map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from geomap.model import Toponym
from geomap.protocols import NameKnowledge
from geomap.stretches import Span
from geomap.text.assertions.situation import Situation
from geomap.text.names.containers import (
    PART_OF_TOWN,
    in_towns,
    quarters_of_towns,
    with_containers,
)
from geomap.text.names.entries import with_label
from geomap.text.names.heading_names import heading_names
from geomap.text.names.mentions import ADDRESS, bodies_in, mentions_in
from geomap.text.names.roles import in_dateline, role_of
from geomap.text.names.seats import with_speakers_town
from geomap.text.names.surnames import is_surname
from geomap.text.parsing.grammar import Sentence
from geomap.text.parsing.levels import level_of, relation_of
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import EventPlace, ToponymRole

__all__ = ["find_toponyms"]

_CAPITALS = re.compile(r"[A-Z][A-Z'’.-]+")
_MARKED = re.compile(r"\s?[,(][^,;:.()]{3,60}")
_LEAD = 200
# Characters before the first name in which "the towns of" may stand.
_LEVEL = 12
# Characters behind a name in which "border" may stand.
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
    found = with_containers(sentence, _without_marks(sentence, found, lexicon), (lexicon, known))
    found = in_towns(quarters_of_towns(sentence, found, (lexicon, known)))
    found = _listed(sentence, _without_passers_by(found), lexicon)
    found = with_speakers_town(sentence, found, situation, lexicon)
    found = [_of_its_column(sentence, toponym, situation) for toponym in found]
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
        candidates = heading_names(sentence, candidates, lexicon, known)
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
        level = PART_OF_TOWN
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


def _of_its_column(sentence: Sentence, toponym: Toponym, situation: Situation) -> Toponym:
    """Keep the place that a row has under "Place"; what its other cells name is beside it."""
    if not situation.cells or toponym.role is not ToponymRole.EVENT:
        return toponym
    at = sentence.position_at(toponym.span.start)
    if any(first <= at <= last for first, last in situation.cells):
        return toponym
    reason = "in a row of a table whose place stands in another column"
    return replace(toponym, role=ToponymRole.CONTEXT, reason=reason, told=None)


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
    result = [_at_a_border(sentence, found, at, lexicon) for at in range(len(found))]
    for index in range(1, len(result)):
        before, here = result[index - 1], result[index]
        if not here.relation or {before.role, here.role} != {ToponymRole.EVENT}:
            continue
        gap = sentence.text[before.span.end : here.span.start]
        if _MARKED.fullmatch(gap) and lexicon.patterns["lying"].search(here.relation):
            reason = f"says where {before.surface} lies: '{gap.strip(' ,(')} {here.surface}'"
            result[index] = replace(here, role=ToponymRole.CONTEXT, reason=reason, told=None)
    return result


def _at_a_border(
    sentence: Sentence, found: Sequence[Toponym], index: int, lexicon: Lexicon
) -> Toponym:
    """Leave out whose border a place lies on: "in Moreh, on the Myanmar border"."""
    here = found[index]
    behind = sentence.text[here.span.end : here.span.end + _LEVEL].split()
    if not behind or behind[0].lower().strip(".,;") not in lexicon.places.borders:
        return here
    others = any(t.role is not ToponymRole.DEMONYM for t in found[:index])
    if not (others and here.role is ToponymRole.EVENT):
        return here
    reason = f"says where another place lies: on its {behind[0].strip('.,;')}"
    return replace(here, role=ToponymRole.CONTEXT, reason=reason, told=None)


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
