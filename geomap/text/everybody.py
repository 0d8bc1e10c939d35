"""Harm to all of those told of before: "Eight policemen were ambushed. None survived."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Quantity
from geomap.text.casualty import Casualty
from geomap.text.grammar import Sentence
from geomap.text.groups import Group
from geomap.text.lexicon import Lexicon
from geomap.text.scene import Scene

__all__ = ["by_everybody", "speaks_of_all"]


def speaks_of_all(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a subject of a sentence is all or none of some people told of before.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words for all and none.

    Returns
    -------
    bool
        False for "all five" and "none of the crew", which say themselves of whom.
    """
    return any(_meant(sentence, at, lexicon) for at in range(len(sentence.words)))


def _meant(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    word = sentence.words[at]
    whole = word.lower in lexicon.harm.everybody | lexicon.harm.nobody
    return whole and word.dep.startswith("nsubj") and not sentence.children[at]


def by_everybody(scene: Scene, at: int, before: Sequence[Group]) -> list[Casualty]:
    """Read "all were killed" and "none survived" as harm to those told of last.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a verb or state.
    before : sequence of Group
        The people of the sentence before.

    Returns
    -------
    list of Casualty
        Empty where nobody was counted before, or the subject is another.
    """
    sentence, lexicon = scene.sentence, scene.lexicon
    word = sentence.words[at].lower
    verb = sentence.heads[at] if sentence.words[at].dep == "acomp" else at
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is None or not _meant(sentence, subject, lexicon):
        return []
    none = sentence.words[subject].lower in lexicon.harm.nobody
    quantity = _quantity(scene, at)
    if none != (word in lexicon.harm.survive) or quantity is None:
        return []
    counted = [*before, *[g for g in scene.people if g.last < subject]]
    counted = [g for g in counted if g.sure and not g.one and g.count.best is not None]
    if not counted:
        return []
    meant = replace(counted[-1], first=subject, last=subject, head=None, refers=True, of_them=False)
    return [Casualty(group=meant, quantity=quantity, predicate=at)]


def _quantity(scene: Scene, at: int) -> Quantity | None:
    lexicon, word = scene.lexicon, scene.sentence.words[at].lower
    if word in lexicon.harm.survive:
        return Quantity.KILLED
    if word in lexicon.verbs and scene.sentence.child(at, "auxpass") is not None:
        return lexicon.verbs[word]
    return lexicon.subject_verbs.get(word) or lexicon.states.get(word)
