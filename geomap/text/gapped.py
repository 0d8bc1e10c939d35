"""Figures whose verb stands before another one: "six died in Sumy, four in Kharkiv"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geomap.text.casualty import Casualty
from geomap.text.groups import Group
from geomap.text.scene import Scene

__all__ = ["gapped"]


def gapped(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read the later figures of a list of places, which share the first one's verb.

    Where they add up to the figure before, or that has no place of its own, they are its
    parts: "eighteen were killed, ten in Aleppo and eight in Idlib".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        In order.
    """
    made: list[Casualty] = []
    told = {casualty.group.first for casualty in found}
    for group in scene.people:
        before = [c for c in found if c.group.first < group.first and not c.superseded]
        if group.first in told or not before or not _bare_at_place(scene, group):
            continue
        first = before[-1]
        if not _listed(scene, first, made, group):
            continue
        made.append(Casualty(group=group, quantity=first.quantity, predicate=first.predicate))
    if not made:
        return []
    whole = [c for c in found if c.group.first < made[0].group.first][-1]
    if not _is_whole(scene, whole, made):
        return made
    return [
        Casualty(group=c.group, quantity=c.quantity, predicate=c.predicate, part=True) for c in made
    ]


def _bare_at_place(scene: Scene, group: Group) -> bool:
    """Tell whether a number has no noun and a place right behind it: "four in Kharkiv"."""
    words = scene.sentence.words
    if group.head is not None or group.of_them or group.last + 2 >= len(words):
        return False
    at = group.last + 1
    # "and two more on the way back"
    more = words[group.last].lower in scene.lexicon.harm.more
    named = more or any(word.tag in ("NNP", "NNPS") for word in words[at + 1 : at + 4])
    places = scene.lexicon.harm.before_place if more else scene.lexicon.harm.at_place
    return words[at].lower in places and named


def _listed(scene: Scene, first: Casualty, made: Sequence[Casualty], group: Group) -> bool:
    """Tell whether only a place stands between a figure and the one before it."""
    words = scene.sentence.words
    start = max([made[-1].group.last] if made else [first.group.last, first.predicate])
    gap = words[start + 1 : group.first]
    if not gap or gap[-1].lower not in (",", "and", ";", "while") or start >= group.first:
        return False
    return not any(word.pos in ("VERB", "AUX") for word in gap)


def _is_whole(scene: Scene, whole: Casualty, parts: Sequence[Casualty]) -> bool:
    sizes = [part.group.count.best or 0 for part in parts]
    if whole.group.count.best == sum(sizes):
        return True
    start = max(whole.group.last, whole.predicate)
    gap = scene.sentence.words[start + 1 : parts[0].group.first]
    placed = any(
        word.lower in scene.lexicon.harm.at_place and (behind.tag == "DT" or behind.text.istitle())
        for word, behind in pairwise(gap)
    )
    return not placed and (whole.group.count.best or 0) > sum(sizes)
