"""Harm that came to nobody: "no casualties", "none of the crew were hurt"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["none_hurt"]

_BEHIND = 9
# Words behind "no casualties" within which it is said on whose side.


def none_hurt(
    scene: Scene, at: int, quantity: Quantity, before: Sequence[str], start: int
) -> list[Casualty]:
    """Read "no casualties" as zero; "no reports of casualties" says nothing.

    Parameters
    ----------
    scene : Scene
        The sentence.
    at : int
        Position of the word of harm.
    quantity : Quantity
        What did not happen.
    before : sequence of str
        The words before it, in lower case.
    start : int
        Position of the word for nobody.

    Returns
    -------
    list of Casualty
        One, with the figure zero, or none.
    """
    behind = scene.sentence.words[start + 1].text if start < at else ""
    if scene.lexicon.harm.says_nothing & set(before) or behind == ".":
        # "no reports of casualties", "No. of casualties"
        return []
    words, those = scene.sentence.words, scene.lexicon.harm.those
    if words[at].lower in scene.lexicon.harm.burial:
        # "The dead were buried without coffins"
        return []
    prepared = (k for k in range(start + 2, at) if words[k - 1].tag == "IN")
    if words[start].tag == "DT" and any(words[k].lower in those for k in prepared):
        # "gave no places for the remaining deaths", "no names for the two dead"
        return []
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if after in scene.lexicon.speech["figures"] or after in scene.lexicon.harm.figures:
        # "gave no casualty figures"
        return []
    wording = scene.sentence.surface(start, at)
    group = Group(
        first=start,
        last=at,
        count=make_count(Qualifier.ZERO, 0, wording=wording),
        victims=Victims.PEOPLE,
        head=at,
        sure=True,
    )
    # "no American casualties" says nothing of the others
    some = any(entity[2] == "NORP" and start < entity[0] < at for entity in scene.sentence.entities)
    some = some or _of_one_side(scene, at)
    return [Casualty(group=group, quantity=quantity, predicate=at, part=some)]


def _of_one_side(scene: Scene, at: int) -> bool:
    """Tell whether nobody of one party was hurt: "no casualties on the PDF side"."""
    words, lexicon = scene.sentence.words, scene.lexicon
    end = next(
        (k for k in range(at + 1, len(words)) if words[k].text in (".", ";", ",", ":")), len(words)
    )
    behind = [word.lower for word in words[at + 1 : min(end, at + 1 + _BEHIND)]]
    led = next((k for k, word in enumerate(behind) if word in lexicon.harm.of_a_side), None)
    if led is None:
        return False
    named = behind[led + 1 :]
    known = lexicon.harm.sides | lexicon.perpetrators | lexicon.actors.forces
    return any(word in known or word in lexicon.victims for word in named)
