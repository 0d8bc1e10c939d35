"""Figures whose verb stands before another one: "six died in Sumy, four in Kharkiv"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.text.casualty import Casualty
from geomap.text.groups import Group
from geomap.text.sayings import gapped_party
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
    others: list[Casualty] = []
    told = {casualty.group.first for casualty in found}
    for group in scene.people:
        before = [c for c in found if c.group.first < group.first and not c.superseded]
        if group.first in told or not before:
            continue
        first = before[-1]
        contrasted = _contrasted(scene, first, group)
        if contrasted is not None:
            others.append(Casualty(group=group, quantity=first.quantity, predicate=contrasted))
            continue
        if not _bare_at_place(scene, group) and not _later(scene, first, group):
            continue
        if not _listed(scene, first, made, group):
            continue
        made.append(Casualty(group=group, quantity=first.quantity, predicate=first.predicate))
    if not made:
        return others
    whole = [c for c in found if c.group.first < made[0].group.first][-1]
    if not _is_whole(scene, whole, made):
        return [*others, *made]
    return [*others, *[replace(casualty, part=True) for casualty in made]]


def _contrasted(scene: Scene, first: Casualty, group: Group) -> int | None:
    """Find the other party or blow that a figure is of, whose verb stands with the first.

    "The army said five died, the rebels nine"; "the first shell killed two, the second five".
    """
    words = scene.sentence.words
    if group.of_them or group.count.best is None or first.group.last >= group.first - 1:
        return None
    party = gapped_party(scene.sentence, group.first, scene.lexicon)
    start = max(first.group.last, first.predicate) + 1
    bounds = party or _other_blow(scene, group)
    if bounds is None or (party and group.head is not None):
        return None
    if any(word.pos == "VERB" for word in words[start : bounds[0]]):
        return None
    return bounds[1] if party else first.predicate


def _other_blow(scene: Scene, group: Group) -> tuple[int, int] | None:
    """Find "the second" or "another" that alone stands before people: "the second five"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    last = group.first - 1
    if words[last].text == ",":
        # "a second, an hour later, his wife"
        last = next((k for k in range(last - 1, 0, -1) if words[k].text == ","), 0) - 1
    if last < 1 or words[last].lower not in harm.ordinals | harm.again - {"the"}:
        return None
    first = last - (words[last - 1].lower in harm.singulars)
    end = group.last + 1
    alone = end >= len(words) or words[end].tag in (".", ",", "IN", ":")
    parted = first > 0 and words[first - 1].lower in (",", ";", "and", "but")
    return (first, last) if parted and alone else None


def _bare_at_place(scene: Scene, group: Group) -> bool:
    """Tell whether a number has no noun and a place right behind it: "four in Kharkiv"."""
    words = scene.sentence.words
    at = group.last + 1
    if group.head is not None or group.of_them or at >= len(words):
        return False
    if words[at].lower in scene.lexicon.harm.elsewhere:
        return True
    if at + 1 >= len(words):
        return False
    # "and two more on the way back"
    more = words[group.last].lower in scene.lexicon.harm.more
    named = more or any(word.tag in ("NNP", "NNPS") for word in words[at + 1 : at + 4])
    places = scene.lexicon.harm.before_place if more else scene.lexicon.harm.at_place
    return words[at].lower in places and named


def _later(scene: Scene, first: Casualty, group: Group) -> bool:
    """Tell whether others died of it later: "three died at the scene, two in hospital"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    behind = {word.lower for word in words[group.last + 1 : group.last + 5]}
    between = {word.lower for word in words[first.predicate : group.first]}
    bare = group.head is None and not group.of_them
    return bare and bool(behind & harm.clinics and between & harm.at_once)


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
