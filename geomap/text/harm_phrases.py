"""Harm that only several words tell: "lost 40 soldiers", "took 13 prisoner", "fatally shot"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Qualifier, Quantity
from geomap.text.casualty import Casualty, casualties_of
from geomap.text.groups import NOUN, Group
from geomap.text.scene import ORGANISED, Scene
from geomap.text.sufferers import adjacent_before, objects_of, subjects_of

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
    if word in harm.survive and sentence.child(at, "neg") is not None:
        return casualties_of(subjects_of(scene, at), Quantity.KILLED, at)
    if word in harm.copulas and behind[:1] == ["in"] and harm.clinics & set(behind[1:3]):
        return casualties_of(_alive(scene, subjects_of(scene, at)), Quantity.WOUNDED, at)
    if word in harm.fall and behind[:1] != ["to"]:
        organised = [g for g in subjects_of(scene, at) if g.victims in ORGANISED and _members(g)]
        return casualties_of(organised, Quantity.KILLED, at)
    if word in harm.lose:
        lost = [g for g in objects_of(scene, at) or _near_behind(scene, at) if _members(g)]
        return casualties_of([*lost, *_gapped(scene, lost)], Quantity.KILLED, at)
    done = bool(harm.have & {w.lower for w in sentence.words[max(0, at - 3) : at]})
    active = not sentence.is_passive(at) and (sentence.words[at].tag != "VBN" or done)
    if word in harm.bury and active:
        under = {"rubble", "alive", "under", "beneath"} & set(behind)
        return [] if under else casualties_of(objects_of(scene, at), Quantity.KILLED, at)
    if word in harm.wipe and behind[:1] == ["out"]:
        return casualties_of([g for g in _taken(scene, at) if g.sure], Quantity.KILLED, at)
    subject = sentence.child(at, "nsubj")
    passive = sentence.is_passive(at)
    held = [g for g in subjects_of(scene, at) if passive and _captive(scene, g)] if passive else []
    if word in harm.seize and held:
        return casualties_of(held, Quantity.CAPTURED, at)
    by_captors = subject is not None and sentence.words[subject].lower in harm.captors
    if word in harm.seize and (by_captors or set(behind[:_CLOSE]) & harm.captives):
        return casualties_of([g for g in _taken(scene, at) if g.sure], Quantity.CAPTURED, at)
    if word in harm.drive:
        away = any(f" {phrase} " in f" {' '.join(behind)} " for phrase in harm.away)
        return casualties_of(_taken(scene, at), Quantity.DISPLACED, at) if away else []
    if word in harm.take and _to_clinic(scene, behind):
        return casualties_of(_alive(scene, _taken(scene, at)), Quantity.WOUNDED, at)
    return []


def _captive(scene: Scene, group: Group) -> bool:
    words = scene.sentence.words
    return group.head is not None and words[group.head].lower in scene.lexicon.harm.captives


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
    before = next((g for g in scene.people if g.last == at - 1 and g.of_them), None)
    if before is not None:
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
    passive = scene.sentence.is_passive(at)
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


def _near_behind(scene: Scene, at: int) -> list[Group]:
    return [g for g in scene.people if at < g.first <= at + 3 and g.sure][:1]
