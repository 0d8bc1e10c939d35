"""Words of harm and whom they take: "killed 12", "12 were found dead", "the deaths of 12"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.deeds.nobody import none_hurt
from geomap.text.figures.groups import ORGANISED, Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import (
    adjacent_before,
    objects_of,
    subjects_of,
    whom,
)
from geomap.text.parsing.grammar import is_denied
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["as_noun", "by_modifier", "by_subject", "by_verb", "ending", "nobody_hit"]

_VERBAL = ("VBD", "VBN", "VBG", "VBP", "VBZ", "VB")
_SUBJECTS = ("nsubjpass", "nsubj")
_CLOSING = frozenset({".", ",", ":", "IN", "RB"})
# What may stand behind "shot dead" that has its people before it.
_LISTS = frozenset({",", "and", "&", ";"})


def by_verb(scene: Scene, at: int) -> list[Casualty]:
    """Read a verb of harm: "killed 12", "12 were killed", "12 killed in raid"."""
    sentence = scene.sentence
    word = sentence.words[at]
    quantity = ending(scene, at, scene.lexicon.verbs[word.lower])
    other = _coordinated(scene, at)
    if other is at or as_noun(scene, at) or _describes_others(scene, at):
        return []
    listed = _before_comma(scene, at)
    if listed:
        return casualties_of(listed, quantity, at)
    if isinstance(other, Quantity) and {quantity, other} == {Quantity.KILLED, Quantity.WOUNDED}:
        beside = {word.lower, sentence.words[at - 2].lower}
        dead = beside & scene.lexicon.harm.to_the_dead
        quantity = Quantity.KILLED if dead else Quantity.CASUALTIES
    if word.tag in ("VBN", "VBD", "JJ") and sentence.is_passive(at) and not _acts(scene, at):
        hit = _were_hit(scene, at, quantity)
        return nobody_hit(scene, at, quantity) or casualties_of(hit, quantity, at)
    return _taking(scene, at, quantity)


def _were_hit(scene: Scene, at: int, quantity: Quantity) -> list[Group]:
    """Give the subjects of a passive: "12 were killed", but not "two Mi-24s were destroyed"."""
    harm, word = scene.lexicon.harm, scene.sentence.words[at].lower
    hit = _alive(scene, subjects_of(scene, at))
    if word not in harm.takes_things:
        return hit
    hit = [g for g in hit if g in scene.people and (g.sure or not g.one)]
    # what no list knows is a thing
    hit = [g for g in hit if word not in harm.wrecks or (g.head is not None and g.sure)]
    return [g for g in hit if quantity is not Quantity.WOUNDED or g.sure]


def _alive(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """Leave out what only counts the dead: "destroyed 40 graves" harms nobody."""
    words, burial = scene.sentence.words, scene.lexicon.harm.burial
    return [g for g in groups if g.head is None or words[g.head].lower not in burial]


def _taking(scene: Scene, at: int, quantity: Quantity) -> list[Casualty]:
    """Read a verb that is not passive: "killed 12", "12 killed in raid", "kill 9"."""
    sentence = scene.sentence
    word = sentence.words[at]
    spared = sentence.child(at, "dobj")
    if spared is not None and sentence.words[spared].lower in scene.lexicon.harm.nobody:
        # "injured 26, but killed nobody"
        return []
    have = scene.lexicon.harm.have
    asked = whom(scene, at)
    if asked:
        return casualties_of(asked, quantity, at)
    perfect = any(w.lower in have for w in sentence.words[max(0, at - 3) : at])
    taken = any(sentence.words[c].dep == "dobj" and c > at for c in sentence.children[at])
    if word.tag in ("VBN", "JJ", "NN", "NNS") and not perfect and not (taken and at):
        # "22 people killed in …", "12 killed": the people stand before the participle
        before = adjacent_before(scene, at)
        if before:
            return casualties_of(before, quantity, at)
        if word.tag in ("NN", "NNS") and spared is None:
            return _headlined(scene, at, quantity)
    after = _hit(scene, at)
    if after:
        return casualties_of(after, quantity, at)
    joined = at > 0 and sentence.words[at - 1].lower in ("and", "or")
    # "twice as many hurt" of headlines looks like a present tense
    present = word.tag == "VBP" and word.lower in scene.lexicon.states
    if (word.tag in ("VBD", "VBN") or present) and not (joined and taken):
        before = adjacent_before(scene, at)
        # "the rebels captured the town": what was taken is nobody; headlines are misread so
        told = not taken or any(g.count.qualifier is not Qualifier.VAGUE for g in before)
        if before or not told:
            return casualties_of(before, quantity, at) if told else []
    return casualties_of(_found_so(scene, at), quantity, at)


def _hit(scene: Scene, at: int) -> list[Group]:
    """Give the objects of a verb of harm; of "captured the imagination" none."""
    harm, word = scene.lexicon.harm, scene.sentence.words[at].lower
    hit = _alive(scene, objects_of(scene, at))
    particle = scene.sentence.child(at, "prt")
    if particle is not None and scene.sentence.words[particle].lower == "off":
        # "killed off demand"
        hit = [g for g in hit if g.head is None or not g.one or g.victims is not Victims.PEOPLE]
    if word not in harm.takes_things:
        return hit
    # only grammar takes it for somebody
    hit = [group for group in hit if group.sure and group in scene.people]
    return [group for group in hit if group.head is not None or word not in harm.wrecks]


def _before_comma(scene: Scene, at: int) -> list[Group]:
    """Read "54 killed, 94 wounded in a blast", whose second figure the parser takes for killed."""
    words = scene.sentence.words
    after = words[at + 1].text if at + 1 < len(words) else ""
    bare = [g for g in scene.people if g.last == at - 1 and g.head is None and not g.of_them]
    opens = bool(bare) and (not bare[0].first or not words[bare[0].first - 1].text.isalpha())
    return bare if after == "," and opens else []


def _found_so(scene: Scene, at: int) -> list[Group]:
    """Read "three men were seized and found strangled": the subject of the finding."""
    sentence, above = scene.sentence, scene.sentence.heads[at]
    finding = sentence.words[above].lower in scene.lexicon.harm.found
    if not finding or sentence.words[at].dep not in ("xcomp", "oprd", "acomp", "ccomp"):
        return []
    if sentence.child(at, "nsubj", "nsubjpass", "dobj") is not None:
        return []
    taken = sentence.child(above, "dobj") is not None
    return objects_of(scene, above) if taken else subjects_of(scene, above)


def _acts(scene: Scene, at: int) -> bool:
    """Tell whether a verb has people behind it, though a "be" far before it looks like its own."""
    sentence = scene.sentence
    taken = sentence.child(at, "dobj")
    near = at > 0 and sentence.words[at - 1].pos in ("AUX", "ADV", "DET")
    counted = [g for g in scene.people if g.count.best is not None and g.first > at]
    return not near and taken is not None and any(g.first <= taken <= g.last for g in counted)


def ending(scene: Scene, at: int, quantity: Quantity) -> Quantity:
    """Tell wounds that kill from others: "burned alive", "burnt to death"."""
    harm = scene.lexicon.harm
    behind = [word.lower for word in scene.sentence.words[at + 1 : at + 4]]
    # "pulled out wounded but alive"
    lives = not set(scene.lexicon.grammar["contrasts"]).isdisjoint(behind)
    deadly = quantity is Quantity.WOUNDED and not lives and not harm.deadly.isdisjoint(behind)
    return Quantity.KILLED if deadly else quantity


def _headlined(scene: Scene, at: int, quantity: Quantity) -> list[Casualty]:
    """Read "kill 9, abduct 20" of headlines, whose verbs look like nouns."""
    words = scene.sentence.words
    behind = [g for g in scene.people if g.first == at + 1]
    listed = at > 0 and words[at - 1].text in _LISTS and any(g.last < at for g in scene.people)
    if words[at].lower in scene.lexicon.nouns and not (listed and behind):
        # but "kills 3, wounds 12"
        return []
    return casualties_of([g for g in behind if g.count.best is not None], quantity, at)


def as_noun(scene: Scene, at: int) -> bool:
    """Tell whether a word of harm stands for people: "put the injured at 70"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    first = at - 1
    if first > 0 and words[first].lower in harm.adjectival:
        # "put the civilian dead at three"
        first -= 1
    alone = at + 1 >= len(words) or not words[at + 1].tag.startswith("NN")
    return (
        first >= 0 and words[first].lower in ("the", "their", "its") and (first == at - 1 or alone)
    )


