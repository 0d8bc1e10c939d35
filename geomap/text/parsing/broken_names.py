"""Names of places that the parser breaks in two: "north of Deir | ez-Zor".

The article of an Arabic or Spanish name and the hyphen behind it are often hung on the verb of the
sentence, as if the rest of the name were its subject. Each rule after this one asks what a name
hangs on, and must find one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geomap.protocols import Entity, Token

__all__ = ["joined_names", "unjoined"]

_PLACES = ("GPE", "LOC", "FAC")


def joined_names(
    words: Sequence[Token], heads: Sequence[int], entities: Iterable[Entity], offset: int
) -> tuple[tuple[Token, ...], list[int]]:
    """Hang the words of a place's name on its last one, and that one where the first hung.

    Parameters
    ----------
    words : sequence of Token
        The sentence.
    heads : sequence of int
        Positions in it; a root's is its own.
    entities : iterable of Entity
        The names that the language model found.
    offset : int
        The index of the sentence's first word.

    Returns
    -------
    tuple of (tuple of Token, list of int)
        The words and heads; changed only where the preposition right before a name has its first
        word alone.
    """
    words, heads = list(words), list(heads)
    for entity in entities:
        first, last = entity.first - offset, entity.last - offset
        if entity.label not in _PLACES or not 0 < first < last < len(words):
            continue
        inside = range(first, last + 1)
        tops = [at for at in inside if heads[at] not in inside or heads[at] == at]
        led = words[first].dep == "pobj" and heads[first] == first - 1
        if len(tops) < 2 or not led or _hangs_on(heads, first - 1, inside):
            continue
        for at in range(first, last):
            words[at], heads[at] = replace(words[at], dep="compound"), last
        words[last], heads[last] = replace(words[last], dep="pobj"), first - 1
    return tuple(words), heads


def unjoined(entities: Iterable[Entity], words: Sequence[Token], offset: int) -> list[Entity]:
    """Cut a name before a verb that the language model takes in: "Shining Path entered Vinchos".

    Parameters
    ----------
    entities : iterable of Entity
        The names that the language model found in a sentence.
    words : sequence of Token
        The sentence's.
    offset : int
        The index of the sentence's first word.

    Returns
    -------
    list of Entity
        The same, those with a verb inside ended before it; what stands behind it is no name.
    """
    cut = []
    for entity in entities:
        inside = words[entity.first - offset + 1 : entity.last - offset]
        verb = next((w for w in inside if w.tag == "VBD" and w.text.islower()), None)
        cut.append(entity if verb is None else replace(entity, last=verb.index - 1))
    return cut


def _hangs_on(heads: Sequence[int], at: int, inside: range) -> bool:
    """Tell whether a word hangs on the name itself: joined, the two would hang on each other."""
    while heads[at] != at:
        at = heads[at]
        if at in inside:
            return True
    return False
