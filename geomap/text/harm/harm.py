"""Words of harm and whom they take: "killed 12", "12 were found dead", "the deaths of 12"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.figures.groups import Group
from geomap.text.harm.casualty import Casualty, casualties_of
from geomap.text.harm.scene import ORGANISED, Scene
from geomap.text.harm.spared import other_body
from geomap.text.harm.sufferers import (
    adjacent_before,
    objects_of,
    people_behind,
    subjects_of,
)
from geomap.text.harm.tolls import by_toll, none_hurt
from geomap.text.harm.unnumbered import unnumbered
from geomap.text.harm.unsplit import of_both, split_of
from geomap.text.parsing.grammar import is_denied
from geomap.vocabulary import Qualifier, Quantity

__all__ = ["by_modifier", "by_noun", "by_state", "by_subject", "by_verb"]

_VERBAL = ("VBD", "VBN", "VBG", "VBP", "VBZ", "VB")
_TO_DEATH = 14
# Words within which "to death" may stand behind its verb.
_LISTS = frozenset({",", "and", "&", ";"})


def by_verb(scene: Scene, at: int) -> list[Casualty]:
    """Read a verb of harm: "killed 12", "12 were killed", "12 killed in raid"."""
    sentence = scene.sentence
    word = sentence.words[at]
    quantity = _ending(scene, at, scene.lexicon.verbs[word.lower])
    other = _coordinated(scene, at)
    if other is at or _as_noun(scene, at) or _describes_others(scene, at):
        return []
    wrecks = scene.lexicon.harm.wrecks
    if isinstance(other, Quantity) and {quantity, other} == {Quantity.KILLED, Quantity.WOUNDED}:
        quantity = Quantity.CASUALTIES
    if word.tag in ("VBN", "VBD", "JJ") and sentence.is_passive(at) and not _acts(scene, at):
        hit = subjects_of(scene, at)
        if word.lower in scene.lexicon.harm.takes_things:
            hit = [g for g in hit if g in scene.people and (g.sure or not g.one)]
            # "two Mi-24s were destroyed": what no list knows is a thing
            hit = [g for g in hit if word.lower not in wrecks or (g.head is not None and g.sure)]
            hit = [g for g in hit if quantity is not Quantity.WOUNDED or g.sure]
        return _nobody(scene, at, quantity) or casualties_of(hit, quantity, at)
    have = scene.lexicon.harm.have
    perfect = any(w.lower in have for w in sentence.words[max(0, at - 3) : at])
    taken = any(sentence.words[c].dep == "dobj" and c > at for c in sentence.children[at])
    if word.tag in ("VBN", "JJ", "NN", "NNS") and not perfect and not (taken and at):
        # "22 people killed in …", "12 killed": the people stand before the participle
        before = adjacent_before(scene, at)
        if before:
            return casualties_of(before, quantity, at)
        if word.tag in ("NN", "NNS") and sentence.child(at, "dobj") is None:
            return _headlined(scene, at, quantity)
    after = objects_of(scene, at)
    if word.lower in scene.lexicon.harm.takes_things:
        # "captured the imagination": only grammar takes it for somebody
        after = [group for group in after if group.sure and group in scene.people]
        after = [g for g in after if g.head is not None or word.lower not in wrecks]
    if after:
        return casualties_of(after, quantity, at)
    joined = at > 0 and sentence.words[at - 1].lower in ("and", "or")
    # "twice as many hurt" of headlines looks like a present tense
    told_of = word.tag in ("VBD", "VBN") or (
        word.tag == "VBP" and word.lower in scene.lexicon.states
    )
    if told_of and not (joined and taken):
        before = adjacent_before(scene, at)
        # "the rebels captured the town": what was taken is nobody; headlines are misread so
        told = not taken or any(g.count.qualifier is not Qualifier.VAGUE for g in before)
        return casualties_of(before, quantity, at) if told else []
    return []


def _acts(scene: Scene, at: int) -> bool:
    """Tell whether a verb has people behind it, though a "be" far before it looks like its own."""
    sentence = scene.sentence
    taken = sentence.child(at, "dobj")
    near = at > 0 and sentence.words[at - 1].pos in ("AUX", "ADV", "DET")
    counted = [g for g in scene.people if g.count.best is not None and g.first > at]
    return not near and taken is not None and any(g.first <= taken <= g.last for g in counted)


def _ending(scene: Scene, at: int, quantity: Quantity) -> Quantity:
    """Tell wounds that kill from others: "burned alive", "burnt to death"."""
    behind = {word.lower for word in scene.sentence.words[at + 1 : at + 4]}
    deadly = quantity is Quantity.WOUNDED and behind & scene.lexicon.harm.deadly
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


def _as_noun(scene: Scene, at: int) -> bool:
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


def _nobody(scene: Scene, at: int, quantity: Quantity) -> list[Casualty]:
    """Read "nobody was killed", "no civilians died", "none of the crew were hurt" as zero."""
    sentence, nobody = scene.sentence, scene.lexicon.harm.nobody
    subject = sentence.child(at, "nsubjpass", "nsubj")
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
    nobody = _nobody(scene, at, quantity)
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


def by_state(scene: Scene, at: int) -> list[Casualty]:
    """Read a state: "12 dead", "were found dead", "are still missing", "shot dead two men"."""
    sentence, harm = scene.sentence, scene.lexicon.harm
    word = sentence.words[at]
    if (word.lower in scene.lexicon.verbs and word.tag != "NN") or _as_noun(scene, at):
        return []
    behind = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
    if word.lower == "dead" and behind in harm.not_dead:
        return []
    if of_both(scene, at) or (word.lower in harm.captives and _is_somebody(scene, at)):
        return []
    quantity = _ending(scene, at, scene.lexicon.states[word.lower])
    verb = max(0, at - 1)
    while verb > 0 and sentence.words[verb].tag == "RB":
        verb -= 1
    leads = sentence.words[verb]
    if word.lower == "dead" and leads.lower not in harm.copulas and _takes_behind(scene, verb, at):
        return _shot_dead(scene, verb, at)
    if word.tag in _VERBAL and sentence.child(at, "dobj") is not None:
        return []
    before = adjacent_before(scene, at)
    if before:
        return casualties_of(before, quantity, at)
    if word.tag == "VBG" and word.dep == "amod":
        return []
    if leads.lower in harm.copulas:
        return _nobody(scene, at, quantity) or casualties_of(subjects_of(scene, at), quantity, at)
    if word.lower == "dead" and leads.tag in _VERBAL and leads.lower not in harm.have:
        return _shot_dead(scene, verb, at)
    above = sentence.heads[at]
    if sentence.words[above].lower in harm.found:
        taken = sentence.child(above, "dobj") is not None and not sentence.is_passive(above)
        # "pulled eleven men out and shot them dead"
        chain = objects_of(scene, above) if taken else subjects_of(scene, at)
        return casualties_of(chain, quantity, at)
    return []


def _is_somebody(scene: Scene, at: int) -> bool:
    """Tell whether a word for a captive has an article: "both gunmen and a hostage"."""
    return at > 0 and scene.sentence.words[at - 1].tag in ("DT", "PRP$", "CD", "JJ")


def _takes_behind(scene: Scene, verb: int, at: int) -> bool:
    """Tell whether an active verb has its object behind its state: "shot dead two men"."""
    sentence = scene.sentence
    objects = [c for c in sentence.children[verb] if sentence.words[c].dep == "dobj" and c > at]
    return bool(objects) and sentence.words[verb].tag in _VERBAL


def _shot_dead(scene: Scene, verb: int, at: int) -> list[Casualty]:
    """Read "shot dead two men" and "two men were shot dead"."""
    sentence = scene.sentence
    passive = sentence.is_passive(verb)
    chain = subjects_of(scene, verb) if passive else objects_of(scene, verb)
    if not chain and not passive:
        chain = [g for g in scene.people if g.first == at + 1]
    if not chain and sentence.words[verb].tag == "VBN":
        chain = adjacent_before(scene, verb)
    return casualties_of(chain, Quantity.KILLED, at)


def by_noun(scene: Scene, at: int) -> list[Casualty]:
    """Read a noun of harm: "12 deaths", "the deaths of 12", "claimed 12 lives"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    word = words[at].lower
    quantity = scene.lexicon.nouns[word]
    before = [w.lower for w in words[max(0, at - 5) : at]]
    if word in ("life", "lives") and not set(before) & (harm.lose | harm.ended):
        return _ended(scene, at)
    none = [k for k in range(max(0, at - 5), at) if words[k].lower in harm.nobody]
    none = [k for k in none if not any(g.first <= k <= g.last for g in scene.people)]
    if any(g.count.best is not None for g in people_behind(scene, at)):
        # "nobody has claimed the killing of two priests"
        none = []
    none = [k for k in none if words[k].lower != "neither" or words[k + 1].pos != "VERB"]
    # "Doctors Without Borders received 12 bodies"
    none = [k for k in none if not (k and words[k].text.istitle() and words[k - 1].text.istitle())]
    # "opened fire without warning, killing seven"
    none = [k for k in none if not any(w.text == "," for w in words[k:at])]
    if none and word not in ("lives", "life", "body", "toll"):
        start = none[-1]
        return none_hurt(scene, at, quantity, before, start)
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
    if before[-1:] == ["whose"] and word in harm.remains:
        # "the eight men whose bodies were found"
        return casualties_of([g for g in scene.people if g.last == at - 2], quantity, at)
    own = [g for g in scene.people if g.head == at and g.count.qualifier is not Qualifier.VAGUE]
    short = word in harm.abbreviations
    # "5 FAMa KIA"
    own += [g for g in scene.people if g.last == at - 1 and (g.head is None or short)]
    if word in harm.marks or word in harm.massacres:
        own = []
    lost = word in ("lives", "life") and set(before) & harm.lose
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
    if scene.sentence.words[at].dep == "attr" and set(before) & harm.sole:
        # "the conscript was the only fatality"
        return casualties_of(subjects_of(scene, scene.sentence.heads[at])[-1:], quantity, at)
    return [replace(c, recalled=True) for c in behind] if _is_cause(scene, at) else behind


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
        if sentence.is_passive(verb) or sentence.words[verb].tag == "VBN":
            chain = subjects_of(scene, verb)
        else:
            chain = objects_of(scene, verb)
        if chain:
            return casualties_of(chain, Quantity.KILLED, at)
    return []


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
        return [Casualty(group=group, quantity=quantity, predicate=group.of_harmed, part=not whole)]
    if group.head is None:
        return []
    for at in range(group.first, group.head):
        token = sentence.words[at]
        if token.lower in lexicon.states and token.tag in ("JJ", "VBN"):
            return casualties_of([group], lexicon.states[token.lower], at)
    return []
