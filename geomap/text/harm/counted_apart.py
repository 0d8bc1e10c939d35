"""Attackers whom a count leaves out, or one figure has and another has not.

"Nine people died, not counting the bomber": he died, too. "Eighteen were killed, or 22 with the
attackers": the 22 hold the 18. A figure of the killed has the attackers in it (as ACLED's and
GTD's have); how many they are stays known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.text.words.phrases import phrases_in
from geomap.vocabulary import Quantity

__all__ = ["counted_apart", "without_heading"]

_BEHIND = 3
# Words between "not counting" and the attackers: "not counting any of the four attackers".
_AROUND = 8
# Words between a figure and the attackers that it has in it.


def counted_apart(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Add the attackers whom a count leaves out, and mark the count that another one holds.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What the sentence tells.

    Returns
    -------
    list of Casualty
        The same, but for what attackers change.
    """
    if not any(group.perpetrators for group in _everybody(scene)):
        return list(found)
    return _with_them(scene, _without_them(scene, list(found)))


def _everybody(scene: Scene) -> list[Group]:
    return [*scene.people, *(part for part, _ in scene.some)]


def _without_them(scene: Scene, found: list[Casualty]) -> list[Casualty]:
    """Read "18 were killed, not counting four attackers"."""
    sentence = scene.sentence
    start = sentence.words[0].start
    for phrase in phrases_in(sentence.lower, sorted(scene.lexicon.harm.left_out)):
        at = sentence.position_at(start + sentence.lower.index(phrase)) + len(phrase.split())
        group = next(
            (g for g in _everybody(scene) if g.perpetrators and at <= g.first <= at + _BEHIND), None
        )
        if group is None:
            continue
        rest = [c for c in found if c.group.first != group.first]
        dead = [c for c in rest if c.quantity is Quantity.KILLED and not c.part]
        if not dead:
            dead = _told_before(scene, found, group, at)
            rest += dead
        if not dead:
            continue
        if group.count.best is not None:
            rest.append(replace(dead[-1], group=group, added=(), on_top=True, superseded=False))
        found = rest
    return found


def _told_before(scene: Scene, found: Sequence[Casualty], group: Group, at: int) -> list[Casualty]:
    """Give the figure that the aside stands behind, where its verb was taken for the attackers'."""
    own = [c for c in found if c.group.first == group.first and c.quantity is Quantity.KILLED]
    before = [g for g in scene.people if g.last < at and g.count.best is not None]
    if not own or not before:
        return []
    return [replace(own[0], group=before[-1], added=(), part=False, on_top=False)]


def _with_them(scene: Scene, found: list[Casualty]) -> list[Casualty]:
    """Read "18 were killed, or 22 with the attackers": the second figure is of all."""
    words, lexicon = scene.sentence.words, scene.lexicon
    told = {c.group.first: c for c in found}
    for group in scene.people:
        size = group.count.best
        bare = group.head is None and not group.of_them and size is not None
        before = [
            c
            for c in found
            if c.quantity is Quantity.KILLED
            and not c.part
            and c.group.last < group.first
            and 0 < (c.group.count.best or 0) < (size or 0)
        ]
        own = told.get(group.first)
        if not bare or not before or (own is not None and own.quantity is not Quantity.KILLED):
            continue
        behind = [word.lower for word in words[group.last + 1 : group.last + 1 + _AROUND]]
        ahead = [word.lower for word in words[max(0, group.first - _AROUND) : group.first]]
        beside = next((k for k, w in enumerate(behind) if w in lexicon.harm.counted_with), _AROUND)
        between = words[group.last + 1 : group.last + 1 + beside]
        # "and 22 fled with the attackers"
        if {",", "and"} & set(behind[:beside]) or any(
            word.tag in ("VBD", "VBZ", "VBP") for word in between
        ):
            behind = []
        if not any(
            _names_them(said, lexicon.perpetrators, lexicon.harm.counted_with)
            for said in (behind, _last_clause(ahead))
        ):
            continue
        own = own or replace(before[-1], group=group, added=(), superseded=False)
        held = {id(c) for c in before}
        found = [replace(c, superseded=True) if id(c) in held else c for c in found]
        if group.first not in told:
            found.append(own)
    return found


def _last_clause(said: Sequence[str]) -> Sequence[str]:
    """Give the words behind the last comma, semicolon or "and"."""
    cut = max((k for k, word in enumerate(said) if word in (",", ";", ":", "and")), default=-1)
    return said[cut + 1 :]


def _names_them(
    said: Sequence[str], perpetrators: frozenset[str], counted_with: frozenset[str]
) -> bool:
    """Tell whether "with the attackers" stands among some words."""
    at = next((k for k, word in enumerate(said) if word in counted_with), None)
    return at is not None and any(word in perpetrators for word in said[at + 1 :])


def without_heading(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Leave out what a heading before a colon counts, and the sentence behind it counts again.

    "Commander shot dead in Kashmir: security forces killed a 'commander' in Sopore": one man.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What the sentence tells.

    Returns
    -------
    list of Casualty
        The same, but for those of a heading that are told again.
    """
    colon = next((k for k, word in enumerate(scene.sentence.words) if word.text == ":"), None)
    if colon is None:
        return list(found)
    behind = {
        (c.quantity, c.group.count.best) for c in found if c.group.first > colon and not c.part
    }
    return [
        c
        for c in found
        if c.group.first > colon
        or c.group.count.best is None
        or max(c.group.last, c.predicate) >= colon
        or (c.quantity, c.group.count.best) not in behind
    ]
