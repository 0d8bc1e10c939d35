"""How the figures of one sentence stand to one another: which are of those counted already."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.harm_words import HarmWords
from geomap.vocabulary import Quantity

__all__ = [
    "added_to",
    "among_them",
    "among_those",
    "is_one_of",
    "led_away",
    "buried",
    "counted_off",
    "dead_of_found",
    "of_those",
    "told_after",
    "went_before",
]

_AMONG = 4
# Words before "killed" in "were among those killed".
_OPENS = 2
# Words of a sentence in which its first clause begins.
_LIST = 10
# Words from people to "among them", behind a list of others.
_LISTED = ("CC", "DT", "CD", "JJ", "NN", "PRP$", "HYPH")
_MOVED = 4
# Words before a figure within which it rises or stands.
_QUOTES = frozenset({'"', "“", "'"})


def dead_of_found(scene: Scene, casualty: Casualty, kept: Sequence[Casualty]) -> bool:
    """Read "pulled 23 people out, seven of them dead": of the 23 nothing else is told."""
    group = casualty.group
    words = scene.sentence.words
    if not (casualty.part and group.of_them):
        return False
    if group.of_harmed and words[group.of_harmed - 1].lower not in scene.lexicon.harm.anaphors:
        # "seven of the dead", but "seven of them dead"
        return False
    word = words[casualty.predicate].lower
    if scene.lexicon.states.get(word) is not casualty.quantity:
        return False
    others = [c for c in kept if c is not casualty and c.group.first < group.first]
    found = [g for g in scene.people if g.last < group.first and g.count.best is not None]
    alone = len(kept) == 1 and bool(found)
    return not others and (alone or (not found and _of_a_crowd(scene, group)))


def _of_a_crowd(scene: Scene, group: Group) -> bool:
    """Tell whether "31 of them dead" are of people that nobody counted: "a crowd of miners"."""
    words, said = scene.sentence.words, scene.lexicon.speech["verbs"]
    return any(
        other.last < group.first
        and other.head is not None
        and words[other.head].tag == "NNS"
        and words[other.head].dep in ("pobj", "dobj")
        and words[scene.sentence.heads[other.head]].lower not in said
        for other in scene.people
    )


def of_those(scene: Scene, casualty: Casualty, kept: Sequence[Casualty]) -> bool:
    """Tell whether "two of them" died with those they are of, who are counted already."""
    first = casualty.group.first
    lead = [word.lower for word in scene.sentence.words[max(0, first - 2) : first]]
    fronted = lead[:1] == ["of"] and lead[-1] in scene.lexicon.harm.anaphors
    # "of whom eight"
    return (casualty.group.of_them or fronted) and any(
        other.quantity in (casualty.quantity, Quantity.CASUALTIES)
        and other.group.first < casualty.group.first
        and not other.group.of_them
        for other in kept
    )


def among_those(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether people are some of the harmed: "nine women were among those killed"."""
    words, at = scene.sentence.words, casualty.predicate
    lead = [word.lower for word in words[max(casualty.group.last + 1, at - _AMONG) : at]]
    return "among" in lead and lead[-1] in scene.lexicon.harm.those


def among_them(scene: Scene, casualty: Casualty, kept: Sequence[Casualty]) -> bool:
    """Tell whether people are some of those before: "four, a woman and her sons among them"."""
    last = max(casualty.group.last, *(g.last for g in casualty.added), 0)
    size = (casualty.group.count.best or 0) + sum(g.count.best or 0 for g in casualty.added)
    opens = casualty.group.first and scene.sentence.words[casualty.group.first - 1].text
    return (
        (opens in (",", "and") or bool(casualty.added))
        and _closes_with_them(scene, last + 1)
        and any(
            other.quantity is casualty.quantity
            and other.group.last < casualty.group.first
            and (other.group.count.best or 0) >= size
            for other in kept
        )
    )


def _closes_with_them(scene: Scene, at: int) -> bool:
    """Tell whether a list goes on to "among them": "two nurses | and a doctor among them"."""
    words = scene.sentence.words
    for k in range(at, min(at + _LIST, len(words) - 1)):
        if words[k].lower == "among":
            return words[k + 1].lower in scene.lexicon.harm.anaphors
        if words[k].text != "," and not words[k].tag.startswith(_LISTED):
            return False
    return False


