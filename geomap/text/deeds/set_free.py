"""Captives of whom some went free: "released 12 of the 29 sailors they had seized"."""

from __future__ import annotations

from dataclasses import replace

from geomap.text.figures.counts import make_count
from geomap.text.figures.numbers import number_at
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Qualifier, Quantity

__all__ = ["all_taken"]

_SOME = 6
# Words from "12" to "29" in "12 of the roughly 29 sailors".


def all_taken(scene: Scene, casualty: Casualty) -> Casualty:
    """Count all who were taken, and not those let go: "released 12 of the 29 sailors they seized".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    casualty : Casualty
        Perhaps of captives.

    Returns
    -------
    Casualty
        The same where it is of others, or nobody is let go.
    """
    sentence, group = scene.sentence, casualty.group
    head, at = group.head, casualty.predicate
    if casualty.quantity is not Quantity.CAPTURED or head is None:
        return casualty
    beside = sentence.words[at].dep in ("acl", "relcl") and sentence.heads[at] == head
    harm = scene.lexicon.harm
    freed = any(
        sentence.words[k].lower in harm.save | harm.afterwards for k in sentence.ancestors(head)
    )
    of = next((k for k in range(group.first, head) if sentence.words[k].lower == "of"), None)
    if not beside or not freed or of is None:
        return casualty
    for start in range(of + 1, min(head, of + _SOME)):
        whole = number_at(sentence.words, start, scene.lexicon)
        if whole is not None and whole[0] > (group.count.best or 0):
            count = make_count(Qualifier.EXACT, whole[0], wording=group.count.wording)
            return replace(casualty, group=replace(group, count=count))
    return casualty
