"""Nouns of harm and whom they count: "12 deaths", "the deaths of 12", "claimed 12 lives"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.deeds.nobody import none_hurt
from geomap.text.deeds.spared import other_body
from geomap.text.deeds.unsplit import split_of
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import objects_of, people_behind, subjects_of
from geomap.text.tolls.tolls import by_toll
from geomap.text.tolls.unnumbered import unnumbered
from geomap.vocabulary import Qualifier, Quantity

__all__ = ["by_noun"]

_VICTIMS = frozenset({"victim", "victims"})
_TO_DEATH = 14
# Words within which "to death" may stand behind its verb.


def by_noun(scene: Scene, at: int) -> list[Casualty]:
    """Read a noun of harm: "12 deaths", "the deaths of 12", "claimed 12 lives"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    word = words[at].lower
    quantity = scene.lexicon.nouns[word]
    before = [w.lower for w in words[max(0, at - 5) : at]]
    if word in harm.lives and not set(before) & (harm.lose | harm.ended):
        return _ended(scene, at)
    nobody = _nobody_before(scene, at)
    if nobody is not None and word not in harm.no_counts:
        return none_hurt(scene, at, quantity, before, nobody)
    if word == "death" and before[-1:] == ["to"]:
        return _to_death(scene, at)
    if word == "dead" and before[-2:] == ["among", "the"]:
        among = casualties_of(subjects_of(scene, at), quantity, at)
        return [replace(casualty, part=True) for casualty in among]
    if word == "toll":
        return by_toll(scene, at, _tolled(scene, at) or quantity)
    if word in harm.unsplit:
        quantity = split_of(scene, at) or quantity
    if word in harm.remains and other_body(scene, at):
        return []
    lead = set(before[-2:])
    if word == "graves" and (not lead & harm.fresh or lead & harm.shared):
        # "34 fresh graves", but not those of a cemetery, nor mass graves
        return []
    if before[-1:] == ["whose"] and word in harm.remains:
        # "the eight men whose bodies were found"
        return casualties_of([g for g in scene.people if g.last == at - 2], quantity, at)
    return _counted(scene, at, before, quantity)


def _nobody_before(scene: Scene, at: int) -> int | None:
    """Find the word that denies a noun of harm: "no deaths", "without any injuries"."""
    words = scene.sentence.words
    none = [k for k in range(max(0, at - 5), at) if words[k].lower in scene.lexicon.harm.nobody]
    none = [k for k in none if not any(g.first <= k <= g.last for g in scene.people)]
    if not none or any(g.count.best is not None for g in people_behind(scene, at)):
        # "nobody has claimed the killing of two priests"
        return None
    none = [k for k in none if words[k].lower != "neither" or words[k + 1].pos != "VERB"]
    # "Doctors Without Borders received 12 bodies"
    none = [k for k in none if not (k and words[k].text.istitle() and words[k - 1].text.istitle())]
    # "opened fire without warning, killing seven"
    none = [k for k in none if not any(w.text == "," for w in words[k:at])]
    return none[-1] if none else None


def _counted(scene: Scene, at: int, before: Sequence[str], quantity: Quantity) -> list[Casualty]:
    """Read whom a noun counts: who lost or suffered it, its own number, or those behind it."""
    sentence, harm = scene.sentence, scene.lexicon.harm
    own = _numbered(scene, at) or _victims_of(scene, at)
    lost = sentence.words[at].lower in harm.lives and set(before) & harm.lose
    suffered = set(before) & harm.suffer and quantity is Quantity.WOUNDED
    if suffered and " ".join(before[-2:]) in harm.owing:
        # "left with nine players due to injuries"
        return []
    if lost or (suffered and not own):
        return casualties_of(_who_suffers(scene, at) or subjects_of(scene, at), quantity, at)
    if own:
        return casualties_of(own[-1:], quantity, at)
    behind = casualties_of(_of_no_other(scene, people_behind(scene, at), quantity), quantity, at)
    some = [] if behind else unnumbered(scene, at)
    if some:
        return casualties_of(some, quantity, at)
    if sentence.words[at].dep == "attr" and set(before) & harm.sole:
        # "the conscript was the only fatality"
        return casualties_of(subjects_of(scene, sentence.heads[at])[-1:], quantity, at)
    return [replace(c, recalled=True) for c in behind] if _is_cause(scene, at) else behind


