"""Figures that stand for one told before: "up from seven", "the count stood at 14"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.protocols import Token
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import Sentence
from geomap.text.tolls.raised import of_the_same
from geomap.text.voices.sayings import gapped_party
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Quantity

__all__ = ["is_older", "moves_on", "older_marked", "restated"]

_LEFT = 7
# Words before a number within which its cue may stand: "an earlier toll of".
_END = 7
# Words at its end that may give it.
_SHORT = 24
# Words of a sentence that only gives another figure.
_RIGHT = 5
# Words behind it: "as first reported".


def restated(scene: Scene, found: Sequence[Casualty], before: Quantity | None) -> list[Casualty]:
    """Read the bare numbers that give another figure for what was told.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.
    before : Quantity or None
        What the last figure before this sentence counted.

    Returns
    -------
    list of Casualty
        Figures of the nearest quantity before them.
    """
    told = {casualty.group.first for casualty in found}
    made: list[Casualty] = []
    for group in scene.people:
        bare = group.head is None and not group.of_them and group.count.best is not None
        if not bare or group.first in told:
            continue
        # "Six died, the army says. The rebels say nine."
        only = sum(word.pos == "VERB" for word in scene.sentence.words) == 1
        alone = only and (_counted_too(scene, group) or _told_of(scene, group))
        alone = not found and (alone or _given_as(scene, group))
        anaphoric = _figure_is(scene, group)
        again = is_older(scene, group) or _turned_out(scene, group) or _counted_too(scene, group)
        again = again or _spoken_of(scene, group) or _rather_than(scene, group)
        party = _gapped_too(scene, group, made)
        again = again or alone or party is not None
        if not anaphoric and not again:
            continue
        nearest = [c for c in found if c.group.first < group.first]
        if not nearest and not (anaphoric and before):
            nearest = list(found[:1])
        quantity = nearest[-1].quantity if nearest else (before if anaphoric or alone else None)
        if quantity is not None:
            at = nearest[-1].predicate if nearest else group.first
            if not anaphoric and _counted_too(scene, group):
                at = group.first - 1
            put = _put_by(scene, nearest[-1].group, group) if nearest else None
            at = put if put is not None else at
            at = party if party is not None else at
            made.append(Casualty(group=group, quantity=quantity, predicate=at))
    return made


def _gapped_too(scene: Scene, group: Group, made: Sequence[Casualty]) -> int | None:
    """Find the party of a second figure: "how many died is unclear: survivors say 20, police 5"."""
    words, party = scene.sentence.words, None
    if made and not any(w.pos == "VERB" for w in words[made[-1].group.last + 1 : group.first]):
        party = gapped_party(scene.sentence, group.first, scene.lexicon)
    return None if party is None else party[1]


def moves_on(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence may give a new figure for what was counted before it.

    Parameters
    ----------
    sentence : Sentence
        A sentence without a word of harm.
    lexicon : Lexicon
        The language's words.

    Returns
    -------
    bool
        Whether it is short and has "it" or a noun for a figure, a move or a stand, and a
        number: "It has gone up to 4.", "The figure stood at nine by noon."
    """
    harm, words = lexicon.harm, {word.lower for word in sentence.words}
    tail = [word for word in sentence.words[-_END:] if word.text not in (".", "!", '"', "”")]
    # "Villagers maintain it is sixteen.", but "It was one of three such letters"
    is_so = (
        bool(tail)
        and tail[-1].tag == "CD"
        and any(one.lower == "it" and two.lower in ("is", "was") for one, two in pairwise(tail))
    )
    if len(tail) > 1 and tail[-1].tag == "CD":
        if tail[-2].lower in harm.only:
            # "The police speak of only one."
            tail = [*tail[:-2], tail[-1]]
        if _is_heading(tail, len(tail) - 2, lexicon) and len(sentence.words) <= _SHORT:
            return True
        # "The rebels say nine.", "The rebels speak of nine."
        said = tail[-3:-1] if tail[-2].lower in lexicon.speech["before_figure"] else tail[-2:-1]
        if said and said[0].lower in lexicon.speech["verbs"] and len(sentence.words) <= _SHORT:
            return True
    return (
        len(sentence.words) <= _SHORT
        and not words.isdisjoint(harm.figures | harm.stated | harm.it)
        and (is_so or not words.isdisjoint(harm.rise | harm.stand | harm.stated))
        and any(word.tag == "CD" for word in sentence.words)
    )


