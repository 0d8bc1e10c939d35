"""The harmed as a body that is numbered or named: "those killed numbered 14", "the 14 victims"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.chains import chain_from
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import Sentence
from geomap.text.tolls.tolls import exceeding
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["by_order", "by_sum", "by_victims", "names_last"]

_SECOND = 2
_OVER = 8
# Words behind "the fifth victim" within which "this year" says that it is of no one event.


def by_sum(scene: Scene, at: int) -> list[Casualty]:
    """Read "those killed in the raid numbered 14", "the wounded were twice that number".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a word that says what befell the people counted.

    Returns
    -------
    list of Casualty
        Empty where the harmed are not the subject of such a verb.
    """
    sentence, lexicon = scene.sentence, scene.lexicon
    word = sentence.words[at].lower
    tables = (lexicon.states, lexicon.verbs, lexicon.subject_verbs, lexicon.nouns)
    quantity = next((table[word] for table in tables if word in table), None)
    harmed = sentence.heads[at] if sentence.words[at].dep in ("acl", "relcl") else at
    of = sentence.heads[at]
    if sentence.words[at].dep == "pobj" and sentence.words[of].lower == "of":
        # "the names of the dead were given as"
        named = sentence.words[sentence.heads[of]].lower in lexicon.harm.names
        harmed = sentence.heads[of] if named else at
    verb = sentence.heads[harmed]
    subject = sentence.words[harmed]
    lead = sentence.words[max(0, at - 2) : at]
    if quantity is None or not subject.dep.startswith("nsubj") or verb <= at:
        return []
    meant = harmed != at or any(w.lower in ("the", "those") for w in lead)
    if not meant or subject.tag == "CD" or word == "toll" or word in lexicon.harm.lives:
        return []
    if any(group.head is None and group.first <= harmed <= group.last for group in scene.people):
        return []
    said = sentence.words[verb].lower
    counts = said in lexicon.harm.stand | lexicon.harm.being
    figure = next((g for g in scene.people if g.first > verb), None)
    if said in lexicon.harm.naming:
        return _those_named(scene, verb, quantity, at)
    if not counts or figure is None or figure.first > verb + 2:
        return []
    if figure.head is None:
        figure = exceeding(scene, at, figure)
        return [Casualty(group=figure, quantity=quantity, predicate=at)]
    chain = chain_from(scene, [figure]) if said in lexicon.harm.being and figure.sure else []
    known = [group for group in chain if group.count.best is not None]
    return [replace(c, named=True) for c in casualties_of(known, quantity, at)]


def _those_named(scene: Scene, verb: int, quantity: Quantity, at: int) -> list[Casualty]:
    """Read "the dead were named as Ahmad Salem, 34, and Mariam Haddad, 61"."""
    words = scene.sentence.words
    lead = verb + 2 if verb + 1 < len(words) and words[verb + 1].lower == "as" else verb + 1
    named = [g for g in scene.people if lead <= g.first <= lead + 1 and g.one]
    chain = chain_from(scene, named[:1])
    return [replace(c, named=True) for c in casualties_of(chain, quantity, at)]


def by_victims(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read "the 14 victims were women", "among the 18 victims were two drivers" as the dead.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        Empty where any word of harm says what befell them, or their number is not definite.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    if found:
        return []
    for group in (*scene.people, *(whole for _, whole in scene.some)):
        noun = "" if group.head is None else words[group.head].lower
        opening = words[group.first].lower
        lead = words[group.first - 1].lower if group.first else ""
        definite = opening in harm.definite or lead in harm.definite or lead == "among"
        if noun not in harm.fallen or group.count.best is None or not definite:
            continue
        after = words[group.last + 1 : group.last + 4]
        behind = [word.lower for word in after]
        # "were women", but "were freed" and "were taken home"
        done = any(word.tag in ("VBN", "VBG") for word in after[1:])
        if harm.mourned & set(behind) or (behind[:1] and behind[0] in harm.made_up and not done):
            return [Casualty(group=group, quantity=Quantity.KILLED, predicate=group.head or 0)]
    return []


def by_order(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read "the fifth fatality of the shooting", "the third person to lose her life" as the toll.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        What was found, with the toll in the place of the one person who is the last of it.
    """
    words, lexicon = scene.sentence.words, scene.lexicon
    made: list[Casualty] = []
    for at in range(1, len(words) - 1):
        number = _ordinal(words[at].lower, lexicon)
        if number is None or number < _SECOND:
            continue
        if words[at - 1].lower in lexicon.harm.definite:
            last = _last_to_die(scene, at)
        else:
            last = _late_death(scene, at)
        if last is None:
            continue
        count = make_count(Qualifier.EXACT, number, wording=scene.sentence.surface(at - 1, last))
        group = Group(
            first=at - 1, last=last, count=count, victims=Victims.PEOPLE, head=last, sure=True
        )
        made.append(Casualty(group=group, quantity=Quantity.KILLED, predicate=last))
    within = {k for c in made for k in range(c.group.first, c.group.last + 1)}
    kept = [c for c in found if c.group.first not in within and not _one_of_a_row(scene, c)]
    return [*kept, *made]


