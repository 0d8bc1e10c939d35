"""Which place holds which: "Talbiseh in Homs province", "the Salaheddine quarter of Aleppo"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.model import Toponym
from geomap.protocols import NameKnowledge
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ToponymRole

__all__ = ["PART_OF_TOWN", "in_towns", "in_towns_before", "quarters_of_towns", "with_containers"]

PART_OF_TOWN = "neighbourhood"
# The level of a street, a gate, a quarter.
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile(r"\s*\([^()A-Za-z0-9\u00c0-\u024f]*\)")
_TOWNS = ("city", "town", "village")
_LEVEL_OF = 2
# Words between a unit and its town: "the Gaza town of Nuseirat".
_NO_GROUND = {ToponymRole.DEMONYM, ToponymRole.NAME_PART}
_CLOSING = 60
# Characters in which "and two other villages" closes a list of names.


def quarters_of_towns(
    sentence: Sentence, found: list[Toponym], knowledge: tuple[Lexicon, NameKnowledge]
) -> list[Toponym]:
    """Read "the Aleppo neighbourhood of Salaheddine", whose second name is the quarter.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    found : list of Toponym
        Its names, in order.
    knowledge : (Lexicon, callable)
        The language's words for levels, and how well known a name is.

    Returns
    -------
    list of Toponym
        The same, some with a container.
    """
    lexicon, known = knowledge
    result = list(found)
    for index, behind in pairwise(range(len(result))):
        town, part = result[index], result[behind]
        between = sentence.text[town.span.end : part.span.start].lower().split()
        level = lexicon.levels.get(between[0]) if len(between) == _LEVEL_OF else None
        ground = town.role not in _NO_GROUND
        if (
            ground
            and level in _TOWNS
            and between[1] == "of"
            and (part.container in (None, town.span))
        ):
            # "the Gaza town of Nuseirat"
            result[index] = replace(town, level=None, container=None)
            result[behind] = replace(part, level=part.level or level, container=town.span)
            continue
        quarter = level == PART_OF_TOWN
        if not quarter or between[1] != "of" or known(town.surface) < 2 or known(part.surface) > 1:
            continue
        result[index] = replace(town, level="city", container=None)
        result[behind] = replace(part, level=PART_OF_TOWN, container=town.span)
    return result


def with_containers(
    sentence: Sentence, found: list[Toponym], knowledge: tuple[Lexicon, NameKnowledge]
) -> list[Toponym]:
    """Read "Talbiseh, Homs", "Talbiseh in Homs province", "Aleppo's Salaheddine".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    found : list of Toponym
        Its names, in order.
    knowledge : (Lexicon, callable)
        The language's words for levels, and how well known a name is.

    Returns
    -------
    list of Toponym
        The same, some with a container.
    """
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
    """Tell whether something closes a list: "A, B and C", "A, B and a hamlet"."""
    behind = sentence.text[found[index].span.end : found[index].span.end + _CLOSING].lower()
    if lexicon.patterns["list_closed"].match(behind):
        return True
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


def in_towns(found: list[Toponym]) -> list[Toponym]:
    """Put the parts of towns into their towns: what holds a street is no province.

    Parameters
    ----------
    found : list of Toponym
        The names of a sentence, in order.

    Returns
    -------
    list of Toponym
        The same, some with a container.
    """
    result = list(found)
    names = {toponym.span: toponym.surface.casefold() for toponym in found}
    for index, part in enumerate(found):
        around = names.get(part.container) if part.container else None
        if part.level is None and around == part.surface.casefold():
            # "Taiz, Taiz governorate"
            result[index] = replace(part, level="city")
        if part.level != PART_OF_TOWN:
            continue
        if part.container is None:
            towns = [
                t
                for t in found[:index]
                if t.role in (ToponymRole.EVENT, ToponymRole.CONTEXT)
                and t.level not in (PART_OF_TOWN, "country", "province")
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
    town_at = 0
    result: list[Toponym] = []
    parts: dict[str, Toponym] = {}
    for toponym in toponyms:
        known = parts.get(toponym.surface.casefold())
        bare = toponym.level is None and toponym.container is None
        if known is not None and known.container is not None and bare:
            # "the Kalakla neighbourhood of Khartoum", and later only "Kalakla"
            toponym = replace(toponym, level=known.level, container=known.container)
        part = toponym.level == PART_OF_TOWN
        if part and toponym.container is None and town is not None:
            toponym = replace(toponym, container=town.span)
            if town.level is None:
                # a quarter is a town's, and no province's of its name
                town = result[town_at] = replace(town, level="city")
        if part:
            parts.setdefault(toponym.surface.casefold(), toponym)
        result.append(toponym)
        ground = toponym.role in (ToponymRole.EVENT, ToponymRole.CONTEXT, ToponymRole.DATELINE)
        if ground and not part and toponym.level not in ("country", "province", "village"):
            # Of "Karrada, a quarter of Baghdad" the town is the last.
            town, town_at = toponym, len(result) - 1
    return tuple(result)