def older_marked(scene: Scene, told: Sequence[Casualty]) -> list[Casualty]:
    """Mark the figures that the sentence itself calls older, where it has a newer one.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    told : sequence of Casualty
        Its figures.

    Returns
    -------
    list of Casualty
        The same, some superseded: "11 people, up from an earlier toll of seven".
    """
    old = [c for c in told if c.superseded or is_older(scene, c.group)]
    newer = [c for c in told if c not in old and not c.part and c.group.count.wording]
    replacing = [
        c
        for c in newer
        if not _adds_up(c, newer)
        # "gave 15 as its count of the people killed": they are no other figure
        and c.group.count.best is not None
        and (
            _figure_is(scene, c.group) or _turned_out(scene, c.group) or _spoken_of(scene, c.group)
        )
    ]
    result = []
    for casualty in told:
        same = [c for c in newer if c.quantity is casualty.quantity and c is not casualty]
        after = [
            c
            for c in replacing
            if c.quantity is casualty.quantity
            and c.group.first > casualty.group.last
            and not _contrasted(scene, casualty.group, c.group)
        ]
        replaced = (casualty in old and same) or (after and casualty not in replacing)
        if replaced and not casualty.part and casualty.group.count.best is not None:
            more = bool(after) and casualty not in old and of_the_same(scene, casualty)
            casualty = replace(casualty, superseded=not more, part=more)
        result.append(casualty)
    return result


def _adds_up(last: Casualty, told: Sequence[Casualty]) -> bool:
    """Tell whether a figure is the sum of those before: "eight here, five there, a toll of 13"."""
    before = [
        c.group.count.best or 0
        for c in told
        if c.quantity is last.quantity and c.group.first < last.group.first
    ]
    return len(before) > 1 and sum(before) == last.group.count.best


def _contrasted(scene: Scene, one: Group, other: Group) -> bool:
    """Tell whether a second party gives its own figure: "X said 20, while Y put it at 30"."""
    between = scene.sentence.words[one.last + 1 : other.first]
    return _put_by(scene, one, other) is not None or any(
        word.lower in scene.lexicon.harm.contrasting for word in between
    )


def _put_by(scene: Scene, one: Group, other: Group) -> int | None:
    """Find the verb of another who gives a figure: "20 died, and a medic put the toll at 24"."""
    sentence, put = scene.sentence, scene.lexicon.harm.put
    words = sentence.words
    for at in range(other.first - 1, max(one.last, other.first - _LEFT), -1):
        subject = sentence.child(at, "nsubj") if words[at].lower in put else None
        if subject is None or subject <= one.last or words[subject].pos == "PRON":
            continue
        named = words[subject].lower
        if not any(word.lower == named for word in words[: one.first]):
            return at
    return None


def is_older(scene: Scene, group: Group) -> bool:
    """Tell whether the words beside a figure call it older.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    group : Group
        The figure.

    Returns
    -------
    bool
        Whether a newer one may stand beside it.
    """
    harm, words = scene.lexicon.harm, scene.sentence.words
    left: list[str] = []
    for word in reversed(words[max(0, group.first - _LEFT) : group.first]):
        if word.tag == "CD" or word.text in (";", ":") or (word.text == "," and left):
            break
        left.insert(0, word.lower)
    right = [word.lower for word in words[group.last + 1 : group.last + 1 + _RIGHT]]
    before, behind = f" {' '.join(left)}", f" {' '.join(right)} "
    return (
        _cued(f"{before} ", harm.older)
        or _cued(behind, harm.older_behind)
        # Farther off, "from" is where somebody comes from.
        or any(before.endswith(f" {phrase}") for phrase in harm.older_before)
    )


def _cued(text: str, phrases: frozenset[str]) -> bool:
    return any(f" {phrase} " in text for phrase in phrases)