def _numbered(scene: Scene, at: int) -> list[Group]:
    """Give the number that a noun of harm has: "12 deaths", "5 FAMa KIA"."""
    word, harm = scene.sentence.words[at].lower, scene.lexicon.harm
    if word in harm.marks or word in harm.massacres:
        return []
    short = word in harm.abbreviations
    own = [g for g in scene.people if g.head == at and g.count.qualifier is not Qualifier.VAGUE]
    return own + [g for g in scene.people if g.last == at - 1 and (g.head is None or short)]


def _victims_of(scene: Scene, at: int) -> list[Group]:
    """Read "the 22 victims of the killing at Mayi-Moya were buried"."""
    sentence = scene.sentence
    of = sentence.heads[at]
    victims = sentence.heads[of]
    told = sentence.words[at].dep == "pobj" and sentence.words[victims].lower in _VICTIMS
    return [g for g in scene.people if told and g.head == victims and g.count.best is not None]


def _tolled(scene: Scene, at: int) -> Quantity | None:
    """Tell what a toll counts that is not the dead: "the toll of injured stands at 43"."""
    behind = [word.lower for word in scene.sentence.words[at + 1 : at + 4]]
    if behind[:1] != ["of"]:
        return None
    return next((scene.lexicon.states[w] for w in behind[1:] if w in scene.lexicon.states), None)


def _ended(scene: Scene, at: int) -> list[Casualty]:
    """Read "nine lives ended" and "the lives of nine people ended in the ditch"."""
    sentence = scene.sentence
    verb = sentence.heads[at]
    ended = sentence.words[verb].lower in scene.lexicon.harm.ending
    subject = sentence.words[at].dep == "nsubj" and ended
    if not subject or sentence.child(verb, "dobj") is not None:
        return []
    own = [g for g in scene.people if g.head == at and g.count.best is not None]
    return casualties_of(own or people_behind(scene, at), Quantity.KILLED, at)


def _of_no_other(scene: Scene, people: Sequence[Group], quantity: Quantity) -> list[Group]:
    """Leave out what another noun of harm counts: "the death of a child and multiple injuries"."""
    nouns, words = scene.lexicon.nouns, scene.sentence.words
    told = [None if g.head is None else nouns.get(words[g.head].lower) for g in people]
    return [g for g, own in zip(people, told, strict=True) if own in (None, quantity)]


def _who_suffers(scene: Scene, at: int) -> list[Group]:
    """Read "found two men suffering from gunshot wounds": they, not who found them."""
    sentence = scene.sentence
    for verb in range(max(0, at - 4), at):
        if sentence.words[verb].lower in scene.lexicon.harm.suffer:
            return [g for g in scene.people if g.last == verb - 1 and g.sure][:1]
    return []


def _is_cause(scene: Scene, at: int) -> bool:
    """Tell whether a death only led to what is told: "following the death of a farmer"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    before = [word.lower for word in words[max(0, at - 3) : at]]
    if "for" in before and harm.condemn & {word.lower for word in words[:at]}:
        # "jailed for the killing of four nuns"
        return words[at].lower in harm.deaths
    if before[-1:] == ["the"] and set(before[:-1]) & {"in", "of", "for", "over"}:
        if harm.courts & {word.lower for word in words}:
            # "heard 26 witnesses in the killing of the priest"
            return words[at].lower in harm.deaths
    return (
        words[at].lower in harm.deaths
        and before[-1:] == ["the"]
        and bool(set(before[:-1]) & harm.causes)
    )


def _to_death(scene: Scene, at: int) -> list[Casualty]:
    """Read "shot to death", "beat a man to death"."""
    sentence = scene.sentence
    for verb in range(at - 1, max(-1, at - 1 - _TO_DEATH), -1):
        if sentence.words[verb].tag not in ("VBD", "VBN", "VBG"):
            continue
        if sentence.words[verb].lower in scene.lexicon.harm.condemn:
            return []
        subject = sentence.child(verb, "nsubjpass")
        of_all = scene.lexicon.harm.everybody | scene.lexicon.harm.several
        if subject is not None and sentence.words[subject].lower in of_all:
            # "both were hacked to death": read with those they are
            return []
        if sentence.is_passive(verb) or sentence.words[verb].tag == "VBN":
            chain = subjects_of(scene, verb)
        else:
            chain = objects_of(scene, verb)
        if chain:
            return casualties_of(chain, Quantity.KILLED, at)
    return []
