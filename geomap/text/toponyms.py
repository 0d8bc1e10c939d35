"""Report → Toponyms with their roles: where it happened, who speaks, where from, part of a name.

Candidates are entities of any label and runs of proper nouns; the gazetteer's knowledge of
the name and the words beside it decide. Only a toponym with role ``EVENT`` can reach the map.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from geomap.model import Toponym, ToponymRole
from geomap.text.grammar import Sentence
from geomap.text.levels import level_of, relation_of
from geomap.text.lexicon import Lexicon
from geomap.text.mentions import bodies_in, heading_names, mentions_in
from geomap.text.roles import in_dateline, role_of, with_speakers_town
from geomap.text.situation import Situation

__all__ = ["find_toponyms"]

_CAPITALS = re.compile(r"[A-Z][A-Z'’.-]+")
_PLURAL_LEVEL_BEFORE = re.compile(r"\w+s(?:\s+of)?(?:\s+the)?\s*$")
_PLURAL_LEVEL = re.compile(r"\s+\w+s\b")


# the sentence before it, in the same paragraph, tells of an event


def find_toponyms(
    sentence: Sentence,
    situation: Situation,
    lexicon: Lexicon,
    known: Callable[[str], int],
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
    candidates = mentions_in(sentence, lexicon, known, eventful=situation.eventful)
    candidates = [c for c in candidates if not any(b[0] <= c[1] and c[0] <= b[1] for b in bodies)]
    if situation.heads_entry:
        candidates = heading_names(sentence, candidates, lexicon)
    if situation.opening:
        candidates = _with_dateline(sentence, candidates)
    found: list[Toponym] = []
    for first, last, label in candidates:
        level = level_of(sentence, first, last, lexicon)
        role, reason = role_of(sentence, (first, last, label), situation, lexicon, level=level)
        found.append(
            Toponym(
                span=sentence.span_of(first, last),
                surface=sentence.surface(first, last),
                role=role,
                reason=reason,
                level=level,
                relation=relation_of(sentence, first, lexicon),
            )
        )
    found = _shared_levels(sentence, found)
    found = _with_containers(sentence, found)
    found = with_speakers_town(sentence, found, situation, lexicon)
    return tuple(sorted([*found, *map(_body(sentence), bodies)], key=lambda t: t.span.start))


def _body(sentence: Sentence) -> Callable[[tuple[int, int]], Toponym]:
    def listed(bounds: tuple[int, int]) -> Toponym:
        return Toponym(
            span=sentence.span_of(*bounds),
            surface=sentence.surface(*bounds),
            role=ToponymRole.BODY,
            reason="an institution that speaks and acts, not a ground",
        )

    return listed


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


def _shared_levels(sentence: Sentence, found: list[Toponym]) -> list[Toponym]:
    """Share the level of "Homs and Hama provinces" and "the towns of A, B and C"."""
    result = list(found)
    shared = False
    for index in range(len(result) - 1, 0, -1):
        here, before = result[index], result[index - 1]
        behind = sentence.text[here.span.end : here.span.end + 20]
        shared = here.level is not None and (shared or bool(_PLURAL_LEVEL.match(behind)))
        # "Talbiseh, Homs province" is an address: one level word for one name
        if shared and before.level is None and _coordinated(sentence, before, here):
            result[index - 1] = replace(before, level=here.level)
    for index in range(1, len(result)):
        here, before = result[index], result[index - 1]
        listed = before.level and here.level is None and _coordinated(sentence, before, here)
        if listed and _PLURAL_LEVEL_BEFORE.search(sentence.text[: result[0].span.start].lower()):
            result[index] = replace(here, level=before.level)
    for index in range(1, len(result)):
        here, before = result[index], result[index - 1]
        if before.role is not here.role and _coordinated(sentence, before, here):
            if before.role is ToponymRole.EVENT and here.role is ToponymRole.CONTEXT:
                result[index] = replace(here, role=before.role, reason=before.reason)
    return result


def _coordinated(sentence: Sentence, before: Toponym, here: Toponym) -> bool:
    between = sentence.text[before.span.end : here.span.start].strip().lower()
    return between in ("and", ",", ", and", "or", "&", "/", "and in", ", in")


def _with_containers(sentence: Sentence, found: list[Toponym]) -> list[Toponym]:
    """Read "Talbiseh, Homs", "Talbiseh in Homs province", "Aleppo's Salaheddine"."""
    result = list(found)
    for index in range(len(result) - 1):
        here, after = result[index], result[index + 1]
        between = sentence.text[here.span.end : after.span.start].lower()
        inside = re.fullmatch(
            r"(?:'s|’s)?,?\s*(?:\(|(?:\w+\s+)?(?:in|of)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:of\s+)?)?(?:the\s+)?",
            between,
        ) or re.fullmatch(
            r"\s+(?:town|city|village|area|district|camp|neighbou?rhood|county),?\s+(?:in\s+)?(?:the\s+)?",
            between,
        )
        listed = between.strip() == "," and here.level is not None and here.level == after.level
        if inside and between.strip(" ") and not listed and here.role is not ToponymRole.DEMONYM:
            if re.fullmatch(r"(?:'s|’s)\s*", between):
                result[index + 1] = replace(after, container=here.span)
            else:
                result[index] = replace(here, container=after.span)
    return result
