"""Lists of people that one word of harm counts: "three civilians, two soldiers and a nurse"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.groups import NOUN, Group, group_at
from geomap.text.harmed.lists import explanation, joined
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["chain_back", "chain_from", "conjoined", "covering", "own_verb"]

_OWN_VERB = ("VBN", "VBD", "JJ", "NN", "VBP", "VBZ", "MD")

_TELLERS = 8
# Words behind a list of dead in which those who tell of them say so.


def chain_from(scene: Scene, start: Sequence[Group]) -> list[Group]:
    """Follow "three civilians, two soldiers and a nurse" to its end.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    start : sequence of Group
        The first of the list, or nobody.

    Returns
    -------
    list of Group
        The whole list.
    """
    chain = list(start)
    while chain:
        explained = explanation(scene.sentence, chain[-1])
        behind = [g for g in scene.people if g.first > chain[-1].last]
        following = next((g for g in behind if g.last not in explained), None)
        if following is None or not joined(scene, chain[-1], following):
            break
        if own_verb(scene.sentence, following) or _own_harm(scene, following):
            break
        if _speak(scene, following):
            break
        chain.append(following)
    for group in conjoined(scene, chain[0]) if chain else []:
        apart = own_verb(scene.sentence, group) or _own_harm(scene, group)
        if group.first > chain[-1].last and not apart:
            chain.append(group)
    return chain


def _speak(scene: Scene, group: Group) -> bool:
    """Tell whether people behind a comma say so: "killing nine, a nurse and two residents told"."""
    words, lexicon = scene.sentence.words, scene.lexicon
    lead = words[group.first - 1].text if group.first else ""
    said = lexicon.speech["verbs"]
    near = words[group.last + 1 : group.last + 1 + _TELLERS]
    if lead != "," or not any(word.lower in said and word.tag == "VBD" for word in near):
        return False
    last = group
    for other in scene.people:
        joined_by = words[other.first - 1].lower if other.first else ""
        if other.first == last.last + 2 and joined_by == "and":
            last = other
    behind = words[last.last + 1] if last.last + 1 < len(words) else None
    return behind is not None and behind.lower in said and behind.tag == "VBD"


def chain_back(scene: Scene, last: Group, at: int) -> list[Group]:
    """Follow a list of people backwards, and on towards the word of harm.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    last : Group
        One of the list.
    at : int
        Position of the word of harm.

    Returns
    -------
    list of Group
        The whole list.
    """
    if last.of_them:
        return [last]
    chain = [last]
    for group in reversed([g for g in scene.people if g.last < last.first]):
        if not (joined(scene, group, chain[0]) or _twin_subjects(scene, group, chain[0])):
            break
        chain.insert(0, group)
    for group in [g for g in scene.people if last.last < g.first and g.last < at]:
        if not joined(scene, chain[-1], group):
            break
        chain.append(group)
    for group in conjoined(scene, chain[0]):
        if chain[-1].last < group.first and group.last < at:
            chain.append(group)
    return chain


def conjoined(scene: Scene, group: Group) -> list[Group]:
    """Follow grammar to who else is named beside a person: "Galindo, …, and his son".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    group : Group
        A person or group.

    Returns
    -------
    list of Group
        The others, in order of the text.
    """
    sentence, found = scene.sentence, []
    stack = [group.head] if group.head is not None else []
    while stack:
        for other in sentence.children[stack.pop()]:
            word = sentence.words[other]
            office = sentence.words[group.last + 1].lower == "of" if other > group.last else False
            if word.dep == "appos" and word.tag == "NNP" and group.one and office:
                # "the head of the port, Omar Ali, and a guard"
                stack.append(other)
                continue
            # "and two of his bodyguards": the number is joined, not they
            if word.dep != "conj" or word.tag not in (*NOUN, "CD") or other in scene.hidden:
                continue
            stack.append(other)
            beside = covering(scene, other) or _another(sentence, other, scene.lexicon)
            thing = beside is not None and not beside.sure
            if beside is not None and not thing and not beside.of_them and beside not in found:
                found.append(beside)
    return sorted(found, key=lambda other: other.first)


def _twin_subjects(scene: Scene, group: Group, behind: Group) -> bool:
    """Read "Two brothers, aged 8 and 11, and their grandmother were killed": of one verb."""
    words, heads = scene.sentence.words, scene.sentence.heads
    if group.head is None or behind.head is None or group.count.best is None:
        return False
    subjects = [words[k].dep in ("nsubj", "nsubjpass") for k in (group.head, behind.head)]
    between = words[group.last + 1 : behind.first]
    same = all(subjects) and heads[group.head] == heads[behind.head]
    return (
        same
        and bool(between)
        and between[-1].lower == "and"
        and not any(word.pos in ("VERB", "AUX") for word in between)
    )


def _another(sentence: Sentence, position: int, lexicon: Lexicon) -> Group | None:
    """Make a person of a noun in a list that no word list knows: "and his bodyguard"."""
    if sentence.words[position].lower in lexicon.things:
        return None
    determiner = sentence.child(position, "det", "poss")
    if determiner is None or sentence.words[determiner].lower not in lexicon.harm.singulars:
        return None
    return group_at(sentence, position, lexicon)


def _own_harm(scene: Scene, group: Group) -> bool:
    """Tell whether a group's own words say what befell it: "and injured scores"."""
    if group.head is None:
        return False
    inside = scene.sentence.words[group.first : group.head]
    return any(w.lower in scene.lexicon.states and w.tag in ("JJ", "VBN") for w in inside)


def own_verb(sentence: Sentence, group: Group) -> bool:
    """Tell whether a group in a list has a participle of its own: "and ten wounded".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    group : Group
        One of its groups.

    Returns
    -------
    bool
        Whether the words right behind it are of it alone.
    """
    at = group.last + 1
    while at < len(sentence.words) and sentence.words[at].tag == "RB":
        at += 1
    if at >= len(sentence.words):
        return False
    word = sentence.words[at]
    verb = sentence.heads[at] if word.dep in ("aux", "auxpass") else at
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is not None and group.head is not None and word.pos != "ADJ":
        # "The bodies of 13 soldiers and 20 civilians were found": the verb is of the bodies
        beside = sentence.heads[group.head] == verb
        beside = beside and sentence.words[group.first - 1].lower == "and"
        if subject < group.first and (beside or subject in sentence.ancestors(group.head)):
            return False
    return word.tag in _OWN_VERB and word.pos in ("VERB", "AUX", "ADJ")


def covering(scene: Scene, position: int) -> Group | None:
    """Give the people of whose words one stands at a position.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    position : int
        Of a word.

    Returns
    -------
    Group or None
        None where it is nobody's.
    """
    return next((g for g in scene.people if g.first <= position <= g.last), None)
