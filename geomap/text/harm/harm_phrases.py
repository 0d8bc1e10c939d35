"""Harm that only several words tell: "lost 40 soldiers", "took 13 prisoner", "fatally shot"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.groups import NOUN, Group, group_at
from geomap.text.harm.casualty import Casualty, casualties_of
from geomap.text.harm.losses import cost_of, others_died
from geomap.text.harm.scene import ORGANISED, Scene
from geomap.text.harm.sufferers import adjacent_before, chain_from, objects_of, subjects_of
from geomap.text.words.harm_frames import HarmFrame, match
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["by_frame", "by_manner", "by_phrase"]

_PHRASE = 14
# Words within which "to hospital" may stand behind its verb.
_CLOSE = 7
# Words within which "prisoner" may.
_SOUGHT = (Victims.MILITANTS,)
# Who hides from those that look for them.
_OPENS = 2
# Words before a participle that opens its sentence.
_ACT = 6
# Words before a verb within which its attack or weapon may stand.


def by_phrase(scene: Scene, at: int) -> list[Casualty]:
    """Read what a verb says with the words behind it: "were taken to hospital".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the word.

    Returns
    -------
    list of Casualty
        Empty where the words tell of no harm.
    """
    sentence, harm = scene.sentence, scene.lexicon.harm
    word = sentence.words[at].lower
    if not sentence.words[at].tag.startswith("VB"):
        return []
    behind = [w.lower for w in sentence.words[at + 1 : at + 1 + _PHRASE]]
    if word in harm.fall and behind[:1] != ["to"]:
        fallen = [g for g in subjects_of(scene, at) if g.sure and not g.refers]
        organised = [g for g in fallen if g.victims in ORGANISED]
        many = any(_members(g) for g in fallen) or others_died(scene, at)
        listed = [g for g in fallen if g in organised or g.count.best is not None]
        return casualties_of(listed if organised and many else [], Quantity.KILLED, at)
    if word in harm.lose:
        taken = _taken(scene, at)
        if not taken and not sentence.is_passive(at):
            taken = _near_behind(scene, at)
        lost = [g for g in taken if _members(g) or _as_many(scene, g)]
        if lost:
            # "lost her husband, three sons and a nephew", "lost its commander and two scouts"
            lost = [g for g in taken if g in lost or _one_of_them(scene, g)]
        both = [g for g in lost if _killed_or_wounded(scene, g.last + 1)]
        if both:
            return casualties_of(both, Quantity.CASUALTIES, at)
        return casualties_of([*lost, *_gapped(scene, lost)], Quantity.KILLED, at)
    done = bool(harm.have & {w.lower for w in sentence.words[max(0, at - 3) : at]})
    active = not sentence.is_passive(at) and (sentence.words[at].tag != "VBN" or done)
    if word in harm.bury and active:
        under = {"rubble", "alive", "under", "beneath"} & set(behind)
        return [] if under else casualties_of(objects_of(scene, at), Quantity.KILLED, at)
    if word in harm.wipe and behind[:1] == ["out"]:
        wiped = _taken(scene, at)
        if not wiped and sentence.words[at].tag == "VBN":
            # "Family of seven wiped out by shell"
            wiped = adjacent_before(scene, at)
        return casualties_of([g for g in wiped if g.sure], Quantity.KILLED, at)
    if word in harm.cost:
        return cost_of(scene, at)
    subject = sentence.child(at, "nsubj")
    by_captors = subject is not None and sentence.words[subject].lower in harm.captors
    if word in harm.seize:
        taken = [g for g in _taken(scene, at) if g.sure]
        if taken and all(_is_captive(scene, g) for g in taken):
            # "and five others taken prisoner", where grammar makes the prisoner the object
            taken = [g for g in subjects_of(scene, at) if g.count.best is not None] or taken
        taken = taken or (adjacent_before(scene, at) if sentence.words[at].tag == "VBN" else [])
        hostages = [g for g in taken if g.head and sentence.words[g.head].lower in harm.captives]
        if by_captors or hostages or set(behind[:_CLOSE]) & harm.captives:
            return casualties_of(taken, Quantity.CAPTURED, at)
        return []
    if word in harm.drive:
        away = any(f" {phrase} " in f" {' '.join(behind)} " for phrase in harm.away)
        return casualties_of(_taken(scene, at), Quantity.DISPLACED, at) if away else []
    if word in harm.take and _to_clinic(scene, behind):
        return casualties_of(_alive(scene, _taken(scene, at)), Quantity.WOUNDED, at)
    return []


def _one_of_them(scene: Scene, group: Group) -> bool:
    """Tell whether one beside many lost is a person: "both parents", but not "and a leg"."""
    if group not in scene.people or not group.one or group.refers or group.head is None:
        return False
    return scene.sentence.words[group.head].lower in scene.lexicon.victims


def _is_captive(scene: Scene, group: Group) -> bool:
    """Tell whether a word only says as what somebody was taken: "taken prisoner"."""
    alone = group.first == group.head and group.one
    return alone and scene.sentence.words[group.first].lower in scene.lexicon.harm.captives


def _killed_or_wounded(scene: Scene, at: int) -> bool:
    """Read "lost up to 60 men, killed or wounded": one figure for both."""
    verbs = scene.lexicon.verbs
    behind = [word.lower for word in scene.sentence.words[at : at + 5]]
    told = {verbs[word] for word in behind if word in verbs}
    alone = any(g.first in range(at, at + 5) for g in scene.people)
    return {Quantity.KILLED, Quantity.WOUNDED} <= told and not alone


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
        if found is None or _names_more(scene, found[-1]) or _leads_on(scene, found[-1]):
            continue
        verbs = [k for k in found if words[k].tag.startswith("VB")]
        verb = next((k for k in verbs if words[k].pos != "AUX"), verbs[0] if verbs else None)
        neg = None if verb is None else scene.sentence.child(verb, "neg")
        # the "no" of "no fewer than 30,000" denies nothing
        denied = neg is not None and not any(g.first <= neg <= g.last for g in scene.people)
        if denied and "not" not in (frame.slots[0] or ()):
            continue
        chain = _framed(scene, frame, found, verb)
        told = [g for g in chain if _may_be(scene, frame, g)]
        if told:
            # "a teacher and nine pupils": one person beside many
            told = [g for g in chain if g in told or (g.one and g.sure and not g.refers)]
        if frame.quantity is not Quantity.KILLED:
            told = _alive(scene, told)
        made = casualties_of(told, frame.quantity, found[0] if verb is None else verb)
        if any(c.group.count.qualifier is not Qualifier.VAGUE for c in made):
            return made
        # "lined up the men and shot nine": another phrase may have its people counted
        best = best or made
    return best


def _leads_on(scene: Scene, last: int) -> bool:
    """Tell whether a phrase goes on to another meaning: "did not make it to the final"."""
    words = scene.sentence.words
    behind = words[last + 1].lower if last + 1 < len(words) else ""
    return words[last].lower == "it" and behind in scene.lexicon.harm.onward


def _names_more(scene: Scene, last: int) -> bool:
    """Tell whether a phrase ends inside a longer name: "sought safety training"."""
    sentence = scene.sentence
    return sentence.words[last].dep == "compound" and sentence.heads[last] > last


def _may_be(scene: Scene, frame: HarmFrame, group: Group) -> bool:
    """Tell whether a phrase's people may be people, and enough of them for what it tells.

    Many a phrase for flight and for who is missing has other uses: "looking for girls".
    """
    owner = frame.people == "inside" and group.one
    # "broke a policeman's nose": he is no group of the sentence
    told = group.refers and frame.quantity is not Quantity.KILLED
    if told or (group not in scene.people and not owner):
        return False
    counted = group.count.best is not None or _as_many(scene, group)
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
    limb = "lost" in (frame.slots[0] or ())
    # "their driver lost an arm" is told for the first time
    passing = frame.quantity is Quantity.WOUNDED and group.one and frame.people == "subject"
    if passing and not limb and _known(scene, group):
        # "the driver was in a coma": that he was hurt, if he was, has been told
        return False
    return group.sure or (counted and frame.people not in ("patient", "struck"))


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
        inside = [g for g in scene.people if first < g.first < last][:1]
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
    if scene.sentence.words[verb].tag == "VBN" and not scene.sentence.is_passive(verb):
        joined = scene.sentence.words[verb].dep == "conj"
        beside = joined and scene.sentence.is_passive(scene.sentence.heads[verb])
        if beside and scene.sentence.child(verb, "dobj") is None:
            # "were struck by a mine and torn to pieces"
            return subjects_of(scene, verb)
        return adjacent_before(scene, verb) or _fronted(scene, verb) or objects_of(scene, verb)
    return _taken(scene, verb) or _fronted(scene, verb) or _elided(scene, verb)


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


def _to_clinic(scene: Scene, behind: Sequence[str]) -> bool:
    """Read "were taken to hospital" and "treated 30 people for burns"."""
    clinic = next((k for k, w in enumerate(behind) if w in scene.lexicon.harm.clinics), None)
    lead = behind[max(0, clinic - 3) : clinic] if clinic is not None else []
    if {"to", "in", "into", "at"} & set(lead):
        return True
    cause = behind.index("for") if "for" in behind else len(behind)
    return any(
        scene.lexicon.nouns.get(word) is Quantity.WOUNDED for word in behind[cause : cause + 4]
    )


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


def by_manner(scene: Scene, at: int) -> list[Casualty]:
    """Read "two were fatally shot", "fatally wounding three" and "five of them fatally".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the word.

    Returns
    -------
    list of Casualty
        Empty for any other word than of a deadly manner.
    """
    sentence = scene.sentence
    if sentence.words[at].lower not in scene.lexicon.harm.fatally:
        return []
    before = next(
        (g for g in scene.people if g.last == at - 1 and (g.of_them or g.head is None)), None
    )
    if before is not None and (before.of_them or before.head is None):
        return casualties_of([before], Quantity.KILLED, at)
    for verb in (at + 1, at - 1, sentence.heads[at]):
        if not 0 <= verb < len(sentence.words) or not sentence.words[verb].tag.startswith("VB"):
            continue
        chain = _taken(scene, verb)
        if not chain and sentence.words[verb].tag == "VBN":
            chain = adjacent_before(scene, verb)
        return casualties_of(chain, Quantity.KILLED, at)
    return []


def _taken(scene: Scene, at: int) -> list[Group]:
    # "are holding 16 gendarmes" only looks like it
    passive = scene.sentence.words[at].tag != "VBG" and scene.sentence.is_passive(at)
    return subjects_of(scene, at) if passive else objects_of(scene, at)


def _alive(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """Leave out bodies, and those told of before as harmed."""
    words, remains = scene.sentence.words, scene.lexicon.harm.remains
    return [
        group
        for group in groups
        if not group.refers
        and group.of_harmed is None
        and (group.head is None or words[group.head].lower not in remains)
    ]


def _members(group: Group) -> bool:
    """Leave out who is lost to somebody ("lost a son") and what is lost ("lost three seats")."""
    return (
        group.sure
        and not group.refers
        and (not group.one or group.head is None)
        and group.count.qualifier is not Qualifier.VAGUE
    )


def _as_many(scene: Scene, group: Group) -> bool:
    """Tell whether the number is that of others: "the attackers lost as many"."""
    return group.head is None and group.count.wording.lower().endswith(scene.lexicon.multiples)


def _near_behind(scene: Scene, at: int) -> list[Group]:
    words = scene.sentence.words
    near = [g for g in scene.people if at < g.first <= at + 3 and g.sure]
    return [g for g in near if all(w.tag != "IN" for w in words[at + 1 : g.first])][:1]