def _describes_others(scene: Scene, at: int) -> bool:
    """Tell whether it describes people behind it: "killed a dozen people and injured scores"."""
    word, head = scene.sentence.words[at], scene.sentence.heads[at]
    return word.dep == "amod" and head > at and any(g.first <= at < g.last for g in scene.people)


def _coordinated(scene: Scene, at: int) -> Quantity | int | None:
    """Read "killed or wounded 30", "killing and injuring dozens": one figure for both.

    Gives ``at`` itself where the figure is left to the later verb.
    """
    words, verbs = scene.sentence.words, scene.lexicon.verbs
    joins = ("and", "or", "/")
    if at + 2 < len(words) and words[at + 1].lower in joins and words[at + 2].lower in verbs:
        return at
    if at >= 2 and words[at - 1].lower in joins:
        return verbs.get(words[at - 2].lower)
    return None


def nobody_hit(scene: Scene, at: int, quantity: Quantity) -> list[Casualty]:
    """Read "nobody was killed", "no civilians died", "none of the crew were hurt" as zero."""
    sentence, nobody = scene.sentence, scene.lexicon.harm.nobody
    # of two the nearer: "six people suffered burns, but no one was killed"
    subjects = [c for c in sentence.children[at] if sentence.words[c].dep in _SUBJECTS and c < at]
    subject = max(subjects, default=sentence.child(at, "nsubjpass", "nsubj"))
    if subject is None and sentence.words[at].dep in ("xcomp", "oprd", "acomp"):
        # "no one was reported killed"
        subject = sentence.child(sentence.heads[at], "nsubjpass", "nsubj")
    if subject is None or subject > at:
        return []
    determiner = sentence.child(subject, "det")
    first = sentence.noun_phrase(subject)[0]
    if is_denied(sentence, first):
        # "not a single worshipper died"
        return none_hurt(scene, at, quantity, [], first)
    for position in (subject, determiner):
        counted = any(g.first <= (position or 0) <= g.last for g in scene.people)
        if position is not None and sentence.words[position].lower in nobody and not counted:
            before = [word.lower for word in sentence.words[position:at]]
            return none_hurt(scene, at, quantity, before, position)
    return []