def _ordinal(word: str, lexicon: Lexicon) -> int | None:
    """Give the number of "fourth" and "16th"."""
    if word in lexicon.ordinals:
        return lexicon.ordinals.index(word) + 1
    digits = word[:-2]
    return int(digits) if word[-2:] in lexicon.dates.endings and digits.isdecimal() else None


def _late_death(scene: Scene, at: int) -> int | None:
    """Find the noun of "a fourth person has died as a result of Tuesday's bomb"."""
    words, lexicon = scene.sentence.words, scene.lexicon
    noun, behind = words[at + 1].lower, words[at + 2 : at + 4]
    person = noun in lexicon.victims or f"{noun}s" in lexicon.harm.fallen
    article = words[at - 1].lower in lexicon.harm.singulars
    dies = any(lexicon.subject_verbs.get(word.lower) is Quantity.KILLED for word in behind)
    later = lexicon.patterns["died_later"].search(scene.sentence.lower) is not None
    perfect = bool(behind) and behind[0].lower in lexicon.harm.have
    # "a fourth person has died": news of the toll, and no deed told from its beginning
    return at + 1 if article and person and dies and (later or perfect) else None


def _one_of_a_row(scene: Scene, casualty: Casualty) -> bool:
    """Read "he is the eighth policeman killed since March": he was counted before."""
    words, lexicon = scene.sentence.words, scene.lexicon
    group = casualty.group
    at = group.first + (words[group.first].lower in lexicon.harm.definite)
    numbered = at < len(words) and words[at].lower in lexicon.ordinals and at > group.first
    lead = words[group.first - 1].lower if group.first else ""
    behind = " ".join(word.lower for word in words[group.last + 1 :])
    said = lead in lexicon.harm.copulas or lead == ","
    return numbered and said and lexicon.patterns["over_time"].search(behind) is not None


def _last_to_die(scene: Scene, at: int) -> int | None:
    """Find the noun of "the third person to lose her life", "the fifth fatality of the attack"."""
    words, lexicon = scene.sentence.words, scene.lexicon
    noun, behind = words[at + 1].lower, [word.lower for word in words[at + 2 : at + 2 + _OVER]]
    if lexicon.patterns["over_time"].search(" ".join(behind)) or not noun.isalpha():
        # "the fifth killing this year"
        return None
    dead = lexicon.nouns.get(noun) is Quantity.KILLED and noun not in lexicon.states
    victim = f"{noun}s" in lexicon.harm.fallen
    fallen = victim and behind[:1] in (["of"], ["in"], ["from"])
    # "the third hostage to be killed" is one of a series, and not of one event
    dies = bool(behind) and behind[0] == "to" and _dies(scene, at + 3)
    people = noun in lexicon.victims or victim
    told = (dead and behind[:1] in (["of"], ["in"], ["from"])) or fallen or (people and dies)
    return at + 1 if told else None


def _dies(scene: Scene, at: int) -> bool:
    """Tell whether somebody is the next "to die", "to lose her life"."""
    words, lexicon = scene.sentence.words, scene.lexicon
    verb = words[at].lower if at < len(words) else ""
    died = lexicon.subject_verbs.get(verb) is Quantity.KILLED
    lost = verb in lexicon.harm.lose
    return died or (lost and any(w.lower in lexicon.harm.lives for w in words[at : at + 4]))


def names_last(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence may name somebody as the last of a toll: "the fifth victim".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's ordinals and victims.

    Returns
    -------
    bool
        Whether an ordinal stands before a word for a victim.
    """
    return any(
        word.lower in lexicon.ordinals and f"{behind.lower}s" in lexicon.harm.fallen
        for word, behind in pairwise(sentence.words)
    )
