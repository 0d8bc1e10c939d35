"""Which words of a sentence may name a place, before it is asked what they do there.

Entities of any label and runs of proper nouns are candidates; the words beside them and the
gazetteer's knowledge of the name decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.protocols import NameKnowledge
from geomap.text.names.addresses import addresses_in
from geomap.text.names.bounds import trimmed, with_rest, without_compass, word_before
from geomap.text.names.journeys import is_an_end
from geomap.text.names.local_names import before_locals, is_capital, local_name, seat_in
from geomap.text.names.sites import names_site
from geomap.text.names.struck import is_visited
from geomap.text.parsing.entities import PLACE_LABELS, entities_in
from geomap.text.parsing.grammar import Sentence
from geomap.text.parsing.levels import level_of
from geomap.text.words.lexicon import Lexicon

__all__ = ["ADDRESS", "bodies_in", "is_never", "mentions_in", "proper_runs"]

ADDRESS = "ADDRESS"
# The label of a name that the words around it make a place's.


_BEARING = 3
# Words before the second half of "SOUTH-EAST".
_FAMOUS = 2
# How well the world's own names are known.
_ACRONYM = 5
# Letters of one, at the most.
_SHORTEST_PART = 4
# Letters of a word in a body's name that can be a place's: not "Al", "DM", "New".


_LONGEST_NAME = 3
# Words beside the first that an unknown village's name may have.


_NAMES = frozenset({"ORG", "PERSON", "PRODUCT", "EVENT", "WORK_OF_ART"})
# Labels of names that may hold a place's, or be one.


def bodies_in(sentence: Sentence, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Find the institutions that sound like places: "the UN", "the Pentagon"."""
    found: list[tuple[int, int]] = []
    lower = [word.lower for word in sentence.words]
    for at, word in enumerate(sentence.words):
        if not word.text[:1].isupper() or (found and at <= found[-1][1]):
            continue
        for name in lexicon.bodies.get(lower[at], ()):
            if tuple(lower[at : at + len(name)]) == name:
                found.append((at, at + len(name) - 1))
                break
    return found


def mentions_in(
    sentence: Sentence, lexicon: Lexicon, known: NameKnowledge, *, eventful: bool
) -> list[tuple[int, int, str]]:
    """Find the stretches of a sentence that may name places.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words for levels, bodies and what is never a place.
    known : callable
        Tells how well known a name is.
    eventful : bool
        Whether the sentence tells of an event: then a name that no gazetteer knows is kept
        where it stands as a place.

    Returns
    -------
    list of (int, int, str)
        First and last position and the label that found it, in order.
    """
    found = _addresses(sentence, (lexicon, known), eventful=eventful)
    taken = {at for first, last, _ in found for at in range(first, last + 1)}
    for first, last, label in entities_in(sentence, known):
        whole = range(first, last + 1)
        if not taken.isdisjoint(whole):
            taken.update(whole)
            continue
        bounds = trimmed(sentence, first, last, lexicon)
        if bounds is None:
            continue
        if is_never(sentence, bounds, lexicon):
            taken.update(whole)
        elif label == "NORP" or label in PLACE_LABELS:
            place = _place(sentence, (*bounds, label), lexicon, known)
            if place is not None:
                found.append(place)
                taken.update(range(place[0], place[1] + 1))
        elif label in _NAMES:
            inner = _inner(sentence, bounds, label, lexicon, known) or local_name(
                sentence, bounds, label, lexicon, known
            )
            if inner is None and _is_joined(sentence, first, found):
                inner = _listed(sentence, bounds, found, known, eventful=eventful)
            if inner is not None:
                found.append(inner)
            taken.update(whole)
    for first, last in proper_runs(sentence, taken):
        seat = seat_in(sentence, (first, last), lexicon, known)
        if seat is not None:
            found.append(seat)
        elif _looks_like_place(sentence, first, last, lexicon, known) or (
            eventful and _stands_in_address(sentence, first, last, lexicon, found)
        ):
            found.append((first, last, ""))
    return sorted(set(found))


def _place(
    sentence: Sentence,
    candidate: tuple[int, int, str],
    lexicon: Lexicon,
    known: NameKnowledge,
) -> tuple[int, int, str] | None:
    """Read what the model takes for a place or a people: its bounds and what it stands as."""
    *ends, label = candidate
    bounds = (ends[0], ends[1])
    if label == "NORP":
        if not known(sentence.surface(*bounds)):
            return None
        if _stands_as_place(sentence, bounds, lexicon):
            label = "" if sentence.words[bounds[1]].tag.startswith("NNP") else ADDRESS
    elif not sentence.words[bounds[0]].text[:1].isupper():
        return None
    if _is_kind_of_thing(sentence, bounds, lexicon) and not known(sentence.surface(*bounds)):
        return None
    if _is_bodys_letters(sentence, bounds, lexicon) and known(sentence.surface(*bounds)) < _FAMOUS:
        return None
    bounds = without_compass(sentence, bounds, (lexicon, known))
    bounds = with_rest(sentence, bounds, known, lexicon)
    if label == "NORP" and is_capital(sentence, bounds, (lexicon, known)):
        bounds, label = (bounds[0], bounds[1] + 1), ADDRESS
    return (*bounds, label)


