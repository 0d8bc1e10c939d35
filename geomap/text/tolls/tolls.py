"""Figures told as figures: "the death toll rose from 20 to 24", "casualties stood at 63"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.chains import chain_back
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import people_behind
from geomap.text.parsing.grammar import FINITE, Sentence
from geomap.text.tolls.restated import is_older
from geomap.text.words.harm_frames import match
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Quantity

__all__ = ["by_figure", "by_toll", "exceeding"]

_QUOTES = frozenset({'"', "“", "”", "'", "''", "``"})
_SET_OFF = frozenset({":", "-", "–", "—", "--"})
_NEAR = 8
# Words between a figure's noun and its number, or between two numbers.
_PUT = 14
# Words within which "put" may stand before the noun.
_ASIDE = 16
# Words between a figure and "the number of" what it counts.
_PLACE = 5
# Words of a place between the noun and "at".


def by_figure(scene: Scene, at: int) -> list[Casualty]:
    """Read figures whose noun is not itself a word of harm, or that stand apart from it.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the word.

    Returns
    -------
    list of Casualty
        Empty where the word tells of no figure.
    """
    sentence, lexicon = scene.sentence, scene.lexicon
    word = sentence.words[at]
    found: list[Casualty] = []
    if word.lower in lexicon.harm.figures | {"toll"}:
        found.extend(_put_before(scene, at))
    if word.lower in lexicon.harm.figures:
        quantity = _counted_quantity(sentence, at, lexicon)
        if quantity is not None:
            found.extend(by_toll(scene, at, quantity))
    if word.lower in lexicon.harm.tallies and word.tag == "NN":
        restated = [g for g in people_behind(scene, at) if g.head is None]
        found.extend(casualties_of(restated[:1], Quantity.KILLED, at))
    harmed = lexicon.nouns.get(word.lower) or lexicon.states.get(word.lower)
    if harmed is not None and at and _definite(sentence, at):
        # "bringing to six the dead"
        found.extend(_put_before(scene, at) if word.lower != "toll" else [])
    if harmed is not None and word.lower != "toll":
        found.extend(_standing(scene, at, harmed))
    return found


def _definite(sentence: Sentence, at: int) -> bool:
    """Tell "the dead" and "this month's homicides" from dead of whom nothing is known."""
    return sentence.words[at - 1].lower == "the" or sentence.words[at - 1].tag == "POS"


def _put_before(scene: Scene, at: int) -> list[Casualty]:
    """Read "bringing to 48 the number of people killed", "put at 83 the number of dead"."""
    words = scene.sentence.words
    subject = scene.sentence.child(scene.sentence.heads[at], "nsubj")
    if words[at].dep == "attr" and subject is not None:
        # "34 is the number of people killed"
        held = [g for g in scene.people if g.head is None and g.first <= subject <= g.last]
        return _counting(scene, held[:1], at)
    lead = [g for g in scene.people if g.head is None and at - _ASIDE < g.last < at]
    group = lead[-1] if lead else None
    if group is not None and _given_as(scene, group, at):
        return _counting(scene, [group], at)
    if group is None or not group.first or words[group.first - 1].lower not in ("to", "at"):
        return []
    # "bringing to nineteen this month's homicides"
    owned = words[at - 1].tag == "POS" and at - group.last <= _NEAR
    owned = owned and not any(w.tag in FINITE or w.text == "," for w in words[group.last : at])
    close = group.last == at - 2 or owned
    if not close and not _rose_ahead(scene, group, at):
        return []
    return _counting(scene, [group], at)


def _given_as(scene: Scene, group: Group, at: int) -> bool:
    """Read "gave 15 as its final count of the people killed"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    between = [word.lower for word in words[group.last + 1 : at]]
    verb = words[group.first - 1].lower if group.first else ""
    near = between[:1] == ["as"] and len(between) < _PLACE
    return near and verb in harm.put


