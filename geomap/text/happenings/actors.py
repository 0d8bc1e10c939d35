"""Who did it and to whom: the parties that a sentence ties to its words for an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.model import Actor, Trigger
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Victims

__all__ = ["ATTACKER", "TARGET", "find_actors"]

ATTACKER, TARGET = "attacker", "target"
_SIDES = "sides"
# Of two that fight each other the first named counts as the attacker.
_ARMED = (Victims.MILITANTS, Victims.SOLDIERS, Victims.POLICE)
_NAMED = ("ORG", "NORP", "PERSON")
_LEFT_OUT = ("det", "nummod", "quantmod", "predet", "punct", "advmod", "cc", "preconj")
# What may stand before a party without naming it: "at least two".
_LONGEST = 8

_Found = tuple[int, str]
# the position of a party's noun, and its role


def find_actors(
    sentence: Sentence, triggers: Sequence[Trigger], lexicon: Lexicon
) -> tuple[Actor, ...]:
    """Find the parties of a sentence's events.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    triggers : sequence of Trigger
        Its words that tell of events.
    lexicon : Lexicon
        The language's words for people, forces and blame.

    Returns
    -------
    tuple of Actor
        In order of the text, each once a role.
    """
    found: dict[_Found, None] = {}
    for trigger in triggers:
        if trigger.event_type in lexicon.actors.peaceful:
            continue
        root = _root(sentence, trigger)
        told = _of_verb if sentence.words[root].pos in ("VERB", "AUX") else _of_noun
        for position, role in told(sentence, root, lexicon):
            for number, one in enumerate(_coordinated(sentence, position)):
                side = role if role != _SIDES else TARGET if number else ATTACKER
                found[one, side] = None
    for position in _blamed(sentence, lexicon):
        found[position, ATTACKER] = None
    actors = [
        _actor(sentence, position, role, lexicon)
        for position, role in sorted(found)
        if _is_party(sentence, position, lexicon)
        and not (role == TARGET and sentence.words[position].lower in lexicon.perpetrators)
    ]
    return tuple(dict.fromkeys(actors))


def _root(sentence: Sentence, trigger: Trigger) -> int:
    """Give the word of a trigger on which its others hang."""
    inside = [
        at
        for at, word in enumerate(sentence.words)
        if trigger.span.start <= word.start and word.end <= trigger.span.end
    ]
    return next((at for at in inside if sentence.heads[at] not in inside), inside[0])


def _of_verb(sentence: Sentence, verb: int, lexicon: Lexicon) -> Iterator[_Found]:
    """Read who does what to whom from a verb."""
    words = sentence.words
    passive = sentence.is_passive(verb) or (
        words[verb].tag == "VBN" and words[verb].dep in ("acl", "relcl", "ROOT")
    )
    passive = passive or words[verb].lower in lexicon.subject_verbs
    subject = _subject(sentence, verb)
    if subject is not None:
        yield subject, TARGET if passive else ATTACKER
    elif words[verb].dep == "acl" and words[verb].tag == "VBN":
        yield sentence.heads[verb], TARGET
    for other in sentence.children[verb]:
        word = words[other]
        if word.dep == "dobj":
            yield other, TARGET
            if word.lower in lexicon.acts:
                yield from _of_noun(sentence, other, lexicon)
        elif word.dep == "agent" or (word.dep == "prep" and word.lower in lexicon.actors.by):
            yield from _objects(sentence, other, ATTACKER)
        elif word.dep == "prep" and word.lower in lexicon.actors.on:
            yield from _objects(sentence, other, TARGET)


def _subject(sentence: Sentence, verb: int) -> int | None:
    """Give a verb's subject, of the verb that it is joined to where it has none itself."""
    for _ in range(3):
        subject = sentence.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            return subject
        if sentence.words[verb].dep not in ("conj", "xcomp", "advcl"):
            return None
        verb = sentence.heads[verb]
    return None


def _of_noun(sentence: Sentence, noun: int, lexicon: Lexicon) -> Iterator[_Found]:
    """Read who is behind an attack, and whom it was on."""
    words = sentence.words
    for other in sentence.children[noun]:
        word = words[other]
        if word.dep == "prep" and word.lower in lexicon.actors.by:
            for doer, role in _objects(sentence, other, ATTACKER):
                yield doer, role
                # "by rebels on a convoy": the parser hangs the second on the first
                for onward in sentence.children[doer]:
                    if words[onward].lower in lexicon.actors.on:
                        yield from _objects(sentence, onward, TARGET)
        elif word.dep == "prep" and word.lower in lexicon.actors.on:
            yield from _objects(sentence, other, TARGET)
        elif word.dep == "prep" and word.lower in lexicon.actors.between:
            yield from _objects(sentence, other, _SIDES)
        elif word.dep in ("poss", "amod", "compound"):
            entity = sentence.entity_at(other)
            named = entity is not None and entity[2] in ("ORG", "NORP", "GPE")
            armed = lexicon.victims.get(word.lower) in _ARMED
            if (named or armed) and words[noun].lower not in lexicon.actors.forces:
                yield other, ATTACKER
        elif word.dep == "acl" and word.lower in lexicon.actors.aiming:
            target = sentence.child(other, "dobj")
            if target is not None:
                yield target, TARGET
    above = sentence.heads[noun]
    if words[noun].dep == "dobj" and words[above].lower in lexicon.actors.doing:
        subject = _subject(sentence, above)
        if subject is not None and not sentence.is_passive(above):
            yield subject, ATTACKER


