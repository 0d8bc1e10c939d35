"""What a fight costs a force, and who else fell."""

from __future__ import annotations

from geomap.text.harm.casualty import Casualty, casualties_of
from geomap.text.harm.scene import Scene
from geomap.text.harm.sufferers import chain_from
from geomap.vocabulary import Quantity

__all__ = ["cost_of", "others_died"]


def cost_of(scene: Scene, at: int) -> list[Casualty]:
    """Read "cost the police four officers" and "cost the battalion 16 men".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the verb.

    Returns
    -------
    list of Casualty
        Empty where nobody pays, or not with people.
    """
    sentence = scene.sentence
    taken = sentence.child(at, "dobj")
    payer = sentence.child(at, "dative")
    lost = [g for g in scene.people if taken is not None and g.first <= taken <= g.last]
    if taken is None and payer is not None:
        # "cost the town 63 of its people", where grammar counts the town
        lost = [g for g in scene.people if g.first == payer + 1]
    lost = [g for g in lost if g.count.best is not None and g.sure and g.head is not None]
    if payer is None or (taken is not None and payer > taken):
        return []
    return casualties_of(chain_from(scene, lost), Quantity.KILLED, at)


def others_died(scene: Scene, at: int) -> bool:
    """Tell whether the clause before told of deaths: "killed seven; one sergeant also fell".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the verb.

    Returns
    -------
    bool
        Only where "also" or the like stands beside the verb.
    """
    words, tables = scene.sentence.words, (scene.lexicon.verbs, scene.lexicon.states)
    beside = {word.lower for word in words[max(0, at - 1) : at + 2]} & scene.lexicon.harm.too
    return bool(beside) and any(
        table.get(word.lower) is Quantity.KILLED for word in words[:at] for table in tables
    )