def _rose_ahead(scene: Scene, group: Group, at: int) -> bool:
    """Tell whether a figure stands before what it counts: "it rose to 11, the number of dead"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    moved = {word.lower for word in words[max(0, group.first - 4) : group.first]}
    moved &= harm.rise | harm.bring
    bare = words[at - 1].lower == "the" and words[at - 2].text in (",", "-", "–", "—", "--", ")")
    between = words[group.last + 1 : at]
    return bool(moved) and bare and not any(word.tag in FINITE for word in between)


def _counting(scene: Scene, groups: Sequence[Group], at: int) -> list[Casualty]:
    """Read what "the number of people killed" counts, where its figure stands before it."""
    words, lexicon = scene.sentence.words, scene.lexicon
    for word in words[at : at + _NEAR]:
        for table in (lexicon.nouns, lexicon.states, lexicon.verbs, lexicon.subject_verbs):
            if word.lower in table:
                return [Casualty(group=g, quantity=table[word.lower], predicate=at) for g in groups]
    quantity = _phrased(scene.sentence, at, lexicon)
    return [] if quantity is None else casualties_of(groups, quantity, at)


def _counted_quantity(sentence: Sentence, at: int, lexicon: Lexicon) -> Quantity | None:
    """Tell what "the number of people killed … has risen to" counts."""
    after = [word.lower for word in sentence.words[at + 1 : at + 6]]
    rest = {word.lower for word in sentence.words[at + 1 :]}
    harm = lexicon.harm
    first = sentence.heads[at] if sentence.words[at].dep == "conj" else at
    # "put the number of dead at four and the number of wounded at nine"
    led = {word.lower for word in sentence.words[max(0, first - 3) : first + 1]}
    led &= harm.bring | harm.put | harm.rise
    told = rest & (harm.rise | harm.stand | harm.put | {"is", "was"}) or led
    named = after and (after[0] == "of" or after[0] in lexicon.verbs or after[0] in lexicon.states)
    if not named or not told:
        return None
    for table in (lexicon.verbs, lexicon.states, lexicon.nouns, lexicon.subject_verbs):
        for word in after:
            if word in table:
                return table[word]
    return _phrased(sentence, at, lexicon) or (Quantity.KILLED if "victims" in after[:2] else None)


def _phrased(sentence: Sentence, at: int, lexicon: Lexicon) -> Quantity | None:
    """Read "put the number of bandits sent to hell at 30", where a phrase tells of the harm."""
    words = sentence.words
    for k in range(at + 1, min(at + _NEAR, len(words))):
        if words[k].lower in lexicon.harm.lose and sentence.child(k, "nsubj") is not None:
            # "put the number of troops it lost at 60"
            return Quantity.KILLED
        for frame in lexicon.frames.get(words[k].lower, ()):
            if frame.people == "patient" and match(words, k, frame.slots) is not None:
                return frame.quantity
    return None


def _standing(scene: Scene, at: int, quantity: Quantity) -> list[Casualty]:
    """Read "casualties stood at 63" and "put the dead at 30 to 35"."""
    sentence, harm = scene.sentence, scene.lexicon.harm
    behind = [g for g in scene.people if at < g.first <= at + _NEAR + _PLACE]
    # "bringing the dead in the two districts to 17", "puts the dead of the attack on guests at 25"
    leads = harm.numbering | {"to", "at"}
    led = [g for g in behind if sentence.words[g.first - 1].lower in leads and g.head is None]
    behind = [g for g in behind if g.first <= at + _NEAR + 1]
    figure = next(iter(led or behind), None)
    if figure is None or figure.head is not None:
        return []
    if any(group.first <= at <= group.last for group in scene.people if group.head != at):
        return []
    between = [word.lower for word in sentence.words[at + 1 : figure.first]]
    between = [word for word in between if word not in _QUOTES]
    stands = bool(set(between) & (harm.stand | harm.rise | harm.exceed))
    stands = stands and between[-1:] != [","]
    stands = stands or between[-1:] == ["now"]
    given = between[-1:] in (["at"], ["as"]) and between[-2:-1] and between[-2] in harm.given
    stands = stands or bool(given)
    after = [word.lower for word in sentence.words[figure.last + 1 : figure.last + 3]]
    summed = " ".join(after) in harm.summing
    if between == [","] and (summed or figure.of_them):
        # "the dead, thirty-three in number", "the dead, fourteen of them, lie in the yard"
        return by_toll(scene, at, quantity)
    if between[:1] == [","] and between[-1:] == ["at"] and set(between) & harm.put:
        # "the dead, put at around 130, were buried"
        return by_toll(scene, at, quantity)
    if between[:1] == [","] and between[-1:] and between[-1] in harm.numbering:
        # "the wounded, who number 58", "their dead, thought to number a dozen"
        return by_toll(scene, at, quantity) if len(between) <= _PLACE else []
    if (stands and set(between) & harm.clause) or ("," in between and not given):
        return []
    # "putting the dead in Baalbek at 11 and the wounded at 22"
    stated = {word.lower for word in sentence.words[max(0, at - _PUT) : at]} & harm.put
    near = len(between) <= (_NEAR + _PLACE if between[:1] == ["of"] else _PLACE + 1)
    placed = between[-1:] in (["at"], ["as"]) and near and bool(stated)
    # "bringing the day's dead in the two districts to 17"
    raised = {word.lower for word in sentence.words[max(0, at - _PLACE) : at]} & harm.bring
    placed = placed or (between[-1:] == ["to"] and len(between) <= _PLACE + 1 and bool(raised))
    # "its dead came to nine and its wounded to 26"
    goes_on = between in (["to"], ["at"]) and sentence.words[at - 2].lower in ("and", ",")
    moved = {word.lower for word in sentence.words[:at]} & (harm.stand | harm.rise)
    placed = placed or (goes_on and bool(moved))
    if not (stands or placed):
        return []
    return by_toll(scene, at, quantity)


def by_toll(scene: Scene, at: int, quantity: Quantity) -> list[Casualty]:
    """Read "the death toll rose from 20 to 24", "put the toll at 30", "a toll of 12".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the figure's noun.
    quantity : Quantity
        What it counts.

    Returns
    -------
    list of Casualty
        The figure, and the older one before it where the sentence replaces one.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    after = [g for g in scene.people if g.first > at and _countable(g)]
    after = [g for g in after if not _harmed_itself(scene, g)]
    after = [g for g in after if not _harmed_otherwise(scene, g, quantity)] or after
    # "the dead of the massacre of Hass rose to 26": a name is no toll
    after = [g for g in after if not _is_named(scene, g)] or after
    if not after:
        before = [g for g in scene.people if g.last < at and _countable(g) and at - g.last < _NEAR]
        return casualties_of(before[-1:] or _listed_before(scene, at), quantity, at)
    newer = [g for g in after if not is_older(scene, g)]
    after = newer if is_older(scene, after[0]) and newer else after
    first = exceeding(scene, at, after[0])
    first = _gone_up(scene, at, first)
    found = [Casualty(group=first, quantity=quantity, predicate=at)]
    if len(after) == 1:
        return found
    other = after[1]
    between = {word.lower for word in words[at : first.first]}
    tail = [word.lower for word in words[first.last + 1 : other.first]]
    if "from" in between and "to" in tail and len(tail) < _NEAR + 3:
        old = Casualty(group=first, quantity=quantity, predicate=at, superseded=True)
        return [old, Casualty(group=other, quantity=quantity, predicate=at)]
    moved = set(tail) & (harm.stand | harm.rise) and tail[-1:] in (["at"], ["to"])
    # "the toll, put at five in the morning, had passed 30"
    moved = moved or ("," in tail and bool({*tail[-1:]} & (harm.exceed | harm.stand)))
    if moved and "and" not in tail and len(tail) < _NEAR:
        # "the toll, given at noon as eight, stood at 13"
        old = Casualty(group=first, quantity=quantity, predicate=at, superseded=True)
        other = exceeding(scene, first.last, other)
        return [old, Casualty(group=other, quantity=quantity, predicate=at)]
    if "from" in tail and (between | set(tail)) & harm.rise and len(tail) < _NEAR:
        old = Casualty(group=other, quantity=quantity, predicate=at, superseded=True)
        return [old, *found]
    return found


