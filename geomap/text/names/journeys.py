"""Where somebody came from or went to: "fled to Homs", "brought to the hospital in Tyre".

What an attacker enters and strikes is no such place: "crossed into Abyei and burned it".
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.text.names.struck import when_passed
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["is_an_end", "on_the_way"]


def on_the_way(sentence: Sentence, at: int, lexicon: Lexicon) -> str | None:
    """Tell why a name is only an end of somebody's way.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the name's last word.
    lexicon : Lexicon
        The language's verbs of movement.

    Returns
    -------
    str or None
        The reason in words; None where it is no end of a way.
    """
    words, places = sentence.words, lexicon.places
    if _at_its_clinic(sentence, at, lexicon):
        return "where somebody died or was treated, not where it happened"
    if _beyond_border(sentence, at, lexicon):
        return "beyond the border, not where it happened"
    whole = words[sentence.heads[at]].lower
    if words[at].dep == "compound" and (whole in lexicon.levels or whole in lexicon.harm.clinics):
        # "from Belgorod region", "to Pemba hospital"
        at = sentence.heads[at]
    if when_passed(sentence, at, lexicon) is not None:
        return None
    if words[at].dep == "dobj":
        leaving = sentence.heads[at]
        left = words[leaving].lower in places.leaving and any(
            words[k].lower == "for" and words[k].dep == "prep" for k in sentence.children[leaving]
        )
        return f"'{words[leaving].lower} … for': left behind" if left else None
    for step, (preposition, governor) in enumerate(_chain(sentence, at)):
        small, above = words[preposition].lower, words[governor].lower
        if small in ("of", "from") and not step and above in places.natives:
            return f"'{above} {small}': where somebody comes from"
        if small == "from" and step and above in lexicon.movement | places.shooting:
            side = sentence.heads[sentence.heads[at]]
            if (
                words[sentence.heads[at]].lower == "of"
                and words[side].lower in places.directions
                and sentence.heads[side] == preposition
            ):
                return f"'{above} from the direction of': where from"
        if step and small not in places.ends:
            continue
        if small == "for" and above in places.leaving:
            return f"'{above} for': on the way, not where it happened"
        subject = sentence.child(governor, "nsubj")
        if subject is not None and words[subject].lower in places.ordinary:
            # as in "calm has returned to Bourzanga"
            continue
        if above in places.arrivals and small in places.stops:
            there = _strikes_there(sentence, governor, lexicon)
            return None if there else f"'{above} {small}': where somebody came to"
        if small not in places.ways or above not in lexicon.movement:
            continue
        if preposition and words[preposition - 1].lower in places.nearness:
            # "came under fire close to Bria"
            continue
        shot = above in places.shooting and small != "from"
        shot = shot and not _is_sent(sentence, governor, lexicon)
        # "drove a car into a police post in Medea", not "drove the car into Medea"
        shot = shot or (step > 0 and small == "into" and _drives(sentence, governor, lexicon))
        shot = shot or (small == "into" and _is_flown(sentence, governor, lexicon))
        if shot or (small != "from" and _strikes_there(sentence, governor, lexicon)):
            return None
        return f"'{above} {small}': on the way, not where it happened"
    return None


def _beyond_border(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Read "came from across the border in Zaire"."""
    first = at
    while first and sentence.words[first - 1].tag.startswith("NNP"):
        first -= 1
    lead = [word.lower for word in sentence.words[max(0, first - 5) : first]]
    border = len(lead) > 4 and lead[3] == "border" and lead[1] in lexicon.places.beyond
    return border and lead[0] == "from" and lead[4] in lexicon.places.within


