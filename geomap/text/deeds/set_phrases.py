"""The set phrases of the word list that tell of harm: "met their deaths", "lost a leg"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.groups import ORGANISED, Group, group_at
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.chains import chain_from
from geomap.text.harmed.patients import as_many, living, taken_by
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import adjacent_before, objects_of, subjects_of
from geomap.text.words.harm_frames import HarmFrame, match
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["by_frame"]

_SOUGHT = (Victims.MILITANTS,)
# Who hides from those that look for them.
_OPENS = 2
# Words before a participle that opens its sentence.
_ACT = 6
# Words behind "by" within which who saves people is named.
_RESCUER = 6
# Words before a verb within which its attack or weapon may stand.


def by_frame(scene: Scene, at: int) -> list[Casualty]:
    """Read the set phrases of the word list: "met their deaths", "lost a leg".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a phrase's first word.

    Returns
    -------
    list of Casualty
        Those of the longest phrase that has its people.
    """
    words = scene.sentence.words
    best: list[Casualty] = []
    for frame in scene.lexicon.frames.get(words[at].lower, ()):
        found = match(words, at, frame.slots)
        if found is None or _names_more(scene, found[-1], frame) or _leads_on(scene, found[-1]):
            continue
        verbs = [k for k in found if words[k].tag.startswith("VB")]
        verb = next((k for k in verbs if words[k].pos != "AUX"), verbs[0] if verbs else None)
        neg = None if verb is None else scene.sentence.child(verb, "neg")
        # the "no" of "no fewer than 30,000" denies nothing
        denied = neg is not None and not any(g.first <= neg <= g.last for g in scene.people)
        if denied and "not" not in (frame.slots[0] or ()):
            continue
        # "taken hostage", where grammar makes the hostage the object
        chain = [
            g
            for g in _framed(scene, frame, found, verb)
            if g.first != g.last or g.last not in found
        ]
        told = [g for g in chain if _may_be(scene, frame, g)]
        if told:
            # "a teacher and nine pupils": one person beside many
            told = [g for g in chain if g in told or (g.one and g.sure and not g.refers)]
        if frame.quantity is not Quantity.KILLED:
            told = living(scene, told)
        made = casualties_of(told, frame.quantity, found[0] if verb is None else verb)
        if any(c.group.count.qualifier is not Qualifier.VAGUE for c in made):
            return made
        # "lined up the men and shot nine": another phrase may have its people counted
        best = best or made
    return best


def _leads_on(scene: Scene, last: int) -> bool:
    """Tell whether a phrase goes on to another meaning: "did not make it to the final".

    Who is "picked up by a passing trawler" is saved, not caught.
    """
    words = scene.sentence.words
    if words[last].lower == "by":
        by = {word.lower for word in words[last + 1 : last + _RESCUER]}
        return not by.isdisjoint(scene.lexicon.harm.saviours)
    behind = words[last + 1].lower if last + 1 < len(words) else ""
    if words[last].lower == "found" and behind in scene.lexicon.harm.found_to_be:
        # "none of the five suspects has been found guilty"
        return True
    return words[last].lower == "it" and behind in scene.lexicon.harm.onward


def _names_more(scene: Scene, last: int, frame: HarmFrame) -> bool:
    """Tell whether a phrase ends inside a longer name: "sought safety training".

    But not where that name is the phrase's own: "treated for gunshot wounds".
    """
    sentence, whole = scene.sentence, scene.sentence.heads[last]
    longer = sentence.words[last].dep == "compound" and whole > last
    return longer and sentence.words[whole].lower not in (frame.slots[-1] or ())


def _may_be(scene: Scene, frame: HarmFrame, group: Group) -> bool:
    """Tell whether a phrase's people may be people, and enough of them for what it tells.

    Many a phrase for flight and for who is missing has other uses: "looking for girls".
    """
    owner = frame.people == "inside" and group.one
    # "broke a policeman's nose": he is no group of the sentence
    told = group.refers and frame.quantity is not Quantity.KILLED
    if told or (group not in scene.people and not owner) or _number_of(scene, group):
        return False
    counted = group.count.best is not None or as_many(scene, group)
    if frame.quantity is Quantity.DISPLACED and group.victims in ORGANISED:
        # "400 rebels crossed into Chad"
        return False
    noun = "" if group.head is None else scene.sentence.words[group.head].lower
    if frame.quantity is Quantity.DISPLACED and noun in scene.lexicon.harm.captives:
        # "nine prisoners were moved to a camp"
        return False
    if frame.quantity is Quantity.MISSING and (group.perpetrators or group.victims in _SOUGHT):
        # "the search for four gunmen goes on"
        return False
    if frame.quantity in (Quantity.DISPLACED, Quantity.MISSING):
        return (counted or group.count.high is not None) and not group.one and group.sure
    alone = group.kin and group.one
    if frame.quantity is Quantity.CAPTURED and (alone or not counted):
        # "holding her baby", "picking up several students"
        return False
    opening = frame.slots[0] or frozenset()
    limb = "lost" in opening or bool(opening & scene.lexicon.harm.suffer - {"with"})
    # "their driver lost an arm", "her daughter suffered burns" is told for the first time
    passing = frame.quantity is Quantity.WOUNDED and group.one and frame.people == "subject"
    if passing and not limb and _known(scene, group):
        # "the driver was in a coma": that he was hurt, if he was, has been told
        return False
    # "tore him apart"
    him = group.refers and scene.sentence.words[group.first].lower in scene.lexicon.harm.pronouns
    return group.sure or him or (counted and frame.people not in ("patient", "struck"))


def _number_of(scene: Scene, group: Group) -> bool:
    """Tell whether a figure of people is told of: "the number of bandits sent to hell"."""
    opening = [word.lower for word in scene.sentence.words[group.first : group.first + 3]]
    return opening == ["the", "number", "of"]


def _known(scene: Scene, group: Group) -> bool:
    """Tell whether a group is one person of whom was told before, or who has a name."""
    opening = scene.sentence.words[group.first]
    return opening.tag in ("PRP", "PRP$", "NNP") or opening.lower in scene.lexicon.harm.definite


def _framed(scene: Scene, frame: HarmFrame, found: Sequence[int], verb: int | None) -> list[Group]:
    """Give the people where the phrase has them."""
    first, last = found[0], found[-1]
    if frame.people == "behind":
        return chain_from(scene, [g for g in scene.people if last <= g.first <= last + 4][:1])
    if frame.people == "inside":
        inside = [g for g in scene.people if first < g.first < last and not _reflexive(scene, g)]
        inside = inside[:1]
        return chain_from(scene, inside) if inside else _owner(scene, last)
    if verb is None:
        return adjacent_before(scene, first) if frame.people == "subject" else []
    if frame.people == "subject":
        return subjects_of(scene, verb)
    if frame.people == "struck":
        before = {word.lower for word in scene.sentence.words[max(0, verb - _ACT) : verb]}
        subject = scene.sentence.child(verb, "nsubj")
        before |= set() if subject is None else {scene.sentence.words[subject].lower}
        armed = len(found) > 1 and any(
            group.last < verb and group.victims in ORGANISED for group in scene.people
        )
        armed = armed or (len(found) > 1 and bool(before & scene.lexicon.harm.forces))
        if not armed and not before & scene.lexicon.harm.blows:
            return []
        # "claimed four", but not "claimed to be its leader"
        # as in: had "taken down" six
        behind = [word.text for word in scene.sentence.words[last + 1 : last + 2]]
        last += behind in (['"'], ["”"], ["''"])
        return chain_from(scene, [g for g in scene.people if g.first == last + 1])
    if _is_participle(scene, verb) and not scene.sentence.is_passive(verb):
        joined = scene.sentence.words[verb].dep == "conj"
        beside = joined and scene.sentence.is_passive(scene.sentence.heads[verb])
        if beside and scene.sentence.child(verb, "dobj") is None:
            # "were struck by a mine and torn to pieces"
            return subjects_of(scene, verb)
        return adjacent_before(scene, verb) or _fronted(scene, verb) or objects_of(scene, verb)
    return taken_by(scene, verb) or _fronted(scene, verb) or _elided(scene, verb)


def _is_participle(scene: Scene, verb: int) -> bool:
    """Tell a participle, also where it looks like a past tense: "3 farmers treated for burns".

    "Gunmen have sent three people to their graves" has none.
    """
    word = scene.sentence.words[verb]
    if scene.sentence.child(verb, "aux") is not None and not scene.sentence.is_passive(verb):
        return False
    beside = word.dep == "acl" and word.tag == "VBD"
    return word.tag == "VBN" or (beside and scene.sentence.child(verb, "dobj") is None)


def _reflexive(scene: Scene, group: Group) -> bool:
    """Tell whether a group is who does it: "blew himself up, taking four guards with him"."""
    return scene.sentence.words[group.first].lower in scene.lexicon.harm.reflexives


def _elided(scene: Scene, verb: int) -> list[Group]:
    """Read "a father was shot dead and his passenger hit in the arm", where "was" stands once."""
    sentence = scene.sentence
    subject = sentence.child(verb, "nsubj")
    joined = sentence.words[verb].dep == "conj" and sentence.is_passive(sentence.heads[verb])
    if not joined or subject is None or sentence.child(verb, "dobj") is not None:
        return []
    return [g for g in scene.people if g.first <= subject <= g.last and verb > g.last][:1]


def _owner(scene: Scene, part: int) -> list[Group]:
    """Read whose body is told of: "broke a policeman's nose"."""
    owner = scene.sentence.child(part, "poss")
    if owner is None or scene.sentence.words[owner].lower not in scene.lexicon.victims:
        return []
    group = group_at(scene.sentence, owner, scene.lexicon)
    return [] if group is None else [group]


def _fronted(scene: Scene, verb: int) -> list[Group]:
    """Read "Shot in the head, eight men lay in a ditch": the subject of the verb behind."""
    sentence = scene.sentence
    above = sentence.heads[verb]
    if sentence.words[verb].dep not in ("advcl", "acl") or above <= verb or verb > _OPENS:
        return []
    subject = sentence.child(above, "nsubj", "nsubjpass")
    comma = subject is not None and any(w.text == "," for w in sentence.words[verb:subject])
    return [g for g in scene.people if comma and g.first <= (subject or 0) <= g.last][:1]
