"""People who were seized first and then shot: nobody says "dead", and they are.

"Gunmen separated six men from the other passengers and shot them." Of people who are only shot
somebody may live; those who were lined up, dragged out or led away were put to death.
"""

from __future__ import annotations

from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import objects_of, subjects_of
from geomap.vocabulary import Quantity

__all__ = ["by_execution"]

_OBJECT = 3
# Words behind "shot" in which "them" and "all four" stand.


def by_execution(scene: Scene, at: int) -> list[Casualty]:
    """Read "dragged four men from their homes and shot them", "were lined up and shot".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a verb of shooting.

    Returns
    -------
    list of Casualty
        Those who were seized before; empty where nobody was, or others were shot.
    """
    sentence, harm = scene.sentence, scene.lexicon.harm
    words = sentence.words
    if words[at].lower not in harm.shoot or words[at].dep != "conj":
        return []
    lead = sentence.heads[at]
    while words[lead].dep == "conj" and words[lead].lower not in harm.lead_away:
        lead = sentence.heads[lead]
    if words[lead].lower not in harm.lead_away or lead > at:
        return []
    if sentence.child(lead, "auxpass") is not None:
        return _dead(subjects_of(scene, lead), at)
    behind = [word.lower for word in words[at + 1 : at + 1 + _OBJECT]]
    meant = behind[:1] and (behind[0] in harm.several or behind[0] in harm.everybody)
    return _dead(objects_of(scene, lead), at) if meant else []


def _dead(people: list[Group], at: int) -> list[Casualty]:
    known = [group for group in people if group.sure and group.count.best is not None]
    return casualties_of(known, Quantity.KILLED, at)
