"""Deaths and injuries that nobody counts: "several deaths", "injuries were reported"."""

from __future__ import annotations

from dataclasses import replace

from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Qualifier, Victims

__all__ = ["unnumbered"]

_PASSIVE = frozenset({"nsubjpass", "dobj"})
_OWN = frozenset({"det", "poss", "nummod", "neg", "compound"})
# What beside a plural says whose or how many: then it does not stand for "some".


def unnumbered(scene: Scene, at: int) -> list[Group]:
    """Give the people whom a noun of harm tells of without a number.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the noun.

    Returns
    -------
    list of Group
        One at most: "a number of deaths", the injuries of "a number of deaths and injuries",
        and the bare plural of what was reported or caused.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    if words[at].lower in harm.marks:
        return []
    vague = [g for g in scene.people if g.count.qualifier is Qualifier.VAGUE]
    own = [g for g in vague if g.head == at]
    if own:
        # "an account of the dead": of those who were told of
        told = words[own[-1].first].lower in scene.lexicon.places.articles - {"a", "an"}
        return [] if told else own[-1:]
    first = scene.sentence.heads[at]
    if words[at].dep == "conj" and first < at:
        both = [replace(g, first=at, last=at, head=at) for g in vague if g.head == first]
        return both[-1:] or ([_some(scene, at)] if _is_bare(scene, first) else [])
    return [_some(scene, at)] if _is_bare(scene, at) else []


def _is_bare(scene: Scene, at: int) -> bool:
    """Tell whether a plural alone was reported or caused: "resulted in injuries"."""
    sentence, lexicon = scene.sentence, scene.lexicon
    word = sentence.words[at]
    if word.tag != "NNS" or word.lower not in lexicon.nouns:
        return False
    if any(sentence.words[k].dep in _OWN for k in sentence.children[at]):
        return False
    verb = sentence.heads[at]
    behind = word.dep == "pobj" and sentence.words[verb].lower in lexicon.harm.lead_to
    verb = sentence.heads[verb] if behind else verb
    told = sentence.words[verb].lower in lexicon.harm.tell_of
    return told and (behind or word.dep in _PASSIVE)


def _some(scene: Scene, at: int) -> Group:
    return Group(
        first=at,
        last=at,
        count=make_count(Qualifier.VAGUE, None, wording=scene.sentence.words[at].text),
        victims=Victims.PEOPLE,
        head=at,
        sure=True,
    )
