"""Harm told by what stands for its verb: "the pilot died, and so did both gunners"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.chains import chain_back, chain_from
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["likewise", "not_so", "others_apart"]

_FATE = 5
# Words behind people within which "the same fate" may stand.
_PLACE = 6
# Words of a place between a preposition and the figure behind it.


def likewise(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read "so did both gunners", "as were two guards", "eleven others met the same fate".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        Of what befell those told of right before; empty where nothing stands for its verb.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    told = {casualty.group.first for casualty in found}
    made: list[Casualty] = []
    for group in scene.people:
        before = [c for c in found if c.group.last < group.first]
        if group.first in told or not before or not group.sure:
            continue
        lead = [word.lower for word in words[max(0, group.first - 3) : group.first]]
        if lead[-1:] and lead[-1] in harm.both:
            # "as are both gunners"
            lead.pop()
        same = lead[-2:-1] and lead[-2] in harm.so and lead[-1] in harm.done
        behind = [word.lower for word in words[group.last + 1 : group.last + 1 + _FATE]]
        same = same or any(f" {phrase} " in f" {' '.join(behind)} " for phrase in harm.same_fate)
        # "first the father died, then both children"
        end = group.last + 1
        closed = end >= len(words) or words[end].text in (".", ",", ";")
        same = same or (lead[-2:] in ([",", "then"], ["and", "then"]) and closed)
        group = _both(scene, group)
        if same and group.count.best is not None:
            last = before[-1]
            chain = chain_from(scene, [group])
            made.extend(replace(last, group=g, added=(), part=False) for g in chain)
            told.update(g.first for g in chain)
    return made


def not_so(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read "the father survived; his wife and their three daughters did not".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        Those who did not survive, where another did.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    lived = next((k for k, word in enumerate(words) if word.lower in harm.survive), None)
    told = {casualty.group.first for casualty in found}
    for group in scene.people if lived is not None else ():
        end = group.last + 1
        denied = [word.lower for word in words[end : end + 2]]
        closed = end + 2 >= len(words) or words[end + 2].text in (".", ",", ";")
        if not (denied[:1] and denied[0] in harm.done and denied[1:] in (["not"], ["n't"])):
            continue
        if lived is not None and lived < group.first and closed and group.first not in told:
            chain = chain_back(scene, group, end)
            chain = [g for g in chain if g.first > lived]
            return casualties_of(chain, Quantity.KILLED, end)
    return []


def _both(scene: Scene, group: Group) -> Group:
    """Count "both gunners" as two where grammar parts the words."""
    words = scene.sentence.words
    before = words[group.first - 1].lower if group.first else ""
    if group.count.best is not None or before not in scene.lexicon.harm.both:
        return group
    wording = scene.sentence.surface(group.first - 1, group.last)
    count = make_count(Qualifier.EXACT, 2, wording=wording)
    return replace(group, first=group.first - 1, count=count)


def _next_in_turn(scene: Scene, group: Group, at: int) -> bool:
    """Tell whether an ordinal goes on with a number: "two died at once, the third on the way"."""
    words, best, ordinals = scene.sentence.words, group.count.best, scene.lexicon.ordinals
    in_turn = best is not None and 1 < best < len(ordinals)
    return in_turn and words[at].lower == ordinals[best or 0] and words[at - 1].lower == "the"


def others_apart(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read "one man died at once, another on the way to hospital, a third on the table".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        One for each "another" and "a third" that stands alone before where it befell them.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    made: list[Casualty] = []
    for at in range(1, len(words) - 1):
        before = [c for c in found if max(c.group.last, c.predicate) < at]
        alone = words[at + 1].lower in harm.before_place or words[at + 1].lower in harm.later
        first = at - (words[at - 1].lower in harm.singulars)
        another = words[at].lower in harm.ordinals or words[at].lower == "another"
        parted = words[first - 1].lower in (",", ";", "and") if first else False
        if not (before and alone and another and parted):
            continue
        if not before[-1].group.one and not _next_in_turn(scene, before[-1].group, at):
            continue
        gap = words[max(before[-1].group.last, before[-1].predicate) + 1 : first]
        if any(word.pos == "VERB" for word in gap) or any(
            g.first <= at <= g.last for g in scene.people
        ):
            continue
        group = Group(
            first=first,
            last=at,
            count=make_count(Qualifier.EXACT, 1, wording=scene.sentence.surface(first, at)),
            victims=Victims.PEOPLE,
            head=None,
            sure=True,
        )
        made.append(replace(before[-1], group=group, added=(), part=False))
    return made