def _figure_is(scene: Scene, group: Group) -> bool:
    """Read "the figure has since doubled to 16", "later raised to ten", "saying it was 12"."""
    harm, words = scene.lexicon.harm, scene.sentence.words
    start = max(0, group.first - _LEFT)
    left = [word.lower for word in words[start : group.first]]
    cut = max((k for k, word in enumerate(left) if word in (";", ":", ",")), default=-1)
    left = left[cut + 1 :]
    if left[-2:] in (["it", "was"], ["it", "is"]):
        # "rebels said it was closer to 40"
        return True
    if left[-1:] == ["of"] and left[-2:-1] and left[-2] in harm.stated:
        # "medics gave a figure of 13"
        return True
    noun = next((k for k, word in enumerate(left) if word in harm.figures | {"toll"}), None)
    if noun is not None:
        if left[noun + 1 :] == ["to"] and harm.rise & set(left[max(0, noun - 2) : noun]):
            # "on Tuesday it raised the figure to 43"
            return True
        left = left[noun + 1 :]
    moved = bool(harm.rise & set(left)) and left[-1:] == ["to"]
    if noun is None:
        return moved and bool(harm.since & set(left))
    stands = bool(harm.stand & set(left)) or left[-1:] in (["was"], ["is"], ["at"])
    return moved or stands


def _counted_too(scene: Scene, group: Group) -> bool:
    """Read "the White Helmets counted three dead; the hospital registered four"."""
    words = scene.sentence.words
    at = group.first - 1
    if at > 0 and words[at].lower in scene.lexicon.harm.before_number:
        at -= 1
    if at > 1 and words[at].lower == "at" and words[at - 1].lower in ("it", "them"):
        # "the local radio has it at 23"
        return group.last + 1 >= len(words) or words[group.last + 1].text in (".", ",", ";")
    ends = group.last + 1 >= len(words) or words[group.last + 1].text in (".", ",", ";", ")")
    return at >= 0 and ends and words[at].lower in scene.lexicon.speech["verbs"]


def _given_as(scene: Scene, group: Group) -> bool:
    """Read "The army's version: nine." where that is all a sentence says."""
    words, at = scene.sentence.words, group.first - 1
    ends = group.last + 2 >= len(words)
    return ends and _is_heading(words, at, scene.lexicon)


def _is_heading(words: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a bar behind a noun for a figure stands at a position."""
    return (
        at > 0
        and words[at].text in (":", "-", "–", "—")
        and words[at - 1].lower in lexicon.harm.stated | lexicon.harm.figures
    )


def _told_of(scene: Scene, group: Group) -> bool:
    """Read "the rebels speak of nine" where that is all a sentence says."""
    words, lexicon = scene.sentence.words, scene.lexicon
    at = group.first
    ends = group.last + 2 >= len(words)
    at -= words[at - 1].lower in lexicon.harm.only if at else 0
    of = at > 1 and words[at - 1].lower in lexicon.speech["before_figure"]
    return ends and of and words[at - 2].lower in lexicon.speech["verbs"]


def _spoken_of(scene: Scene, group: Group) -> bool:
    """Read "first spoke of one dead and later of six", "then put it at nine"."""
    left = [word.lower for word in scene.sentence.words[max(0, group.first - _LEFT) : group.first]]
    return left[-1:] in (["of"], ["at"]) and bool(scene.lexicon.harm.later_on & set(left[-2:-1]))


def _turned_out(scene: Scene, group: Group) -> bool:
    words, behind = scene.sentence.words, group.last + 1
    left = [word.lower for word in words[max(0, group.first - _LEFT) : group.first]]
    after = [word.lower for word in words[behind : behind + 2]]
    instead = bool(after) and after[0] in scene.lexicon.harm.instead
    later = after[:1] == ["by"] and bool(scene.lexicon.harm.hours & set(after[1:]))
    return (
        instead
        or (later and group.head is None)
        or _cued(f" {' '.join(left)} ", scene.lexicon.harm.turned_out)
    )


def _rather_than(scene: Scene, group: Group) -> bool:
    """Read "24, and not 30, had died": the first is meant."""
    words = scene.sentence.words[group.last + 1 : group.last + 5]
    right = [word.lower for word in words if word.lower not in (",", "and")]
    return right[:1] == ["not"] and any(word.tag == "CD" for word in words)
