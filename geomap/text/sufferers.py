"""Who stands where a word of harm takes its victims: its object, its subject, beside it."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.grammar import Sentence
from geomap.text.victims import Group, group_at

__all__ = ["JOINING", "adjacent_before", "objects_of", "people_behind", "subjects_of"]


JOINING = frozenset({",", "and", "as", "well", "plus", "also", "or", "&", ";", "then", "another"})


_SOFT = frozenset(
    {"RB", "DT", "IN", "JJ", "VBN", "PRP$", "RP", "MD", "VB", "VBD", "VBP", "CC", "TO", "HYPH"}
)


_CLAUSE = frozenset(
    {"who", "which", "that", "when", "where", "while", "after", "because", "but", ";", ":"}
)


def people_behind(sentence: Sentence, at: int, groups: Sequence[Group]) -> list[Group]:
    """Give the people behind "the deaths of"."""
    if at + 1 >= len(sentence.words) or sentence.words[at + 1].lower not in ("of", "among", ":"):
        return []
    starts = [g for g in groups if at + 1 <= g.first <= at + 4]
    return _chain_on(sentence, starts[:1], groups)


def objects_of(sentence: Sentence, at: int, groups: Sequence[Group]) -> list[Group]:
    """Give the people who are the object of an active verb."""
    objects = [c for c in sentence.children[at] if sentence.words[c].dep == "dobj"]
    for position in objects:
        for group in groups:
            if group.first <= position <= group.last and position > at:
                return _chain_on(sentence, [group], groups)
        unnamed = group_at(sentence, position) if position > at else None
        if unnamed is not None:
            return _chain_on(sentence, [unnamed], groups)
    for group in groups:
        if group.first > at:
            gap = sentence.words[at + 1 : group.first]
            near = len(gap) <= 3 and all(
                w.tag in _SOFT and w.lower not in ("by", "in", "near", "at") for w in gap
            )
            return _chain_on(sentence, [group], groups) if near and group.sure else []
    return []


def subjects_of(sentence: Sentence, at: int, groups: Sequence[Group]) -> list[Group]:
    """Give the people who are the subject of a passive or intransitive verb."""
    for verb in (at, *_verb_chain(sentence, at)):
        subject = sentence.child(verb, "nsubjpass", "nsubj")
        if subject is not None and subject < at:
            for group in groups:
                if group.first <= subject <= group.last:
                    return _chain_back(sentence, group, groups, at)
            unnamed = group_at(sentence, subject)
            if unnamed is not None and verb == at:
                return [unnamed]
    near = [g for g in groups if g.last < at and g.sure]
    for group in reversed(near):
        gap = {w.lower for w in sentence.words[group.last + 1 : at]}
        if gap & {"who", "which", ";", ":", "but", "while"}:
            break
        if len(sentence.words[group.last + 1 : at]) > 14:
            break
        return _chain_back(sentence, group, groups, at)
    return []


def _verb_chain(sentence: Sentence, at: int) -> list[int]:
    """Give the verbs that share a subject with this one: conjuncts and raising verbs."""
    chain = []
    position = at
    while sentence.words[position].dep in ("conj", "xcomp", "ccomp", "acomp", "oprd", "advcl"):
        head = sentence.heads[position]
        if head == position or sentence.words[head].pos not in ("VERB", "AUX"):
            break
        if sentence.words[position].dep == "ccomp" and sentence.child(
            position, "nsubj", "nsubjpass"
        ):
            break
        chain.append(head)
        position = head
    if sentence.words[at].dep in ("relcl", "acl"):
        return chain
    return chain


def adjacent_before(sentence: Sentence, at: int, groups: Sequence[Group]) -> list[Group]:
    """Give the people that stand right before a participle or state."""
    head = sentence.heads[at] if sentence.words[at].dep in ("acl", "relcl", "amod") else None
    for group in reversed(groups):
        if group.last >= at:
            continue
        if head is not None and group.first <= head <= group.last:
            return _chain_back(sentence, group, groups, at)
        gap = sentence.words[group.last + 1 : at]
        if len(gap) <= 4 and group.sure and all(w.tag in _SOFT and w.lower != "by" for w in gap):
            return _chain_back(sentence, group, groups, at)
        if any(w.tag in (",", ".") or w.lower in _CLAUSE for w in gap):
            return []
    return []


def _chain_on(sentence: Sentence, start: Sequence[Group], groups: Sequence[Group]) -> list[Group]:
    """Follow "three civilians, two soldiers and a nurse" to its end."""
    chain = list(start)
    while chain:
        following = [g for g in groups if g.first > chain[-1].last]
        if not following:
            break
        gap = sentence.words[chain[-1].last + 1 : following[0].first]
        if not gap or any(w.lower not in JOINING for w in gap):
            break
        if _own_verb(sentence, following[0]):
            break
        chain.append(following[0])
    return chain


def _own_verb(sentence: Sentence, group: Group) -> bool:
    """Tell whether a group in a list has a participle of its own: "and ten wounded"."""
    at = group.last + 1
    while at < len(sentence.words) and sentence.words[at].tag in ("RB",):
        at += 1
    if at >= len(sentence.words):
        return False
    word = sentence.words[at]
    return word.tag in ("VBN", "VBD", "JJ", "NN", "VBP", "VBZ", "MD") and word.pos in (
        "VERB",
        "AUX",
        "ADJ",
    )


def _chain_back(sentence: Sentence, last: Group, groups: Sequence[Group], at: int) -> list[Group]:
    """Follow a list of people backwards, and on towards the word of harm."""
    chain = [last]
    ordered = [g for g in groups if g.last < at]
    place = ordered.index(last) if last in ordered else len(ordered) - 1
    while place > 0:
        gap = sentence.words[ordered[place - 1].last + 1 : chain[0].first]
        if not gap or any(w.lower not in JOINING for w in gap):
            break
        place -= 1
        chain.insert(0, ordered[place])
    for group in ordered[ordered.index(last) + 1 :] if last in ordered else []:
        gap = sentence.words[chain[-1].last + 1 : group.first]
        if not gap or any(w.lower not in JOINING for w in gap):
            break
        chain.append(group)
    return chain
