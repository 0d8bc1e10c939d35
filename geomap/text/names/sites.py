"""Sites that bear a town's name, where something happened: it happened in that town.

"Aleppo University" is an institution and no town, wherever it only speaks or is spoken of. Four
people who are killed there are killed in Aleppo.
"""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["names_site", "road_end", "struck_site"]

_NAMING = ("compound", "nmod")
_DASHES = {"-", "–", "—", "‑"}


def struck_site(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> str | None:
    """Find the site that a town's name is part of, where an event is said to be there.

    Parameters
    ----------
    sentence : Sentence
        A sentence that tells of an event.
    bounds : (int, int)
        First and last position of the town's name.
    lexicon : Lexicon
        The language's words for sites, for what strikes them and for where things are.

    Returns
    -------
    str or None
        The site's name as written; None where it is none, where nothing befell it or anybody
        at it, or where the text itself says which town it is in.
    """
    words, first = sentence.words, bounds[0]
    head = _named(sentence, bounds[1])
    places = lexicon.places
    site = words[head].lower
    if head == bounds[1] or not (site in places.sites or site in places.grounds):
        return None
    behind = words[head + 1].lower if head + 1 < len(words) else ""
    if behind in places.within:
        # "Khadra Hospital in Tripoli"
        return None
    governor = words[sentence.heads[head]]
    struck = words[head].dep in ("dobj", "nsubjpass") and (
        governor.lower in places.hit or governor.lower in places.ground_harm
    )
    return sentence.surface(first, head) if struck or _happened(sentence, head, lexicon) else None


def names_site(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a name stands before a site that bears it: "a Tumaco billiard hall".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    last : int
        Position of the name's last word.
    lexicon : Lexicon
        The language's words for sites.

    Returns
    -------
    bool
        Whether the noun that it names is a site's, with "a" or "the" before the name.
    """
    head = _named(sentence, last)
    before = sentence.words[last - 1].lower if last else ""
    site = sentence.words[head].lower
    bears = site in lexicon.places.sites or site in lexicon.places.grounds
    # In a town's hospital people die who were hit elsewhere.
    bears = bears and site not in lexicon.harm.clinics
    return head > last and bears and before in lexicon.places.articles


def _named(sentence: Sentence, last: int) -> int:
    """Climb from a name to the noun that it names: "Kabul" in "Kabul University"."""
    head = last
    while sentence.words[head].dep in _NAMING and sentence.heads[head] > head:
        head = sentence.heads[head]
    return head


def _happened(sentence: Sentence, head: int, lexicon: Lexicon) -> bool:
    """Tell whether somebody was harmed at a site, or something happened there."""
    words, preposition = sentence.words, sentence.heads[head]
    if words[head].dep != "pobj":
        return False
    governor = sentence.heads[preposition]
    small, above = words[preposition].lower, words[governor]
    if small == "of" and above.lower in (*lexicon.places.sites, *lexicon.places.grounds):
        # "outside the gate of Kabul University"
        return _happened(sentence, sentence.heads[preposition], lexicon)
    if small not in (*lexicon.places.within, "on"):
        return False
    if above.lower in lexicon.places.ground_acts:
        return above.tag.startswith("NN")
    # Who died in a hospital was wounded elsewhere.
    healed = words[head].lower in lexicon.harm.clinics
    # "blew himself up at …, killing nine"
    deeds = [above, *(words[k] for k in sentence.children[governor])]
    deeds = [deed for deed in deeds if deed is above or deed.dep == "advcl"]
    harmed = any(d.lower in lexicon.verbs or d.lower in lexicon.subject_verbs for d in deeds)
    return not healed and (harmed or above.lower in lexicon.acts)


def road_end(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> str | None:
    """Find the road that a name is an end of, where the text says at which place of it.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position of the name.
    lexicon : Lexicon
        The language's words for roads.

    Returns
    -------
    str or None
        "Kabul-Kandahar highway" in "on the Kabul-Kandahar highway in Ghazni"; None without
        such a place.
    """
    words, head = sentence.words, _named(sentence, bounds[1])
    if head == bounds[1] or words[head].lower not in lexicon.places.roads:
        return None
    between = {word.text for word in words[bounds[0] : head]}
    at = head + 1
    placed = at + 1 < len(words) and words[at].lower in lexicon.places.within
    named = placed and words[at + 1].tag.startswith("NNP")
    return sentence.surface(bounds[0], head) if named and between & _DASHES else None
