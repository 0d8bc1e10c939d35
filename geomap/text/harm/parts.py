"""Those told as some of others: "including three children", "two of them women"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Quantity

__all__ = ["in_a_toll", "parts_of"]


def parts_of(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Make casualties of those told as some of others: "including three children"."""
    made: list[Casualty] = []
    for group, whole in (*scene.some, *_bare(scene, found)):
        own = [c for c in found if c.group is whole] or [
            c for c in found if whole in c.added or c.group.first < group.first
        ][-1:]
        if not own:
            continue
        apart = _harmed_apart(scene, group)
        if apart is not None and apart[0] is not own[0].quantity:
            # "63 casualties, among them 20 dead": all the dead there are, and of the 63.
            of_both = own[0].quantity is Quantity.CASUALTIES
            made.append(Casualty(group=group, quantity=apart[0], predicate=apart[1], part=of_both))
            continue
        made.extend(
            Casualty(group=group, quantity=c.quantity, predicate=c.predicate, part=True)
            for c in own
        )
    return made


def in_a_toll(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether people are only told as some of a toll: "the toll includes six children"."""
    words, heads = scene.sentence.words, scene.sentence.heads
    at = casualty.group.first if casualty.group.head is None else casualty.group.head
    while words[at].dep == "conj" and heads[at] < at:
        at = heads[at]
    verb = heads[at]
    including = words[at].dep == "dobj" and words[verb].pos == "VERB"
    if not including or words[verb].lower not in scene.lexicon.harm.parts:
        return False
    subject = scene.sentence.child(verb, "nsubj")
    told = () if subject is None else (subject, *scene.sentence.children[subject])
    known = (scene.lexicon.harmful, scene.lexicon.harm.figures)
    return any(words[k].lower in table for k in told for table in known)


def _bare(scene: Scene, found: Sequence[Casualty]) -> list[tuple[Group, Group]]:
    """Pair "five died, two of them in hospital": nothing else is said of the two."""
    pairs = []
    for group in scene.people:
        before = [c.group for c in found if c.group.first < group.first]
        if group.of_them and group.of_harmed is None and before:
            if not any(c.group is group for c in found):
                pairs.append((group, before[-1]))
    return pairs


def _harmed_apart(scene: Scene, group: Group) -> tuple[Quantity, int] | None:
    """Find the word of harm that a part has of its own: "among them 20 dead"."""
    lexicon, words = scene.lexicon, scene.sentence.words
    behind = group.last + 1
    short = behind < len(words) and words[behind].lower in lexicon.harm.abbreviations
    if short or (behind < len(words) and words[behind].tag in ("JJ", "VBN", "VBD", "NN", "NNS")):
        word = words[behind].lower
        quantity = lexicon.states.get(word) or lexicon.verbs.get(word) or lexicon.nouns.get(word)
        if quantity is not None:
            return quantity, behind
    if group.head is not None:
        noun = words[group.head].lower
        if noun in lexicon.nouns:
            return lexicon.nouns[noun], group.head
        for at in range(group.first, group.head):
            if words[at].lower in lexicon.states:
                return lexicon.states[words[at].lower], at
    return None
