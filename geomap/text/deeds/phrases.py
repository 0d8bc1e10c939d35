"""Harm that only several words tell: "lost 40 soldiers", "took 13 prisoner", "fatally shot"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.deeds.losses import cost_of, fallen, lost_by
from geomap.text.figures.groups import ORGANISED, Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.chains import chain_from
from geomap.text.harmed.patients import living, taken_by
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import adjacent_before, objects_of, subjects_of
from geomap.vocabulary import Quantity

__all__ = ["by_manner", "by_phrase"]

_PHRASE = 14
# Words within which "to hospital" may stand behind its verb.
_CLOSE = 7
# Words within which "prisoner" may.


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
        return fallen(scene, at)
    if word in harm.lose:
        return lost_by(scene, at)
    if word in harm.bury and _is_active(scene, at):
        under = not harm.debris.isdisjoint(behind)
        return [] if under else casualties_of(objects_of(scene, at), Quantity.KILLED, at)
    if word in harm.wipe and behind[:1] == ["out"]:
        return _wiped_out(scene, at)
    if word in harm.cost:
        return cost_of(scene, at)
    if word in harm.seize:
        return _seized(scene, at, behind)
    if word in harm.drive:
        away = any(f" {phrase} " in f" {' '.join(behind)} " for phrase in harm.away)
        return casualties_of(taken_by(scene, at), Quantity.DISPLACED, at) if away else []
    if word in harm.take and _to_clinic(scene, behind):
        return casualties_of(living(scene, taken_by(scene, at)), Quantity.WOUNDED, at)
    return []


def _is_active(scene: Scene, at: int) -> bool:
    """Tell whether a verb has a doer before it: "have buried nine", but not "nine buried in"."""
    sentence, have = scene.sentence, scene.lexicon.harm.have
    done = bool(have & {w.lower for w in sentence.words[max(0, at - 3) : at]})
    return not sentence.is_passive(at) and (sentence.words[at].tag != "VBN" or done)


def _wiped_out(scene: Scene, at: int) -> list[Casualty]:
    """Read "wiped out a family of seven" and "Family of seven wiped out by shell"."""
    wiped = taken_by(scene, at)
    if not wiped and scene.sentence.words[at].tag == "VBN":
        wiped = adjacent_before(scene, at)
    return casualties_of([g for g in wiped if g.sure], Quantity.KILLED, at)


def _seized(scene: Scene, at: int, behind: Sequence[str]) -> list[Casualty]:
    """Read "took 13 prisoner", "are holding five hostages" and "the gang took two"."""
    sentence, harm = scene.sentence, scene.lexicon.harm
    subject = sentence.child(at, "nsubj")
    by_captors = subject is not None and sentence.words[subject].lower in harm.captors
    taken = [g for g in taken_by(scene, at) if g.sure]
    if taken and all(_is_captive(scene, g) for g in taken):
        # "took hostage 12 teachers and a nurse"
        next_to = [g for g in scene.people if g.first == taken[-1].last + 1]
        # "and five others taken prisoner", where grammar makes the prisoner the object
        taken = chain_from(scene, next_to) or [
            g for g in subjects_of(scene, at) if g.count.best is not None
        ]
    # "six guards held hostage"
    taken = [g for g in taken if not _is_captive(scene, g)]
    taken = taken or (adjacent_before(scene, at) if sentence.words[at].tag == "VBN" else [])
    hostages = [g for g in taken if g.head and sentence.words[g.head].lower in harm.captives]
    if by_captors or hostages or _still_held(scene, at) or set(behind[:_CLOSE]) & harm.captives:
        return casualties_of(taken, Quantity.CAPTURED, at)
    return []


def _still_held(scene: Scene, at: int) -> bool:
    """Read "rebels freed nine of the nurses but still hold 16"."""
    sentence = scene.sentence
    verb = sentence.heads[at] if sentence.words[at].dep == "conj" else at
    subject = sentence.child(at, "nsubj") or sentence.child(verb, "nsubj")
    by = [g for g in scene.people if subject is not None and g.first <= subject <= g.last]
    still = at > 0 and sentence.words[at - 1].lower == "still"
    return still and any(g.victims in ORGANISED or g.perpetrators for g in by)


def _is_captive(scene: Scene, group: Group) -> bool:
    """Tell whether a word only says as what somebody was taken: "taken prisoner"."""
    alone = group.first == group.head and group.one
    return alone and scene.sentence.words[group.first].lower in scene.lexicon.harm.captives


def _to_clinic(scene: Scene, behind: Sequence[str]) -> bool:
    """Read "were taken to hospital" and "treated 30 people for burns"."""
    clinic = next((k for k, w in enumerate(behind) if w in scene.lexicon.harm.clinics), None)
    lead = behind[max(0, clinic - 3) : clinic] if clinic is not None else []
    if scene.lexicon.harm.into_clinics & set(lead):
        return True
    cause = behind.index("for") if "for" in behind else len(behind)
    return any(
        scene.lexicon.nouns.get(word) is Quantity.WOUNDED for word in behind[cause : cause + 4]
    )


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
        chain = taken_by(scene, verb)
        if not chain and sentence.words[verb].tag == "VBN":
            chain = adjacent_before(scene, verb)
        return casualties_of(chain, Quantity.KILLED, at)
    return []