def by_subject(scene: Scene, at: int) -> list[Casualty]:
    """Read a verb whose subject is the victim: "12 died"."""
    sentence = scene.sentence
    quantity = scene.lexicon.subject_verbs[sentence.words[at].lower]
    left = sentence.child(at, "dobj")
    named = left is None or sentence.words[left].tag in ("NNP", "NNPS")
    if sentence.words[at].lower in scene.lexicon.harm.deserts and not named:
        # "abandoned the talks", but "abandoned Ludara"
        return []
    nobody = nobody_hit(scene, at, quantity)
    subjects = subjects_of(scene, at)
    if quantity is Quantity.DISPLACED:
        subjects = _driven_out(scene, at, subjects)
    return nobody or casualties_of(subjects, quantity, at)


def _driven_out(scene: Scene, at: int, subjects: list[Group]) -> list[Group]:
    """Leave out who only ran from a deed: "three gunmen fled", "a fourth fled on foot"."""
    behind = " ".join(word.lower for word in scene.sentence.words[at + 1 : at + 4])
    if any(f"{behind} ".startswith(f"{phrase} ") for phrase in scene.lexicon.harm.getaways):
        return []
    return [g for g in subjects if not g.one and not g.perpetrators and g.victims not in ORGANISED]


def by_modifier(scene: Scene, group: Group) -> list[Casualty]:
    """Read "98 wounded people" and "22 of the dead"."""
    lexicon, sentence = scene.lexicon, scene.sentence
    if group.of_harmed is not None:
        word = sentence.words[group.of_harmed].lower
        quantity = lexicon.states.get(word) or lexicon.verbs.get(word) or lexicon.nouns.get(word)
        if quantity is None:
            return []
        # "all five of the dead" are the dead
        before = sentence.words[group.first - 1].lower if group.first else ""
        whole = lexicon.harm.everybody & {before, sentence.words[group.first].lower}
        lying = _lying(scene, group)
        if lying is not None:
            return [Casualty(group=group, quantity=quantity, predicate=lying)]
        return [Casualty(group=group, quantity=quantity, predicate=group.of_harmed, part=not whole)]
    noun = "" if group.head is None else sentence.words[group.head].lower
    # "one dead cow", "three dead horses"
    beast = noun in lexicon.harm.not_persons or noun in lexicon.things
    if group.head is None or beast or noun in lexicon.nonpersons:
        return []
    for at in range(group.first, group.head):
        token = sentence.words[at]
        if token.lower in lexicon.states and token.tag in ("JJ", "VBN"):
            return casualties_of([group], lexicon.states[token.lower], at)
    return []


def _lying(scene: Scene, group: Group) -> int | None:
    """Read "four of the dead were in Kupiansk and two in Chuhuiv": they died there."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    verb = group.last + 1
    if verb + 2 >= len(words) or words[verb].lower not in harm.copulas | {"died", "fell"}:
        return None
    placed = words[verb + 1].lower in harm.at_place and words[verb + 2].tag == "NNP"
    return verb if placed else None
