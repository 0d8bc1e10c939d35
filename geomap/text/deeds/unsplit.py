"""Casualties that no word splits into dead and wounded, and those that one beside them does."""

from __future__ import annotations

from dataclasses import replace

from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Qualifier, Quantity

__all__ = ["each_of_both", "of_both", "split_of"]

_SPLITTING = frozenset({"(", "-", "–", "—", ":", ";", "including", "among"})
_OPENING = frozenset({",", "(", "-", "–", "—", "both"})


def split_of(scene: Scene, at: int) -> Quantity | None:
    """Read "7 casualties and tens of injuries", "six dead and 15 casualties": who is not the other.

    What a bracket or dash behind them tells is of the casualties themselves.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of "casualties".

    Returns
    -------
    Quantity or None
        What the casualties are beside the others; None where nothing parts them.
    """
    if _both_behind(scene, at):
        return None
    for first, end, other, said in (
        (at + 1, at + 6, Quantity.WOUNDED, Quantity.KILLED),
        (max(0, at - 6), at, Quantity.KILLED, Quantity.WOUNDED),
    ):
        words = scene.sentence.words[first:end]
        bar = next((k for k, word in enumerate(words) if word.text == ":"), None)
        if said is Quantity.WOUNDED and bar is not None:
            # what a source is parted from, as in "(aid): four corpses and 13 casualties"
            words, first = words[bar + 1 :], first + bar + 1
        joined = [k for k, word in enumerate(words) if word.lower in ("and", ",")]
        if not joined or any(word.text in _SPLITTING for word in words):
            continue
        for k, word in enumerate(words):
            beside = k > joined[0] if said is Quantity.KILLED else k < joined[-1]
            tables = (scene.lexicon.nouns,) if beside else ()
            told = any(table.get(word.lower) is other for table in tables)
            counted = any(g.first <= first + k <= g.last + 1 for g in scene.people)
            if told and counted and word.lower not in scene.lexicon.harm.lives | {"toll"}:
                return said
    return None


def of_both(scene: Scene, at: int) -> bool:
    """Tell whether "dead" in "42 casualties, dead and wounded" is only half of what they are.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a state.

    Returns
    -------
    bool
        Whether both states behind the noun make up one figure.
    """
    words = scene.sentence.words
    for start in (at - 1, at - 3):
        noun = words[start - 1].lower if start > 0 else ""
        if noun in scene.lexicon.harm.unsplit and _both_behind(scene, start - 1):
            return True
    return False


def each_of_both(scene: Scene, casualty: Casualty) -> list[Casualty]:
    """Read "a number of people were killed and injured": some were killed, and some injured.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    casualty : Casualty
        Any.

    Returns
    -------
    list of Casualty
        The dead and the wounded where nobody says how many were either; else as it is.
    """
    words, at = scene.sentence.words, casualty.predicate
    unsplit = casualty.quantity is Quantity.CASUALTIES and words[at].lower in scene.lexicon.verbs
    vague = casualty.group.count.qualifier is Qualifier.VAGUE
    if not unsplit or not vague or words[at - 1].lower != "and":
        return [casualty]
    return [replace(casualty, quantity=each) for each in (Quantity.KILLED, Quantity.WOUNDED)]


def _both_behind(scene: Scene, at: int) -> bool:
    """Read "42 casualties, dead and wounded": one figure for both."""
    words = [word.lower for word in scene.sentence.words[at + 1 : at + 6]]
    told = [scene.lexicon.states.get(word) or scene.lexicon.verbs.get(word) for word in words]
    both = [quantity for quantity in told if quantity is not None]
    counted = any(at < g.first <= at + 5 for g in scene.people)
    opens = bool(words) and words[0] in _OPENING
    return set(both[:2]) == {Quantity.KILLED, Quantity.WOUNDED} and opens and not counted
