"""Names of ground by what is done to it: "a raid on Saraqib", "Kherson was shelled"."""

from __future__ import annotations

from geomap.text.names.hearing import GROUND, Hearing, is_acronym, is_no_place
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Victims

__all__ = [
    "is_entered",
    "is_hit",
    "is_overrun",
    "is_passed",
    "is_struck",
    "when_passed",
    "is_visited",
]

_PASSED = frozenset({",", "CC", "NNP", "NNPS", "RB", "HYPH"})
# From a name of a list to the verb of all: "Kramatorsk and Bakhmut also came under fire".
_DROPPED = 6
# Words before "on" within which what fell was dropped.
_DAY = 4
# Words of a day between an act and where it was: "an air raid early on Tuesday on Saraqib".


def is_hit(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell "a raid on Saraqib" and "shelled Kherson" from "an attack on Rushdie".

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of a name.

    Returns
    -------
    bool
        Whether the words before the name do something to ground.
    """
    words, places = hearing.sentence.words, hearing.lexicon.places
    before = words[bounds[0] - 1].lower
    if hearing.label(bounds) == "NORP":
        return False
    # "captured Abu Bakr" may be of a man
    hit = before in places.hit and before not in hearing.lexicon.verbs
    # "bomb" and "shell" are things, too
    done = words[bounds[0] - 1].tag.startswith("VB") or before.endswith("ing")
    known = hearing.fame(bounds) > 0
    town = _alone(hearing, bounds) or (known and _by_armed_men(hearing, bounds))
    if done and (before in places.ground_harm or (hit and town)):
        return True
    governor = words[_act_before(hearing, bounds[0] - 1)].lower if bounds[0] > 1 else ""
    dropped = {word.lower for word in words[max(0, bounds[0] - _DROPPED) : bounds[0] - 1]}
    if before == "on" and (governor in places.falling or dropped & places.falling):
        # "fell on Saraqib", "dropped a guided bomb on Orikhiv"
        return True
    if before == "to" and governor in places.nearness:
        return True
    # "on the road from Bunia to Mongbwalu"
    ground = governor in places.ground_acts or governor in places.grounds
    return before in places.beside and ground


def _act_before(hearing: Hearing, at: int) -> int:
    """Go back from a preposition over a day: "an air raid early on Tuesday on Saraqib"."""
    sentence, act = hearing.sentence, at - 1
    governor = sentence.heads[at]
    between = range(governor + 1, at)
    dated = any(
        (entity := sentence.entity_at(k)) is not None and entity[2] in ("DATE", "TIME")
        for k in between
    )
    return governor if dated and governor < at and len(between) <= _DAY else act


def is_struck(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether a known name suffers what only ground does: "Kherson was shelled".

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of a name.

    Returns
    -------
    bool
        Whether it is the subject of such a verb, or the scene of an event.
    """
    sentence, last = hearing.sentence, bounds[1]
    listed = sentence.words[last].dep == "conj" and _suffers(hearing, last)
    subject = sentence.words[last].dep in ("nsubjpass", "nsubj")
    if not hearing.eventful or not (subject or listed):
        return False
    verb = sentence.heads[last]
    word, places = sentence.words[verb].lower, hearing.lexicon.places
    passive = sentence.words[last].dep == "nsubjpass"
    fire = _suffers(hearing, last)
    attr = sentence.child(verb, "attr")
    scene = attr is not None and sentence.words[attr].lower in places.scenes
    if scene:
        return not is_acronym(hearing, bounds) and not is_no_place(hearing, bounds)
    if fire or (passive and word in places.ground_harm):
        # "Maaret Shurin in northern Syria was bombed": it lies somewhere, known or not
        return (hearing.fame(bounds) > 0 or _lies(hearing, last)) and not is_acronym(
            hearing, bounds
        )
    if not passive and _is_shelled(hearing, verb, last):
        return hearing.fame(bounds) > 0 and not is_acronym(hearing, bounds)
    if not passive and _undergoes(hearing, verb):
        return hearing.fame(bounds) > 0 and hearing.label(bounds) != "NORP"
    famous = hearing.fame(bounds) > 1 and hearing.label(bounds) != "NORP"
    return passive and word in places.hit and (famous or _alone(hearing, bounds))


def is_passed(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether those attacked were at a known place: "ambushed as it was leaving Macomia".

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of a name.

    Returns
    -------
    bool
        Whether it is where they were when it happened, or names what they left.
    """
    sentence, lexicon = hearing.sentence, hearing.lexicon
    verb = None if not hearing.eventful else when_passed(sentence, bounds[1], lexicon)
    named = verb is not None and hearing.label(bounds) != "NORP" and not is_acronym(hearing, bounds)
    return named and hearing.fame(bounds) > 0


def when_passed(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find the verb of coming or going that dates an attack by a place: "as it left Macomia".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the place's last word.
    lexicon : Lexicon
        The language's verbs of coming and going.

    Returns
    -------
    int or None
        The verb's position; None where the place is not its object.
    """
    words, places = sentence.words, lexicon.places
    behind = words[at + 1].lower if at + 1 < len(words) else ""
    if words[at].dep == "compound" and (behind in places.sites or behind in places.grounds):
        # "as it left the Anantnag stand"
        at = sentence.heads[at]
    verb = sentence.heads[at]
    clause = words[verb].dep == "advcl" and words[verb].lower in places.passing
    if words[at].dep != "dobj" or not clause:
        return None
    leads = (words[k].lower for k in sentence.children[verb] if k < verb)
    return verb if any(word in places.meanwhile for word in leads) else None


def _undergoes(hearing: Hearing, verb: int) -> bool:
    """Tell whether an act befalls a verb's subject: "Samarra saw two attacks on Monday"."""
    sentence, lexicon = hearing.sentence, hearing.lexicon
    taken = sentence.child(verb, "dobj")
    if taken is None or sentence.words[verb].lower not in lexicon.places.undergoing:
        return False
    act = sentence.words[taken].lower
    return act in lexicon.acts or act in lexicon.places.ground_acts


def _lies(hearing: Hearing, last: int) -> bool:
    """Tell whether a name says right behind it where it lies: "X in northern Syria"."""
    after = hearing.word(last + 1)
    inside = after is not None and after.lower in hearing.lexicon.places.within
    return inside and hearing.sentence.heads[last + 1] == last


def _is_shelled(hearing: Hearing, verb: int, last: int) -> bool:
    """Read "Orikhiv shelled, one dead" and "Kurakhove hit by two bombs" of terse reports."""
    after, places = hearing.word(verb + 1), hearing.lexicon.places
    word = hearing.sentence.words[verb]
    if verb != last + 1 or word.tag not in ("VBD", "VBN") or after is None:
        return False
    if word.lower in places.hit and after.dep == "agent":
        return True
    return word.lower in places.ground_harm and (
        after.dep == "agent" or after.tag in (",", ".", ":")
    )


def _suffers(hearing: Hearing, last: int) -> bool:
    """Tell whether what only ground does stands behind a name: "A and B also came under fire"."""
    words, at = hearing.sentence.words, last + 1
    while at < len(words) and words[at].tag in _PASSED:
        at += 1
    behind = hearing.sentence.lower[words[at].start - words[0].start :] if at < len(words) else ""
    return any(behind.startswith(phrase) for phrase in hearing.lexicon.places.suffering)


def is_overrun(hearing: Hearing, bounds: tuple[int, int], *, in_unit: bool) -> bool:
    """Tell whether a name behind which it says where it lies is what armed men attacked.

    "Rebels attacked Alebtong in northern Uganda" is of a village that no gazetteer knows, and
    "gunmen attacked Musa Bello in Kano" of a man.

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of the name.
    in_unit : bool
        Whether it is said to lie in a unit or a part of a country, as villages are.

    Returns
    -------
    bool
        False for a name of several words that may be a person's.
    """
    before = hearing.word(bounds[0] - 1)
    places = hearing.lexicon.places
    hit = before is not None and (before.lower in places.hit or before.lower in places.ground_harm)
    village = in_unit or bounds[0] == bounds[1]
    return hearing.eventful and hit and village and _by_armed_men(hearing, bounds)


def is_entered(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether armed men came into a known place: "militiamen entered Djugu before dawn".

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of the name.

    Returns
    -------
    bool
        False for a name that no gazetteer has.
    """
    before = hearing.word(bounds[0] - 1)
    came = before is not None and before.lower in hearing.lexicon.places.entered
    return came and hearing.fame(bounds) > 0 and _by_armed_men(hearing, bounds)


def _by_armed_men(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether a name is what men who bear arms hit: "gunmen attacked Mangu"."""
    sentence, lexicon = hearing.sentence, hearing.lexicon
    if sentence.words[bounds[1]].dep != "dobj":
        return False
    verb = sentence.heads[bounds[1]]
    subjects = [k for k in sentence.children[verb] if sentence.words[k].dep == "nsubj" and k < verb]
    if not subjects or hearing.label(bounds) == "NORP" or is_acronym(hearing, bounds):
        return False
    doer = sentence.words[subjects[-1]].lower
    armed = (Victims.MILITANTS, Victims.SOLDIERS)
    return doer in lexicon.actors.forces or lexicon.victims.get(doer) in armed


def _alone(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether a known name of several words is the only one that may be a place's.

    "Khan Shaykhun was hit" is of a town, which the model takes for a person.
    """
    others = (e for e in hearing.sentence.entities if e[2] in GROUND)
    named = hearing.label(bounds) != "NORP" and not is_acronym(hearing, bounds)
    known = bounds[1] > bounds[0] and hearing.fame(bounds) > 0
    return named and known and all(e[:2] == bounds for e in others)


def is_visited(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a name is of ground that something came over: "Kidapawan was hit by violence".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    last : int
        Position of the name's last word.
    lexicon : Lexicon
        The language's words of what strikes ground.

    Returns
    -------
    bool
        False where a single blow may have hit a person of that name.
    """
    verb = sentence.heads[last]
    agent = sentence.child(verb, "agent")
    doer = None if agent is None else sentence.child(agent, "pobj")
    hit = sentence.words[verb].lower in lexicon.places.hit
    return (
        sentence.words[last].dep == "nsubjpass"
        and hit
        and doer is not None
        and sentence.words[doer].lower in lexicon.places.scourges
    )
