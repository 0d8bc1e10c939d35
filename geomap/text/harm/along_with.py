"""Those whom a sentence counts along with others: "and himself", "they and three traders"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.figures.groups import Group
from geomap.text.harm.everybody import of_those_before
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Quantity

__all__ = ["along_with", "dies_of_wounds", "is_compared", "is_included", "was_hurt"]

_NEAR = 16
# Words between a figure and the "himself" that is told with it.
_OF_WHOM = 4
# Words behind a figure in which "of the five" stands.


def along_with(scene: Scene, found: Sequence[Casualty], before: Sequence[Group]) -> list[Casualty]:
    """Read "killing eight members of a family and himself", "they and three traders were killed".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.
    before : sequence of Group
        The people of the sentence before.

    Returns
    -------
    list of Casualty
        Those told along with others; empty where nobody is.
    """
    return [*_themselves(scene, found), *_they(scene, found, before)]


def _themselves(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    words, harm = scene.sentence.words, scene.lexicon.harm
    told = {casualty.group.first for casualty in found}
    made = []
    for group in scene.people:
        lead = words[group.first - 1].lower if group.first else ""
        himself = words[group.first].lower in harm.reflexives and lead in ("and", "as")
        if not himself or group.first in told:
            continue
        killed = [
            c
            for c in found
            if c.quantity is Quantity.KILLED and 0 < group.first - c.group.last <= _NEAR
        ]
        if killed:
            made.append(replace(killed[-1], group=group, added=(), part=False))
    return made


def _they(scene: Scene, found: Sequence[Casualty], before: Sequence[Group]) -> list[Casualty]:
    words, harm = scene.sentence.words, scene.lexicon.harm
    made: list[Casualty] = []
    for casualty in found:
        first = casualty.group.first
        lead = [word.lower for word in words[max(0, first - 2) : first]]
        joined = lead[1:] == ["and"] and lead[0] in harm.several and casualty.predicate > first
        if joined and not casualty.part:
            made += of_those_before(scene, first - 2, casualty.quantity, casualty.predicate, before)
    return made


def is_included(scene: Scene, casualty: Casualty, others: Sequence[Casualty]) -> bool:
    """Tell whether people are held in a figure before: "seven people, the attacker included"."""
    words, end = scene.sentence.words, casualty.group.last + 1
    behind = words[end].lower if end < len(words) else ""
    return behind in scene.lexicon.harm.included and any(
        other.quantity is casualty.quantity and other.group.last < casualty.group.first
        for other in others
    )


def is_compared(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether a figure only compares two: "ten died, one more than the governor has said"."""
    words, last = scene.sentence.words, casualty.group.last
    behind = words[last + 1].lower if last + 1 < len(words) else ""
    return behind == "than" and words[last].lower in scene.lexicon.harm.more


def dies_of_wounds(scene: Scene, casualty: Casualty, others: Sequence[Casualty]) -> bool:
    """Tell whether one of the wounded dies: "six were killed and five hurt; one of the five died".

    Such a death comes on top of the dead told before.
    """
    if casualty.quantity is not Quantity.KILLED or not casualty.group.of_them:
        return False
    words, last = scene.sentence.words, casualty.group.last
    size = casualty.group.count.best or 0
    span = [word.lower for word in words[casualty.group.first : last + 1 + _OF_WHOM]]
    earlier = [c for c in others if c.group.last < casualty.group.first]
    wholes = [c for c in earlier if (c.group.count.best or 0) > size]
    named = [
        c.quantity
        for c in wholes
        if any(word in span for word in c.group.count.wording.lower().split())
    ]
    return Quantity.WOUNDED in named and Quantity.KILLED not in named


def was_hurt(scene: Scene, casualty: Casualty, others: Sequence[Casualty]) -> bool:
    """Tell whether somebody dies who was wounded before: "a man hurt in the blast has died"."""
    if casualty.quantity is not Quantity.KILLED or casualty.part:
        return False
    if casualty.group.count.best is None or casualty.group.of_harmed is not None:
        return False
    wounded = any(
        other.quantity is Quantity.WOUNDED and other.group.first == casualty.group.first
        for other in others
    )
    return wounded or _was_hit(scene, casualty)


def _was_hit(scene: Scene, casualty: Casualty) -> bool:
    """Read "the driver who was hit by stray bullets on Thursday died on Saturday"."""
    sentence, head = scene.sentence, casualty.group.head
    if head is None or casualty.predicate in (head, *sentence.children[head]):
        return False
    return any(
        sentence.words[k].dep in ("relcl", "acl")
        and sentence.words[k].lower in scene.lexicon.harm.struck
        and sentence.words[k].tag == "VBN"
        for k in sentence.children[head]
    )
