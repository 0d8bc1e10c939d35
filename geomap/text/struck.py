"""Names of ground by what is done to it: "a raid on Saraqib", "Kherson was shelled"."""

from __future__ import annotations

from geomap.text.hearing import GROUND, Hearing, is_acronym, is_no_place

__all__ = ["is_hit", "is_struck"]


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
    if done and (before in places.ground_harm or (hit and _alone(hearing, bounds))):
        return True
    governor = words[bounds[0] - 2].lower if bounds[0] > 1 else ""
    if before == "on" and governor in places.falling:
        return True
    # "on the road from Bunia to Mongbwalu"
    ground = governor in places.ground_acts or governor in places.grounds
    return before in places.beside and ground


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
    if not hearing.eventful or sentence.words[last].dep not in ("nsubjpass", "nsubj"):
        return False
    verb = sentence.heads[last]
    word, places = sentence.words[verb].lower, hearing.lexicon.places
    passive = sentence.words[last].dep == "nsubjpass"
    start = sentence.words[0].start
    behind = sentence.lower[sentence.words[last].end - start :].lstrip()
    fire = any(behind.startswith(phrase) for phrase in places.suffering)
    attr = sentence.child(verb, "attr")
    scene = attr is not None and sentence.words[attr].lower in places.scenes
    if scene:
        return not is_acronym(hearing, bounds) and not is_no_place(hearing, bounds)
    if fire or (passive and word in places.ground_harm):
        return hearing.fame(bounds) > 0 and not is_acronym(hearing, bounds)
    return passive and word in places.hit and _alone(hearing, bounds)


def _alone(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether a known name of several words is the only one that may be a place's.

    "Khan Shaykhun was hit" is of a town, which the model takes for a person.
    """
    others = (e for e in hearing.sentence.entities if e[2] in GROUND)
    named = hearing.label(bounds) != "NORP" and not is_acronym(hearing, bounds)
    known = bounds[1] > bounds[0] and hearing.fame(bounds) > 0
    return named and known and all(e[:2] == bounds for e in others)