def _at_its_clinic(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Read "a man hurt in the battle at Vlorë died in a Tirana clinic", "in hospital in Tirana"."""
    words, clinic = sentence.words, sentence.heads[at]
    beside = clinic - 1 if words[at].dep == "pobj" and clinic else clinic
    if words[beside].lower in lexicon.harm.clinics and words[beside].dep == "pobj":
        # "died in hospital in Belfast"
        clinic = beside
    if words[beside].lower in lexicon.harm.treatment:
        # "is in intensive care in Tripoli"
        return True
    preposition = sentence.heads[clinic]
    verb = words[sentence.heads[preposition]].lower
    named = words[clinic].lower in lexicon.harm.clinics
    dies = verb in lexicon.subject_verbs and verb not in lexicon.verbs
    # "succumbed to their wounds in hospital in Ouahigouya"
    dies = dies or verb in lexicon.harm.marks
    # "three first listed as dead were traced to a clinic in Otukpo"
    came = words[preposition].lower == "to" and words[sentence.heads[preposition]].pos == "VERB"
    came = came and verb not in lexicon.places.hit
    return named and words[clinic].dep == "pobj" and (dies or came)


def _chain(sentence: Sentence, at: int) -> Iterator[tuple[int, int]]:
    """Climb from "Tyre" over "the hospital in" to "brought to": prepositions, what they hang on."""
    seen = {at}
    while sentence.words[at].dep == "pobj":
        preposition = sentence.heads[at]
        # "out of", "from near"
        while sentence.words[preposition].dep in ("prep", "pcomp") and (
            sentence.words[sentence.heads[preposition]].dep == "prep"
        ):
            preposition = sentence.heads[preposition]
        governor = sentence.heads[preposition]
        yield preposition, governor
        moved = sentence.words[governor].dep == "dobj"
        if moved and sentence.words[preposition].lower != "from":
            # "helicopters ferried casualties towards Anuradhapura", "sent troops to the Andes"
            yield preposition, sentence.heads[governor]
        if not sentence.words[governor].tag.startswith("NN") or governor in seen:
            return
        seen.add(governor)
        at = governor


def _strikes_there(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether those who came did harm there: "crossed into Abyei and burned the market"."""
    for other in sentence.children[verb]:
        word = sentence.words[other]
        if word.dep == "conj" and other > verb:
            harm = word.lower in lexicon.verbs or word.lower in lexicon.subject_verbs
            if harm or word.lower in lexicon.acts or word.lower in lexicon.places.hit:
                return True
            behind = " ".join(w.lower for w in sentence.words[other : other + _DEED])
            if lexicon.patterns["sets_off"].match(behind):
                # "walked into a tent in Muqdadiyah and set off a belt of explosives"
                return True
    return False


def _is_sent(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether people go there, and no shells: "sent more troops to the Andes"."""
    taken = sentence.child(verb, "dobj")
    if taken is None:
        return False
    word = sentence.words[taken].lower
    return word in lexicon.actors.forces or word in lexicon.victims


def _is_flown(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Read "a missile flew into the theatre of X", "a car bomb was driven into the station"."""
    flown = sentence.child(verb, "nsubj", "nsubjpass")
    if flown is None:
        return False
    word = sentence.words[flown].lower
    return word in lexicon.acts or word in lexicon.places.ground_acts


def _drives(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a vehicle is what is moved: "drove a truck into"."""
    vehicle = sentence.child(verb, "dobj")
    if vehicle is None:
        return False
    # "a Zhiguli": a thing by its make
    made = sentence.words[vehicle].tag == "NNP" and sentence.child(vehicle, "det") is not None
    return made or sentence.words[vehicle].lower in lexicon.places.carriers


_DEED = 4
# Words of a deed that several words tell.
_MEASURE = 5
# Words before "from" in which a distance may stand: "20 km to the north from".


def is_an_end(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a name is an end of a way or of a distance: only places are.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : tuple of int
        First and last position of the name.
    lexicon : Lexicon
        The language's verbs of movement.

    Returns
    -------
    bool
        True for "travelled to X", "leaving X for Y" and "20 km away from X".
    """
    return (
        _gone_to(sentence, bounds, lexicon)
        or _left_for(sentence, bounds[1], lexicon)
        or _measured(sentence, bounds[0], lexicon)
    )


def _left_for(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a name is one of the ends of "left Kabo for Kaga-Bandoro"."""
    words, leaving = sentence.words, lexicon.places.leaving
    head = sentence.heads[at]
    if words[head].lower == "for" and words[head].dep == "prep":
        head = sentence.heads[head]
        return words[head].lower in leaving and sentence.child(head, "dobj") is not None
    return (
        words[at].dep == "dobj"
        and words[head].lower in leaving
        and any(words[k].lower == "for" and words[k].dep == "prep" for k in sentence.children[head])
    )


def _measured(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """Tell whether a distance is told from a name: "20 km away from Weldiya"."""
    words, places = sentence.words, lexicon.places
    if not first or words[first - 1].lower not in places.measured_from:
        return False
    return any(word.lower in places.lengths for word in words[max(0, first - _MEASURE) : first - 1])


def _gone_to(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether somebody went there: "the minister travelled to Escuintla"."""
    first, last = bounds
    way = sentence.heads[last]
    governor = sentence.heads[way]
    if sentence.words[governor].dep == "dobj":
        # "has sent 200 more policemen to Poso"
        governor = sentence.heads[governor]
    verb = sentence.words[governor].lower
    taken = sentence.child(governor, "dobj")
    people = taken is not None and sentence.words[taken].lower in lexicon.victims
    goes = verb in lexicon.movement and (people or verb not in lexicon.places.shooting)
    small = sentence.words[first - 1].lower if first else ""
    return small in lexicon.places.ways and way == first - 1 and goes
