"""Names in passing: whose office a place is, and where somebody comes from."""

from __future__ import annotations

from geomap.protocols import Token
from geomap.text.parsing.bearings import Bearing
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import EventPlace, ToponymRole

__all__ = ["in_passing", "is_ground"]

_LONGEST_LEAD = 6
# Words between "of" and an office's seat: "of the neighbouring northern province of Kunduz".
_TITLE = 5
# Words of a title such as "the chief UN official".


def in_passing(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> Bearing | None:
    """Read "assailants from Kunar", "the governor of Kunduz", "the Panjwai district governor".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position of the name.
    lexicon : Lexicon
        The language's words for offices, people and ground.

    Returns
    -------
    Bearing or None
        None where the name is no more than where it happened.
    """
    first, last = bounds
    words = sentence.words
    before = words[first - 2].lower if first > 1 and words[first - 1].lower == "from" else ""
    if last + 1 < len(words) and is_ground(words[last + 1], lexicon):
        # "abducted 15 pupils from Sokoto school"
        before = ""
    carried = before in lexicon.places.carriers
    fired = before in lexicon.acts or before in lexicon.places.ground_acts
    if before in lexicon.victims or before in lexicon.actors.forces or carried or fired:
        reason = f"in passing: '{before} from': where they come from"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.ORIGIN)
    band = words[first - 2].lower if first > 1 and words[first - 1].lower == "of" else ""
    if band in lexicon.actors.bands:
        reason = f"in passing: '{band} of': where they are from"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.ORIGIN)
    office = _office_of(sentence, first, lexicon)
    if office is not None:
        reason = f"in passing: names an office: '{sentence.surface(office, last)}'"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.OFFICE)
    if _says_who(sentence, last, lexicon):
        reason = f"in passing: who somebody is: '{sentence.surface(first, last + 1)}'"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.OFFICE)
    at = last + 1
    while at < len(words) and words[at].lower in lexicon.levels and words[at].text.islower():
        at += 1
    if last < at - 1 and at < len(words) and words[at].tag.startswith("NN"):
        head = words[at].lower
        ground = head in lexicon.levels or head in lexicon.places.grounds or head in lexicon.acts
        if not ground and words[at - 1].dep == "compound":
            reason = f"in passing: names an office: '{sentence.surface(first, at)}'"
            return Bearing(ToponymRole.EVENT, reason, EventPlace.OFFICE)
    return None


def _says_who(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Read "Gulak, an Adamawa State politician, was shot": where he is from, or sits."""
    words = sentence.words
    if last + 1 >= len(words) or words[last].dep not in ("compound", "nmod", "amod"):
        return False
    person = words[last + 1]
    known = person.lower in lexicon.victims or person.lower in lexicon.places.offices
    return known and sentence.heads[last] == last + 1 and person.dep in ("appos", "attr")


def _office_of(sentence: Sentence, first: int, lexicon: Lexicon) -> int | None:
    """Find the office whose seat a name is: "the governor of neighbouring Kunduz"."""
    words, at = sentence.words, first - 1
    while at > max(0, first - _LONGEST_LEAD) and (
        words[at].lower in (*lexicon.places.articles, *lexicon.places.compass)
        or words[at].lower in lexicon.levels
        or words[at].tag in ("JJ", "VBG")
    ):
        at -= 1
    # "of the town of X": the office is the town's
    if at > 1 and words[at].lower == "of" and words[at - 1].lower in lexicon.levels:
        return _office_of(sentence, at - 1, lexicon)
    if at > 1 and _sent_there(sentence, at, lexicon):
        return at - 1
    if at < 1 or words[at].lower != "of" or words[at - 1].lower not in lexicon.places.offices:
        return None
    return at - 1


def _sent_there(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Read "the US ambassador to Iraq", "the chief UN official in Iraq" at its preposition."""
    words = sentence.words
    if words[at - 1].lower not in lexicon.places.envoys:
        return False
    lead = {word.lower for word in words[max(0, at - _TITLE) : at - 1]}
    # "shot the UN official in Homs" says where
    highest = not lead.isdisjoint(lexicon.places.highest)
    return words[at].lower == "to" or (words[at].lower in ("in", "for") and highest)


def is_ground(after: Token, lexicon: Lexicon) -> bool:
    """Tell whether the word behind a name is what stands or happens there, and no body's name.

    Parameters
    ----------
    after : Token
        The word.
    lexicon : Lexicon
        The language's words for sites and deeds.

    Returns
    -------
    bool
        True for "from Sokoto school".
    """
    places = lexicon.places
    happens = after.lower in places.sites or after.lower in places.ground_acts
    return after.text.islower() and happens
