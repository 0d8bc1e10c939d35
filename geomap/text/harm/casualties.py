"""Which group of people was killed, wounded …: words of harm joined to the people they hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.deeds.executed import by_execution
from geomap.text.deeds.nouns import by_noun
from geomap.text.deeds.phrases import by_manner, by_phrase
from geomap.text.deeds.set_free import all_taken
from geomap.text.deeds.set_phrases import by_frame
from geomap.text.deeds.spared import at_play, averted, found_alive, only_meant, wounded_before
from geomap.text.deeds.states import by_state
from geomap.text.deeds.survivors import by_few_survivors
from geomap.text.deeds.unsplit import each_of_both
from geomap.text.deeds.verbs import by_modifier, by_subject, by_verb
from geomap.text.figures.groups import Group
from geomap.text.harm.along_with import (
    along_with,
    dies_of_wounds,
    is_compared,
    is_included,
    was_hurt,
)
from geomap.text.harm.among import (
    added_to,
    among_them,
    among_those,
    buried,
    counted_off,
    dead_of_found,
    is_one_of,
    led_away,
    of_those,
    told_after,
    went_before,
)
from geomap.text.harm.counted_apart import counted_apart, without_heading
from geomap.text.harm.ellipsis import likewise, not_so, others_apart
from geomap.text.harm.everybody import (
    by_everybody,
    by_no_survivors,
    by_them,
    nobody_got_out,
)
from geomap.text.harm.gapped import gapped, sum_of_bare
from geomap.text.harm.parts import in_a_toll, parts_of
from geomap.text.harm.placed_apart import by_place
from geomap.text.harm.verbless import verbless
from geomap.text.harmed.casualty import Casualty, in_persons
from geomap.text.harmed.scene import Scene, scene_of
from geomap.text.parsing.grammar import Sentence
from geomap.text.tolls.fronted import by_fronted
from geomap.text.tolls.labels import by_label
from geomap.text.tolls.numbered_dead import by_order, by_sum, by_victims, names_last
from geomap.text.tolls.raised import brought
from geomap.text.tolls.restated import older_marked, restated
from geomap.text.tolls.tolls import by_figure
from geomap.text.words.harm_frames import match
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Quantity

__all__ = ["find_casualties", "tells_of_harm"]

_NOUN_TAGS = ("NN", "NNS", "JJ", "VBG")
_STATE_TAGS = ("JJ", "VBN", "RB", "NN", "VBD", "VBG")


def find_casualties(
    sentence: Sentence,
    groups: Sequence[Group],
    lexicon: Lexicon,
    before: Quantity | None = None,
    earlier: Sequence[Group] = (),
) -> tuple[Casualty, ...]:
    """Find who was killed, wounded, missing, captured or displaced in a sentence.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    groups : sequence of Group
        Its groups of people.
    lexicon : Lexicon
        The language's words of harm.
    before : Quantity, optional
        What the last figure before this sentence counted: "the number has risen to 12".
    earlier : sequence of Group
        The people of the sentence before: "all were killed".

    Returns
    -------
    tuple of Casualty
        In order of the text; each group at most once for each quantity.
    """
    scene = scene_of(sentence, groups, lexicon)
    found: list[Casualty] = []
    for at in range(len(sentence.words)):
        word = sentence.words[at].lower
        telling = word in lexicon.harmful or word in lexicon.frames
        named = telling and _inside_name(sentence, at, lexicon)
        if telling and not named and at not in scene.hidden:
            of_all = by_everybody(scene, at, earlier) or by_them(scene, at, earlier)
            of_all = of_all or by_few_survivors(scene, at) or by_execution(scene, at)
            found.extend(of_all or by_no_survivors(scene, at, earlier) or _told_by(scene, at))
    for group in scene.people:
        found.extend(by_modifier(scene, group))
    found.extend(by_victims(scene, found))
    found = by_order(scene, found)
    found.extend(likewise(scene, found))
    found.extend(others_apart(scene, found))
    found.extend(not_so(scene, found))
    found.extend(along_with(scene, found, earlier))
    found.extend(gapped(scene, found))
    found = sum_of_bare(scene, found)
    found.extend(verbless(scene, found))
    found.extend(restated(scene, found, before))
    kept = older_marked(scene, _once(scene, [in_persons(scene, casualty) for casualty in found]))
    kept = [replace(c, part=_of_same(c, lexicon, sentence)) if c.part else c for c in kept]
    kept = [
        replace(c, part=True) if before is c.quantity and (c.named or _the_others(scene, c)) else c
        for c in kept
    ]
    kept = _beside_others(scene, brought(scene, kept))
    kept = without_heading(scene, kept)
    told = counted_apart(scene, [*kept, *parts_of(scene, kept)])
    return tuple(sorted(told, key=lambda c: (c.group.first, c.quantity)))


def _is_of_a_thing(scene: Scene, casualty: Casualty) -> bool:
    """Read "found a man in a burned-out car": it is the car that burned."""
    sentence, states = scene.sentence, scene.lexicon.states
    at, group = casualty.predicate, casualty.group
    word, head = sentence.words[at], sentence.heads[at]
    # glued to it, and no dash before who says so
    joined = sentence.text[word.end : word.end + 1] in ("-", "‐", "‑")
    if word.dep != "amod" or not joined or group.first <= head <= group.last:
        return False
    # "a wounded man in a burned-out car"
    return not any(w.lower in states for w in sentence.words[group.first : group.last + 1])


def _beside_others(scene: Scene, kept: Sequence[Casualty]) -> list[Casualty]:
    """Tell how the figures of a sentence stand to one another, and leave out who was not harmed."""
    sentence, lexicon = scene.sentence, scene.lexicon
    kept = [c for c in kept if not (is_compared(scene, c) or _is_of_a_thing(scene, c))]
    kept = [
        replace(c, on_top=True, part=False) if dies_of_wounds(scene, c, kept) else c for c in kept
    ]
    kept = [replace(c, on_top=True) if was_hurt(scene, c, kept) else c for c in kept]
    kept = [
        replace(c, part=True)
        if is_included(scene, c, kept)
        or told_after(sentence, c, kept, lexicon.harm)
        or (not c.on_top and of_those(scene, c, kept))
        or among_those(scene, c)
        or among_them(scene, c, kept)
        else c
        for c in kept
    ]
    kept = [replace(c, recalled=True) if went_before(scene, c, kept) else c for c in kept]
    kept = [replace(c, part=False) if dead_of_found(scene, c, kept) else c for c in kept]
    kept = [c for c in kept if not counted_off(scene, c, kept) and not found_alive(scene, c)]
    kept = [c for c in kept if len(kept) == 1 or not is_one_of(scene, c)]
    kept = [c for c in kept if not at_play(scene, c)]
    kept = [replace(c, recalled=True) if wounded_before(scene, c) else c for c in kept]
    kept = [replace(c, part=True) if buried(scene, c, kept) else c for c in kept]
    kept = [
        replace(c, part=True) if added_to(scene, c, kept) or in_a_toll(scene, c) else c
        for c in kept
    ]
    kept = [c for c in kept if not led_away(sentence, c, kept)]
    kept = [all_taken(scene, each) for c in kept for each in each_of_both(scene, c)]
    return [each for c in kept for each in by_place(scene, c)]


def _the_others(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether people are the rest of those told of before: "the two others killed".

    "Said that more than 100 were killed" has no rest.
    """
    words, group = scene.sentence.words, casualty.group
    inside = {word.lower for word in words[group.first : group.last + 1]}
    lead = words[max(0, group.first - 1) : group.first + 1]
    harm = scene.lexicon.harm
    definite = any(word.lower in harm.definite and word.tag != "IN" for word in lead)
    others = bool(inside & harm.more) and "than" not in inside
    return definite and others and group.count.best is not None