def _listed_before(scene: Scene, at: int) -> list[Group]:
    """Read "Two soldiers, a guard and a civilian: such was the toll"."""
    words = scene.sentence.words
    bar = next((k for k in range(at - 1, -1, -1) if words[k].text in _SET_OFF), None)
    last = next((g for g in reversed(scene.people) if bar is not None and g.last == bar - 1), None)
    if last is None or bar is None or bar < at - _NEAR:
        return []
    return [g for g in chain_back(scene, last, bar) if g.sure and g.count.best is not None]


def exceeding(scene: Scene, at: int, group: Group) -> Group:
    """Read "the toll passed 1,000" as more than that.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the figure's noun.
    group : Group
        The figure behind it.

    Returns
    -------
    Group
        The same where no verb says that it was passed.
    """
    between = {word.lower for word in scene.sentence.words[at : group.first]}
    count = group.count
    if not between & scene.lexicon.harm.exceed or count.qualifier is not Qualifier.EXACT:
        return group
    return replace(group, count=make_count(Qualifier.MORE_THAN, count.best, wording=count.wording))


def _harmed_itself(scene: Scene, group: Group) -> bool:
    """Tell whether a figure has a verb of its own: "the toll may grow, as 40 were wounded"."""
    behind = [word.lower for word in scene.sentence.words[group.last + 1 : group.last + 3]]
    return behind[:1] in (["were"], ["was"]) and behind[-1] in scene.lexicon.verbs


def _harmed_otherwise(scene: Scene, group: Group, quantity: Quantity) -> bool:
    """Tell whether a figure says itself what it counts: "the toll is two dead and five wounded"."""
    words, states = scene.sentence.words, scene.lexicon.states
    behind = words[group.last + 1].lower if group.last + 1 < len(words) else ""
    return states.get(behind, quantity) is not quantity


def _is_named(scene: Scene, group: Group) -> bool:
    return group.one and group.head is not None and scene.sentence.words[group.head].pos == "PROPN"


def _gone_up(scene: Scene, at: int, group: Group) -> Group:
    """Read "toll in Lahore bombing up to 72" of headlines: it has risen to that.

    So it has in "revised the toll up to 138 from 132", whatever verbs stand there.
    """
    words, count = scene.sentence.words, group.count
    if count.qualifier is not Qualifier.UP_TO or words[group.first].lower != "up":
        return group
    between = words[at + 1 : group.first]
    bare = not any(w.pos in ("VERB", "AUX") for w in between)
    bare = bare and not any(w.lower in ("of", "at", "as") for w in between[-2:])
    older = any(g.first == group.last + 2 for g in scene.people)
    if not bare and not (older and words[group.last + 1].lower == "from"):
        return group
    return replace(group, count=make_count(Qualifier.EXACT, count.best, wording=count.wording))


def _countable(group: Group) -> bool:
    return (
        group.sure
        and (group.count.qualifier is not Qualifier.VAGUE or group.head is None)
        and not (group.head is not None and group.count.wording.lower().startswith(("the ", "a ")))
    )
