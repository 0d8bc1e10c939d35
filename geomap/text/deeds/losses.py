"""What a fight costs a force: who was lost, who fell, at what cost."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.groups import NOUN, ORGANISED, Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.chains import chain_from
from geomap.text.harmed.patients import as_many, taken_by
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import subjects_of
from geomap.vocabulary import Qualifier, Quantity

__all__ = ["cost_of", "fallen", "lost_by"]


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
    return casualties_of(_without_payers(scene, chain_from(scene, lost)), Quantity.KILLED, at)


def _without_payers(scene: Scene, chain: Sequence[Group]) -> list[Group]:
    """Leave out who paid too: "cost the army nine men and the attackers twice that number"."""
    counted = {g.first for g in scene.people if as_many(scene, g)}
    return [g for g in chain if g.count.best is not None or g.last + 1 not in counted]


def fallen(scene: Scene, at: int) -> list[Casualty]:
    """Read "six soldiers fell", where one of a force alone may only have stumbled.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the verb.

    Returns
    -------
    list of Casualty
        Empty where no members of a force fell, or nothing says that they died.
    """
    fell = [g for g in subjects_of(scene, at) if g.sure and not g.refers]
    organised = [g for g in fell if g.victims in ORGANISED]
    many = any(_members(g) for g in fell) or _others_died(scene, at)
    listed = [g for g in fell if g in organised or g.count.best is not None]
    return casualties_of(listed if organised and many else [], Quantity.KILLED, at)


def lost_by(scene: Scene, at: int) -> list[Casualty]:
    """Read "the rebels lost 40 soldiers" and "lost her husband, three sons and a nephew".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the verb.

    Returns
    -------
    list of Casualty
        Empty where things are lost, or one person is to somebody.
    """
    taken = taken_by(scene, at)
    if not taken and not scene.sentence.is_passive(at):
        taken = _near_behind(scene, at)
    lost = [g for g in taken if _members(g) or as_many(scene, g) or _one_of_a_force(scene, at, g)]
    if lost:
        # "lost its commander and two scouts"
        lost = [g for g in taken if g in lost or _one_of_them(scene, g)]
    both = [g for g in lost if _killed_or_wounded(scene, g.last + 1)]
    if both:
        return casualties_of(both, Quantity.CASUALTIES, at)
    return casualties_of([*lost, *_gapped(scene, lost)], Quantity.KILLED, at)


def _others_died(scene: Scene, at: int) -> bool:
    """Tell whether the clause before told of deaths: "killed seven; one sergeant also fell"."""
    words, tables = scene.sentence.words, (scene.lexicon.verbs, scene.lexicon.states)
    beside = {word.lower for word in words[max(0, at - 1) : at + 2]} & scene.lexicon.harm.too
    return bool(beside) and any(
        table.get(word.lower) is Quantity.KILLED for word in words[:at] for table in tables
    )


def _one_of_them(scene: Scene, group: Group) -> bool:
    """Tell whether one beside many lost is a person: "both parents", but not "and a leg"."""
    if group not in scene.people or not group.one or group.refers or group.head is None:
        return False
    return scene.sentence.words[group.head].lower in scene.lexicon.victims


def _killed_or_wounded(scene: Scene, at: int) -> bool:
    """Read "lost up to 60 men, killed or wounded": one figure for both."""
    verbs = scene.lexicon.verbs
    behind = [word.lower for word in scene.sentence.words[at : at + 5]]
    told = {verbs[word] for word in behind if word in verbs}
    alone = any(g.first in range(at, at + 5) for g in scene.people)
    return {Quantity.KILLED, Quantity.WOUNDED} <= told and not alone


def _gapped(scene: Scene, lost: Sequence[Group]) -> list[Group]:
    """Read the second loser in "the rebels lost 7 fighters and the army 12"."""
    words = scene.sentence.words
    return [
        group
        for group in scene.people
        if lost
        and group.head is None
        and lost[-1].last < group.first
        and words[group.first - 1].tag in NOUN
        and words[group.first - 1].lower not in scene.lexicon.months
        and "and" in [word.lower for word in words[lost[-1].last + 1 : group.first]]
    ][:1]


def _members(group: Group) -> bool:
    """Leave out who is lost to somebody ("lost a son") and what is lost ("lost three seats")."""
    return (
        group.sure
        and not group.refers
        and (not group.one or group.head is None)
        and group.count.qualifier is not Qualifier.VAGUE
    )


def _one_of_a_force(scene: Scene, at: int, group: Group) -> bool:
    """Read "troops kill 23 insurgents, lose one officer": one by a figure, of those who fight."""
    sentence = scene.sentence
    if not group.one or sentence.words[group.first].tag != "CD" or group not in scene.people:
        return False
    verb = sentence.heads[at] if sentence.words[at].dep == "conj" else at
    subject = sentence.child(at, "nsubj") or sentence.child(verb, "nsubj")
    loser = "" if subject is None else sentence.words[subject].lower
    victims = scene.lexicon.victims
    return victims.get(loser) in ORGANISED or loser in scene.lexicon.actors.forces


def _near_behind(scene: Scene, at: int) -> list[Group]:
    words = scene.sentence.words
    near = [g for g in scene.people if at < g.first <= at + 3 and g.sure]
    return [g for g in near if all(w.tag != "IN" for w in words[at + 1 : g.first])][:1]