def _is_bodys_letters(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell the letters of a body from a town: "the SNA base" in a text in usual letters."""
    first, last = bounds
    name = sentence.words[first].text
    before = sentence.words[first - 1].lower if first else ""
    short = first == last and name.isupper() and name.isalpha() and 1 < len(name) <= _ACRONYM
    return (
        short and before in lexicon.places.articles and not sentence.words[first - 1].text.isupper()
    )


def _is_joined(sentence: Sentence, first: int, found: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether a name stands behind a place's and "and" or a comma."""
    joined = first >= 2 and sentence.words[first - 1].lower in ("and", ",")
    return joined and any(end == first - 2 for _, end, _ in found)


def _listed(
    sentence: Sentence,
    bounds: tuple[int, int],
    found: Sequence[tuple[int, int, str]],
    known: NameKnowledge,
    *,
    eventful: bool,
) -> tuple[int, int, str] | None:
    """Read the last name of a list of places, which the model takes for a person's."""
    listed = sentence.words[bounds[1]].dep == "conj" and eventful
    if known(sentence.surface(*bounds)) or (listed and _heads_place(sentence, bounds, found)):
        return (*bounds, "")
    return None


def _heads_place(
    sentence: Sentence, bounds: tuple[int, int], found: Sequence[tuple[int, int, str]]
) -> bool:
    """Tell whether a name is joined to a place: "raids on Atareb and Darat Izza"."""
    head = sentence.heads[bounds[1]]
    after = sentence.words[bounds[1] + 1] if bounds[1] + 1 < len(sentence.words) else None
    closes = after is None or not after.tag.startswith(("NN", "POS", "VB"))
    return closes and any(first <= head <= last for first, last, _ in found)


def _addresses(
    sentence: Sentence, knowledge: tuple[Lexicon, NameKnowledge], *, eventful: bool
) -> list[tuple[int, int, str]]:
    """Give the names of addresses, each as long as the model and the world know it."""
    lexicon, known = knowledge
    found = []
    for bounds in addresses_in(sentence, lexicon, known, eventful=eventful):
        for first, last, label in sentence.entities:
            wider = first <= bounds[0] and bounds[1] <= last and (first, last) != bounds
            if wider and label in PLACE_LABELS and known(sentence.surface(first, last)) > 1:
                bounds = trimmed(sentence, first, last, lexicon) or bounds
        if not _is_kind_of_thing(sentence, bounds, lexicon):
            found.append((*without_compass(sentence, bounds, knowledge), ADDRESS))
    return sorted(set(found))


def _is_kind_of_thing(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a name has "a" before it, as weapons have: "a Tochka-U missile"."""
    before = sentence.words[bounds[0] - 1].lower if bounds[0] else ""
    return before in ("a", "an") and level_of(sentence, *bounds, lexicon) is None


def _stands_as_place(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a name that the model takes for a people stands where places stand."""
    first, last = bounds
    before = sentence.words[first - 1] if first else None
    adjective = sentence.words[last].tag == "JJ" and sentence.words[last].dep == "pobj"
    if not (sentence.words[last].tag.startswith("NNP") or adjective):
        return False
    if level_of(sentence, first, last, lexicon) is not None:
        return True
    ends = last + 1 >= len(sentence.words) or not sentence.words[last + 1].tag.startswith(
        ("NN", "JJ", "CD", "VBG")
    )
    deed = sentence.words[first - 2].lower if first > 1 else ""
    # "a rocket attack on Sloviansk"
    deeds = lexicon.places.ground_acts | lexicon.places.falling
    struck = deed in deeds and before is not None and before.lower == "on"
    beside = before is not None and before.lower in lexicon.places.people_stand_behind
    return ends and (beside or struck)


def _stands_in_address(
    sentence: Sentence,
    first: int,
    last: int,
    lexicon: Lexicon,
    found: Sequence[tuple[int, int, str]],
) -> bool:
    """Tell whether an unknown name stands where an event's place stands: "in X", "(X, Y)".

    A village that no gazetteer knows is still where it happened; it must not be lost.
    """
    before = word_before(sentence, first, lexicon)
    lower = sentence.words[first].lower
    if lower in lexicon.months or lower in lexicon.weekdays or lower in lexicon.never:
        return False
    named = any(w.lower in lexicon.institutions for w in sentence.words[first : last + 1])
    if named or not sentence.words[first].text[:1].isupper() or last - first > _LONGEST_NAME:
        return False
    if before in ("in", "near"):
        return True
    # a bracket or comma right behind another place: the unit it lies in
    return before in ("(", ",") and any(end == first - 2 for _, end, _ in found)


def is_never(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a name is no place's: a day's, a month's, a body's that sounds like one."""
    said = sentence.surface(*bounds).lower()
    plain = said.rstrip(".")
    if _is_bearing(sentence, bounds, lexicon):
        return True
    if bounds[0] == bounds[1] == 0 and (plain in lexicon.things or plain in lexicon.acts):
        # "Grenade attack in Bujumbura": capitals only begin the sentence
        return True
    after = sentence.words[bounds[1] + 1 : bounds[1] + 3]
    if len(after) > 1 and after[0].text == "-" and after[1].lower in lexicon.places.links_of_names:
        # "the Lashkar-e-Taiba": a part of a name that goes on
        return True
    about = plain in lexicon.qualifiers and any(word.tag == "CD" for word in after)
    # "Ca. 300 head of cattle"
    counted = (
        about or plain in lexicon.numbers or plain in lexicon.collectives or plain in lexicon.vague
    )
    return counted or said in lexicon.never or plain in lexicon.weekdays or plain in lexicon.months


def _is_bearing(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a heading only points: "NORTH-EAST." is no region of another country."""
    name = sentence.surface(*bounds)
    opens = bounds[0] <= _BEARING and (name.isupper() or bounds[1] + 2 >= len(sentence.words))
    words = [word for word in name.lower().replace("-", " ").split() if word not in lexicon.levels]
    return opens and bool(words) and all(word in lexicon.places.compass for word in words)


def _inner(
    sentence: Sentence,
    bounds: tuple[int, int],
    label: str,
    lexicon: Lexicon,
    known: NameKnowledge,
) -> tuple[int, int, str] | None:
    """Decide what an entity that is no place by its label holds for the map.

    The model takes unknown villages for persons or companies; a real institution or person
    that contains a place's name is kept as part of that name.
    """
    first, last = bounds
    words = sentence.words
    whole = sentence.surface(first, last)
    before = word_before(sentence, first, lexicon)
    placed = (
        before in lexicon.locatives
        or before in lexicon.levels
        or (before in ("of", "and", ",") and level_of(sentence, first, last, lexicon) is not None)
    )
    placed = placed or is_an_end(sentence, bounds, lexicon) or is_visited(sentence, last, lexicon)
    institution = any(word.lower in lexicon.institutions for word in words[first : last + 1])
    if (placed or level_of(sentence, first, last, lexicon)) and not institution and known(whole):
        if not (label == "PERSON" and before in lexicon.places.persons_stand_behind):
            return first, last, ""
        if before == "of" and first > 1 and _belongs_to_towns(words[first - 2].lower, lexicon):
            return first, last, ""
        if level_of(sentence, first, last, lexicon) is not None:
            return first, last, ""
    for position in range(first, last + 1):
        word = words[position]
        if label != "PERSON" and word.tag in ("NNP", "NNPS") and last > first:
            if word.lower in lexicon.institutions or len(word.text) < _SHORTEST_PART:
                continue
            if word.lower in lexicon.places.compass or word.lower in lexicon.levels:
                continue
            if is_never(sentence, (position, position), lexicon):
                continue
            if known(word.text, famous=True):
                return position, position, f"in:{label}"
    return None


def _belongs_to_towns(noun: str, lexicon: Lexicon) -> bool:
    """Tell whether a noun is of a town and not of a person: "the airport of", "residents of"."""
    places = lexicon.places
    return noun in places.grounds or noun in places.locals or noun in places.civic


def proper_runs(sentence: Sentence, taken: set[int]) -> list[tuple[int, int]]:
    """Give the runs of proper nouns that no name has taken yet.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    taken : set of int
        Positions of the names found so far.

    Returns
    -------
    list of (int, int)
        First and last position of each, in order.
    """
    runs: list[tuple[int, int]] = []
    at = 0
    words = sentence.words
    while at < len(words):
        if at in taken or words[at].tag not in ("NNP", "NNPS"):
            at += 1
            continue
        end = at
        while (
            end + 1 < len(words)
            and end + 1 not in taken
            and (
                words[end + 1].tag in ("NNP", "NNPS")
                or (
                    words[end + 1].text in ("-", "’", "'")
                    and words[end + 1].start == words[end].end
                )
            )
        ):
            end += 1
        runs.append((at, end))
        at = end + 1
    return runs


def _looks_like_place(
    sentence: Sentence, first: int, last: int, lexicon: Lexicon, known: NameKnowledge
) -> bool:
    if not sentence.words[first].text[:1].isupper():
        return False
    lower = sentence.words[first].lower
    if first == last and (lower in lexicon.months or lower in lexicon.weekdays):
        return False
    if is_never(sentence, (first, last), lexicon):
        return False
    if any(word.lower in lexicon.institutions for word in sentence.words[first : last + 1]):
        return False
    before = word_before(sentence, first, lexicon)
    level = level_of(sentence, first, last, lexicon)
    beside = before in lexicon.places.hit or before in lexicon.places.stands_behind
    if level is not None:
        return True
    beside = beside or before_locals(sentence, last, lexicon) or names_site(sentence, last, lexicon)
    return (beside or first == 0) and known(sentence.surface(first, last)) > 0