def tells_of_harm(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence has a word or a phrase of harm: without, nobody need be sought.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words of harm.

    Returns
    -------
    bool
        Whether `find_casualties` can find anything.
    """
    words = [word.lower for word in sentence.words]
    there = frozenset(words)
    if not lexicon.harmful.isdisjoint(there):
        return True
    if not lexicon.harm.shoot.isdisjoint(there) and not lexicon.harm.lead_away.isdisjoint(there):
        # "lined up and shot"
        return True
    # A phrase's last words are rarer than its first.
    if names_last(sentence, lexicon):
        return True
    return nobody_got_out(sentence, lexicon) or any(
        match(sentence.words, at, frame.slots) is not None
        for at, word in enumerate(words)
        for frame in lexicon.frames.get(word, ())
        if not (frame.slots[-1] or there).isdisjoint(there)
    )


def _told_by(scene: Scene, at: int) -> list[Casualty]:
    """Read what one word tells."""
    sentence, lexicon = scene.sentence, scene.lexicon
    word = sentence.words[at]
    if word.lower not in lexicon.harmful:
        return [] if only_meant(scene, at) else by_frame(scene, at)
    labelled = by_label(scene, at) or by_fronted(scene, at) or by_sum(scene, at)
    if labelled:
        return labelled
    if only_meant(scene, at):
        return []
    if averted(scene, at):
        return []
    figures = by_figure(scene, at)
    found = [*figures, *by_phrase(scene, at), *by_manner(scene, at)]
    found.extend(by_frame(scene, at))
    short = word.lower in lexicon.harm.abbreviations
    numbered = short or (at > 0 and sentence.words[at - 1].tag == "CD")
    # "7 inj." and "4 KIA" look like names
    if word.lower in lexicon.nouns and (word.tag in _NOUN_TAGS or numbered):
        found.extend(by_noun(scene, at))
    told = word.tag in _STATE_TAGS or short
    if word.lower in lexicon.states and told and not _counted(sentence, at):
        states = by_state(scene, at)
        # "put rebel dead at 120": the adjective is nobody
        found.extend(c for c in states if not (figures and c.group.one and c.group.last == at - 1))
    headed = at > 0 and sentence.words[at - 1].tag == "CD" and word.tag == "NN"
    if word.lower in lexicon.subject_verbs and (word.tag.startswith("VB") or headed):
        found.extend(by_subject(scene, at))
    if _counted(sentence, at):
        return found
    # "13 of the 19 people killed": the participle has people of its own
    of = sentence.heads[at]
    whole = any(
        group.head == of or (group.head is None and group.first <= of <= group.last != at)
        for group in scene.people
        if group.of_harmed is None
    )
    if any(group.of_harmed == at for group in scene.people) and not whole:
        return found
    if word.lower in lexicon.verbs and word.tag.startswith(("VB", "JJ", "NN")):
        found.extend(by_verb(scene, at))
    return found


def _counted(sentence: Sentence, at: int) -> bool:
    """Tell whether a word of harm only says what a number counts: "the number of people killed"."""
    window = sentence.words[max(0, at - 4) : at]
    before = [word.lower for word in window]
    if "number" not in before or "of" not in before or any(w.tag == "CD" for w in window):
        return False
    # "an unknown number of people were killed": as many as that
    start = max(0, at - 4) + before.index("number")
    return not any(w.lower in ("a", "an") for w in sentence.words[max(0, start - 3) : start])


def _inside_name(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    if sentence.words[at].lower in lexicon.harm.abbreviations:
        return False
    if at and sentence.words[at - 1].tag == "CD":
        # "3 KIA"
        return False
    entity = sentence.entity_at(at)
    named = entity is not None and entity[2] in ("ORG", "WORK_OF_ART", "PERSON", "LAW")
    return named and sentence.words[at].text[:1].isupper()


def _once(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Keep each group once a quantity, and "killed" over "casualties" for the same people."""
    kept: dict[tuple[int, Quantity], Casualty] = {}
    for casualty in found:
        key = (casualty.group.first, casualty.quantity)
        again = kept.get(key)
        told = again is None or (casualty.superseded and not again.superseded)
        if told or (casualty.summed and again is not None and not again.summed):
            kept[key] = casualty
    added = {
        (group.first, casualty.quantity) for casualty in kept.values() for group in casualty.added
    }
    # "he, his wife and their son died": she is counted with him
    every = [c for key, c in kept.items() if key not in added]
    result = [c for c in every if _told_best(scene, c, every)]
    return sorted(result, key=lambda c: c.group.first)


def _told_best(scene: Scene, casualty: Casualty, kept: Sequence[Casualty]) -> bool:
    """Tell whether no other word of harm says better what befell the same people."""
    same = [c for c in kept if c.group.first == casualty.group.first]
    others = {c.quantity for c in same} - {casualty.quantity}
    group = casualty.group
    if group.count.qualifier is Qualifier.VAGUE and any(
        c.quantity is casualty.quantity
        and c.group.head is None
        and c.group is not group
        and group.first <= c.predicate <= group.last
        for c in kept
    ):
        # "put the injured at 70": their number is told.
        return False
    for other in same:
        if other.quantity is Quantity.CASUALTIES and _joint(scene, other.predicate):
            # "losses of 1,500 killed or wounded"
            return casualty.quantity is Quantity.CASUALTIES
    if casualty.quantity is Quantity.CASUALTIES and others:
        return False
    own = group.first <= casualty.predicate <= group.last and group.of_harmed is None
    also = any(c.predicate == casualty.predicate for c in same if c is not casualty)
    if casualty.quantity is Quantity.DISPLACED and (own or also) and others:
        # "3 IDPs killed", "30 displaced people were killed", "were evacuated for treatment"
        return False
    circumstance = scene.sentence.words[casualty.predicate]
    if casualty.quantity is Quantity.DISPLACED and circumstance.tag == "VBG" and others:
        # "nine people fleeing the town were killed"
        return False
    if casualty.quantity is Quantity.CAPTURED and circumstance.tag == "VBG" and others:
        # "20 fighters had been executed after laying down their arms"
        return Quantity.KILLED not in others
    if casualty.quantity is Quantity.CAPTURED and also and Quantity.WOUNDED in others:
        # "ambulances took away 23 people"
        return False
    if casualty.quantity is Quantity.WOUNDED and Quantity.KILLED in others:
        # "finished off two wounded prisoners"
        return not own and _only_wounded(scene, casualty, same)
    return True


def _only_wounded(scene: Scene, casualty: Casualty, same: Sequence[Casualty]) -> bool:
    """Tell whether people said to be wounded are not those whom the same words make dead."""
    words, lexicon = scene.sentence.words, scene.lexicon
    if any(words[c.predicate].lower in lexicon.harm.fatally for c in same):
        # "fatally stabbed a man in the neck"
        return False
    word = words[casualty.predicate].lower
    if lexicon.nouns.get(word) is Quantity.WOUNDED and word not in lexicon.states:
        # "children with head wounds were brought in dead"
        return False
    if word not in lexicon.verbs and word not in lexicon.states:
        # a phrase: "a guard was beaten and died in hospital"
        return False
    nearest = min(same, key=lambda c: abs(c.predicate - c.group.last))
    return nearest.quantity is casualty.quantity


def _joint(scene: Scene, at: int) -> bool:
    """Tell whether a word of harm is the second of two for one figure: "killed or wounded"."""
    words, verbs = scene.sentence.words, scene.lexicon.verbs
    return (
        at > 1
        and words[at].lower in verbs
        and words[at - 1].lower in ("or", "and", "/")
        and words[at - 2].lower in verbs
    )


def _of_same(casualty: Casualty, lexicon: Lexicon, sentence: Sentence) -> bool:
    """Tell whether a part is one: "four of the wounded died" are deaths of their own."""
    at = casualty.group.of_harmed
    if at is None:
        return casualty.part
    word = sentence.words[at].lower
    tables = (lexicon.states, lexicon.verbs, lexicon.nouns)
    harm = next((table[word] for table in tables if word in table), casualty.quantity)
    return harm is casualty.quantity
