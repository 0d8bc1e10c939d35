"""Who was not harmed, or not now: plots and rescues, sport, and wounds of an event before."""

from __future__ import annotations

from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import people_behind
from geomap.vocabulary import Quantity

__all__ = ["at_play", "averted", "found_alive", "only_meant", "other_body", "wounded_before"]


_DEATH = 4
# Words before "of" within which a death stands: "the death on Monday of".


def only_meant(scene: Scene, at: int) -> bool:
    """Tell whether somebody only meant to do harm: "an attempt to assassinate".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a word of harm.

    Returns
    -------
    bool
        Whether the deed was only aimed at.
    """
    if scene.sentence.words[at].tag != "VB":
        return False
    before = {word.lower for word in scene.sentence.words[max(0, at - 4) : at]}
    return bool(before & scene.lexicon.harm.attempts) or _only_aimed(scene, at)


def averted(scene: Scene, at: int) -> bool:
    """Tell whether a harm was kept off, or is a charge: "saved from drowning", "guilty of murder".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a word of harm.

    Returns
    -------
    bool
        Whether it befell nobody.
    """
    sentence, harm = scene.sentence, scene.lexicon.harm
    preposition = sentence.heads[at]
    if sentence.words[at].dep not in ("pcomp", "pobj") or preposition >= at:
        return False
    verb = sentence.words[sentence.heads[preposition]].lower
    if sentence.words[preposition].lower == "from":
        return verb in harm.save
    bare = sentence.words[at].tag == "NN" and sentence.words[preposition].lower == "of"
    return bare and verb in harm.courts and not people_behind(scene, at)


def _only_aimed(scene: Scene, at: int) -> bool:
    """Tell whether an infinitive tells of no deed: "it takes one shell to kill ten people"."""
    sentence, lexicon = scene.sentence, scene.lexicon
    to = sentence.child(at, "aux")
    above = sentence.words[sentence.heads[at]]
    done = above.lower in lexicon.harm.achieved or above.dep == "attr"
    quantity = lexicon.verbs.get(sentence.words[at].lower)
    harms = quantity in (Quantity.KILLED, Quantity.WOUNDED)
    return harms and to is not None and sentence.words[to].lower == "to" and not done


def at_play(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether sportsmen were only hurt at play: "two strikers were injured".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    casualty : Casualty
        A figure.

    Returns
    -------
    bool
        Whether no blow is told that could have done it.
    """
    words, group = scene.sentence.words, casualty.group
    noun = "" if group.head is None else words[group.head].lower
    plays = noun in scene.lexicon.harm.sportsmen and casualty.quantity is Quantity.WOUNDED
    return plays and not any(word.lower in scene.lexicon.harm.blows for word in words)


def wounded_before(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether a wound only says who somebody is: "nine wounded soldiers returned".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    casualty : Casualty
        A figure.

    Returns
    -------
    bool
        Whether they were wounded in an event before.
    """
    sentence, group = scene.sentence, casualty.group
    own = group.head is not None and group.first <= casualty.predicate <= group.head
    if casualty.quantity is not Quantity.WOUNDED or group.head is None:
        return False
    if not own:
        return _dead_of(scene, casualty)
    verb = sentence.heads[group.head]
    direct = sentence.words[group.head].dep in ("nsubj", "nsubjpass", "dobj")
    return direct and sentence.words[verb].lower in scene.lexicon.harm.afterwards


def _dead_of(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether a death follows a wound: "the death of a teacher injured in the bombing"."""
    sentence, head = scene.sentence, casualty.group.head
    if head is None or sentence.words[casualty.predicate].dep != "acl":
        return False
    of = sentence.heads[head]
    led = sentence.words[head].dep == "pobj"
    deaths = scene.lexicon.harm.deaths
    near = {word.lower for word in sentence.words[max(0, of - _DEATH) : of]}
    return led and sentence.words[of].lower == "of" and not near.isdisjoint(deaths)


def found_alive(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether people were found alive: "brought out eleven people alive and seven dead".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    casualty : Casualty
        A figure of dead.

    Returns
    -------
    bool
        Whether the words beside them say that they live.
    """
    words, end = scene.sentence.words, casualty.group.last + 1
    killed = casualty.quantity is Quantity.KILLED
    deadly = {word.lower for word in words[max(0, casualty.group.first - 3) : end]}
    deadly &= scene.lexicon.harm.entombed
    beside = {word.lower for word in words[end - 1 : end + 1]}
    return killed and bool(beside & scene.lexicon.harm.alive) and not deadly


def other_body(scene: Scene, at: int) -> bool:
    """Tell whether no corpse is meant: "the governing body", "seven bodies of water".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a word for bodies.

    Returns
    -------
    bool
        Whether it is a body of another kind.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    behind = [word.lower for word in words[at + 1 : at + 3]]
    lead = words[at - 1].lower if at else ""
    return lead in harm.other_bodies or (
        behind[:1] == ["of"] and behind[-1] in harm.of_other_bodies
    )