def is_one_of(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether somebody only says who one of those before was: "three died, one a student,"."""
    words, first = scene.sentence.words, casualty.group.first
    # the parser may keep the two words apart
    at = first if words[first].lower == "one" else first - 1
    lead = [word.lower for word in words[max(0, at - 1) : at + 1]]
    article = at + 1 < len(words) and words[at + 1].lower in scene.lexicon.harm.singulars
    # "one a teacher, the other a guard"
    told = lead == [",", "one"] or (lead == ["the", "other"] and words[at - 2].text in (",", "and"))
    return told and article and casualty.group.one


def counted_off(scene: Scene, casualty: Casualty, kept: Sequence[Casualty]) -> bool:
    """Tell whether somebody told of is only numbered: "…, the ninth officer to be killed"."""
    words, group = scene.sentence.words, casualty.group
    inside = {word.lower for word in words[group.first : group.last + 1]}
    numbered = group.one and group.head is not None and inside & scene.lexicon.harm.ordinals
    behind = words[group.last + 1].lower if group.last + 1 < len(words) else ""
    return (
        bool(numbered)
        and behind == "to"
        and any(c.quantity is casualty.quantity and c.group.first < group.first for c in kept)
    )


def buried(scene: Scene, casualty: Casualty, kept: Sequence[Casualty]) -> bool:
    """Tell whether those buried are of the dead: "nineteen died; the priest buried twelve"."""
    buries = scene.sentence.words[casualty.predicate].lower in scene.lexicon.harm.bury
    size = casualty.group.count.best
    return (
        buries
        and size is not None
        and casualty.group.head is None
        and any(
            c.predicate != casualty.predicate
            and c.quantity is casualty.quantity
            and c.group.last < casualty.group.first
            and (c.group.count.best or 0) >= size
            for c in kept
        )
    )


def went_before(scene: Scene, casualty: Casualty, kept: Sequence[Casualty]) -> bool:
    """Read "after killing 60 people in Idlib, a raid killed 16": the 60 are of another event."""
    words, at = scene.sentence.words, casualty.predicate
    opens = words[at].tag == "VBG" and at > 0 and words[at - 1].lower == "after" and at <= _OPENS
    return opens and any(
        other.quantity is casualty.quantity and other.group.first > casualty.group.last
        for other in kept
    )


def told_after(
    sentence: Sentence, casualty: Casualty, others: Sequence[Casualty], harm: HarmWords
) -> bool:
    """Read "171 died …, after three more bodies had been found": the three are among the 171."""
    at = casualty.predicate
    marked = any(
        sentence.words[k].dep in ("advcl", "pcomp")
        and any(sentence.words[c].lower in harm.after for c in sentence.children[k])
        for k in (at, *sentence.ancestors(at))
    )
    # "The toll rose to 21 with the discovery of two bodies": the two are in it.
    risen = any(word.lower in harm.risen for word in sentence.words[:at])
    marked = marked or (
        risen
        and any(
            sentence.words[k].dep == "pobj" and sentence.words[sentence.heads[k]].lower in harm.upon
            for k in (at, *sentence.ancestors(at))
        )
    )
    group = casualty.group
    lead = sentence.words[group.first - 1].lower if group.first else ""
    # "Toll hits 63 as six more succumb", where grammar joins the two figures
    marked = marked or (lead in harm.after and sentence.words[group.last].lower in harm.more)
    size = group.count.best
    return (
        marked
        and size is not None
        and any(
            other.quantity is casualty.quantity
            and other.group.first < casualty.group.first
            and (other.group.count.best or 0) > size
            for other in others
        )
    )


def added_to(scene: Scene, casualty: Casualty, others: Sequence[Casualty]) -> bool:
    """Read "With the death of a corporal, the number of dead rises to 33": he is among the 33.

    And so is he who dies late beside a toll of now: "the dead are now 21; a medic succumbed".
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    late = words[casualty.predicate].lower in harm.succumb or casualty.group.of_harmed is not None
    if late and casualty.quantity is Quantity.KILLED and _in_toll_of_now(scene, casualty, others):
        return True
    opening = words[1 if words[0].text in _QUOTES and len(words) > 1 else 0].lower
    at = max(casualty.predicate, casualty.group.last)
    if opening != "with" or casualty.group.count.best is None:
        return False
    for toll in others:
        first = toll.group.first
        moved = {word.lower for word in words[max(0, first - _MOVED) : first]}
        apart = any(word.text == "," for word in words[at:first])
        larger = (toll.group.count.best or 0) > casualty.group.count.best
        same = toll.quantity is casualty.quantity and first > at
        if same and larger and apart and moved & (harm.rise | harm.stand):
            told = scene.sentence.surface(at, len(words) - 1).lower()
            return scene.lexicon.patterns["over_time"].search(told) is None
    return False


def _in_toll_of_now(scene: Scene, casualty: Casualty, others: Sequence[Casualty]) -> bool:
    """Tell whether a larger figure beside people is the toll as it is now."""
    for toll in others:
        lead = scene.sentence.words[max(0, toll.group.first - 2) : toll.group.first]
        larger = (toll.group.count.best or 0) > (casualty.group.count.best or 0) > 0
        same = toll.quantity is casualty.quantity and toll.group.head is None
        if same and larger and any(word.lower == "now" for word in lead):
            return True
    return False


def led_away(sentence: Sentence, casualty: Casualty, others: Sequence[Casualty]) -> bool:
    """Read "dragged three men out and shot them": they were killed, not captured."""
    # "the bodies of six labourers abducted last week"
    beside = sentence.words[casualty.predicate].dep in ("acl", "relcl", "amod")
    return casualty.quantity is Quantity.CAPTURED and any(
        other.quantity is Quantity.KILLED
        and (beside or other.predicate > casualty.predicate)
        and not other.part
        and (other.group.first == casualty.group.first or other.group.refers)
        and other.group.count.best == casualty.group.count.best
        for other in others
    )
