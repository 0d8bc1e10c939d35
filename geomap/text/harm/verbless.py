"""Figures without a verb of their own: "14 according to the ministry", "(Kadugli 17, Nyala 2)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.figures.numbers import number_at
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.text.voices.sayings import gapped_party
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["verbless"]

_LONGEST = 40
# Words of a bracket that lists places with their figures.
_NAME = ("NNP", "NNPS")
_TWO = 2


def verbless(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read the figures of parties and places that only stand beside their names.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        Those of what the nearest figure before counts, or of the dead behind "tolls".
    """
    return [*_of_parties(scene, found), *_of_places(scene, found), *_before_sum(scene, found)]


def _before_sum(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read "Four in Rafah, nine in Khan Younis: the night's dead number thirteen"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    if len(found) != 1 or found[0].group.count.best is None:
        return []
    whole = found[0]
    listed = [
        g
        for g in scene.people
        if g.head is None
        and not g.of_them
        and g.count.best is not None
        and g.last + 1 < whole.group.first
        and words[g.last + 1].lower in harm.at_place | harm.elsewhere
    ]
    adds_up = sum(g.count.best or 0 for g in listed) == whole.group.count.best
    if len(listed) < _TWO or not adds_up:
        return []
    own = [Casualty(group=g, quantity=whole.quantity, predicate=whole.predicate) for g in listed]
    return [replace(whole, summed=True), *own]


def _of_parties(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read "conflicting tolls: 14 according to the clinic, 22 according to the ministry"."""
    words = scene.sentence.words
    told = {casualty.group.first for casualty in found}
    made: list[Casualty] = []
    tolled = next((k for k, w in enumerate(words) if w.lower in scene.lexicon.harm.tolls), None)
    for group in scene.people:
        bare = group.head is None and not group.of_them and group.count.best is not None
        if not bare or group.first in told:
            continue
        before = [c for c in (*found, *made) if c.group.first < group.first]
        nearest = before[-1].quantity if before else None
        listed = tolled is not None and tolled < group.first
        quantity = nearest or (Quantity.KILLED if listed else None)
        end = group.last + 1
        said = end < len(words) and words[end].lower in scene.lexicon.speech["sources"]
        party = gapped_party(scene.sentence, group.first, scene.lexicon) if listed else None
        if quantity is not None and (said or party is not None):
            at = group.first if party is None else party[1]
            made.append(Casualty(group=group, quantity=quantity, predicate=at))
    return made


def _of_places(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read "19 dead (Khartoum 17, Kadugli 2)": parts, where they add up to the figure before."""
    words = scene.sentence.words
    made: list[Casualty] = []
    for start, word in enumerate(words):
        if word.text != "(":
            continue
        before = [c for c in found if c.group.first < start and c.group.count.best is not None]
        end = next((k for k in range(start, len(words)) if words[k].text == ")"), start)
        if not before or not start < end <= start + _LONGEST:
            continue
        listed = _entries(scene, start + 1, end)
        sizes = sum(group.count.best or 0 for group in listed)
        for whole in before:
            if len(listed) >= _TWO and whole.group.count.best == sizes:
                made.extend(
                    Casualty(group=g, quantity=whole.quantity, predicate=whole.predicate, part=True)
                    for g in listed
                )
                break
    return made


def _entries(scene: Scene, first: int, end: int) -> list[Group]:
    """Give the figures of a bracket in which each has a name before it; none where one has not."""
    words = scene.sentence.words
    found: list[Group] = []
    at = first
    while at < end:
        name = at
        while at < end and (words[at].tag in _NAME or words[at].text in ("-", ":")):
            at += 1
        number = number_at(words, at, scene.lexicon) if name < at < end else None
        if number is None:
            return []
        wording = scene.sentence.surface(at, number[1])
        found.append(
            Group(
                first=at,
                last=number[1],
                count=make_count(Qualifier.EXACT, number[0], wording=wording),
                victims=Victims.PEOPLE,
                head=None,
                sure=True,
            )
        )
        at = number[1] + 1
        while at < end and (words[at].text in (",", ";") or words[at].lower == "and"):
            at += 1
    return found