def _objects(sentence: Sentence, preposition: int, role: str) -> Iterator[_Found]:
    for other in sentence.children[preposition]:
        if sentence.words[other].dep == "pobj":
            yield other, role


def _coordinated(sentence: Sentence, position: int) -> Iterator[int]:
    yield position
    for other in sentence.children[position]:
        if sentence.words[other].dep == "conj":
            yield from _coordinated(sentence, other)


def _blamed(sentence: Sentence, lexicon: Lexicon) -> Iterator[int]:
    """Find who claims an attack and who is blamed for it."""
    for verb, word in enumerate(sentence.words):
        if word.pos != "VERB":
            continue
        if word.lower in lexicon.actors.claiming:
            claimed = sentence.child(verb, "dobj")
            subject = sentence.child(verb, "nsubj")
            if claimed is None or subject is None or _is_nobody(sentence, subject, lexicon):
                continue
            if sentence.words[claimed].lower in lexicon.actors.responsibility:
                yield subject
        elif word.lower in lexicon.actors.blaming:
            for other in sentence.children[verb]:
                to = sentence.words[other].lower in ("to", "on")
                if to and sentence.words[other].dep in ("prep", "dative"):
                    yield from (position for position, _ in _objects(sentence, other, ATTACKER))
                elif sentence.words[other].dep == "dobj":
                    yield other


def _is_nobody(sentence: Sentence, position: int, lexicon: Lexicon) -> bool:
    first, _ = sentence.noun_phrase(position)
    lower = {sentence.words[first].lower, sentence.words[position].lower}
    return not lower.isdisjoint(lexicon.harm.nobody)


def _is_party(sentence: Sentence, position: int, lexicon: Lexicon) -> bool:
    word = sentence.words[position]
    nameless = word.lower in lexicon.actors.nameless
    if nameless or _is_nobody(sentence, position, lexicon) or word.pos in ("PRON", "NUM", "VERB"):
        return False
    if word.lower in lexicon.victims or word.lower in lexicon.actors.forces:
        return True
    if word.lower in lexicon.places.carriers:
        # "an army convoy": those who ride in it
        beside = (sentence.words[c].lower for c in sentence.children[position])
        return any(force in lexicon.actors.forces for force in beside)
    entity = sentence.entity_at(position)
    if entity is None or word.lower in lexicon.levels:
        return False
    acts = word.dep in ("nsubj", "poss", "amod", "compound")
    return entity[2] in _NAMED or (entity[2] == "GPE" and acts)


def _actor(sentence: Sentence, position: int, role: str, lexicon: Lexicon) -> Actor:
    first, last = _phrase(sentence, position)
    return Actor(
        name=sentence.surface(first, last),
        role=role,
        span=sentence.span_of(first, last),
        armed=_is_armed(sentence, (first, last), position, lexicon),
    )


def _phrase(sentence: Sentence, position: int) -> tuple[int, int]:
    """Give the words that name a party: no number, no clause, nothing of where it stood."""
    words = sentence.words
    if words[position].dep in ("amod", "compound", "poss"):
        entity = sentence.entity_at(position)
        return entity[:2] if entity is not None else (position, position)
    first, last = position, position
    while first > 0 and position - first < _LONGEST:
        before = first - 1
        own = position in (before, *sentence.ancestors(before))
        if not own or (
            words[before].dep in ("prep", "relcl", "punct") and words[before].text != "-"
        ):
            break
        first = before
    while first < position and (words[first].dep in _LEFT_OUT or words[first].tag == "CD"):
        first += 1
    of = position + 1
    if of + 1 < len(words) and words[of].lower == "of" and sentence.heads[of] == position:
        entity = sentence.entity_at(of + 1)
        last = entity[1] if entity is not None else last
    return first, last


def _is_armed(
    sentence: Sentence, bounds: tuple[int, int], position: int, lexicon: Lexicon
) -> bool | None:
    """Tell whether a party bears arms; None where its name does not say."""
    lower = [word.lower for word in sentence.words[bounds[0] : bounds[1] + 1]]
    status = lexicon.victims.get(sentence.words[position].lower)
    if status in _ARMED or any(word in lexicon.actors.forces for word in lower):
        return True
    name = " ".join(lower)
    if any(name.startswith(group) or f" {group}" in name for group in lexicon.actors.groups):
        return True
    return None if status in (None, Victims.PEOPLE) else False
